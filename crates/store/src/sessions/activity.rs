//! Activities that units owe to a round besides the seminar, and for which day they are planned.

use super::standing::session_stands;
use crate::{
    Reader, Work,
    batch::next_id,
    day::read_date,
    error::{Result, StoreError},
    programmes::round::round_takes_activities,
    schema::{activity_plan, round, round_activity, round_owing, seminar, unit},
    waiting::{Backlog, backlog},
};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use earnest_model::{
    Date,
    id::{ActivityPlanId, RoundId, SeminarId, UnitId},
    permit::{AdvanceRound, Permit, ReadAssessments, ReadDesk, ReadFigures, RecordSeminar},
    sessions::{activity::Activity, seminar::SessionKind},
};
use std::collections::HashMap;

/// An activity that a unit owes to a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwedActivity {
    /// The round.
    pub round: RoundId,
    /// Its number.
    pub number: i32,
    /// Its topic.
    pub topic: String,
    /// Its last day, by which the activity is due.
    pub due_on: Date,
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// The kind of activity.
    pub kind: SessionKind,
    /// Whether its day is said beforehand.
    pub planned: bool,
    /// The day that was said.
    pub planned_on: Option<Date>,
    /// The session that was held: its key and day.
    pub held: Option<(SeminarId, Date)>,
}

/// An owed activity as it is selected: round, number, topic, last day, unit, code, name, kind, whether it is planned.
type Row = (i64, i32, String, String, i64, String, String, String, bool);

/// What units owe that they did not hold, beside a join of what is owed with what the round has.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn activity_owed() -> _ {
    let held = seminar::table
        .filter(seminar::round_id.eq(round_owing::round_id.nullable()))
        .filter(seminar::unit_id.eq(round_owing::unit_id))
        .filter(seminar::kind.eq(round_activity::kind))
        .filter(seminar::ended_on.is_null());
    round_activity::owed.eq(true).and(not(exists(held)))
}

fn kind_of(word: String) -> Result<SessionKind> {
    SessionKind::parse(&word).map_err(|_| StoreError::meaningless(word, "a kind of session"))
}

impl Reader<'_> {
    /// Activities that units within the permit's subtree owe to rounds that take them, by round and unit.
    pub fn activities(&mut self, permit: &Permit<ReadAssessments>, limit: i64) -> Result<Vec<OwedActivity>> {
        let span = permit.span();
        let rows: Vec<Row> = round_owing::table
            .inner_join(round::table)
            .inner_join(unit::table)
            .inner_join(round_activity::table.on(round_activity::round_id.eq(round_owing::round_id)))
            .filter(unit::lo.between(span.lo, span.hi).and(round_activity::owed.eq(true)))
            .filter(round_takes_activities(permit.on().to_string()))
            .order((round::id.asc(), unit::lo.asc(), round_activity::kind.asc()))
            .limit(limit)
            .select((
                round::id,
                round::number,
                round::topic,
                round::ends_on,
                unit::id,
                unit::code,
                unit::name,
                round_activity::kind,
                round_activity::planned,
            ))
            .load(self.connection)?;
        let mut rounds: Vec<i64> = rows.iter().map(|row| row.0).collect();
        rounds.dedup();
        let held: Vec<(i64, Option<i64>, i64, String, String)> = seminar::table
            .inner_join(unit::table)
            .filter(seminar::round_id.eq_any(rounds.iter().map(|round| Some(*round))))
            .filter(unit::lo.between(span.lo, span.hi).and(session_stands()))
            .order(seminar::id.asc())
            .select((seminar::id, seminar::round_id, seminar::unit_id, seminar::kind, seminar::held_on))
            .load(self.connection)?;
        let held: HashMap<_, _> = held
            .into_iter()
            .map(|(id, round, unit, kind, day)| ((round.unwrap_or(-1), unit, kind), (id, day)))
            .collect();
        let plans: Vec<(i64, i64, String, String)> = activity_plan::table
            .inner_join(unit::table)
            .filter(activity_plan::round_id.eq_any(&rounds))
            .filter(unit::lo.between(span.lo, span.hi))
            .order(activity_plan::id.asc())
            .select((
                activity_plan::round_id,
                activity_plan::unit_id,
                activity_plan::kind,
                activity_plan::planned_on,
            ))
            .load(self.connection)?;
        let plans: HashMap<_, _> =
            plans.into_iter().map(|(round, unit, kind, day)| ((round, unit, kind), day)).collect();
        let read = |(round, number, topic, due_on, unit, code, name, kind, planned): Row| {
            let key = (round, unit, kind);
            let session =
                held.get(&key).map(|(id, day)| Ok::<_, StoreError>((SeminarId(*id), read_date(day)?)));
            Ok(OwedActivity {
                round: RoundId(round),
                number,
                topic,
                due_on: read_date(&due_on)?,
                code,
                name,
                planned,
                planned_on: plans.get(&key).map(|day| read_date(day)).transpose()?,
                held: session.transpose()?,
                kind: kind_of(key.2)?,
            })
        };
        rows.into_iter().map(read).collect()
    }

    /// Activities that the permit's unit owes and did not hold.
    pub fn activities_owed(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        let query = round_owing::table
            .inner_join(round::table)
            .inner_join(unit::table)
            .inner_join(round_activity::table.on(round_activity::round_id.eq(round_owing::round_id)))
            .filter(round_owing::unit_id.eq(permit.unit().0).and(activity_owed()))
            .filter(round_takes_activities(permit.on().to_string()))
            .order((round::ends_on.asc(), round::id.asc(), round_activity::kind.asc()))
            .select((
                round::id,
                round::number.nullable(),
                round_activity::kind.nullable(),
                round::topic.nullable(),
                round::ends_on.nullable(),
                unit::code,
                unit::name,
            ));
        backlog(self.connection, query, most)
    }

    /// Activities that units owe a round of the permit's unit and did not hold: kind, code and name, kind by kind in the order
    /// of the tree.
    pub fn activities_missing(
        &mut self,
        permit: &Permit<ReadFigures>,
        round: RoundId,
    ) -> Result<Vec<(SessionKind, (String, String))>> {
        let rows: Vec<(String, String, String)> = round_owing::table
            .inner_join(round::table)
            .inner_join(unit::table)
            .inner_join(round_activity::table.on(round_activity::round_id.eq(round_owing::round_id)))
            .filter(round::id.eq(round.0).and(round::organiser_id.eq(permit.unit().0)))
            .filter(activity_owed().and(unit::closed_on.is_null()))
            .order((round_activity::kind.asc(), unit::lo.asc()))
            .select((round_activity::kind, unit::code, unit::name))
            .load(self.connection)?;
        rows.into_iter().map(|(kind, code, name)| Ok((kind_of(kind)?, (code, name)))).collect()
    }

    /// Kinds of activity that a round owes, for the board.
    pub(crate) fn kinds_owed(&mut self, round: RoundId) -> Result<Vec<SessionKind>> {
        let kinds: Vec<String> = round_activity::table
            .filter(round_activity::round_id.eq(round.0).and(round_activity::owed.eq(true)))
            .order(round_activity::kind.asc())
            .select(round_activity::kind)
            .load(self.connection)?;
        kinds.into_iter().map(kind_of).collect()
    }

    /// Whether the permit's unit owes an activity of a kind to a round, and whether its day is said beforehand.
    pub fn activity_of(
        &mut self,
        permit: &Permit<RecordSeminar>,
        (round, kind): (RoundId, SessionKind),
    ) -> Result<Option<bool>> {
        Ok(round_owing::table
            .inner_join(round_activity::table.on(round_activity::round_id.eq(round_owing::round_id)))
            .filter(round_owing::unit_id.eq(permit.unit().0).and(round_owing::round_id.eq(round.0)))
            .filter(round_activity::kind.eq(kind.key()).and(round_activity::owed.eq(true)))
            .select(round_activity::planned)
            .first(self.connection)
            .optional()?)
    }
}

impl Work<'_> {
    /// Writes which activities the permit's round has, in place of what it had.
    pub fn round_activities_write(
        &mut self,
        permit: &Permit<AdvanceRound, RoundId>,
        activities: &[Activity],
    ) -> Result<()> {
        let round = permit.key().0;
        let connection = self.under(permit);
        let own = round_activity::table.filter(round_activity::round_id.eq(round));
        diesel::delete(own).execute(connection)?;
        for one in activities {
            diesel::insert_into(round_activity::table)
                .values((
                    round_activity::round_id.eq(round),
                    round_activity::kind.eq(one.kind.key()),
                    round_activity::owed.eq(one.owed),
                    round_activity::planned.eq(one.planned),
                    round_activity::observed.eq(one.observed),
                ))
                .execute(connection)?;
        }
        Ok(())
    }

    /// Writes for which day the permit's unit plans an activity of a round.
    pub fn activity_plan_insert(
        &mut self,
        permit: &Permit<RecordSeminar>,
        (round, kind, day): (RoundId, SessionKind, Date),
    ) -> Result<ActivityPlanId> {
        let (unit, today) = (permit.unit(), permit.on().to_string());
        let UnitId(unit) = unit;
        let connection = self.under(permit);
        let id = next_id!(connection, activity_plan);
        diesel::insert_into(activity_plan::table)
            .values((
                activity_plan::id.eq(id),
                activity_plan::round_id.eq(round.0),
                activity_plan::unit_id.eq(unit),
                activity_plan::kind.eq(kind.key()),
                activity_plan::planned_on.eq(day.to_string()),
                activity_plan::entered_on.eq(today),
            ))
            .execute(connection)?;
        Ok(ActivityPlanId(id))
    }
}
