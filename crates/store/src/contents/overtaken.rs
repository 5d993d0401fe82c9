//! Whether what a unit of work wrote was written by others since its writer had seen it.

use super::ask;
use crate::{connection::AnyConnection, error::Result, schema::written};
use diesel::prelude::*;
use earnest_model::{contents::Written, seen::Seen};
use std::collections::{BTreeMap, BTreeSet};

/// Keys in one statement.
const AT_ONCE: usize = 500;

/// Records that are shown with a record, so that an act on it is an act on them too: the table of the record, the table
/// of what is shown with it, and which rows of that are (`{keys}` are the records').
const SHOWN_WITH: &[(&str, &str, &str)] = &[
    ("problem", "measure", "SELECT id FROM measure WHERE problem_id IN ({keys})"),
    ("problem", "attachment", "SELECT id FROM attachment WHERE record = 'problem' AND record_id IN ({keys})"),
    ("measure", "problem", "SELECT problem_id FROM measure WHERE id IN ({keys})"),
    ("measure", "attachment", "SELECT id FROM attachment WHERE record = 'measure' AND record_id IN ({keys})"),
    ("measure_change", "measure", "SELECT measure_id FROM measure_change WHERE id IN ({keys})"),
    (
        "measure_change",
        "problem",
        "SELECT problem_id FROM measure WHERE id IN (SELECT measure_id FROM measure_change WHERE id IN ({keys}))",
    ),
    (
        "measure_change",
        "attachment",
        "SELECT id FROM attachment WHERE record = 'measure' AND record_id IN \
         (SELECT measure_id FROM measure_change WHERE id IN ({keys}))",
    ),
    ("plan", "attachment", "SELECT id FROM attachment WHERE record = 'plan' AND record_id IN ({keys})"),
    ("seminar", "attachment", "SELECT id FROM attachment WHERE record = 'seminar' AND record_id IN ({keys})"),
    (
        "call_up",
        "attachment",
        "SELECT id FROM attachment WHERE record = 'spot-check' AND record_id IN ({keys})",
    ),
    ("circular_draft", "passage", "SELECT id FROM passage WHERE draft_id IN ({keys})"),
    ("circular_draft", "row_check", "SELECT id FROM row_check WHERE draft_id IN ({keys})"),
    ("passage", "circular_draft", "SELECT draft_id FROM passage WHERE id IN ({keys})"),
    ("account", "holding", "SELECT id FROM holding WHERE account_id IN ({keys})"),
    ("account", "invitation", "SELECT account_id FROM invitation WHERE account_id IN ({keys})"),
    ("invitation", "account", "SELECT id FROM account WHERE id IN ({keys})"),
    ("holding", "account", "SELECT account_id FROM holding WHERE id IN ({keys})"),
    (
        "holding",
        "holding",
        "SELECT id FROM holding WHERE account_id IN (SELECT account_id FROM holding WHERE id IN ({keys}))",
    ),
    ("rating", "appeal", "SELECT id FROM appeal WHERE rating_id IN ({keys})"),
    ("appeal", "rating", "SELECT rating_id FROM appeal WHERE id IN ({keys})"),
];

/// The places of the acts of others that wrote one of these records, or one that is shown with them, after it was seen.
pub(crate) fn overtaken(connection: &mut AnyConnection, lines: &[Written], seen: &Seen) -> Result<Vec<i64>> {
    let last: Option<i64> = written::table.select(diesel::dsl::max(written::place)).first(connection)?;
    if last.is_none_or(|last| last <= seen.place()) {
        return Ok(Vec::new());
    }
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in lines {
        keys.entry(line.table.clone()).or_default().insert(line.key.clone());
    }
    for (table, with, rows) in SHOWN_WITH {
        let own: Vec<String> =
            lines.iter().filter(|line| line.table == *table).map(|line| line.key.clone()).collect();
        let found = shown(connection, rows, &own)?;
        keys.entry((*with).to_owned()).or_default().extend(found);
    }
    let mut places = BTreeSet::new();
    for (table, keys) in keys {
        let keys: Vec<String> = keys.into_iter().collect();
        for chunk in keys.chunks(AT_ONCE) {
            let later: Vec<i64> = written::table
                .filter(written::record.eq(&table).and(written::record_key.eq_any(chunk)))
                .filter(written::place.gt(seen.place()))
                .select(written::place)
                .load(connection)?;
            places.extend(later.into_iter().filter(|place| seen.misses(*place)));
        }
    }
    Ok(places.into_iter().collect())
}

/// The keys of what is shown with records; a key that is no number names none.
fn shown(connection: &mut AnyConnection, rows: &str, of: &[String]) -> Result<Vec<String>> {
    let numbers: Vec<String> =
        of.iter().filter_map(|key| key.parse::<i64>().ok()).map(|key| key.to_string()).collect();
    let mut found = Vec::new();
    for chunk in numbers.chunks(AT_ONCE) {
        let rows = rows.replace("{keys}", &chunk.join(", "));
        let statement =
            format!("SELECT CAST(shown.id AS TEXT) AS one, '' AS two FROM ({}) AS shown", named(&rows));
        found.extend(ask::pairs(connection, &statement)?.into_iter().map(|row| row.one));
    }
    Ok(found)
}

/// The one column of a selection, called `id`.
fn named(rows: &str) -> String {
    rows.replacen(" FROM", " AS id FROM", 1)
}
