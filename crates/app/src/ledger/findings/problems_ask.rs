//! What a form for problems offers: the units one may report for, their rounds, and the catalogue to pick from.

use crate::{
    AppError, Context, Result, ledger::findings::owners::owners_at, permit_at,
    rounds_of_units::rounds_of_units,
};
use earnest_model::permit::{ReadProgramme, ReportProblems};
use earnest_store::RoundOf;

/// The choices of a form for problems.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// Code and name of the units.
    pub units: Vec<(String, String)>,
    /// The rounds from which a problem may come: those that a unit owes first.
    pub rounds: Vec<RoundOf>,
    /// Titles of the posts of these units: who may own a measure.
    pub owners: Vec<String>,
    /// Typical manifestations: aspect and text. They are no problems.
    pub catalogue: Vec<(String, String)>,
}

/// Gathers them.
pub fn ask_problems(context: &Context<'_>) -> Result<Choices> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let mut choices = Choices::default();
    for target in context.places::<ReportProblems>() {
        choices.units.push(reader.unit_words(&permit_at::<ReadProgramme>(context, target)?)?);
        for owner in owners_at(context, &mut reader, target)? {
            if !choices.owners.contains(&owner) {
                choices.owners.push(owner);
            }
        }
        // A catalogue is for the units beneath whoever wrote it, too.
        for offered in reader.manifestations_offered(&permit_at::<ReportProblems>(context, target)?)? {
            if !choices.catalogue.contains(&offered) {
                choices.catalogue.push(offered);
            }
        }
    }
    choices.rounds = rounds_of_units(context, &mut reader, context.places::<ReportProblems>())?;
    choices.rounds.retain(|found| found.round.takes_problems().is_ok());
    if choices.units.is_empty() { Err(AppError::NotFound) } else { Ok(choices) }
}
