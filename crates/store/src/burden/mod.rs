//! What units are asked for: one query for each kind of request, over the records that stand for it.

mod questions;
mod report;
mod rules;

pub use questions::{NewQuestion, OpensQuestion, QuestionAnswer, QuestionStored};
pub use report::{BurdenReport, NewBurdenReport};

use crate::{
    Reader,
    connection::AnyConnection,
    day::read_date,
    error::Result,
    opens::opens,
    schema::{
        burden_request, call_up, circular, draw, duty, interview, meeting, observation, problem, question,
        receipt, round, round_owing, seminar, spot_check, tour, unit, visit, visit_item,
    },
    sessions::standing::session_stands,
    visits::{
        item_kinds::item_of_the_unit,
        state::{visit_made, visit_planned},
    },
};
use diesel::prelude::*;
use earnest_model::{
    Date, assessing::sheet::SpotCheckState, burden::budget::Kind, id::UnitId,
    ledger::findings::problem::Level, permit::Permit, programmes::round::RoundState, span::Span,
};

/// The most requests that are remembered of one question: some megabytes.
const MOST_REMEMBERED: usize = 10_000;

/// Whose requests are wanted, always within the permit's subtree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Of the permit's unit alone.
    Unit,
    /// Of the units directly beneath it.
    Children,
    /// Of its whole subtree, itself among them.
    Subtree,
}

/// A request to a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Its kind.
    pub kind: Kind,
    /// Key of the record that stands for it.
    pub id: i64,
    /// The unit that is asked.
    pub unit: UnitId,
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// Tier of the unit.
    pub tier: i32,
    /// Interval of the unit.
    pub span: Span,
    /// The day it falls on.
    pub on: Date,
    /// What tells it from its like.
    pub label: String,
    /// Who asked; nobody where the unit does it by itself.
    pub issuer: Option<UnitId>,
    /// What it costs, where the request says so itself.
    pub minutes: Option<i32>,
}

/// A unit that is to be asked: key, code, name, tier, interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Its key.
    pub id: UnitId,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Tier.
    pub tier: i32,
    /// Interval.
    pub span: Span,
}

#[derive(Queryable)]
struct Row {
    id: i64,
    unit: i64,
    code: String,
    name: String,
    tier: i32,
    lo: i64,
    hi: i64,
    on: String,
    label: String,
    issuer: Option<i64>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = unit)]
struct RecipientRow {
    id: i64,
    code: String,
    name: String,
    tier: i32,
    lo: i64,
    hi: i64,
}

opens! {
    /// Weighs requests: reads what was asked of units within the permit's subtree and what it costs them. Whoever may
    /// read figures may, and whoever is about to issue a request, to call one too much, or to set what they cost.
    WeighsRequests: ReadFigures, SetBurden, ReportBurden, AskQuestion, PlanTour, FreezeFrame, CallUpMaterials,
        AssignObserver, HearLeaders, AdvanceRound
}

/// Rounds that have opened.
#[diesel::dsl::auto_type(no_type_alias)]
fn round_opened() -> _ {
    let states: Vec<&'static str> = RoundState::keys_where(RoundState::has_begun);
    round::state.eq_any(states)
}

/// Spot checks that stand: a replaced one asks nobody for anything.
#[diesel::dsl::auto_type(no_type_alias)]
fn check_stands() -> _ {
    let void: &'static str = SpotCheckState::Void.key();
    spot_check::state.ne(void)
}

struct Sought {
    unit: i64,
    span: Span,
    whose: Whose,
    from: String,
    /// Beyond every moment of the last day.
    until: String,
}

macro_rules! load {
    ($connection:expr, $sought:expr, $query:expr, $id:expr, $day:expr, $label:expr, $issuer:expr) => {{
        let mut query = $query
            .filter(unit::lo.between($sought.span.lo, $sought.span.hi))
            .filter($day.ge($sought.from.clone()).and($day.lt($sought.until.clone())))
            .order(($day.asc(), $id.asc()))
            .select((
                $id,
                unit::id,
                unit::code,
                unit::name,
                unit::tier,
                unit::lo,
                unit::hi,
                $day,
                $label,
                $issuer,
            ))
            .into_boxed();
        query = match $sought.whose {
            Whose::Unit => query.filter(unit::id.eq($sought.unit)),
            Whose::Children => query.filter(unit::parent_id.eq($sought.unit)),
            Whose::Subtree => query,
        };
        query.load::<Row>($connection)?
    }};
}

fn rows(connection: &mut AnyConnection, kind: Kind, sought: &Sought) -> Result<Vec<Row>> {
    match kind {
        Kind::Plan | Kind::Problems | Kind::Session | Kind::Observation | Kind::Materials => {
            of_rounds(connection, kind, sought)
        }
        Kind::Visit | Kind::Meeting | Kind::Interview | Kind::Reply => of_visits(connection, kind, sought),
        Kind::Circular => Ok(load!(
            connection,
            sought,
            receipt::table
                .inner_join(circular::table)
                .inner_join(unit::table.on(unit::id.eq(receipt::unit_id))),
            circular::id,
            circular::published_on,
            circular::title,
            circular::organiser_id.nullable()
        )),
        Kind::Duty => Ok(load!(
            connection,
            sought,
            duty::table.inner_join(unit::table.on(unit::id.eq(duty::unit_id))),
            duty::id,
            duty::laid_on,
            duty::kind,
            duty::laid_by.nullable()
        )),
        Kind::Question => Ok(load!(
            connection,
            sought,
            burden_request::table
                .inner_join(question::table)
                .inner_join(unit::table.on(unit::id.eq(burden_request::unit_id))),
            question::id,
            burden_request::asked_on,
            question::title,
            burden_request::issuer_id.nullable()
        )),
    }
}

fn of_rounds(connection: &mut AnyConnection, kind: Kind, sought: &Sought) -> Result<Vec<Row>> {
    Ok(match kind {
        // A plan is asked for on the day on which its round opened, whatever the calendar said: nothing is asked of a day
        // that is past.
        Kind::Plan => load!(
            connection,
            sought,
            round_owing::table
                .inner_join(round::table)
                .inner_join(unit::table.on(unit::id.eq(round_owing::unit_id)))
                .filter(round_opened()),
            round::id,
            round_owing::from_on,
            round::topic,
            round::organiser_id.nullable()
        ),
        Kind::Problems => {
            let mut lists = load!(
                connection,
                sought,
                problem::table
                    .left_join(round::table)
                    .inner_join(unit::table.on(unit::id.eq(problem::unit_id)))
                    .filter(problem::level.ne(Level::Person.key())),
                problem::id,
                problem::found_on,
                problem::serial,
                round::organiser_id.nullable()
            );
            // What a unit wrote down on one day is one list.
            let mut seen = std::collections::BTreeSet::new();
            lists.retain(|row| seen.insert((row.unit, row.on.clone())));
            lists
        }
        Kind::Session => load!(
            connection,
            sought,
            seminar::table
                .left_join(round::table)
                .inner_join(unit::table.on(unit::id.eq(seminar::unit_id)))
                .filter(session_stands()),
            seminar::id,
            seminar::held_on,
            seminar::kind,
            round::organiser_id.nullable()
        ),
        Kind::Observation => load!(
            connection,
            sought,
            observation::table
                .inner_join(round::table)
                .inner_join(unit::table.on(unit::id.eq(observation::unit_id))),
            observation::id,
            observation::assigned_on,
            round::topic,
            round::organiser_id.nullable()
        ),
        _ => load!(
            connection,
            sought,
            spot_check::table
                .inner_join(draw::table.inner_join(round::table))
                .inner_join(unit::table.on(unit::id.eq(spot_check::unit_id)))
                .filter(check_stands().and(draw::drawn_at.is_not_null())),
            spot_check::id,
            draw::drawn_at.assume_not_null(),
            round::topic,
            draw::organiser_id.nullable()
        ),
    })
}

fn of_visits(connection: &mut AnyConnection, kind: Kind, sought: &Sought) -> Result<Vec<Row>> {
    Ok(match kind {
        Kind::Visit => load!(
            connection,
            sought,
            visit::table
                .inner_join(tour::table)
                .inner_join(unit::table.on(unit::id.eq(visit::unit_id)))
                // A visit comes unannounced: a planned one weighs for its organiser and is known to nobody else.
                .filter(visit_made().or(visit_planned().and(tour::organiser_id.eq(sought.unit)))),
            visit::id,
            visit::visited_on,
            tour::purpose,
            tour::organiser_id.nullable()
        ),
        Kind::Meeting => load!(
            connection,
            sought,
            meeting::table
                .inner_join(visit::table.inner_join(tour::table))
                .inner_join(unit::table.on(unit::id.eq(meeting::unit_id)))
                .filter(visit_made().and(meeting::withdrawn_on.is_null())),
            visit::id,
            visit::visited_on,
            meeting::kind,
            tour::organiser_id.nullable()
        ),
        Kind::Interview => load!(
            connection,
            sought,
            interview::table
                .inner_join(visit::table.inner_join(tour::table))
                .inner_join(unit::table.on(unit::id.eq(interview::unit_id)))
                .filter(visit_made().and(interview::withdrawn_on.is_null())),
            visit::id,
            visit::visited_on,
            interview::role,
            tour::organiser_id.nullable()
        ),
        _ => load!(
            connection,
            sought,
            visit_item::table
                .inner_join(visit::table.inner_join(tour::table))
                .inner_join(unit::table.on(unit::id.eq(visit_item::unit_id)))
                .filter(visit_made().and(visit_item::reply_due_on.is_not_null()).and(item_of_the_unit())),
            visit::id,
            visit::visited_on,
            visit_item::body,
            tour::organiser_id.nullable()
        ),
    })
}

fn request(kind: Kind, row: Row, minutes: Option<i32>) -> Result<Request> {
    Ok(Request {
        kind,
        id: row.id,
        unit: UnitId(row.unit),
        code: row.code,
        name: row.name,
        tier: row.tier,
        span: Span { lo: row.lo, hi: row.hi },
        on: read_date(row.on.get(..10).unwrap_or(&row.on))?,
        label: row.label,
        issuer: row.issuer.map(UnitId),
        minutes,
    })
}

impl Reader<'_> {
    /// Requests that fall on the days `from..=until`, kind by kind, day by day.
    pub fn requests<A: WeighsRequests>(
        &mut self,
        permit: &Permit<A>,
        whose: Whose,
        (from, until): (Date, Date),
    ) -> Result<Vec<Request>> {
        let key = (permit.target(), whose, from, until);
        let small = |requests: &Vec<Request>| requests.len() <= MOST_REMEMBERED;
        self.remembered_large("requests", &key, small, |reader| {
            reader.requests_now(permit, whose, (from, until))
        })
    }

    fn requests_now<A: WeighsRequests>(
        &mut self,
        permit: &Permit<A>,
        whose: Whose,
        (from, until): (Date, Date),
    ) -> Result<Vec<Request>> {
        let next = until.saturating_add(jiff::Span::new().days(1));
        let sought = Sought {
            unit: permit.unit().0,
            span: permit.span(),
            whose,
            from: from.to_string(),
            until: next.to_string(),
        };
        let mut all = Vec::new();
        for kind in Kind::ALL.iter().copied() {
            let minutes = match kind {
                Kind::Question => self.question_minutes(&sought)?,
                Kind::Materials => self.call_up_minutes(&sought)?,
                _ => Default::default(),
            };
            for row in rows(self.connection, kind, &sought)? {
                let own = minutes.get(&row.id).copied();
                all.push(request(kind, row, own)?);
            }
        }
        Ok(all)
    }

    fn question_minutes(&mut self, sought: &Sought) -> Result<std::collections::BTreeMap<i64, i32>> {
        let rows: Vec<(i64, i32)> = question::table
            .filter(question::asked_on.ge(&sought.from).and(question::asked_on.lt(&sought.until)))
            .select((question::id, question::minutes))
            .load(self.connection)?;
        Ok(rows.into_iter().collect())
    }

    /// What call-ups of the sought units cost: materials that are called up have minutes of their own.
    fn call_up_minutes(&mut self, sought: &Sought) -> Result<std::collections::BTreeMap<i64, i32>> {
        let rows: Vec<(i64, i32)> = call_up::table
            .inner_join(unit::table.on(unit::id.eq(call_up::unit_id)))
            .filter(unit::lo.between(sought.span.lo, sought.span.hi))
            .select((call_up::spot_check_id, call_up::minutes))
            .load(self.connection)?;
        Ok(rows.into_iter().collect())
    }

    /// Units of the permit's subtree that a request would ask.
    pub fn recipients<A: WeighsRequests>(
        &mut self,
        permit: &Permit<A>,
        whose: Whose,
        classes: &[String],
    ) -> Result<Vec<Recipient>> {
        let span = permit.span();
        let day = permit.on().to_string();
        let mut query = unit::table
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(unit::closed_on.is_null().or(unit::closed_on.gt(Some(day))))
            .order(unit::lo.asc())
            .select(RecipientRow::as_select())
            .into_boxed();
        query = match whose {
            Whose::Unit => query.filter(unit::id.eq(permit.unit().0)),
            Whose::Children => query.filter(unit::parent_id.eq(permit.unit().0)),
            Whose::Subtree => query.filter(unit::id.ne(permit.unit().0)),
        };
        if !classes.is_empty() {
            query = query.filter(unit::class.eq_any(classes.to_vec()));
        }
        let rows: Vec<RecipientRow> = query.load(self.connection)?;
        let recipient = |row: RecipientRow| Recipient {
            id: UnitId(row.id),
            code: row.code,
            name: row.name,
            tier: row.tier,
            span: Span { lo: row.lo, hi: row.hi },
        };
        Ok(rows.into_iter().map(recipient).collect())
    }
}
