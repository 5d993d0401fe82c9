//! What the journal's entries tell of the records. A line without an entry tells nothing: somebody else wrote it.

use super::ask::{self, literal};
use crate::{
    connection::AnyConnection,
    error::Result,
    schema::{journal, written},
};
use diesel::{
    dsl::{count_star, max, min},
    prelude::*,
};
use earnest_model::contents::Written;
use std::{
    collections::{HashMap, HashSet},
    ops::RangeInclusive,
};

/// The places at which an entry stands, read once: asked of the engine table by table they took longer than the lines.
pub(super) enum Entries {
    /// From the first to the last without a gap, as in every sound journal.
    Whole(RangeInclusive<i64>),
    /// Some.
    Some(HashSet<i64>),
}

impl Entries {
    /// Reads them.
    pub fn read(connection: &mut AnyConnection) -> Result<Self> {
        let (first, last, count): (Option<i64>, Option<i64>, i64) = journal::table
            .select((min(journal::place), max(journal::place), count_star()))
            .first(connection)?;
        match (first, last) {
            (Some(first), Some(last)) if last.checked_sub(first) == Some(count - 1) => {
                Ok(Self::Whole(first..=last))
            }
            _ => {
                Ok(Self::Some(journal::table.select(journal::place).load(connection)?.into_iter().collect()))
            }
        }
    }

    fn has(&self, place: i64) -> bool {
        match self {
            Self::Whole(places) => places.contains(&place),
            Self::Some(places) => places.contains(&place),
        }
    }
}

/// The last digest of each record of a table, by key, with the entry that wrote it.
pub(super) fn last_lines(
    connection: &mut AnyConnection,
    entries: &Entries,
    table: &str,
) -> Result<HashMap<String, (String, i64)>> {
    let statement = format!(
        "SELECT record_key AS one, CAST(place AS TEXT) || ' ' || digest AS two FROM written WHERE record = {}",
        literal(table)
    );
    let mut last: HashMap<String, (String, i64)> = HashMap::new();
    for row in ask::bytes(connection, &statement)? {
        let text = String::from_utf8_lossy(&row.two);
        let Some((place, digest)) = text.split_once(' ') else { continue };
        let place: i64 = place.parse().unwrap_or_default();
        if !entries.has(place) {
            continue;
        }
        let line = last.entry(row.key()).or_insert_with(|| (digest.to_owned(), place));
        if line.1 < place {
            *line = (digest.to_owned(), place);
        }
    }
    Ok(last)
}

/// The tables of which the journal tells, whether they are there or not.
pub(super) fn tables(connection: &mut AnyConnection) -> Result<Vec<String>> {
    let statement = "SELECT record AS one, record AS two FROM written GROUP BY record";
    Ok(ask::bytes(connection, statement)?.iter().map(ask::Told::key).collect())
}

/// The lines of the entries after one place and up to another, by place, also of places where no entry stands.
pub(super) fn lines_between(
    connection: &mut AnyConnection,
    after: i64,
    last: i64,
) -> Result<HashMap<i64, Vec<Written>>> {
    let rows: Vec<(i64, String, String, String)> = written::table
        .filter(written::place.gt(after).and(written::place.le(last)))
        .select((written::place, written::record, written::record_key, written::digest))
        .load(connection)?;
    let mut lines: HashMap<i64, Vec<Written>> = HashMap::new();
    for (place, table, key, digest) in rows {
        lines.entry(place).or_default().push(Written { table, key, digest });
    }
    Ok(lines)
}
