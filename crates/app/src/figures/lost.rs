//! What a round leaves undone.

use crate::{Context, Result, figures::gates::GateFigures, permit_at};
use earnest_model::{
    Date,
    id::{CircularDraftId, UnitId},
    permit::{DraftCircular, ReadFigures, Target},
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
    /// Units that owe a session and were neither rated nor excused.
    pub unrated: Vec<(String, String)>,
    /// A draft of its circular that is neither published nor given up.
    pub draft: Option<CircularDraftId>,
}

impl Lost {
    /// Whether nothing is lost.
    pub fn is_empty(&self) -> bool {
        self.activities.is_empty()
            && self.sheets.is_empty()
            && self.sessions.is_empty()
            && self.waiting == 0
            && self.unrated.is_empty()
            && self.draft.is_none()
    }
}

/// What is still owed: it can't be recorded once the round moved on. Sheets, sessions, materials and ratings end with the
/// assessment; a draft of the circular ends with the round, and so does the way back to what was not rated or handed in.
pub(crate) fn lost(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    (organiser, round): (Target, &Round),
    gates: &Gates,
    figures: &GateFigures,
) -> Result<Lost> {
    let permit = permit_at::<ReadFigures>(context, organiser)?;
    let assessed = round.state.is_assessable();
    let draft = match permit_at::<DraftCircular>(context, organiser) {
        Ok(permit) if !assessed => reader.circular_draft_pending(&permit, round.id)?,
        _ => None,
    };
    let rated: BTreeSet<UnitId> = reader.units_rated(&permit, round.id)?.into_iter().collect();
    let named = |unit: &OwingUnit| (unit.code.clone(), unit.name.clone());
    let owing = if assessed { figures.owing.as_slice() } else { &[] };
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
        sessions: owing.iter().filter(|unit| unit.is_missing()).map(named).collect(),
        waiting: if assessed { gates.checks_waiting } else { 0 },
        // Of whoever is excused there is nothing to rate: that is no loss, and its reason is told with the round.
        // Until the round is closed it can be taken back to the assessment; with it they stay unrated.
        unrated: figures
            .owing
            .iter()
            .filter(|unit| !unit.excused && !rated.contains(&unit.id))
            .map(named)
            .collect(),
        draft,
    })
}
