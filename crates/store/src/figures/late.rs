//! What is late, by unit: the same filter counts it for each direct subordinate and lists exactly its records.

use crate::{
    Reader,
    assessing::observation::observation_awaited,
    circulars::{
        current::{criticism_owed, obligation_owed, superseded},
        follow_up::mention_criticises,
    },
    connection::AnyConnection,
    counting::counted,
    day::read_date,
    draws::check_state::spot_check_waiting,
    error::{Result, StoreError},
    in_force::duty_in_force,
    ledger::{findings::problem::counted as signed, measures::measure::measure_overdue},
    plans::plan::plan_approved,
    programmes::{
        asked_of::{Asked, of_duty, of_none, of_round, of_some_round, of_visit},
        going::duty_asked,
        round::{round_assessable, round_open, round_running},
    },
    schema::{
        burden_report, burden_request, call_up, circular, duty, inquiry, measure, mention, obligation,
        observation, origin, plan, problem, question, receipt, resolution, round, round_activity,
        round_owing, seminar, session_excuse, spot_check, task, tour, unit, visit, visit_item,
    },
    sessions::{activity::activity_owed, resolution::resolution_open, standing::session_stands},
    visits::{
        item_kinds::{item_not_taken_up, item_of_help, item_of_the_unit},
        state::visit_made,
    },
};
use diesel::{
    dsl::{count_star, exists, not},
    prelude::*,
};
use earnest_model::{
    Date,
    circulars::circular::{confirm_until, confirmed_too_late},
    figures::{count::Count, scope::OfProgramme},
    id::UnitId,
    ledger::inquiries::reply::{asked_too_late, reply_until},
    permit::{Permit, ReadFigures},
    plans::plan::PlanState,
    programmes::round::RoundState,
    sessions::seminar::SessionKind,
    span::Span,
    tasks::task::LateKind,
};

/// Something late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateRecord {
    /// Its kind.
    pub kind: LateKind,
    /// Its key.
    pub id: i64,
    /// Key of the record it belongs to: the visit of an item; otherwise its own.
    pub parent: i64,
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// What tells it from its like.
    pub label: String,
    /// The day that has passed.
    pub due_on: Date,
}

type Row = (i64, i64, String, String, String, Option<String>);

/// What is wanted: counts by direct subordinate, the count of one unit without those beneath it, or the records themselves.
#[derive(Clone, Copy)]
enum Wanted {
    ByChild(i64),
    Own(i64),
    Records(Span, i64),
}

enum Given {
    ByChild(Vec<(i64, i64)>),
    Records(Vec<Row>),
}

diesel::alias!(unit as below: Below, unit as standing: Standing);

/// One filter for the counts and for the list. `$unit`: the column with the unit of the record.
macro_rules! serve {
    ($connection:expr, $wanted:expr, $table:expr, $unit:expr, $is:expr, $key:expr, $parent:expr, $label:expr, $due:expr) => {
        match $wanted {
            Wanted::ByChild(parent) => Given::ByChild(
                $table
                    .inner_join(below.on(below.field(unit::id).eq($unit)))
                    .inner_join(unit::table.on(below.field(unit::lo).between(unit::lo, unit::hi)))
                    .filter(unit::parent_id.eq(parent))
                    .filter($is)
                    .group_by(unit::id)
                    .select((unit::id, count_star()))
                    .load($connection)?,
            ),
            Wanted::Own(unit) => Given::ByChild(vec![(
                unit,
                $table
                    .inner_join(unit::table.on(unit::id.eq($unit)))
                    .filter(unit::id.eq(unit))
                    .filter($is)
                    .count()
                    .get_result($connection)?,
            )]),
            Wanted::Records(span, limit) => Given::Records(
                $table
                    .inner_join(unit::table.on(unit::id.eq($unit)))
                    .filter(unit::lo.between(span.lo, span.hi))
                    .filter($is)
                    .order(($due.asc(), $key.asc()))
                    .limit(limit)
                    .select(($key, $parent, unit::code, unit::name, $label, $due))
                    .load($connection)?,
            ),
        }
    };
}

impl Reader<'_> {
    /// How much of a kind is late in the subtree of each unit directly beneath the permit's unit.
    pub fn late_by_child(
        &mut self,
        permit: &Permit<ReadFigures>,
        (kind, programme): (LateKind, OfProgramme),
    ) -> Result<Vec<(UnitId, Count<LateKind>)>> {
        self.remembered("late_by_child", &(permit, kind, programme), |reader| {
            reader.late_by_child_now(permit, (kind, programme))
        })
    }

    fn late_by_child_now(
        &mut self,
        permit: &Permit<ReadFigures>,
        (kind, programme): (LateKind, OfProgramme),
    ) -> Result<Vec<(UnitId, Count<LateKind>)>> {
        let of_kind = |(unit, count): (UnitId, i64)| (unit, counted(kind, count));
        match self.late(permit, (kind, programme), Wanted::ByChild(permit.unit().0))? {
            Given::ByChild(rows) => {
                Ok(rows.into_iter().map(|(unit, count)| of_kind((UnitId(unit), count))).collect())
            }
            Given::Records(_) => Ok(Vec::new()),
        }
    }

    /// How much of a kind is late at the permit's unit itself.
    pub fn late_of_own(
        &mut self,
        permit: &Permit<ReadFigures>,
        (kind, programme): (LateKind, OfProgramme),
    ) -> Result<Count<LateKind>> {
        self.remembered("late_of_own", &(permit, kind, programme), |reader| {
            reader.late_of_own_now(permit, (kind, programme))
        })
    }

    fn late_of_own_now(
        &mut self,
        permit: &Permit<ReadFigures>,
        (kind, programme): (LateKind, OfProgramme),
    ) -> Result<Count<LateKind>> {
        let count = match self.late(permit, (kind, programme), Wanted::Own(permit.unit().0))? {
            Given::ByChild(rows) => rows.first().map_or(0, |(_, count)| *count),
            Given::Records(_) => 0,
        };
        Ok(counted(kind, count))
    }

    /// What of a kind is late in the permit's subtree, the longest first; a plan is owed to whoever organises its round.
    pub fn late_records(
        &mut self,
        permit: &Permit<ReadFigures>,
        asked: (LateKind, OfProgramme),
        limit: i64,
    ) -> Result<Vec<LateRecord>> {
        self.late_within(permit, asked, (permit.span(), limit))
    }

    /// The same at the permit's unit itself.
    pub fn late_records_of_own(
        &mut self,
        permit: &Permit<ReadFigures>,
        asked: (LateKind, OfProgramme),
        limit: i64,
    ) -> Result<Vec<LateRecord>> {
        let span = permit.span();
        self.late_within(permit, asked, (Span { hi: span.lo, ..span }, limit))
    }

    fn late_within(
        &mut self,
        permit: &Permit<ReadFigures>,
        (kind, programme): (LateKind, OfProgramme),
        (span, limit): (Span, i64),
    ) -> Result<Vec<LateRecord>> {
        let rows: Vec<Row> = match self.late(permit, (kind, programme), Wanted::Records(span, limit))? {
            Given::Records(rows) => rows,
            Given::ByChild(_) => Vec::new(),
        };
        let read = |(id, parent, code, name, label, due): Row| {
            let due_on =
                read_date(&due.ok_or_else(|| StoreError::meaningless(label.clone(), "a late record"))?)?;
            // Of a receipt and of what was asked about signs it is the day from which their own one is counted.
            let due_on = match kind {
                LateKind::Receipt => confirm_until(due_on),
                LateKind::Inquiry => reply_until(due_on),
                _ => due_on,
            };
            Ok(LateRecord { kind, id, parent, code, name, label, due_on })
        };
        rows.into_iter().map(read).collect()
    }

    fn late(
        &mut self,
        permit: &Permit<ReadFigures>,
        (kind, programme): (LateKind, OfProgramme),
        wanted: Wanted,
    ) -> Result<Given> {
        let asked = Asked::from(programme);
        let day = permit.on().to_string();
        let connection = &mut *self.connection;
        Ok(match kind {
            LateKind::Plan => return self.plans_late((&day, asked), wanted),
            LateKind::Task => serve!(
                connection,
                wanted,
                task::table,
                task::unit_id,
                task::due_on
                    .lt(&day)
                    .and(task::state.eq_any(["sent", "acknowledged", "follow-up"]))
                    .and(of_none!(asked)),
                task::id,
                task::id,
                task::title,
                task::due_on
            ),
            LateKind::Reply | LateKind::Help => of_visits(connection, (&day, asked), kind, wanted)?,
            LateKind::Obligation | LateKind::Criticism | LateKind::Receipt => {
                of_circulars(connection, (permit.on(), asked), kind, wanted)?
            }
            LateKind::CallUp | LateKind::Question | LateKind::Burden => {
                of_requests(connection, (&day, asked), kind, wanted)?
            }
            LateKind::Activity | LateKind::Resolution => {
                of_sessions(connection, (&day, asked), kind, wanted)?
            }
            LateKind::Session | LateKind::Sheet => of_plans(connection, (&day, asked), kind, wanted)?,
            LateKind::Duty | LateKind::Inquiry => of_offices(connection, (permit.on(), asked), kind, wanted)?,
            LateKind::Measure => serve!(
                connection,
                wanted,
                measure::table,
                measure::unit_id,
                measure_overdue(&day).and(
                    measure::problem_id.eq_any(
                        problem::table
                            .filter(signed())
                            .filter(of_some_round!(asked, problem::round_id))
                            .select(problem::id)
                    )
                ),
                measure::id,
                measure::id,
                measure::serial,
                measure::due_on
            ),
        })
    }

    /// Plans past their day that were not handed in, or were returned: owed to an open round, whoever organises it.
    fn plans_late(&mut self, (day, asked): (&str, Asked), wanted: Wanted) -> Result<Given> {
        Ok(serve!(
            &mut *self.connection,
            wanted,
            round_owing::table.inner_join(round::table).left_join(
                plan::table.on(plan::round_id
                    .eq(round_owing::round_id)
                    .and(plan::unit_id.eq(round_owing::unit_id))
                    .and(plan::latest.eq(true)))
            ),
            round_owing::unit_id,
            round::state
                .eq(RoundState::Open.key())
                .and(round::plans_due_on.lt(day))
                .and(of_round!(asked))
                .and(plan::id.is_null().or(plan::state.eq(PlanState::Returned.key())))
                .and(
                    round_owing::unit_id.eq_any(
                        standing
                            .filter(standing.field(unit::closed_on).is_null())
                            .select(standing.field(unit::id))
                    )
                ),
            round::id,
            round::id,
            round::topic,
            round::plans_due_on.nullable()
        ))
    }
}

/// Activities of rounds that are over, and what sessions resolved, past their day.
fn of_sessions(
    connection: &mut AnyConnection,
    (day, asked): (&str, Asked),
    kind: LateKind,
    wanted: Wanted,
) -> Result<Given> {
    Ok(if kind == LateKind::Activity {
        serve!(
            connection,
            wanted,
            round_owing::table
                .inner_join(round::table)
                .inner_join(round_activity::table.on(round_activity::round_id.eq(round_owing::round_id))),
            round_owing::unit_id,
            round_running().and(round::ends_on.lt(day)).and(activity_owed()).and(of_round!(asked)),
            round::id,
            round::id,
            round_activity::kind,
            round::ends_on.nullable()
        )
    } else {
        serve!(
            connection,
            wanted,
            resolution::table,
            resolution::unit_id,
            resolution::due_on.lt(day).and(resolution_open()).and(
                resolution::seminar_id.eq_any(
                    seminar::table.filter(of_some_round!(asked, seminar::round_id)).select(seminar::id)
                )
            ),
            resolution::id,
            resolution::id,
            resolution::body,
            resolution::due_on.nullable()
        )
    })
}

/// What became of plans: sessions that are past the day of their plan, which their units owe, and sheets on sessions, which whoever
/// organises the round waits for.
fn of_plans(
    connection: &mut AnyConnection,
    (day, asked): (&str, Asked),
    kind: LateKind,
    wanted: Wanted,
) -> Result<Given> {
    if kind == LateKind::Sheet {
        return Ok(serve!(
            connection,
            wanted,
            observation::table.inner_join(round::table),
            round::organiser_id,
            observation::session_on
                .lt(day)
                .and(observation_awaited())
                .and(round_assessable())
                .and(of_round!(asked)),
            observation::id,
            observation::id,
            round::topic,
            observation::session_on
        ));
    }
    let seminar: &'static str = SessionKind::Seminar.key();
    Ok(serve!(
        connection,
        wanted,
        round_owing::table.inner_join(round::table).inner_join(
            plan::table.on(plan::round_id
                .eq(round_owing::round_id)
                .and(plan::unit_id.eq(round_owing::unit_id))
                .and(plan::latest.eq(true)))
        ),
        round_owing::unit_id,
        plan::session_on
            .lt(day)
            .and(round_open())
            .and(plan_approved())
            .and(not(exists(
                seminar::table
                    .filter(seminar::unit_id.eq(round_owing::unit_id).and(seminar::kind.eq(seminar)))
                    .filter(seminar::round_id.eq(round_owing::round_id.nullable()).and(session_stands()))
            )))
            .and(not(exists(
                session_excuse::table
                    .filter(session_excuse::unit_id.eq(round_owing::unit_id))
                    .filter(session_excuse::round_id.eq(round_owing::round_id))
            )))
            .and(round_owing::unit_id.eq_any(
                standing.filter(standing.field(unit::closed_on).is_null()).select(standing.field(unit::id))
            ))
            .and(of_round!(asked)),
        round::id,
        plan::id,
        round::topic,
        plan::session_on
    ))
}

/// What visits left that is late: answers of the visited units, or help that was offered.
fn of_visits(
    connection: &mut AnyConnection,
    (day, asked): (&str, Asked),
    kind: LateKind,
    wanted: Wanted,
) -> Result<Given> {
    if kind == LateKind::Help {
        return Ok(serve!(
            connection,
            wanted,
            visit_item::table.inner_join(visit::table.inner_join(tour::table)),
            tour::organiser_id,
            visit_item::reply_due_on
                .lt(day)
                .and(visit_item::replied_on.is_null())
                .and(item_of_help())
                .and(visit_made())
                .and(of_visit!(asked, visit::id)),
            visit_item::id,
            visit_item::visit_id,
            visit_item::body,
            visit_item::reply_due_on
        ));
    }
    Ok(serve!(
        connection,
        wanted,
        visit_item::table,
        visit_item::unit_id,
        visit_item::reply_due_on
            .lt(day)
            .and(visit_item::replied_on.is_null())
            .and(item_of_the_unit())
            .and(item_not_taken_up())
            .and(visit_item::visit_id.eq_any(visit::table.filter(visit_made()).select(visit::id)))
            .and(of_visit!(asked, visit_item::visit_id)),
        visit_item::id,
        visit_item::visit_id,
        visit_item::kind,
        visit_item::reply_due_on
    ))
}

/// What offices asked of units: that a duty is acknowledged, and that what looks like a sign is explained.
fn of_offices(
    connection: &mut AnyConnection,
    (on, asked): (Date, Asked),
    kind: LateKind,
    wanted: Wanted,
) -> Result<Given> {
    let day = on.to_string();
    if kind == LateKind::Duty {
        return Ok(serve!(
            connection,
            wanted,
            duty::table,
            duty::unit_id,
            duty::due_on
                .lt(&day)
                .and(duty::acknowledged_on.is_null())
                .and(duty_in_force(&day))
                .and(duty_asked!())
                .and(of_duty!(asked)),
            duty::id,
            duty::id,
            duty::kind,
            duty::due_on
        ));
    }
    Ok(serve!(
        connection,
        wanted,
        inquiry::table,
        inquiry::unit_id,
        inquiry::reply
            .is_null()
            .and(inquiry::asked_on.le(asked_too_late(on).to_string()))
            .and(of_none!(asked)),
        inquiry::id,
        inquiry::id,
        inquiry::kind,
        inquiry::asked_on.nullable()
    ))
}

/// What units owe by circulars.
fn of_circulars(
    connection: &mut AnyConnection,
    (on, asked): (Date, Asked),
    kind: LateKind,
    wanted: Wanted,
) -> Result<Given> {
    let day = on.to_string();
    Ok(match kind {
        LateKind::Obligation => serve!(
            connection,
            wanted,
            obligation::table.inner_join(circular::table.inner_join(round::table)),
            obligation::unit_id,
            obligation::due_on.lt(&day).and(obligation_owed!()).and(of_round!(asked)),
            obligation::id,
            obligation::circular_id,
            obligation::body,
            obligation::due_on.nullable()
        ),
        LateKind::Criticism => serve!(
            connection,
            wanted,
            mention::table.inner_join(circular::table.inner_join(round::table)),
            mention::unit_id,
            mention::reply_due_on
                .lt(&day)
                .and(mention_criticises())
                .and(criticism_owed!())
                .and(of_round!(asked)),
            mention::id,
            mention::circular_id,
            circular::title,
            mention::reply_due_on
        ),
        _ => serve!(
            connection,
            wanted,
            receipt::table.inner_join(circular::table.inner_join(round::table)),
            receipt::unit_id,
            receipt::read_at
                .is_null()
                .and(circular::published_on.le(confirmed_too_late(on).to_string()))
                .and(not(superseded!()))
                .and(of_round!(asked)),
            circular::id,
            circular::id,
            circular::title,
            circular::published_on.nullable()
        ),
    })
}

/// What units were asked for: materials, answers to questions, and what an office answers of a report upward.
fn of_requests(
    connection: &mut AnyConnection,
    (day, asked): (&str, Asked),
    kind: LateKind,
    wanted: Wanted,
) -> Result<Given> {
    Ok(match kind {
        LateKind::CallUp => serve!(
            connection,
            wanted,
            call_up::table.inner_join(spot_check::table.inner_join(round::table)),
            call_up::unit_id,
            call_up::due_on
                .lt(day)
                .and(call_up::answer.is_null())
                .and(spot_check_waiting())
                .and(round_assessable())
                .and(of_round!(asked)),
            call_up::spot_check_id,
            call_up::spot_check_id,
            round::topic,
            call_up::due_on.nullable()
        ),
        LateKind::Question => serve!(
            connection,
            wanted,
            burden_request::table.inner_join(question::table),
            burden_request::unit_id,
            burden_request::due_on.lt(day).and(burden_request::answered_on.is_null()).and(of_none!(asked)),
            burden_request::id,
            burden_request::question_id,
            question::title,
            burden_request::due_on.nullable()
        ),
        _ => serve!(
            connection,
            wanted,
            burden_report::table,
            burden_report::issuer_id,
            burden_report::due_on.lt(day).and(burden_report::answered_on.is_null()).and(of_none!(asked)),
            burden_report::id,
            burden_report::id,
            burden_report::label,
            burden_report::due_on.nullable()
        ),
    })
}
