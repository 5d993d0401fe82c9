//! The examination: what a table would do, row by row.

use super::{Examined, Plan, Units, corrected, kept, new::added, progressed};
use crate::{
    AppError, Context, Result,
    home::permit_or_home,
    ledger::book_show::{Held, held},
    permit_at,
};
use earnest_model::{
    ledger::book::{Column, LedgerKind, SentTable, compare},
    permit::{ReadLedger, ReadProgramme},
};
use earnest_store::{Pick, Reader};
use std::collections::BTreeMap;

/// Examines a ledger that waits for the actor's yes.
pub(crate) fn examine(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    id: i64,
    aspects: &[String],
) -> Result<Examined> {
    let kept = kept(context, reader, id)?;
    let table: SentTable = serde_json::from_str(&kept.body).map_err(|_| AppError::NotFound)?;
    let kind = table.ledger()?;
    let permit = permit_or_home::<ReadLedger>(context, reader, kept.unit.as_deref())?;
    let serials: Vec<String> = table
        .lines
        .iter()
        .filter_map(|line| table.cell(line, Column::Serial))
        .map(|serial| serial.trim().to_owned())
        .filter(|serial| !serial.is_empty())
        .collect();
    let rows = held(context, reader, &permit, kind, Pick::Serials(&serials))?;
    let (mut current, mut measures) = (BTreeMap::new(), BTreeMap::new());
    for Held { row, measure } in rows {
        measures.extend(measure.map(|measure| (row.id, measure)));
        current.insert(row.cell(kind, Column::Serial).to_owned(), row);
    }
    let compared = compare(kind, &table, &current);
    let unit = reader.unit(&permit_at::<ReadProgramme>(context, permit.target())?)?;
    let mut examined =
        Examined { kind, unit, name: kept.name, table, compared, added: Vec::new(), plan: Plan::default() };
    let mut units = Units { reader, found: BTreeMap::new() };
    let mut faults = Vec::new();
    for changes in examined.compared.changes.chunk_by(|one, next| one.number == next.number) {
        let Some(first) = changes.first() else { continue };
        let Some(row) = current.get(&first.serial) else { continue };
        let cells = |column: Column| match changes.iter().find(|change| change.column == column) {
            Some(change) => change.new.clone(),
            None => row.cell(kind, column).to_owned(),
        };
        let Some(target) = units.locate(row.cell(kind, Column::UnitCode))? else { continue };
        let end = match kind {
            LedgerKind::Problems => {
                let before = |column| row.cell(kind, column).to_owned();
                corrected(context, target, first, &cells, &before, aspects)
                    .map(|one| examined.plan.corrections.push(one))
            }
            _ => match measures.get(&first.id) {
                Some(measure) => progressed(context, target, first, measure, &cells)
                    .map(|one| examined.plan.progress.push(one)),
                None => continue,
            },
        };
        faults.extend(end.err().unwrap_or_default());
    }
    added(context, &mut units, &mut examined, aspects, &mut faults)?;
    let all = &mut examined.compared.faults;
    all.extend(faults);
    all.sort_by_key(|fault| (fault.number, fault.column.and_then(|column| kind.place(column))));
    Ok(examined)
}
