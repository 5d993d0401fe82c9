//! Rows of the three ledgers with all that their columns tell: a few queries for a whole ledger, none per row.

use crate::{
    Reader,
    day::read_date,
    error::{Result, StoreError},
    ledger::{
        findings::problem::{ListedQuery, Problem, ProblemRow, problems_for},
        measures::{
            measure::{LedgerFilter, MeasureRow, measure_open, measure_overdue},
            measure_step::{StepRow, TakenStep, steps_taken},
            rounds::{rounds_of_programmes, rounds_of_topic},
        },
    },
    like::{keys, lower, pattern},
    schema::{
        account, measure, measure_step, post, problem, tour, tour_team, unit, visit, visit_item, visit_team,
    },
    visits::state::visit_made,
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    ledger::measures::measure::Measure,
    permit::{Permit, ReadLedger, ReadVisits},
};
use std::collections::BTreeMap;

/// SQLite takes a limited number of values in one statement.
const AT_ONCE: usize = 500;

/// Which rows are asked for.
#[derive(Debug, Clone, Copy)]
pub enum Pick<'p> {
    /// Those that a filter finds.
    Filter(&'p LedgerFilter),
    /// Those with these serials.
    Serials(&'p [String]),
}

/// A problem with its measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemLine {
    /// The problem.
    pub problem: Problem,
    /// Code of the unit.
    pub unit_code: String,
    /// Name of the unit.
    pub unit_name: String,
    /// Role title of who put it on the list.
    pub found_by: Option<String>,
    /// Its measures.
    pub measures: Vec<Measure>,
}

/// A measure with its problem and its steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureLine {
    /// The measure.
    pub measure: Measure,
    /// The problem.
    pub problem: Problem,
    /// Code of the unit.
    pub unit_code: String,
    /// Name of the unit.
    pub unit_name: String,
    /// What happened to it, the oldest first.
    pub steps: Vec<TakenStep>,
}

/// What a visit said to a unit, or of one of its measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visited {
    /// The unit.
    pub unit: i64,
    /// The measure, if one was checked.
    pub measure: Option<i64>,
    /// The day.
    pub visited_on: Date,
    /// Words of the methods.
    pub methods: Vec<String>,
    /// The posts that went there, the one that led first.
    pub team: Vec<String>,
    /// What was said; empty for the visit itself.
    pub body: String,
    /// By when an answer is due.
    pub reply_due_on: Option<Date>,
}

fn within(permit: &Permit<ReadLedger>, filter: &LedgerFilter) -> ListedQuery {
    let span = permit.span();
    let mut query = problems_for(permit.sight()).filter(unit::lo.between(span.lo, span.hi));
    if !filter.problem_states.is_empty() {
        query = query.filter(problem::state.eq_any(keys(&filter.problem_states)));
    }
    if let Some(topic) = &filter.topic {
        query = query.filter(problem::round_id.eq_any(rounds_of_topic(topic)));
    }
    if let Some((programme, before)) = &filter.programme {
        let open = measure::table.filter(measure_open()).select(measure::problem_id);
        query = query.filter(
            problem::round_id
                .eq_any(rounds_of_programmes(&[*programme]))
                .or(problem::round_id.eq_any(rounds_of_programmes(before)).and(problem::id.eq_any(open))),
        );
    }
    if let Some(round) = filter.round {
        query = query.filter(problem::round_id.eq(round.0));
    }
    if let Some(aspect) = &filter.aspect {
        query = query.filter(problem::aspect.eq(aspect.clone()));
    }
    if let Some(level) = filter.level {
        query = query.filter(problem::level.eq(level.key()));
    }
    if let Some(source) = filter.source {
        query = query.filter(problem::source.eq(source.key()));
    }
    if let Some(owner) = &filter.owner {
        let owned = measure::table
            .filter(lower(measure::owner).like(pattern(owner)).escape('!'))
            .select(measure::problem_id);
        query = query.filter(problem::id.eq_any(owned));
    }
    if let Some(day) = filter.overdue_on {
        let late = measure::table.filter(measure_overdue(&day.to_string())).select(measure::problem_id);
        query = query.filter(problem::id.eq_any(late));
    }
    if let Some(text) = &filter.text {
        let wanted = pattern(text);
        query = query.filter(
            lower(problem::body)
                .like(wanted.clone())
                .escape('!')
                .or(lower(problem::instance).like(wanted.clone()).escape('!'))
                .or(lower(problem::serial).like(wanted).escape('!')),
        );
    }
    query
}

type ProblemColumns = (ProblemRow, String, String, Option<i64>);
type MeasureColumns = (MeasureRow, ProblemRow, String, String);
type VisitColumns = (i64, String, String, String);

impl Reader<'_> {
    /// Rows of the problem list within the permit's subtree, in the order in which they were registered.
    pub fn problem_lines(&mut self, permit: &Permit<ReadLedger>, pick: Pick<'_>) -> Result<Vec<ProblemLine>> {
        let columns = (ProblemRow::as_select(), unit::code, unit::name, problem::reported_by);
        let mut rows: Vec<ProblemColumns> = Vec::new();
        match pick {
            Pick::Filter(filter) => {
                let mut query = within(permit, filter).order(problem::id.asc()).limit(filter.limit);
                if let Some(after) = filter.after {
                    query = query.filter(problem::id.gt(after));
                }
                rows = query.select(columns).load(self.connection)?;
            }
            Pick::Serials(serials) => {
                for some in serials.chunks(AT_ONCE) {
                    let query = within(permit, &LedgerFilter::default())
                        .filter(problem::serial.eq_any(some.to_vec()))
                        .order(problem::id.asc());
                    rows.extend(query.select(columns).load::<ProblemColumns>(self.connection)?);
                }
            }
        }
        let titles = self.titles_of(rows.iter().filter_map(|(.., by)| *by))?;
        let mut lines = Vec::with_capacity(rows.len());
        for (row, unit_code, unit_name, by) in rows {
            let found_by = by.and_then(|by| titles.get(&by).cloned());
            let problem = Problem::try_from(row)?;
            lines.push(ProblemLine { problem, unit_code, unit_name, found_by, measures: Vec::new() });
        }
        let places: BTreeMap<i64, usize> =
            lines.iter().enumerate().map(|(place, line)| (line.problem.id.0, place)).collect();
        let keys: Vec<i64> = places.keys().copied().collect();
        for some in keys.chunks(AT_ONCE) {
            let found: Vec<MeasureRow> = measure::table
                .filter(measure::problem_id.eq_any(some.to_vec()))
                .order(measure::id.asc())
                .select(MeasureRow::as_select())
                .load(self.connection)?;
            for row in found {
                let set = Measure::try_from(row)?;
                let line = places.get(&set.problem.0).and_then(|place| lines.get_mut(*place));
                if let Some(line) = line {
                    line.measures.push(set);
                }
            }
        }
        Ok(lines)
    }

    /// How many problems a filter finds in all.
    pub fn problem_lines_length(
        &mut self,
        permit: &Permit<ReadLedger>,
        filter: &LedgerFilter,
    ) -> Result<i64> {
        Ok(within(permit, filter).count().first(self.connection)?)
    }

    /// The problems within the permit's subtree that say exactly one of these texts: unit code, serial, text.
    pub fn problems_saying(
        &mut self,
        permit: &Permit<ReadLedger>,
        bodies: &[String],
    ) -> Result<Vec<(String, String, String)>> {
        let mut found = Vec::new();
        for some in bodies.chunks(AT_ONCE) {
            let query = within(permit, &LedgerFilter::default())
                .filter(problem::body.eq_any(some.to_vec()))
                .order(problem::id.asc())
                .select((unit::code, problem::serial, problem::body));
            found.extend(query.load::<(String, String, String)>(self.connection)?);
        }
        Ok(found)
    }

    /// Rows of the ledgers of measures within the permit's subtree, in the order that is asked for.
    pub fn measure_lines(&mut self, permit: &Permit<ReadLedger>, pick: Pick<'_>) -> Result<Vec<MeasureLine>> {
        let columns = (MeasureRow::as_select(), ProblemRow::as_select(), unit::code, unit::name);
        let mut rows: Vec<MeasureColumns> = Vec::new();
        match pick {
            Pick::Filter(filter) => {
                let query = self.ledger_in_order(permit, filter)?.limit(filter.limit);
                rows = query.select(columns).load(self.connection)?;
            }
            Pick::Serials(serials) => {
                for some in serials.chunks(AT_ONCE) {
                    let query = self
                        .ledger_query(permit, &LedgerFilter::default())
                        .filter(measure::serial.eq_any(some.to_vec()))
                        .order(measure::id.asc());
                    rows.extend(query.select(columns).load::<MeasureColumns>(self.connection)?);
                }
            }
        }
        let mut lines = Vec::with_capacity(rows.len());
        for (row, of, unit_code, unit_name) in rows {
            let (measure, problem) = (row.try_into()?, of.try_into()?);
            lines.push(MeasureLine { measure, problem, unit_code, unit_name, steps: Vec::new() });
        }
        self.steps_of(&mut lines)?;
        Ok(lines)
    }

    fn steps_of(&mut self, lines: &mut [MeasureLine]) -> Result<()> {
        let places: BTreeMap<i64, usize> =
            lines.iter().enumerate().map(|(place, line)| (line.measure.id.0, place)).collect();
        let keys: Vec<i64> = places.keys().copied().collect();
        for some in keys.chunks(AT_ONCE) {
            let found: Vec<StepRow> = steps_taken!()
                .filter(measure_step::measure_id.eq_any(some.to_vec()))
                .load(self.connection)?;
            for row in found {
                let Some(line) = places.get(&row.of).and_then(|place| lines.get_mut(*place)) else {
                    continue;
                };
                line.steps.push(row.try_into()?);
            }
        }
        Ok(())
    }

    /// Role titles of accounts.
    fn titles_of(&mut self, accounts: impl Iterator<Item = i64>) -> Result<BTreeMap<i64, String>> {
        let mut wanted: Vec<i64> = accounts.collect();
        wanted.sort_unstable();
        wanted.dedup();
        let mut titles = BTreeMap::new();
        for some in wanted.chunks(AT_ONCE) {
            let found: Vec<(i64, String)> = account::table
                .filter(account::id.eq_any(some.to_vec()))
                .select((account::id, account::title))
                .load(self.connection)?;
            titles.extend(found);
        }
        Ok(titles)
    }

    /// The visits to units within the permit's subtree, the oldest first, each followed by what it said of a measure.
    pub fn visited(&mut self, permit: &Permit<ReadVisits>) -> Result<Vec<Visited>> {
        let span = permit.span();
        let made: Vec<(i64, VisitColumns)> = visit::table
            .inner_join(tour::table)
            .inner_join(unit::table)
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(visit_made())
            .order((visit::visited_on.asc(), visit::id.asc()))
            .select((visit::id, (visit::unit_id, visit::visited_on, visit::methods, tour::leader)))
            .load(self.connection)?;
        let mut along: Vec<(i64, String)> = tour_team::table
            .inner_join(post::table)
            .inner_join(visit::table.on(visit::tour_id.eq(tour_team::tour_id)))
            .inner_join(unit::table.on(unit::id.eq(visit::unit_id)))
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(visit_made())
            .order((visit::id.asc(), post::id.asc()))
            .select((visit::id, post::title))
            .load(self.connection)?;
        let joined: Vec<(i64, String)> = visit_team::table
            .inner_join(post::table)
            .inner_join(visit::table)
            .inner_join(unit::table.on(unit::id.eq(visit::unit_id)))
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(visit_made())
            .order((visit::id.asc(), post::id.asc()))
            .select((visit::id, post::title))
            .load(self.connection)?;
        along.extend(joined);
        let mut teams: BTreeMap<i64, Vec<String>> = BTreeMap::new();
        for (of, title) in along {
            teams.entry(of).or_default().push(title);
        }
        let items: Vec<(i64, Option<i64>, String, Option<String>)> = visit_item::table
            .inner_join(unit::table)
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(visit_item::measure_id.is_not_null().and(visit_item::withdrawn_on.is_null()))
            .order(visit_item::id.asc())
            .select((
                visit_item::visit_id,
                visit_item::measure_id,
                visit_item::body,
                visit_item::reply_due_on,
            ))
            .load(self.connection)?;
        let mut of_visits: BTreeMap<i64, Vec<_>> = BTreeMap::new();
        for (of, measure, body, due) in items {
            of_visits.entry(of).or_default().push((measure, body, due));
        }
        let mut all = Vec::with_capacity(made.len());
        for (id, (unit, visited_on, methods, leader)) in made {
            let methods = serde_json::from_str(&methods)
                .map_err(|_| StoreError::meaningless(methods, "a list of methods"))?;
            let visited_on = read_date(&visited_on)?;
            let whole = Visited {
                unit,
                measure: None,
                visited_on,
                methods,
                team: std::iter::once(leader).chain(teams.remove(&id).unwrap_or_default()).collect(),
                body: String::new(),
                reply_due_on: None,
            };
            all.push(whole.clone());
            for (measure, body, due) in of_visits.remove(&id).unwrap_or_default() {
                let reply_due_on = due.as_deref().map(read_date).transpose()?;
                all.push(Visited { measure, body, reply_due_on, ..whole.clone() });
            }
        }
        Ok(all)
    }
}
