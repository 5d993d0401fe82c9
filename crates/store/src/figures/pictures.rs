//! What pictures draw: one grouped query for the marks of a picture, and the same filter for the records behind one.

use crate::{
    Reader,
    connection::AnyConnection,
    counting,
    day::read_date,
    error::{Result, StoreError},
    ledger::{
        findings::problem::counted,
        measures::measure::{measure_closed, measure_not_closed},
    },
    programmes::asked_of::{Asked, of_duty, of_some_round},
    schema::{duty, measure, measure_step, problem, unit},
};
use diesel::{
    dsl::{count, count_star},
    prelude::*,
};
use earnest_model::{
    Date,
    figures::{
        count::Count,
        picture::{Age, By, Mark, Part, Series, Taken, sunday},
        scope::OfProgramme,
    },
    ledger::measures::measure::{MeasureState, Step},
    permit::{Permit, ReadFigures},
};
use std::collections::BTreeMap;

/// A record behind a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkRecord {
    /// Its place in the list.
    pub key: i64,
    /// Kind of record, which decides the page it opens.
    pub kind: &'static str,
    /// Its key in the register.
    pub id: i64,
    /// Code of the unit.
    pub unit_code: String,
    /// Name of the unit.
    pub unit_name: String,
    /// What tells it from its neighbours.
    pub label: String,
}

/// What happened day by day: word and how often.
pub type ByDay = Vec<(Date, i64)>;

/// Measures by day: when they were set, closed (and still are), by which step something was closed or reopened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FlowByDay {
    /// Set: the day on which the problem was found.
    pub set: ByDay,
    /// Of these, found on a day and closed on a day: both days and how many.
    pub closed_stock: Vec<(Date, Date, i64)>,
    /// Closed by a step on the day.
    pub closed: ByDay,
    /// Reopened by a step on the day.
    pub reopened: ByDay,
}

enum Wanted {
    Count,
    Records { after: i64, limit: i64 },
}

enum Given {
    Count(i64),
    Records(Vec<(i64, i64, String, String, String)>),
}

macro_rules! serve {
    ($connection:expr, $wanted:expr, $query:expr, $key:expr, $id:expr, $label:expr) => {
        match $wanted {
            Wanted::Count => Given::Count($query.count().get_result($connection)?),
            Wanted::Records { after, limit } => Given::Records(
                $query
                    .filter($key.gt(after))
                    .order($key.asc())
                    .limit(limit)
                    .select(($key, $id, unit::code, unit::name, $label))
                    .load($connection)?,
            ),
        }
    };
}

/// Measures that stand in everybody's sums, with their problem and unit.
macro_rules! measures {
    ($span:expr, $asked:expr) => {
        measure::table
            .inner_join(problem::table)
            .inner_join(unit::table.on(unit::id.eq(measure::unit_id)))
            .filter(unit::lo.between($span.lo, $span.hi))
            .filter(counted())
            .filter(of_some_round!($asked, problem::round_id))
    };
}

macro_rules! steps {
    ($span:expr, $asked:expr, $step:expr) => {
        measure_step::table
            .inner_join(measure::table.inner_join(problem::table))
            .inner_join(unit::table.on(unit::id.eq(measure_step::unit_id)))
            .filter(unit::lo.between($span.lo, $span.hi))
            .filter(measure_step::step.eq_any($step))
            .filter(counted())
            .filter(of_some_round!($asked, problem::round_id))
    };
}

/// The steps by which something is closed, or closed again.
const CLOSES: &[&str] = &[Step::Close.key(), Step::Restore.key()];
/// The steps by which something closed is on the ledger again: a look-back, or what a visit saw.
const REOPENS: &[&str] = &[Step::Reopen.key(), Step::Refute.key()];

/// The measures of a part: their states, and between which days they are due.
struct InPart {
    states: Vec<&'static str>,
    dayless: bool,
    from: String,
    until: String,
}

impl InPart {
    fn new(part: Option<Part>, today: Date) -> Self {
        let open = || MeasureState::keys_where(|state| !state.is_closed());
        let (first, last) = (String::new(), "~".to_owned());
        match part {
            None => {
                Self { states: MeasureState::keys_where(|_| true), dayless: true, from: first, until: last }
            }
            Some(Part::Closed) => {
                Self { states: MeasureState::closed_keys(), dayless: true, from: first, until: last }
            }
            Some(Part::Open) => Self { states: open(), dayless: true, from: today.to_string(), until: last },
            Some(Part::Overdue) => {
                Self { states: open(), dayless: false, from: first, until: today.to_string() }
            }
        }
    }
}

#[diesel::dsl::auto_type(no_type_alias)]
fn in_part(part: &InPart) -> _ {
    let states: Vec<&'static str> = part.states.clone();
    let dayless: bool = part.dayless;
    let from: String = part.from.clone();
    let until: String = part.until.clone();
    measure::state.eq_any(states).and(
        measure::due_on
            .is_null()
            .and(dayless.into_sql::<diesel::sql_types::Bool>())
            .or(measure::due_on.ge(from).and(measure::due_on.lt(until))),
    )
}

fn days(rows: Vec<(String, i64)>) -> Result<ByDay> {
    rows.into_iter().map(|(day, count)| Ok((read_date(&day)?, count))).collect()
}

impl Reader<'_> {
    /// How many measures of a part stand in each group. Ages count what is not closed.
    pub fn picture_measures(
        &mut self,
        permit: &Permit<ReadFigures>,
        (by, part): (By, Part),
        programme: OfProgramme,
    ) -> Result<Vec<(String, i64)>> {
        self.remembered("picture_measures", &(permit, by, part, programme), |reader| {
            reader.picture_measures_now(permit, (by, part), programme)
        })
    }

    fn picture_measures_now(
        &mut self,
        permit: &Permit<ReadFigures>,
        (by, part): (By, Part),
        programme: OfProgramme,
    ) -> Result<Vec<(String, i64)>> {
        let asked = Asked::from(programme);
        let (span, today) = (permit.span(), permit.on());
        let part = InPart::new(Some(part), today);
        let connection = &mut *self.connection;
        Ok(match by {
            By::Aspect => measures!(span, asked)
                .filter(in_part(&part))
                .group_by(problem::aspect)
                .select((problem::aspect, count_star()))
                .load(connection)?,
            By::Owner => measures!(span, asked)
                .filter(in_part(&part))
                .group_by(measure::owner)
                .select((measure::owner, count_star()))
                .load(connection)?,
            By::Tier => {
                let rows: Vec<(i32, i64)> = measures!(span, asked)
                    .filter(in_part(&part))
                    .group_by(unit::tier)
                    .select((unit::tier, count_star()))
                    .load(connection)?;
                rows.into_iter().map(|(tier, count)| (tier.to_string(), count)).collect()
            }
            By::Age => {
                let rows = measures!(span, asked)
                    .filter(in_part(&part))
                    .group_by(problem::found_on)
                    .select((problem::found_on, count_star()))
                    .load(connection)?;
                let mut ages: BTreeMap<&str, i64> = BTreeMap::new();
                for (day, count) in days(rows)? {
                    *ages.entry(Age::of(day, today).key()).or_default() += count;
                }
                ages.into_iter().map(|(age, count)| (age.to_owned(), count)).collect()
            }
        })
    }

    /// What happened to measures day by day.
    pub fn picture_flow(
        &mut self,
        permit: &Permit<ReadFigures>,
        programme: OfProgramme,
    ) -> Result<FlowByDay> {
        self.remembered("picture_flow", &(permit, programme), |reader| {
            reader.picture_flow_now(permit, programme)
        })
    }

    fn picture_flow_now(
        &mut self,
        permit: &Permit<ReadFigures>,
        programme: OfProgramme,
    ) -> Result<FlowByDay> {
        let asked = Asked::from(programme);
        let span = permit.span();
        let connection = &mut *self.connection;
        let set = measures!(span, asked)
            .group_by(problem::found_on)
            .select((problem::found_on, count_star()))
            .load(connection)?;
        let closed: Vec<(String, Option<String>)> = measures!(span, asked)
            .filter(measure_closed().and(measure::closed_on.is_not_null()))
            .select((problem::found_on, measure::closed_on))
            .load(connection)?;
        let mut stock: BTreeMap<(Date, Date), i64> = BTreeMap::new();
        for (found, closed) in closed {
            *stock
                .entry((read_date(&found)?, read_date(closed.as_deref().unwrap_or_default())?))
                .or_default() += 1;
        }
        let by_step = |connection: &mut AnyConnection, step: &'static [&'static str]| {
            let rows = steps!(span, asked, step)
                .group_by(measure_step::taken_on)
                .select((measure_step::taken_on, count_star()))
                .load(connection)?;
            days(rows)
        };
        Ok(FlowByDay {
            set: days(set)?,
            closed_stock: stock.into_iter().map(|((found, closed), count)| (found, closed, count)).collect(),
            closed: by_step(connection, CLOSES)?,
            reopened: by_step(connection, REOPENS)?,
        })
    }

    /// Duties at every tier of the subtree: tier, laid on, acknowledged.
    pub fn picture_duties(
        &mut self,
        permit: &Permit<ReadFigures>,
        programme: OfProgramme,
    ) -> Result<Vec<(i32, i64, i64)>> {
        self.remembered("picture_duties", &(permit, programme), |reader| {
            reader.picture_duties_now(permit, programme)
        })
    }

    fn picture_duties_now(
        &mut self,
        permit: &Permit<ReadFigures>,
        programme: OfProgramme,
    ) -> Result<Vec<(i32, i64, i64)>> {
        let (span, asked) = (permit.span(), Asked::from(programme));
        Ok(duty::table
            .inner_join(unit::table.on(unit::id.eq(duty::unit_id)))
            .filter(unit::lo.between(span.lo, span.hi).and(of_duty!(asked)))
            .group_by(unit::tier)
            .select((unit::tier, count_star(), count(duty::acknowledged_on)))
            .order(unit::tier.asc())
            .load(self.connection)?)
    }

    /// How many records stand behind a mark.
    pub fn mark_count(
        &mut self,
        permit: &Permit<ReadFigures>,
        (mark, programme): (&Mark, OfProgramme),
    ) -> Result<Count<Mark>> {
        match run(self.connection, permit, (mark, programme), Wanted::Count)? {
            Given::Count(count) => Ok(counting::counted(mark.clone(), count)),
            Given::Records(_) => Err(StoreError::NotFound),
        }
    }

    /// The records behind a mark, after a place.
    pub fn mark_records(
        &mut self,
        permit: &Permit<ReadFigures>,
        (mark, programme): (&Mark, OfProgramme),
        (after, limit): (i64, i64),
    ) -> Result<Vec<MarkRecord>> {
        let kind = if matches!(mark, Mark::Duties { .. }) { "duty" } else { "measure" };
        let wanted = Wanted::Records { after, limit };
        let Given::Records(rows) = run(self.connection, permit, (mark, programme), wanted)? else {
            return Ok(Vec::new());
        };
        let record = |(key, id, unit_code, unit_name, label)| MarkRecord {
            key,
            kind,
            id,
            unit_code,
            unit_name,
            label,
        };
        Ok(rows.into_iter().map(record).collect())
    }
}

fn run(
    connection: &mut AnyConnection,
    permit: &Permit<ReadFigures>,
    (mark, programme): (&Mark, OfProgramme),
    wanted: Wanted,
) -> Result<Given> {
    let asked = Asked::from(programme);
    let (span, today) = (permit.span(), permit.on());
    match mark {
        Mark::Measures { by, key, part } => {
            let part = InPart::new(*part, today);
            let mut query = measures!(span, asked).filter(in_part(&part)).into_boxed();
            query = match by {
                By::Aspect => query.filter(problem::aspect.eq(key.clone())),
                By::Owner => query.filter(measure::owner.eq(key.clone())),
                By::Tier => query.filter(unit::tier.eq(number(key)?)),
                By::Age => {
                    let (from, until) = Age::parse(key).map_err(|_| StoreError::NotFound)?.found(today);
                    // The ledger's age is that of what is not closed.
                    query
                        .filter(problem::found_on.between(from.to_string(), until.to_string()))
                        .filter(measure_not_closed())
                }
            };
            Ok(serve!(connection, wanted, query, measure::id, measure::id, measure::body))
        }
        Mark::Stock { closed, until } => {
            let until = until.to_string();
            let query = measures!(span, asked).filter(problem::found_on.le(until.clone())).into_boxed();
            let by_then = measure_closed().and(measure::closed_on.le(until.clone()));
            let query = if *closed {
                query.filter(by_then)
            } else {
                let open = measure_not_closed().or(measure::closed_on.gt(until));
                query.filter(open.or(measure::closed_on.is_null()))
            };
            Ok(serve!(connection, wanted, query, measure::id, measure::id, measure::body))
        }
        Mark::Week { series: Series::Set, from } => {
            let days = (from.to_string(), sunday(*from).to_string());
            let query = measures!(span, asked).filter(problem::found_on.between(days.0, days.1)).into_boxed();
            Ok(serve!(connection, wanted, query, measure::id, measure::id, measure::body))
        }
        Mark::Week { series, from } => {
            let step = if *series == Series::Closed { CLOSES } else { REOPENS };
            let days = (from.to_string(), sunday(*from).to_string());
            let query =
                steps!(span, asked, step).filter(measure_step::taken_on.between(days.0, days.1)).into_boxed();
            Ok(serve!(connection, wanted, query, measure_step::id, measure::id, measure::body))
        }
        Mark::Duties { tier, part } => {
            let mut query = duty::table
                .inner_join(unit::table.on(unit::id.eq(duty::unit_id)))
                .filter(unit::lo.between(span.lo, span.hi).and(unit::tier.eq(*tier)).and(of_duty!(asked)))
                .into_boxed();
            query = match part {
                None => query,
                Some(Taken::Acknowledged) => query.filter(duty::acknowledged_on.is_not_null()),
                Some(Taken::Waiting) => query.filter(duty::acknowledged_on.is_null()),
            };
            Ok(serve!(connection, wanted, query, duty::id, duty::id, duty::kind))
        }
    }
}

fn number(text: &str) -> Result<i32> {
    text.parse().map_err(|_| StoreError::NotFound)
}
