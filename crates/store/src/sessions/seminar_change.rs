//! What becomes of the record of a session after it was written: it is corrected, and what it said before stays as a row of its
//! own; or it is taken back.

use super::{
    seminar::{NewSeminar, SeminarHeld, SeminarRow, cases_insert, lead_columns, organiser_of, written},
    standing::session_stands,
};
use crate::{
    Reader, Work,
    batch::next_id,
    error::{Result, StoreError, one},
    schema::{case_use, seminar, unit},
};
use diesel::prelude::*;
use earnest_model::{
    id::{CaseId, SeminarId},
    permit::{Permit, ReadAssessments, RecordSeminar},
    text::Prose,
};

/// What a state keeps that the record of a session does not tell by itself.
#[derive(Queryable, Selectable)]
#[diesel(table_name = seminar)]
struct State {
    round_id: Option<i64>,
    kind: String,
    held_on: String,
    minutes: i32,
    present: i32,
    expected: i32,
    body: String,
    recorded_at: String,
    entered_on: String,
    lead_came: Option<String>,
    lead_made_up_on: Option<String>,
    organiser_id: Option<i64>,
}

impl Work<'_> {
    /// Corrects the record of the permit's session, which stands. What it said until today becomes a row of its own, so that
    /// figures of past days go on finding it.
    pub fn seminar_correct(
        &mut self,
        permit: &Permit<RecordSeminar, SeminarId>,
        new: &NewSeminar<'_>,
        reason: &Prose,
    ) -> Result<()> {
        let (at, today) = (self.at().to_string(), permit.on().to_string());
        let (id, unit) = (permit.key().0, permit.unit().0);
        let connection = self.under(permit);
        let own = || seminar::table.filter(seminar::id.eq(id).and(seminar::unit_id.eq(unit)));
        let before: Option<State> =
            own().filter(session_stands()).select(State::as_select()).first(connection).optional()?;
        let before = before.ok_or(StoreError::NotFound)?;
        let used: Vec<i64> =
            case_use::table.filter(case_use::seminar_id.eq(id)).select(case_use::case_id).load(connection)?;
        let used: Vec<CaseId> = used.into_iter().map(CaseId).collect();
        let state = next_id!(connection, seminar);
        diesel::insert_into(seminar::table)
            .values((
                seminar::id.eq(state),
                seminar::round_id.eq(before.round_id),
                seminar::unit_id.eq(unit),
                seminar::kind.eq(before.kind),
                seminar::held_on.eq(before.held_on),
                (
                    seminar::minutes.eq(before.minutes),
                    seminar::present.eq(before.present),
                    seminar::expected.eq(before.expected),
                    seminar::body.eq(before.body),
                ),
                (
                    seminar::recorded_at.eq(before.recorded_at),
                    seminar::entered_on.eq(before.entered_on),
                    seminar::lead_came.eq(before.lead_came),
                    seminar::lead_made_up_on.eq(before.lead_made_up_on),
                    seminar::organiser_id.eq(before.organiser_id),
                ),
                (
                    seminar::ended_on.eq(&today),
                    seminar::stands_id.eq(id),
                    seminar::reason.eq(reason.as_str()),
                ),
            ))
            .execute(connection)?;
        cases_insert(connection, (state, unit), &used)?;
        let session = new.session;
        let organiser =
            organiser_of(connection, new.round, before.organiser_id, (permit.span(), permit.on()))?;
        let (lead_came, lead_made_up_on) = lead_columns(new.lead, &today);
        one(diesel::update(own())
            .set((
                seminar::round_id.eq(new.round.map(|round| round.0)),
                seminar::kind.eq(session.kind.key()),
                seminar::held_on.eq(session.held_on.to_string()),
                seminar::minutes.eq(session.minutes),
                (seminar::present.eq(session.present), seminar::expected.eq(session.expected)),
                seminar::body.eq(written(&session.body)?),
                (seminar::recorded_at.eq(at), seminar::entered_on.eq(&today)),
                seminar::lead_came.eq(lead_came),
                seminar::lead_made_up_on.eq(lead_made_up_on),
                seminar::organiser_id.eq(organiser),
            ))
            .execute(connection)?)?;
        if used != new.cases {
            diesel::delete(case_use::table.filter(case_use::seminar_id.eq(id))).execute(connection)?;
            cases_insert(connection, (id, unit), new.cases)?;
        }
        Ok(())
    }

    /// Takes the record of the permit's session, which stands, back: from today on it counts no more.
    pub fn seminar_withdraw(
        &mut self,
        permit: &Permit<RecordSeminar, SeminarId>,
        reason: &Prose,
    ) -> Result<()> {
        let own = seminar::table
            .filter(seminar::id.eq(permit.key().0).and(seminar::unit_id.eq(permit.unit().0)))
            .filter(session_stands());
        let set = (seminar::ended_on.eq(permit.on().to_string()), seminar::reason.eq(reason.as_str()));
        one(diesel::update(own).set(set).execute(self.under(permit))?)
    }
}

impl Reader<'_> {
    /// What the record of the permit's session said before it was corrected, the oldest first.
    pub fn seminar_states(
        &mut self,
        permit: &Permit<ReadAssessments, SeminarId>,
    ) -> Result<Vec<SeminarHeld>> {
        let rows: Vec<(SeminarRow, String, String)> = seminar::table
            .inner_join(unit::table)
            .filter(seminar::stands_id.eq(permit.key().0).and(seminar::unit_id.eq(permit.unit().0)))
            .order(seminar::id.asc())
            .select((SeminarRow::as_select(), unit::code, unit::name))
            .load(self.connection)?;
        rows.into_iter().map(|(row, code, name)| row.held(code, name)).collect()
    }
}
