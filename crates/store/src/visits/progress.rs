//! What stands in the record of a visit already, and how far the items of the programme had come at a unit.

use super::visit::{MeetingRow, meeting_held};
use crate::{
    Reader,
    day::read_date,
    error::{Result, StoreError},
    schema::{interview, meeting, tour, visit, visit_item},
    visits::state::visit_made,
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    id::VisitId,
    permit::{Permit, ReadVisits, RecordVisit},
    record::{Key, OtherSide},
    visits::{double::Kept, visit::Progress},
};
use std::collections::BTreeSet;

/// How far an item of the programme had come when a visit looked at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgressSeen {
    /// The item, by its key.
    pub subject: String,
    /// How far.
    pub state: Progress,
    /// What was said of it.
    pub body: String,
    /// The visit.
    pub visit: VisitId,
    /// Its day.
    pub on: Date,
}

/// Item, state, what was said, the visit and its day.
type SeenRow = (Option<String>, Option<String>, String, i64, String);

impl Reader<'_> {
    /// What stands in the record of the permit's visit, for the unit that sent it.
    pub fn visit_kept(&mut self, permit: &Permit<RecordVisit, OtherSide<VisitId>>) -> Result<Kept> {
        let own = visit::table
            .inner_join(tour::table)
            .filter(visit::id.eq(permit.key().number()).and(tour::organiser_id.eq(permit.unit().0)))
            .filter(visit_made())
            .select(visit::id)
            .first::<i64>(self.connection)
            .optional()?;
        let id = own.ok_or(StoreError::NotFound)?;
        let meetings: Vec<MeetingRow> = meeting::table
            .filter(meeting::visit_id.eq(id).and(meeting::withdrawn_on.is_null()))
            .select((meeting::id, meeting::kind, meeting::participants, meeting::tiers, meeting::counted))
            .load(self.connection)?;
        let held = meetings.into_iter().map(meeting_held).collect::<Result<Vec<_>>>()?;
        Ok(Kept {
            meetings: held
                .into_iter()
                .map(|one| (one.kind, one.participants, one.words, one.counted))
                .collect(),
            interviews: interview::table
                .filter(interview::visit_id.eq(id).and(interview::withdrawn_on.is_null()))
                .select((interview::role, interview::interviewee))
                .load(self.connection)?,
            items: visit_item::table
                .filter(visit_item::visit_id.eq(id).and(visit_item::withdrawn_on.is_null()))
                .select((visit_item::kind, visit_item::body))
                .load(self.connection)?,
        })
    }

    /// How far the items of the programme had come at the permit's unit when a visit looked at each last, in the order of the
    /// keys.
    pub fn progress_of_unit(&mut self, permit: &Permit<ReadVisits>) -> Result<Vec<ProgressSeen>> {
        let rows: Vec<SeenRow> = visit_item::table
            .inner_join(visit::table)
            .filter(visit_item::unit_id.eq(permit.unit().0).and(visit_made()))
            .filter(visit_item::subject.is_not_null().and(visit_item::withdrawn_on.is_null()))
            .order((visit::visited_on.desc(), visit_item::id.desc()))
            .select((
                visit_item::subject,
                visit_item::progress,
                visit_item::body,
                visit::id,
                visit::visited_on,
            ))
            .load(self.connection)?;
        let mut told = BTreeSet::new();
        let mut seen = Vec::new();
        for (subject, state, body, visit, on) in rows {
            let (subject, state) = (subject.unwrap_or_default(), state.unwrap_or_default());
            if told.insert(subject.clone()) {
                let state = Progress::parse(&state)
                    .map_err(|_| StoreError::meaningless(state, "how far something has come"))?;
                seen.push(ProgressSeen { subject, state, body, visit: VisitId(visit), on: read_date(&on)? });
            }
        }
        seen.sort_by(|one, other| one.subject.cmp(&other.subject));
        Ok(seen)
    }
}
