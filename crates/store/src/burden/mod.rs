//! What units are asked for: one query for each kind of request, over the records that stand for it.

mod questions;
mod report;
mod rules;

pub use questions::{NewQuestion, QuestionAnswer, QuestionStored};
pub use report::{BurdenReport, NewBurdenReport};

use crate::{
    Reader,
    connection::AnyConnection,
    error::Result,
    schema::{
        burden_request, call_up, circular, draw, duty, interview, meeting, observation, problem, question,
        receipt, round, seminar, spot_check, tour, unit, visit, visit_item,
    },
    units::unit::read_date,
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    burden::budget::Kind,
    id::UnitId,
    ledger::findings::problem::Level,
    permit::{Action, Permit},
    span::Span,
};

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

/// The columns of a request: key, unit, code, name, tier, lo, hi, day, label, issuer.
type Row = (i64, i64, String, String, i32, i64, i64, String, String, Option<i64>);

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
        // A plan is owed by every direct subordinate from the day on which the round opens.
        Kind::Plan => load!(
            connection,
            sought,
            round::table
                .inner_join(unit::table.on(unit::parent_id.eq(round::organiser_id.nullable())))
                .filter(round::state.ne("planned"))
                .filter(unit::closed_on.is_null().or(unit::closed_on.gt(round::opens_on.nullable()))),
            round::id,
            round::opens_on,
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
            lists.retain(|row| seen.insert((row.1, row.7.clone())));
            lists
        }
        Kind::Session => load!(
            connection,
            sought,
            seminar::table.left_join(round::table).inner_join(unit::table.on(unit::id.eq(seminar::unit_id))),
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
                .filter(spot_check::state.ne("void").and(draw::drawn_at.is_not_null())),
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
                .filter(visit::state.eq("made").or(tour::organiser_id.eq(sought.unit))),
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
                .inner_join(unit::table.on(unit::id.eq(meeting::unit_id))),
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
                .inner_join(unit::table.on(unit::id.eq(interview::unit_id))),
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
                .filter(visit_item::reply_due_on.is_not_null()),
            visit::id,
            visit::visited_on,
            visit_item::body,
            tour::organiser_id.nullable()
        ),
    })
}

fn request(kind: Kind, row: Row, minutes: Option<i32>) -> Result<Request> {
    let (id, unit, code, name, tier, lo, hi, on, label, issuer) = row;
    Ok(Request {
        kind,
        id,
        unit: UnitId(unit),
        code,
        name,
        tier,
        span: Span { lo, hi },
        on: read_date(on.get(..10).unwrap_or(&on))?,
        label,
        issuer: issuer.map(UnitId),
        minutes,
    })
}

impl Reader<'_> {
    /// Requests that fall on the days `from..=until`, kind by kind, day by day.
    pub fn requests<A: Action>(
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
                let own = minutes.get(&row.0).copied();
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
    pub fn recipients<A: Action>(
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
            .select((unit::id, unit::code, unit::name, unit::tier, unit::lo, unit::hi))
            .into_boxed();
        query = match whose {
            Whose::Unit => query.filter(unit::id.eq(permit.unit().0)),
            Whose::Children => query.filter(unit::parent_id.eq(permit.unit().0)),
            Whose::Subtree => query.filter(unit::id.ne(permit.unit().0)),
        };
        if !classes.is_empty() {
            query = query.filter(unit::class.eq_any(classes.to_vec()));
        }
        let rows: Vec<(i64, String, String, i32, i64, i64)> = query.load(self.connection)?;
        let recipient = |(id, code, name, tier, lo, hi)| Recipient {
            id: UnitId(id),
            code,
            name,
            tier,
            span: Span { lo, hi },
        };
        Ok(rows.into_iter().map(recipient).collect())
    }
}
