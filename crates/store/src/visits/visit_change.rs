//! What becomes of a visit besides being made: moved, called off, its record corrected or withdrawn. What stood before stays.

use crate::{
    Reader, Work,
    batch::next_id,
    connection::AnyConnection,
    day::read_date,
    error::{Result, StoreError, one},
    schema::{interview, meeting, tour, unit, visit, visit_correction, visit_item},
    visits::{
        state::{visit_made, visit_planned},
        tour::tour_settle,
    },
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    id::VisitId,
    permit::{Permit, PlanTour, ReadVisits, RecordVisit},
    record::{Key, OtherSide},
    text::Prose,
    visits::{
        correction::{NewCorrection, Part},
        tour::VisitState,
    },
};

/// What a record said until it was corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// When it was corrected.
    pub on: Date,
    /// Why.
    pub reason: String,
    /// The day that it told before.
    pub visited_on: Date,
    /// What it said before.
    pub summary: String,
}

/// A part of a record that was taken out of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenOut {
    /// When.
    pub on: Date,
    /// Its words.
    pub words: String,
    /// What was answered to it, and when.
    pub reply: Option<(Date, String)>,
}

/// A part that was taken out: when, its words, when it was answered and how.
type TakenOutRow = (Option<String>, String, Option<String>, Option<String>);

/// The tour of the permit's visit, which the permit's unit sent, and in which state the visit is.
fn own_tour(
    connection: &mut AnyConnection,
    (id, organiser): (i64, i64),
    state: VisitState,
) -> Result<(i64, i64)> {
    let found: Option<(i64, i64)> = visit::table
        .inner_join(tour::table)
        .filter(visit::id.eq(id).and(visit::state.eq(state.key())))
        .filter(tour::organiser_id.eq(organiser))
        .select((visit::tour_id, visit::unit_id))
        .first(connection)
        .optional()?;
    found.ok_or(StoreError::NotFound)
}

impl Work<'_> {
    /// Moves the permit's planned visit to a day of its own.
    pub fn visit_move(
        &mut self,
        permit: &Permit<PlanTour, OtherSide<VisitId>>,
        day: Date,
        reason: &Prose,
    ) -> Result<()> {
        let (id, organiser) = (permit.key().number(), permit.unit().0);
        let connection = self.under(permit);
        let (tour, _) = own_tour(connection, (id, organiser), VisitState::Planned)?;
        let own = visit::table.filter(visit::id.eq(id).and(visit::tour_id.eq(tour)).and(visit_planned()));
        let day = day.to_string();
        let set = (visit::visited_on.eq(&day), visit::day_on.eq(&day), visit::reason.eq(reason.as_str()));
        one(diesel::update(own).set(set).execute(connection)?)
    }

    /// Calls the permit's planned visit off.
    pub fn visit_call_off(
        &mut self,
        permit: &Permit<PlanTour, OtherSide<VisitId>>,
        reason: &Prose,
    ) -> Result<()> {
        let (id, organiser) = (permit.key().number(), permit.unit().0);
        let today = permit.on().to_string();
        let connection = self.under(permit);
        let (tour, _) = own_tour(connection, (id, organiser), VisitState::Planned)?;
        let own = visit::table.filter(visit::id.eq(id).and(visit::tour_id.eq(tour)).and(visit_planned()));
        let set = (
            visit::state.eq(VisitState::CalledOff.key()),
            visit::ended_on.eq(today),
            visit::reason.eq(reason.as_str()),
        );
        one(diesel::update(own).set(set).execute(connection)?)?;
        tour_settle(connection, (tour, organiser), VisitState::CalledOff)
    }

    /// Takes the record of the permit's visit back.
    pub fn visit_withdraw(
        &mut self,
        permit: &Permit<RecordVisit, OtherSide<VisitId>>,
        reason: &Prose,
    ) -> Result<()> {
        let (id, organiser) = (permit.key().number(), permit.unit().0);
        let today = permit.on().to_string();
        let connection = self.under(permit);
        let (_, unit) = own_tour(connection, (id, organiser), VisitState::Made)?;
        let own = visit::table.filter(visit::id.eq(id).and(visit::unit_id.eq(unit)).and(visit_made()));
        let set = (
            visit::state.eq(VisitState::Withdrawn.key()),
            visit::ended_on.eq(today),
            visit::reason.eq(reason.as_str()),
        );
        one(diesel::update(own).set(set).execute(connection)?)
    }

    /// Corrects the record of the permit's visit, and keeps what it said before.
    pub fn visit_correct(
        &mut self,
        permit: &Permit<RecordVisit, OtherSide<VisitId>>,
        new: &NewCorrection,
    ) -> Result<()> {
        let (id, organiser) = (permit.key().number(), permit.unit().0);
        let today = permit.on().to_string();
        let account = permit.account().map(|account| account.0);
        let connection = self.under(permit);
        let (_, unit) = own_tour(connection, (id, organiser), VisitState::Made)?;
        let own = || visit::table.filter(visit::id.eq(id).and(visit::unit_id.eq(unit)));
        let (visited_on, summary): (String, String) =
            own().select((visit::visited_on, visit::summary)).first(connection)?;
        let key = next_id!(connection, visit_correction);
        diesel::insert_into(visit_correction::table)
            .values((
                visit_correction::id.eq(key),
                visit_correction::visit_id.eq(id),
                visit_correction::corrected_on.eq(&today),
                visit_correction::account_id.eq(account),
                visit_correction::reason.eq(new.reason.as_str()),
                visit_correction::visited_on.eq(visited_on),
                visit_correction::summary.eq(summary),
            ))
            .execute(connection)?;
        let set = (visit::visited_on.eq(new.visited_on.to_string()), visit::summary.eq(new.summary.as_str()));
        one(diesel::update(own()).set(set).execute(connection)?)?;
        for part in &new.out {
            one(take_out(connection, (id, unit), *part, &today)?)?;
        }
        Ok(())
    }
}

/// Takes a part out of a record that has it still.
fn take_out(
    connection: &mut AnyConnection,
    (visit, unit): (i64, i64),
    part: Part,
    day: &str,
) -> Result<usize> {
    Ok(match part {
        Part::Meeting(id) => {
            let own = meeting::table.filter(meeting::id.eq(id).and(meeting::visit_id.eq(visit)));
            let own = own.filter(meeting::unit_id.eq(unit).and(meeting::withdrawn_on.is_null()));
            diesel::update(own).set(meeting::withdrawn_on.eq(day)).execute(connection)?
        }
        Part::Interview(id) => {
            let own = interview::table.filter(interview::id.eq(id).and(interview::visit_id.eq(visit)));
            let own = own.filter(interview::unit_id.eq(unit).and(interview::withdrawn_on.is_null()));
            diesel::update(own).set(interview::withdrawn_on.eq(day)).execute(connection)?
        }
        Part::Item(id) => {
            let own = visit_item::table.filter(visit_item::id.eq(id).and(visit_item::visit_id.eq(visit)));
            let own = own.filter(visit_item::unit_id.eq(unit).and(visit_item::withdrawn_on.is_null()));
            diesel::update(own).set(visit_item::withdrawn_on.eq(day)).execute(connection)?
        }
    })
}

impl Reader<'_> {
    /// What the record of the permit's visit said before it was corrected, the oldest first.
    pub fn visit_corrections(&mut self, permit: &Permit<ReadVisits, VisitId>) -> Result<Vec<Corrected>> {
        let rows: Vec<(String, String, String, String)> = visit_correction::table
            .inner_join(visit::table.inner_join(unit::table))
            .filter(visit_correction::visit_id.eq(permit.key().0).and(unit::id.eq(permit.unit().0)))
            .order(visit_correction::id.asc())
            .select((
                visit_correction::corrected_on,
                visit_correction::reason,
                visit_correction::visited_on,
                visit_correction::summary,
            ))
            .load(self.connection)?;
        let read = |(on, reason, day, summary): (String, String, String, String)| {
            Ok(Corrected { on: read_date(&on)?, reason, visited_on: read_date(&day)?, summary })
        };
        rows.into_iter().map(read).collect()
    }

    /// The parts that were taken out of the record of the permit's visit.
    pub fn visit_taken_out(&mut self, permit: &Permit<ReadVisits, VisitId>) -> Result<Vec<TakenOut>> {
        let (id, unit) = (permit.key().0, permit.unit().0);
        let mut rows: Vec<(Option<String>, String)> = meeting::table
            .filter(meeting::visit_id.eq(id).and(meeting::unit_id.eq(unit)))
            .filter(meeting::withdrawn_on.is_not_null())
            .order(meeting::id.asc())
            .select((meeting::withdrawn_on, meeting::tiers))
            .load(self.connection)?;
        let interviews: Vec<(Option<String>, String)> = interview::table
            .filter(interview::visit_id.eq(id).and(interview::unit_id.eq(unit)))
            .filter(interview::withdrawn_on.is_not_null())
            .order(interview::id.asc())
            .select((interview::withdrawn_on, interview::role))
            .load(self.connection)?;
        let items: Vec<TakenOutRow> = visit_item::table
            .filter(visit_item::visit_id.eq(id).and(visit_item::unit_id.eq(unit)))
            .filter(visit_item::withdrawn_on.is_not_null())
            .order(visit_item::id.asc())
            .select((visit_item::withdrawn_on, visit_item::body, visit_item::replied_on, visit_item::reply))
            .load(self.connection)?;
        rows.extend(interviews);
        let parts = rows.into_iter().map(|(on, words)| (on, words, None, None)).chain(items);
        let read = |(on, words, day, reply): TakenOutRow| {
            let day = day.as_deref().map(read_date).transpose()?;
            Ok(TakenOut { on: read_date(on.as_deref().unwrap_or_default())?, words, reply: day.zip(reply) })
        };
        parts.map(read).collect()
    }
}
