//! What a ledger that came back would do, examined whole: the permits, the rules of each act, the register's rows of
//! this moment. The preview and the act itself ask the same function, so that what was shown is what is done.

mod alike;
mod examine;
mod new;

pub(crate) use examine::examine;

use crate::{AppError, Context, Result, home::permit_or_home, permit_at};
use earnest_model::{
    hash::sha256_hex,
    id::ProblemId,
    ledger::{
        book::{CellFault, Change, Column, Compared, LedgerKind, SentTable},
        findings::problem::{Correction, CustomaryForm, NewProblem, ProblemForm},
        measures::{
            measure::{Measure, Step, check_remarks},
            measure_form::MeasureForm,
        },
    },
    message::{FieldErrors, Message},
    permit::{CorrectProblem, ReadDesk, ReportProgress, Target},
    units::unit::Unit,
};
use earnest_store::{KeptImport, Reader};
use std::collections::BTreeMap;

/// A correction of a problem.
pub(crate) struct Corrected {
    pub id: ProblemId,
    pub before: Before,
    pub new: Correction,
}

/// What the journal keeps of a problem before its correction.
pub(crate) struct Before {
    pub serial: String,
    pub state: String,
    pub level: String,
    pub body: String,
    pub instance: String,
}

/// A report of progress.
pub(crate) struct Progressed {
    pub measure: Measure,
    pub percent: i32,
    pub note: String,
}

/// New problems of a unit.
pub(crate) struct Reported {
    pub target: Target,
    pub problems: Vec<NewProblem>,
}

/// What a table would do, ready to be done.
#[derive(Default)]
pub(crate) struct Plan {
    pub corrections: Vec<Corrected>,
    pub progress: Vec<Progressed>,
    pub reports: Vec<Reported>,
}

/// A new problem, for the preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// The row in the file.
    pub number: u32,
    /// Code of the unit that would have it.
    pub unit: String,
    /// What is wrong.
    pub problem: String,
    /// What else would be kept of it, in the order of the ledger's columns.
    pub cells: Vec<(Column, String)>,
    /// What is done about it: of each measure what would be kept, what it does first.
    pub measures: Vec<Vec<(Column, String)>>,
    /// Where the same is said already.
    pub alike: Option<Alike>,
}

/// Where the problem of a new row is said already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Alike {
    /// In the register, under this serial.
    Held(String),
    /// In this row of the same file.
    Row(u32),
}

/// A table, what it would do, and what is wrong with it.
pub(crate) struct Examined {
    pub kind: LedgerKind,
    pub unit: Unit,
    pub name: String,
    pub table: SentTable,
    pub compared: Compared,
    pub added: Vec<Added>,
    pub plan: Plan,
}

impl Examined {
    /// Whether a new problem is said already, here or in another row.
    pub fn says_again(&self) -> bool {
        self.added.iter().any(|one| one.alike.is_some())
    }

    /// The hash of what would be done: whoever says yes says it to this and nothing else.
    pub fn digest(&self) -> String {
        let changes: Vec<_> = self
            .compared
            .changes
            .iter()
            .map(|one| (&one.serial, one.column.key(), one.old.as_str(), one.new.as_str()))
            .collect();
        let key = |(column, text): &(Column, String)| (column.key(), text.clone());
        let added: Vec<_> = self
            .added
            .iter()
            .map(|one| {
                let cells: Vec<_> = one.cells.iter().chain(one.measures.iter().flatten()).map(key).collect();
                (&one.unit, &one.problem, cells)
            })
            .collect();
        let lines: Vec<_> =
            self.compared.new.iter().flatten().filter_map(|place| self.table.lines.get(*place)).collect();
        sha256_hex(serde_json::json!([changes, added, lines]).to_string().as_bytes())
    }
}

/// Units by code, located once.
struct Units<'r, 'c> {
    reader: &'r mut Reader<'c>,
    found: BTreeMap<String, Option<Target>>,
}

impl Units<'_, '_> {
    fn locate(&mut self, code: &str) -> Result<Option<Target>> {
        if let Some(found) = self.found.get(code) {
            return Ok(*found);
        }
        let found = self.reader.locate(code)?;
        self.found.insert(code.to_owned(), found);
        Ok(found)
    }
}

/// A ledger that waits for the actor's yes.
pub(crate) fn kept(context: &Context<'_>, reader: &mut Reader<'_>, id: i64) -> Result<KeptImport> {
    let permit = permit_or_home::<ReadDesk>(context, reader, None)?;
    reader.ledger_import(&permit, id, context.now)?.ok_or(AppError::NotFound)
}

type Faults = Vec<CellFault>;

fn not_yours(number: u32, column: Column) -> Faults {
    vec![CellFault { number, column: Some(column), message: Message::new("error-ledger-not-yours") }]
}

/// The faults of a form, at the cells of a row.
fn at_cells(number: u32, errors: &FieldErrors) -> Faults {
    let fault = |(field, message): (&str, &Message)| CellFault {
        number,
        column: column_of(field.rsplit('-').next().unwrap_or(field), field.contains("measure-")),
        message: message.clone(),
    };
    errors.iter().map(fault).collect()
}

/// The column of a form's field.
fn column_of(field: &str, of_measure: bool) -> Option<Column> {
    Some(match (field, of_measure) {
        ("body", true) | ("measures", _) => Column::Measure,
        ("body", false) => Column::Problem,
        ("level", _) => Column::Level,
        ("aspect", _) => Column::Aspect,
        ("instance", _) => Column::Instance,
        ("source", _) => Column::Source,
        ("found_on", _) => Column::FoundOn,
        ("root_cause", _) => Column::RootCause,
        ("target", _) => Column::Target,
        ("leader", _) => Column::Leader,
        ("assisting", _) => Column::Assisting,
        ("contact", _) => Column::Contact,
        ("owner", _) => Column::Owner,
        ("deliverable", _) => Column::Deliverable,
        ("time_class", _) => Column::TimeClass,
        ("due_on", _) => Column::DueOn,
        _ => return None,
    })
}

fn corrected(
    context: &Context<'_>,
    target: Target,
    first: &Change,
    cells: &dyn Fn(Column) -> String,
    before: &dyn Fn(Column) -> String,
    aspects: &[String],
) -> std::result::Result<Corrected, Faults> {
    permit_at::<CorrectProblem>(context, target).map_err(|_| not_yours(first.number, first.column))?;
    let texts = Texts::of(cells);
    let new = Correction::parse(&texts.form(Vec::new()), aspects)
        .map_err(|errors| at_cells(first.number, &errors))?;
    let before = Before {
        serial: first.serial.clone(),
        state: before(Column::ProblemState),
        level: before(Column::Level),
        body: before(Column::Problem),
        instance: before(Column::Instance),
    };
    Ok(Corrected { id: ProblemId(first.id), before, new })
}

fn progressed(
    context: &Context<'_>,
    target: Target,
    first: &Change,
    measure: &Measure,
    cells: &dyn Fn(Column) -> String,
) -> std::result::Result<Progressed, Faults> {
    permit_at::<ReportProgress>(context, target).map_err(|_| not_yours(first.number, first.column))?;
    let fault = |column, message| CellFault { number: first.number, column: Some(column), message };
    let mut faults = Vec::new();
    let percent = cells(Column::Progress).parse::<i32>().ok().filter(|one| (0..=100).contains(one));
    if percent.is_none() {
        let message = Message::new("error-number").with("least", 0_i64).with("most", 100_i64);
        faults.push(fault(Column::Progress, message));
    }
    if let Err(message) = measure.after(Step::Progress, context.actor.account(), false) {
        faults.push(fault(first.column, message));
    }
    let note = check_remarks(Step::Progress, &cells(Column::Note));
    match (percent, note) {
        (Some(percent), Ok(note)) if faults.is_empty() => {
            Ok(Progressed { measure: measure.clone(), percent, note })
        }
        (_, note) => {
            faults.extend(note.err().map(|message| fault(Column::Note, message)));
            Err(faults)
        }
    }
}

/// What the form for problems presets.
const LEVEL: &str = "team";
const SOURCE: &str = "self-examination";

/// The texts of a problem's row, so that a form can borrow them.
struct Texts(BTreeMap<Column, String>);

impl Texts {
    fn of(cells: &dyn Fn(Column) -> String) -> Self {
        let wanted = Column::ALL.iter().filter(|column| column.is_of_problem() || column.is_of_measure());
        Self(wanted.map(|column| (*column, cells(*column))).collect())
    }

    fn get(&self, column: Column) -> &str {
        self.0.get(&column).map_or("", String::as_str)
    }

    /// The cell, or what the form for problems presets.
    fn or<'t>(&'t self, column: Column, preset: &'t str) -> &'t str {
        Some(self.get(column)).filter(|text| !text.trim().is_empty()).unwrap_or(preset)
    }

    fn form<'t>(&'t self, measures: Vec<MeasureForm<'t>>) -> ProblemForm<'t> {
        ProblemForm {
            level: self.or(Column::Level, LEVEL),
            aspect: self.get(Column::Aspect),
            body: self.get(Column::Problem),
            instance: self.get(Column::Instance),
            source: self.or(Column::Source, SOURCE),
            found_on: self.get(Column::FoundOn),
            customary: CustomaryForm {
                root_cause: self.get(Column::RootCause),
                target: self.get(Column::Target),
                leader: self.get(Column::Leader),
                assisting: self.get(Column::Assisting),
                contact: self.get(Column::Contact),
            },
            measures,
        }
    }

    /// What would be kept of the problem beside its text, with what the form presets.
    fn kept(&self, kind: LedgerKind) -> Vec<(Column, String)> {
        let columns =
            kind.columns().iter().filter(|column| column.is_of_problem() && **column != Column::Problem);
        let cell = |column: &Column| {
            let preset = match column {
                Column::Level => LEVEL,
                Column::Source => SOURCE,
                _ => "",
            };
            (*column, self.or(*column, preset).trim().to_owned())
        };
        columns.map(cell).filter(|(_, text)| !text.is_empty()).collect()
    }

    /// The measure of the row, if anything is said of one.
    fn measure(&self) -> Option<MeasureForm<'_>> {
        let said = [Column::Measure, Column::Owner, Column::Deliverable, Column::DueOn];
        said.iter().any(|column| !self.get(*column).trim().is_empty()).then(|| MeasureForm {
            body: self.get(Column::Measure),
            owner: self.get(Column::Owner),
            deliverable: self.get(Column::Deliverable),
            time_class: self.or(Column::TimeClass, "by-date"),
            due_on: self.get(Column::DueOn),
        })
    }
}
