//! What a round leaves undone.

use crate::{Context, Result, figures::gates::GateFigures, permit_at};
use earnest_model::{
    Date,
    id::UnitId,
    permit::{ReadFigures, Target},
    programmes::{gates::Gates, round::Round},
    sessions::seminar::SessionKind,
};
use earnest_store::{OwingUnit, Reader};
use std::collections::BTreeSet;

/// What is still owed when a round takes no more sheets and ratings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// Units on whose session a sheet is owed: code and name, one line for each sheet.
    pub sheets: Vec<(String, String)>,
    /// Activities besides the seminar that are owed: kind by kind, each with its units. They stay owed until the round's last
    /// day.
    pub activities: Vec<(SessionKind, Vec<(String, String)>)>,
    /// The round's last day.
    pub until: Date,
    /// Units that owe a session and held none.
    pub sessions: Vec<(String, String)>,
    /// Drawn units whose materials nobody looked at.
    pub waiting: u64,
    /// Units that owe a session and were not rated.
    pub unrated: Vec<(String, String)>,
}

impl Lost {
    /// Whether nothing is lost.
    pub fn is_empty(&self) -> bool {
        self.activities.is_empty()
            && self.sheets.is_empty()
            && self.sessions.is_empty()
            && self.waiting == 0
            && self.unrated.is_empty()
    }
}

/// What is still owed: it can't be recorded once the round is circulated.
pub(crate) fn lost(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    (organiser, round): (Target, &Round),
    gates: &Gates,
    figures: &GateFigures,
) -> Result<Lost> {
    let permit = permit_at::<ReadFigures>(context, organiser)?;
    let rated: BTreeSet<UnitId> = reader.units_rated(&permit, round.id)?.into_iter().collect();
    let named = |unit: &OwingUnit| (unit.code.clone(), unit.name.clone());
    let mut activities: Vec<(SessionKind, Vec<(String, String)>)> = Vec::new();
    for (kind, unit) in reader.activities_missing(&permit, round.id)? {
        match activities.last_mut().filter(|(last, _)| *last == kind) {
            Some((_, units)) => units.push(unit),
            None => activities.push((kind, vec![unit])),
        }
    }
    Ok(Lost {
        activities,
        until: round.ends_on,
        sheets: reader.session_sheets_owed(&permit, round.id)?,
        sessions: figures.owing.iter().filter(|unit| unit.is_missing()).map(named).collect(),
        waiting: gates.checks_waiting,
        unrated: figures.owing.iter().filter(|unit| !rated.contains(&unit.id)).map(named).collect(),
    })
}
