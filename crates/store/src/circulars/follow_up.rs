//! What follows a circular: criticisms with the problems that answer them, reminders.

use crate::{
    Reader, Work,
    circulars::current::criticism_owed,
    connection::AnyConnection,
    counting::counted,
    day::read_date,
    error::{Result, StoreError},
    ledger::findings::{origin::origin_stands, problem::seen},
    locate::located,
    schema::{circular, measure, mention, origin, problem, receipt, unit},
    waiting::{Backlog, backlog, no_number},
};
use diesel::{dsl::count_star, prelude::*};
use earnest_model::{
    Date,
    circulars::circular::Polarity,
    figures::count::{Count, OfRecord},
    id::{CircularId, MentionId, ProblemId, RoundId},
    ledger::{
        findings::{
            origin::OriginKind,
            problem::{Level, ProblemState},
        },
        measures::measure::MeasureState,
    },
    permit::{FollowUpCircular, Permit, ReadDesk, ReadLedger, RemindReaders},
};

/// The most rows of a page that shows all.
const ALL: i64 = 5_000;

/// A criticism as its unit is shown it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criticism {
    /// Its key.
    pub id: MentionId,
    /// The circular.
    pub circular: CircularId,
    /// Its title.
    pub title: String,
    /// Its round.
    pub round: RoundId,
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// The words.
    pub body: String,
    /// By when it is answered.
    pub reply_due_on: Option<Date>,
}

/// A problem that answers a criticism.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answering {
    /// Its key.
    pub id: ProblemId,
    /// Its serial.
    pub serial: String,
    /// How far it has come.
    pub state: ProblemState,
    /// How many measures it has.
    pub measures: Count<OfRecord>,
    /// How many of them are closed.
    pub closed: Count<OfRecord>,
}

impl Answering {
    /// Whether it has measures and all of them are closed.
    pub fn is_closed(&self) -> bool {
        self.measures.value() > 0 && self.closed == self.measures
    }
}

/// A criticism with how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowedPoint {
    /// The criticism.
    pub id: MentionId,
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// The words.
    pub body: String,
    /// By when it is answered.
    pub reply_due_on: Option<Date>,
    /// Problems that answer it and that the reader may see.
    pub problems: Vec<Answering>,
    /// Whether it is answered, be it by a problem that the reader doesn't see.
    pub answered: bool,
}

located!(MentionId, |id| mention::table
    .inner_join(unit::table.on(unit::id.nullable().eq(mention::answerer_id)))
    .filter(mention::id.eq(id))
    .filter(mention_criticises())
    .select((unit::id, unit::lo, unit::hi)));

/// Mentions that criticise: they ask for an answer.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn mention_criticises() -> _ {
    let criticism: &'static str = Polarity::Criticism.key();
    mention::polarity.eq(criticism)
}

#[derive(Queryable)]
struct CriticismRow {
    id: i64,
    circular: i64,
    title: String,
    round: i64,
    code: String,
    name: String,
    body: String,
    reply_due_on: Option<String>,
}

impl TryFrom<CriticismRow> for Criticism {
    type Error = StoreError;
    fn try_from(row: CriticismRow) -> Result<Self> {
        Ok(Self {
            id: MentionId(row.id),
            circular: CircularId(row.circular),
            title: row.title,
            round: RoundId(row.round),
            code: row.code,
            name: row.name,
            body: row.body,
            reply_due_on: row.reply_due_on.as_deref().map(read_date).transpose()?,
        })
    }
}

#[derive(Queryable)]
struct PointRow {
    id: i64,
    code: String,
    name: String,
    body: String,
    reply_due_on: Option<String>,
}

/// A problem of a record: the record with the place in it, the problem, its serial and its state.
#[derive(Queryable)]
struct AnsweringRow {
    record: i64,
    place: i32,
    problem: i64,
    serial: String,
    state: String,
}

/// How far the problems of some records have come, with how many of their measures are closed.
fn answers(connection: &mut AnyConnection, rows: Vec<AnsweringRow>) -> Result<Vec<(i64, i32, Answering)>> {
    let keys: Vec<i64> = rows.iter().map(|row| row.problem).collect();
    let counts: Vec<(i64, String, i64)> = measure::table
        .filter(measure::problem_id.eq_any(&keys))
        .group_by((measure::problem_id, measure::state))
        .select((measure::problem_id, measure::state, count_star()))
        .load(connection)?;
    let mut answering = Vec::with_capacity(rows.len());
    for row in rows {
        let (mut measures, mut closed) = (0, 0);
        for (_, state, count) in counts.iter().filter(|(problem, ..)| *problem == row.problem) {
            measures += *count;
            let read = MeasureState::parse(state)
                .map_err(|_| StoreError::meaningless(state.as_str(), "a state of a measure"))?;
            closed += if read.is_closed() { *count } else { 0 };
        }
        let state = ProblemState::parse(&row.state)
            .map_err(|_| StoreError::meaningless(row.state, "a state of a problem"))?;
        let id = ProblemId(row.problem);
        let (measures, closed) = (counted(OfRecord, measures), counted(OfRecord, closed));
        let answers = Answering { id, serial: row.serial, state, measures, closed };
        answering.push((row.record, row.place, answers));
    }
    Ok(answering)
}

impl Reader<'_> {
    /// The permit's criticism.
    pub fn criticism(&mut self, permit: &Permit<FollowUpCircular, MentionId>) -> Result<Criticism> {
        let row: Option<CriticismRow> = mention::table
            .inner_join(circular::table)
            .inner_join(unit::table.on(unit::id.nullable().eq(mention::answerer_id)))
            .filter(mention::id.eq(permit.key().0).and(mention::answerer_id.eq(permit.unit().0)))
            .filter(mention_criticises())
            .select((
                mention::id,
                circular::id,
                circular::title,
                circular::round_id,
                unit::code,
                unit::name,
                mention::body,
                mention::reply_due_on,
            ))
            .first(self.connection)
            .optional()?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// The criticisms of a circular on units within the permit's subtree, with the problems that answer them. Whoever published it
    /// is shown all of them, wherever the units stand today; each stands with the unit that answers it.
    pub fn followed_points(
        &mut self,
        permit: &Permit<ReadLedger>,
        id: CircularId,
    ) -> Result<Vec<FollowedPoint>> {
        let span = permit.span();
        let rows: Vec<PointRow> = mention::table
            .inner_join(circular::table)
            .inner_join(unit::table.on(unit::id.nullable().eq(mention::answerer_id)))
            .filter(mention::circular_id.eq(id.0))
            .filter(unit::lo.between(span.lo, span.hi).or(circular::organiser_id.eq(permit.unit().0)))
            .filter(mention_criticises())
            .order((mention::id.asc(),))
            .limit(ALL)
            .select((mention::id, unit::code, unit::name, mention::body, mention::reply_due_on))
            .load(self.connection)?;
        let keys: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let linked: Vec<i64> = origin::table
            .filter(origin::kind.eq(OriginKind::Mention.key()).and(origin::record_id.eq_any(&keys)))
            .filter(origin_stands())
            .select(origin::record_id)
            .load(self.connection)?;
        let mut problems = self.answering(permit, OriginKind::Mention, &keys)?;
        let mut points = Vec::with_capacity(rows.len());
        for row in rows {
            let (own, rest) = problems.into_iter().partition(|(record, ..)| *record == row.id);
            problems = rest;
            points.push(FollowedPoint {
                id: MentionId(row.id),
                code: row.code,
                name: row.name,
                body: row.body,
                reply_due_on: row.reply_due_on.as_deref().map(read_date).transpose()?,
                problems: own.into_iter().map(|(_, _, problem)| problem).collect(),
                answered: linked.contains(&row.id),
            });
        }
        Ok(points)
    }

    /// Problems within the permit's subtree that answer records of a kind: record, place, problem.
    pub fn answering(
        &mut self,
        permit: &Permit<ReadLedger>,
        kind: OriginKind,
        records: &[i64],
    ) -> Result<Vec<(i64, i32, Answering)>> {
        let span = permit.span();
        let rows: Vec<AnsweringRow> = origin::table
            .inner_join(problem::table)
            .inner_join(unit::table.on(unit::id.eq(problem::unit_id)))
            .filter(origin::kind.eq(kind.key()).and(origin::record_id.eq_any(records)))
            .filter(origin_stands())
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(seen(permit.sight()))
            .order(origin::id.asc())
            .select((origin::record_id, origin::place, problem::id, problem::serial, problem::state))
            .load(self.connection)?;
        answers(self.connection, rows)
    }

    /// The problems of a portfolio on the list of the permit's unit: those that name its post, the newest first.
    pub fn problems_of_portfolio(
        &mut self,
        permit: &Permit<ReadLedger>,
        post: &str,
        limit: i64,
    ) -> Result<Vec<Answering>> {
        let rows: Vec<AnsweringRow> = problem::table
            .filter(problem::unit_id.eq(permit.unit().0).and(problem::leader.eq(post)))
            .filter(problem::level.eq(Level::Portfolio.key()).and(seen(permit.sight())))
            .order(problem::id.desc())
            .limit(limit)
            .select((
                problem::unit_id,
                0_i32.into_sql::<diesel::sql_types::Integer>(),
                problem::id,
                problem::serial,
                problem::state,
            ))
            .load(self.connection)?;
        Ok(answers(self.connection, rows)?.into_iter().map(|(_, _, problem)| problem).collect())
    }

    /// Criticisms of the permit's unit in the latest versions that no problem answers yet.
    pub fn criticisms_owed(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        let query = mention::table
            .inner_join(circular::table)
            .inner_join(unit::table.on(unit::id.nullable().eq(mention::answerer_id)))
            .filter(mention::answerer_id.eq(permit.unit().0))
            .filter(criticism_owed!())
            .order((mention::reply_due_on.asc(), mention::id.asc()))
            .select((
                mention::id,
                no_number(),
                circular::title.nullable(),
                mention::body.nullable(),
                mention::reply_due_on,
                unit::code,
                unit::name,
            ));
        backlog(self.connection, query, most)
    }
}

impl Work<'_> {
    /// Writes that everybody who has not confirmed the permit's circular was reminded; gives how many.
    pub fn receipts_remind(&mut self, permit: &Permit<RemindReaders, CircularId>) -> Result<usize> {
        let own = circular::table
            .filter(circular::id.eq(permit.key().0).and(circular::organiser_id.eq(permit.unit().0)))
            .select(circular::id);
        let unread =
            receipt::table.filter(receipt::circular_id.eq_any(own)).filter(receipt::read_at.is_null());
        let set = receipt::reminded_on.eq(Some(permit.on().to_string()));
        Ok(diesel::update(unread).set(set).execute(self.under(permit))?)
    }
}
