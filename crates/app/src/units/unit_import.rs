//! Bring a file of units into the register: all of it or nothing.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    event::{Event, Subject},
    hash::sha256_hex,
    id::UnitId,
    permit::{ImportUnits, Target},
    record::RecordKind,
    span::Span,
    units::{
        acts::UnitsAct,
        unit::{Layout, Table, Tiers, parse_table, plant},
    },
};
use earnest_store::{UnitImport, UnitMark, Work};

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    /// Units that came in.
    pub units: usize,
    /// Units that the register holds now.
    pub total: usize,
}

/// Checks a file against the tiers of the organisation, without a register.
pub fn check_units(bytes: &[u8], tiers: &Tiers) -> Result<usize> {
    check_table(&parse_table(bytes).map_err(AppError::Import)?, tiers)
}

/// Checks rows that were read already.
pub fn check_table(table: &Table, tiers: &Tiers) -> Result<usize> {
    plant(&[], &table.rows, tiers).map_err(AppError::Import)?;
    Ok(table.rows.len())
}

/// Imports a file of units beneath those that are there.
pub fn import_units(context: &Context<'_>, bytes: &[u8], tiers: &Tiers, mark: UnitMark) -> Result<Imported> {
    let table = parse_table(bytes).map_err(AppError::Import)?;
    import_table(context, (&table, sha256_hex(bytes)), tiers, mark)
}

/// Imports rows that were read already, from a file with this hash.
pub fn import_table(
    context: &Context<'_>,
    (table, sha256): (&Table, String),
    tiers: &Tiers,
    mark: UnitMark,
) -> Result<Imported> {
    let mut work = context.begin()?;
    let (imported, act) = import_in(context, &mut work, (table, sha256), (tiers, mark))?;
    work.commit(&act)?;
    Ok(imported)
}

/// Brings them in within a unit of work, and gives the act that tells of it.
pub(super) fn import_in(
    context: &Context<'_>,
    work: &mut Work<'_>,
    (table, sha256): (&Table, String),
    (tiers, mark): (&Tiers, UnitMark),
) -> Result<(Imported, Event)> {
    let root = work.reader().root()?;
    // An empty register has no root yet: the permit is asked for the whole of what will be.
    let whole = Target { unit: UnitId(1), span: Span { lo: 0, hi: i64::MAX } };
    let permit = permit_at::<ImportUnits>(context, root.unwrap_or(whole))?;
    let (keys, existing): (Vec<_>, Vec<_>) =
        work.reader().units_existing(&permit)?.into_iter().map(|(id, span, unit)| ((id, span), unit)).unzip();
    let planted = plant(&existing, &table.rows, tiers).map_err(AppError::Import)?;

    let moved: Vec<_> = keys
        .iter()
        .zip(&planted)
        .filter(|((_, before), now)| *before != now.span)
        .map(|((id, _), now)| (*id, now.span))
        .collect();
    work.units_move(&permit, &moved)?;
    let new: Vec<_> = table
        .rows
        .iter()
        .zip(planted.iter().skip(keys.len()))
        .map(|(row, planted)| UnitImport {
            code: &row.code,
            name: &row.name,
            parent: planted.parent,
            tier: planted.tier,
            class: class_of(&row.class, &row.tier),
            span: planted.span,
        })
        .collect();
    work.units_insert(&permit, &new, mark)?;
    let layout = if table.layout == Layout::WithClass { "with-class" } else { "plain" };
    if root.is_none() {
        work.setting_write(&permit, layout)?;
    }
    let (units, synthetic) = (new.len(), mark.synthetic);
    let act = UnitsAct::UnitsImported { units, sha256, synthetic };
    let imported = Imported { units: new.len(), total: planted.len() };
    Ok((imported, permit.act_on(Subject::many(RecordKind::Unit), act)))
}

/// A unit without a class of its own is of the class of its tier.
fn class_of<'a>(class: &'a str, tier: &'a str) -> &'a str {
    if class.is_empty() { tier } else { class }
}
