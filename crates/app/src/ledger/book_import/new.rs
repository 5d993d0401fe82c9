//! New rows of a ledger: problems to be reported, by the same rules as those of the form.

use super::{Added, Examined, Faults, Reported, Texts, Units, column_of};
use crate::{Context, Result, permit_at};
use earnest_model::{
    ledger::{
        book::{CellFault, Column, SentLine},
        findings::problem::parse_problems,
        measures::measure_form::MeasureForm,
    },
    message::{FieldErrors, Message},
    permit::{ReadProgramme, ReportProblems, Target},
    signs::shown,
};
use earnest_store::Reader;
use std::collections::BTreeMap;

/// The new problems, each for the unit that its row names, or for the only one for which the actor reports.
pub(super) fn added(
    context: &Context<'_>,
    units: &mut Units<'_, '_>,
    examined: &mut Examined,
    aspects: &[String],
    faults: &mut Faults,
) -> Result<()> {
    let own = own_units(context, units.reader)?;
    let today = context.today.to_string();
    let table = &examined.table;
    let mut reports: BTreeMap<String, Reported> = BTreeMap::new();
    for group in &examined.compared.new {
        let lines: Vec<&SentLine> = group.iter().filter_map(|place| table.lines.get(*place)).collect();
        let Some(first) = lines.first() else { continue };
        let named = table.cell(first, Column::UnitCode).unwrap_or_default().trim();
        let code = match (named, own.as_slice()) {
            ("", [(code, _)]) => code.as_str(),
            (code, _) => code,
        };
        let target = if code.is_empty() { None } else { units.locate(code)? };
        let target = target.filter(|target| permit_at::<ReportProblems>(context, *target).is_ok());
        if target.is_none() {
            let message = match code {
                "" => Message::new("error-ledger-unit"),
                code => Message::new("error-ledger-unit-unknown").with("code", shown(code)),
            };
            faults.push(CellFault { number: first.number, column: Some(Column::UnitCode), message });
        }
        let texts: Vec<Texts> = lines
            .iter()
            .map(|line| {
                Texts::of(&|column| match (table.cell(line, column).unwrap_or_default(), column) {
                    ("", Column::FoundOn) => today.clone(),
                    // Posts and units one below the other are several.
                    (cell, Column::Owner | Column::Leader | Column::Assisting | Column::Contact) => {
                        cell.replace('\n', "、")
                    }
                    (cell, Column::Deliverable) => cell.replace('\n', "；"),
                    (cell, _) => cell.to_owned(),
                })
            })
            .collect();
        let Some(of_problem) = texts.first() else { continue };
        let measures: Vec<_> = texts.iter().filter_map(Texts::measure).collect();
        let said = measures.iter().map(of_measure).collect();
        match parse_problems(&[of_problem.form(measures)], aspects, context.today) {
            Err(errors) => faults.extend(at_lines(&lines, &texts, &errors)),
            Ok(problems) => {
                if let Some(target) = target {
                    let blank = || Reported { target, problems: Vec::new() };
                    reports.entry(code.to_owned()).or_insert_with(blank).problems.extend(problems);
                }
            }
        }
        examined.added.push(Added {
            number: first.number,
            unit: code.to_owned(),
            problem: of_problem.get(Column::Problem).to_owned(),
            cells: of_problem.kept(examined.kind),
            measures: said,
            alike: None,
        });
    }
    examined.plan.reports = reports.into_values().collect();
    Ok(())
}

/// What would be kept of a measure.
fn of_measure(one: &MeasureForm<'_>) -> Vec<(Column, String)> {
    let cells = [
        (Column::Measure, one.body),
        (Column::Owner, one.owner),
        (Column::Deliverable, one.deliverable),
        (Column::TimeClass, one.time_class),
        (Column::DueOn, one.due_on),
    ];
    cells
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(column, text)| (column, text.to_owned()))
        .collect()
}

/// The units for which the actor may report problems: code and target.
fn own_units(context: &Context<'_>, reader: &mut Reader<'_>) -> Result<Vec<(String, Target)>> {
    let mut own: Vec<(String, Target)> = Vec::new();
    for target in context.places::<ReportProblems>() {
        let (code, _) = reader.unit_words(&permit_at::<ReadProgramme>(context, target)?)?;
        own.push((code, target));
    }
    Ok(own)
}

/// The faults of a new problem, at the rows of its measures.
fn at_lines(lines: &[&SentLine], texts: &[Texts], errors: &FieldErrors) -> Faults {
    let with_measure: Vec<u32> = lines
        .iter()
        .zip(texts)
        .filter(|(_, texts)| texts.measure().is_some())
        .map(|(line, _)| line.number)
        .collect();
    let first = lines.first().map_or(0, |line| line.number);
    let fault = |(field, message): (&str, &Message)| {
        let mut parts = field.split('-').skip(1);
        let of_measure = parts.next() == Some("measure");
        let place: Option<usize> = parts.next().filter(|_| of_measure).and_then(|place| place.parse().ok());
        let number = place.and_then(|place| with_measure.get(place)).copied().unwrap_or(first);
        let column = column_of(field.rsplit('-').next().unwrap_or(field), of_measure);
        CellFault { number, column, message: message.clone() }
    };
    errors.iter().map(fault).collect()
}
