//! Measures: the ledger.

use crate::{
    Reader,
    connection::AnyConnection,
    day::read_date,
    error::{Result, StoreError},
    ledger::{
        findings::problem::{Problem, ProblemRow, seen},
        measures::rounds::{rounds_of_programmes, rounds_of_topic},
    },
    like::{keys, lower, pattern},
    locate::located,
    opens::opens,
    schema::{measure, problem, unit},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    id::{AccountId, MeasureId, ProblemId, ProgrammeId, RoundId, UnitId},
    ledger::{
        findings::problem::{Level, ProblemState, Source},
        measures::{
            measure::{Measure, MeasureState},
            measure_form::TimeClass,
        },
        order::LedgerOrder,
    },
    permit::{Permit, ReadDesk, ReadLedger, Sight},
};

/// What is asked of the ledger. Empty means all.
#[derive(Debug, Clone, Default)]
pub struct LedgerFilter {
    /// In these states.
    pub states: Vec<MeasureState>,
    /// Under this aspect.
    pub aspect: Option<String>,
    /// Past their day and not closed, as of this day.
    pub overdue_on: Option<Date>,
    /// Of problems in these states.
    pub problem_states: Vec<ProblemState>,
    /// Of problems at this level.
    pub level: Option<Level>,
    /// Of problems found there.
    pub source: Option<Source>,
    /// Owned by a post in whose title this stands.
    pub owner: Option<String>,
    /// With this somewhere in the problem, its instance, the measure or a serial.
    pub text: Option<String>,
    /// Of problems of a programme, and of those that it follows what is open: the programme, and those before it.
    pub programme: Option<(ProgrammeId, Vec<ProgrammeId>)>,
    /// Of problems of a round with this topic, whoever's round it is.
    pub topic: Option<String>,
    /// Of problems that were found in this round.
    pub round: Option<RoundId>,
    /// Of the unit alone.
    pub own: bool,
    /// Of problems that count alone: their head signed them.
    pub counted: bool,
    /// By what they are ordered; problems stand as they were registered.
    pub order: Option<LedgerOrder>,
    /// The last one first.
    pub down: bool,
    /// After this measure.
    pub after: Option<i64>,
    /// At most so many.
    pub limit: i64,
}

/// A line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerLine {
    /// The measure.
    pub measure: Measure,
    /// What is wrong.
    pub problem: String,
    /// Under which aspect.
    pub aspect: String,
    /// How far the problem has come: its measures count once it is signed.
    pub problem_state: ProblemState,
    /// Code of the unit.
    pub unit_code: String,
    /// Name of the unit.
    pub unit_name: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = measure)]
pub(crate) struct MeasureRow {
    id: i64,
    serial: String,
    problem_id: i64,
    unit_id: i64,
    body: String,
    owner: String,
    deliverable: String,
    time_class: String,
    due_on: Option<String>,
    state: String,
    progress: i32,
    evidence: Option<String>,
    requested_by: Option<i64>,
    approved_by: Option<i64>,
    closed_on: Option<String>,
    stage_goal: Option<String>,
    ends_on: Option<String>,
}

impl TryFrom<MeasureRow> for Measure {
    type Error = StoreError;
    fn try_from(row: MeasureRow) -> Result<Self> {
        Ok(Self {
            id: MeasureId(row.id),
            serial: row.serial,
            problem: ProblemId(row.problem_id),
            unit: UnitId(row.unit_id),
            body: row.body,
            owner: row.owner,
            deliverable: row.deliverable,
            time_class: TimeClass::parse(&row.time_class)
                .map_err(|_| StoreError::meaningless(row.time_class, "a time class"))?,
            due_on: row.due_on.as_deref().map(read_date).transpose()?,
            state: MeasureState::parse(&row.state)
                .map_err(|_| StoreError::meaningless(row.state, "a state of a measure"))?,
            progress: row.progress,
            evidence: row.evidence,
            requested_by: row.requested_by.map(AccountId),
            approved_by: row.approved_by.map(AccountId),
            closed_on: row.closed_on.as_deref().map(read_date).transpose()?,
            stage_goal: row.stage_goal,
            ends_on: row.ends_on.as_deref().map(read_date).transpose()?,
        })
    }
}

located!(MeasureId, measure);

opens! {
    /// Opens a measure: to read it, to take a step with it, to ask for another day, to mend it, to attach its evidence.
    OpensMeasure: ReadLedger, ReportProgress, RequestClosure, ApproveClosure, VerifyClosure, LookBack,
        RequestChange, ApproveChange, DecideChange, EditMeasure, AttachFile
}

/// Measures that count as closed.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn measure_closed() -> _ {
    let closed: Vec<&'static str> = MeasureState::closed_keys();
    measure::state.eq_any(closed)
}

/// Measures that do not.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn measure_not_closed() -> _ {
    let closed: Vec<&'static str> = MeasureState::closed_keys();
    measure::state.ne_all(closed)
}

/// Measures whose day is past by a day and that are not closed: [`Measure::is_overdue`] of all of them.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn measure_overdue(day: &str) -> _ {
    let day: String = day.to_owned();
    let closed: Vec<&'static str> = MeasureState::closed_keys();
    measure::due_on.lt(day).and(measure::state.ne_all(closed))
}

/// Measures on which their unit works.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn measure_open() -> _ {
    let states: Vec<&'static str> = MeasureState::keys_where(MeasureState::is_open);
    measure::state.eq_any(states)
}

/// Measures with their problems and units.
pub(crate) type Joined = diesel::helper_types::InnerJoinOn<
    diesel::helper_types::InnerJoin<measure::table, problem::table>,
    unit::table,
    diesel::helper_types::Eq<unit::id, measure::unit_id>,
>;

/// A filter over them.
pub(crate) type LedgerQuery = diesel::helper_types::IntoBoxed<'static, Joined, crate::connection::Backend>;

/// The measures of which somebody may know: every query on measures begins with it.
pub(crate) fn measures_for(sight: &Sight) -> LedgerQuery {
    measure::table
        .inner_join(problem::table)
        .inner_join(unit::table.on(unit::id.eq(measure::unit_id)))
        .into_boxed()
        .filter(seen(sight))
}

/// The permit's measure, if its holder may know of it.
fn measure_of<A: OpensMeasure>(permit: &Permit<A, MeasureId>) -> LedgerQuery {
    let own = measure::id.eq(permit.key().0).and(measure::unit_id.eq(permit.unit().0));
    measures_for(permit.sight()).filter(own)
}

/// Refuses the permit's measure if its holder may not know of it.
pub(crate) fn check_measure<A: OpensMeasure>(
    connection: &mut AnyConnection,
    permit: &Permit<A, MeasureId>,
) -> Result<()> {
    let known: Option<i64> = measure_of(permit).select(measure::id).first(connection).optional()?;
    known.map(|_| ()).ok_or(StoreError::NotFound)
}

impl Reader<'_> {
    /// The permit's measure.
    pub fn measure<A: OpensMeasure>(&mut self, permit: &Permit<A, MeasureId>) -> Result<Measure> {
        let row: Option<MeasureRow> =
            measure_of(permit).select(MeasureRow::as_select()).first(self.connection).optional()?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// The problem against which the permit's measure is set.
    pub fn problem_of<A: OpensMeasure>(&mut self, permit: &Permit<A, MeasureId>) -> Result<Problem> {
        let row: Option<ProblemRow> =
            measure_of(permit).select(ProblemRow::as_select()).first(self.connection).optional()?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// The measures set against the permit's problem.
    pub fn measures_of(&mut self, permit: &Permit<ReadLedger, ProblemId>) -> Result<Vec<Measure>> {
        let rows: Vec<MeasureRow> = measures_for(permit.sight())
            .filter(measure::problem_id.eq(permit.key().0).and(measure::unit_id.eq(permit.unit().0)))
            .order(measure::id.asc())
            .select(MeasureRow::as_select())
            .load(self.connection)?;
        rows.into_iter().map(Measure::try_from).collect()
    }

    /// The measures set against problems of the permit's unit.
    pub fn measures_against(
        &mut self,
        permit: &Permit<ReadLedger>,
        problems: &[ProblemId],
    ) -> Result<Vec<Measure>> {
        let keys: Vec<i64> = problems.iter().map(|key| key.0).collect();
        let rows: Vec<MeasureRow> = measures_for(permit.sight())
            .filter(measure::unit_id.eq(permit.unit().0).and(measure::problem_id.eq_any(keys)))
            .order(measure::id.asc())
            .select(MeasureRow::as_select())
            .load(self.connection)?;
        rows.into_iter().map(Measure::try_from).collect()
    }

    /// Measures of these keys within the permit's subtree, as far as its holder may know of them.
    pub fn measures_beneath(
        &mut self,
        permit: &Permit<ReadDesk>,
        keys: &[MeasureId],
    ) -> Result<Vec<Measure>> {
        let span = permit.span();
        let keys: Vec<i64> = keys.iter().map(|key| key.0).collect();
        let rows: Vec<MeasureRow> = measures_for(permit.sight())
            .filter(unit::lo.between(span.lo, span.hi).and(measure::id.eq_any(keys)))
            .order(measure::id.asc())
            .select(MeasureRow::as_select())
            .load(self.connection)?;
        rows.into_iter().map(Measure::try_from).collect()
    }

    /// Lines of the ledger within the permit's subtree, in the order that is asked for.
    pub fn ledger(&mut self, permit: &Permit<ReadLedger>, filter: &LedgerFilter) -> Result<Vec<LedgerLine>> {
        let query = self.ledger_in_order(permit, filter)?;
        type Line = (MeasureRow, String, String, String, String, String);
        let columns =
            (MeasureRow::as_select(), problem::body, problem::aspect, problem::state, unit::code, unit::name);
        let rows: Vec<Line> = query.limit(filter.limit).select(columns).load(self.connection)?;
        let line = |(row, problem, aspect, state, unit_code, unit_name): Line| {
            let problem_state = ProblemState::parse(&state)
                .map_err(|_| StoreError::meaningless(state, "a state of a problem"))?;
            Ok(LedgerLine { measure: row.try_into()?, problem, aspect, problem_state, unit_code, unit_name })
        };
        rows.into_iter().map(line).collect()
    }

    /// How many lines a filter finds in all.
    pub fn ledger_length(&mut self, permit: &Permit<ReadLedger>, filter: &LedgerFilter) -> Result<i64> {
        Ok(self.ledger_query(permit, filter).count().first(self.connection)?)
    }
}

impl Reader<'_> {
    pub(crate) fn ledger_query(&self, permit: &Permit<ReadLedger>, filter: &LedgerFilter) -> LedgerQuery {
        let span = permit.span();
        let mut query = measures_for(permit.sight()).filter(unit::lo.between(span.lo, span.hi));
        if filter.own {
            query = query.filter(unit::lo.eq(span.lo));
        }
        if filter.counted {
            query = query.filter(crate::ledger::findings::problem::counted());
        }
        if !filter.states.is_empty() {
            query = query.filter(
                measure::state.eq_any(filter.states.iter().map(|state| state.key()).collect::<Vec<_>>()),
            );
        }
        if let Some(topic) = &filter.topic {
            query = query.filter(problem::round_id.eq_any(rounds_of_topic(topic)));
        }
        if let Some((programme, before)) = &filter.programme {
            query = query.filter(
                problem::round_id
                    .eq_any(rounds_of_programmes(&[*programme]))
                    .or(problem::round_id.eq_any(rounds_of_programmes(before)).and(measure_open())),
            );
        }
        if let Some(round) = filter.round {
            query = query.filter(problem::round_id.eq(round.0));
        }
        if let Some(aspect) = &filter.aspect {
            query = query.filter(problem::aspect.eq(aspect.clone()));
        }
        if !filter.problem_states.is_empty() {
            query = query.filter(problem::state.eq_any(keys(&filter.problem_states)));
        }
        if let Some(level) = filter.level {
            query = query.filter(problem::level.eq(level.key()));
        }
        if let Some(source) = filter.source {
            query = query.filter(problem::source.eq(source.key()));
        }
        if let Some(owner) = &filter.owner {
            query = query.filter(lower(measure::owner).like(pattern(owner)).escape('!'));
        }
        if let Some(text) = &filter.text {
            let wanted = pattern(text);
            query = query.filter(
                lower(problem::body)
                    .like(wanted.clone())
                    .escape('!')
                    .or(lower(problem::instance).like(wanted.clone()).escape('!'))
                    .or(lower(measure::body).like(wanted.clone()).escape('!'))
                    .or(lower(measure::serial).like(wanted).escape('!')),
            );
        }
        if let Some(day) = filter.overdue_on {
            query = query.filter(measure_overdue(&day.to_string()));
        }
        query
    }
}
