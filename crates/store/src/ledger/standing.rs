//! What stood on a day: problems as they were signed, and measures as they stood, each from one day until before another.
//!
//! Whoever writes a problem or a measure calls these afterwards: they read what stands now, and where it differs from
//! what stood, end the one and begin the other. What was said of a day is so said of it on every later day.

use crate::{
    batch::{insert_batch, next_id},
    connection::AnyConnection,
    error::Result,
    schema::{measure, measure_standing, problem, problem_counted},
};
use diesel::prelude::*;
use earnest_model::{Date, ledger::findings::problem::ProblemState};
use std::collections::HashMap;

/// The end of what still stands: after every day.
pub(crate) const OPEN: &str = "9999-12-31";

/// SQLite takes a limited number of values in one statement.
const CHUNK: usize = 500;

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = problem_counted)]
struct ProblemRow {
    problem_id: i64,
    unit_id: i64,
    level: String,
    aspect: String,
    source: String,
    round_id: Option<i64>,
    found_on: String,
}

#[derive(Insertable)]
#[diesel(table_name = problem_counted)]
struct NewProblem {
    id: i64,
    #[diesel(embed)]
    row: ProblemRow,
    from_on: String,
    until_on: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = measure_standing)]
struct MeasureRow {
    measure_id: i64,
    unit_id: i64,
    problem_id: i64,
    state: String,
    due_on: Option<String>,
}

#[derive(Insertable)]
#[diesel(table_name = measure_standing)]
struct NewMeasure {
    id: i64,
    #[diesel(embed)]
    row: MeasureRow,
    from_on: String,
    until_on: &'static str,
}

/// Problems were signed, returned or settled on a day.
pub(crate) fn problems(connection: &mut AnyConnection, ids: &[i64], day: Date) -> Result<()> {
    let day = day.to_string();
    let mut begun = Vec::new();
    for some in ids.chunks(CHUNK) {
        let now: Vec<(String, ProblemRow)> = problem::table
            .filter(problem::id.eq_any(some))
            .order(problem::id.asc())
            .select((
                problem::state,
                (
                    problem::id,
                    problem::unit_id,
                    problem::level,
                    problem::aspect,
                    problem::source,
                    problem::round_id,
                    problem::found_on,
                ),
            ))
            .load(connection)?;
        let standing: Vec<(i64, ProblemRow)> = problem_counted::table
            .filter(problem_counted::problem_id.eq_any(some).and(problem_counted::until_on.eq(OPEN)))
            .select((problem_counted::id, ProblemRow::as_select()))
            .load(connection)?;
        let standing: HashMap<i64, (i64, ProblemRow)> =
            standing.into_iter().map(|(id, row)| (row.problem_id, (id, row))).collect();
        let mut ended = Vec::new();
        for (state, row) in now {
            let stood = standing.get(&row.problem_id);
            let signed = state == ProblemState::Signed.key();
            // What waits for the head counts on as it was signed before, if it was.
            let waits = state == ProblemState::Reported.key();
            if waits || (signed && stood.is_some_and(|(_, stood)| *stood == row)) {
                continue;
            }
            ended.extend(stood.map(|(id, _)| *id));
            if signed {
                begun.push(row);
            }
        }
        diesel::update(problem_counted::table.filter(problem_counted::id.eq_any(ended)))
            .set(problem_counted::until_on.eq(&day))
            .execute(connection)?;
    }
    let first = next_id!(connection, problem_counted);
    let rows: Vec<NewProblem> = (first..)
        .zip(begun)
        .map(|(id, row)| NewProblem { id, row, from_on: day.clone(), until_on: OPEN })
        .collect();
    insert_batch!(connection, problem_counted::table, &rows, 10);
    Ok(())
}

/// Measures were set, moved on, given another day or carried over to another problem on a day.
pub(crate) fn measures(connection: &mut AnyConnection, ids: &[i64], day: Date) -> Result<()> {
    let day = day.to_string();
    let mut begun = Vec::new();
    for some in ids.chunks(CHUNK) {
        let now: Vec<MeasureRow> = measure::table
            .filter(measure::id.eq_any(some))
            .order(measure::id.asc())
            .select((measure::id, measure::unit_id, measure::problem_id, measure::state, measure::due_on))
            .load(connection)?;
        let standing: Vec<(i64, MeasureRow)> = measure_standing::table
            .filter(measure_standing::measure_id.eq_any(some).and(measure_standing::until_on.eq(OPEN)))
            .select((measure_standing::id, MeasureRow::as_select()))
            .load(connection)?;
        let standing: HashMap<i64, (i64, MeasureRow)> =
            standing.into_iter().map(|(id, row)| (row.measure_id, (id, row))).collect();
        let mut ended = Vec::new();
        for row in now {
            let stood = standing.get(&row.measure_id);
            if stood.is_some_and(|(_, stood)| *stood == row) {
                continue;
            }
            ended.extend(stood.map(|(id, _)| *id));
            begun.push(row);
        }
        diesel::update(measure_standing::table.filter(measure_standing::id.eq_any(ended)))
            .set(measure_standing::until_on.eq(&day))
            .execute(connection)?;
    }
    let first = next_id!(connection, measure_standing);
    let rows: Vec<NewMeasure> = (first..)
        .zip(begun)
        .map(|(id, row)| NewMeasure { id, row, from_on: day.clone(), until_on: OPEN })
        .collect();
    insert_batch!(connection, measure_standing::table, &rows, 8);
    Ok(())
}
