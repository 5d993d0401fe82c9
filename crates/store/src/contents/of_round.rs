//! Which acts are about the records of a round: what its file holds of the journal.

use super::{
    about::written,
    ask::{self, quoted},
    catalogue::tables,
};
use crate::{connection::AnyConnection, error::Result};
use earnest_model::ledger::findings::problem::Level;

/// Tables that name a round and whose records are left out of its file, each with its reason.
pub const NOT_OF_FILE: &[(&str, &str)] = &[
    ("circular_draft", "what an office drafts is its own until it is published"),
    ("plan_draft", "what a unit drafts is its own until it is sent"),
];

/// Tables whose records are of a round by another record: the table, its column, and the table that it leads to.
pub const BY_RECORD: &[(&str, &str, &str)] = &[
    ("call_up", "spot_check_id", "spot_check"),
    ("exemplar", "id", "seminar"),
    ("first_mark", "spot_check_id", "spot_check"),
    ("measure", "problem_id", "problem"),
    ("mention", "circular_id", "circular"),
    ("obligation", "circular_id", "circular"),
    ("origin", "problem_id", "problem"),
    ("plan_review", "plan_id", "plan"),
    ("receipt", "circular_id", "circular"),
    ("resolution", "seminar_id", "seminar"),
    ("second_lot", "draw_id", "draw"),
];

/// Tables whose records are of a round by a measure against a problem that was found in it.
pub const BY_MEASURE: &[&str] = &["look_back", "measure_change", "measure_standing", "measure_step"];

/// A round as its file is made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OfRound<'r> {
    /// Its key.
    pub round: i64,
    /// Records that are of it by their day, or that it refers to: table and key.
    pub besides: &'r [(&'static str, i64)],
    /// The tables that name a round.
    pub naming: &'r [&'r str],
}

/// The places of the acts about the records of a round after one, at most so many, in order. Acts on problems of persons
/// and on measures against them are left out, whatever else they wrote.
pub(crate) fn places_of_round(
    connection: &mut AnyConnection,
    of: &OfRound<'_>,
    (after, limit): (i64, i64),
) -> Result<Vec<i64>> {
    let round = of.round;
    let tables = tables(connection)?;
    let mut parts =
        vec![format!("SELECT place FROM written WHERE record = 'round' AND record_key = '{round}'")];
    for besides in of.besides.chunks(AT_ONCE) {
        let keys: Vec<_> = besides.iter().map(|(table, key)| format!("('{table}', '{key}')")).collect();
        let keys = keys.join(", ");
        parts.push(format!("SELECT place FROM written WHERE (record, record_key) IN (VALUES {keys})"));
    }
    for table in &tables {
        let name = table.name.as_str();
        if of.naming.contains(&name) && !NOT_OF_FILE.iter().any(|(left, _)| *left == name) {
            parts.push(written(table, &format!("WHERE t.round_id = {round}")));
        }
        for (_, column, other) in BY_RECORD.iter().filter(|(table, ..)| *table == name) {
            let (column, other) = (quoted(column), quoted(other));
            parts.push(written(
                table,
                &format!("JOIN {other} o ON o.id = t.{column} WHERE o.round_id = {round}"),
            ));
        }
        if BY_MEASURE.contains(&name) {
            let joined = "JOIN measure m ON m.id = t.measure_id JOIN problem o ON o.id = m.problem_id";
            parts.push(written(table, &format!("{joined} WHERE o.round_id = {round}")));
        }
    }
    let person = Level::Person.key();
    let statement = format!(
        "SELECT CAST(about.place AS TEXT) AS one, '' AS two FROM ({}) AS about WHERE about.place > {after} \
         AND NOT EXISTS (SELECT 1 FROM written w JOIN problem p ON w.record_key = CAST(p.id AS TEXT) \
         WHERE w.place = about.place AND w.record = 'problem' AND p.level = '{person}') \
         AND NOT EXISTS (SELECT 1 FROM written w JOIN measure m ON w.record_key = CAST(m.id AS TEXT) \
         JOIN problem p ON p.id = m.problem_id \
         WHERE w.place = about.place AND w.record = 'measure' AND p.level = '{person}') \
         ORDER BY about.place LIMIT {limit}",
        parts.join(" UNION ")
    );
    Ok(ask::pairs(connection, &statement)?.iter().filter_map(|row| row.one.parse().ok()).collect())
}

/// Keys in one list of a statement.
const AT_ONCE: usize = 500;
