//! What the journal's entries tell of the records. A line without an entry tells nothing: somebody else wrote it.

use super::ask::{self, literal};
use crate::{connection::AnyConnection, error::Result, schema::written};
use diesel::prelude::*;
use earnest_model::contents::Written;
use std::collections::HashMap;

/// The last digest of each record of a table, by key, with the entry that wrote it.
pub(super) fn last_lines(
    connection: &mut AnyConnection,
    table: &str,
) -> Result<HashMap<String, (String, i64)>> {
    let statement = format!(
        "SELECT record_key AS one, CAST(place AS TEXT) || ' ' || digest AS two FROM written \
         WHERE record = {} AND place IN (SELECT place FROM journal) ORDER BY record_key, place",
        literal(table)
    );
    let mut last: HashMap<String, (String, i64)> = HashMap::new();
    for row in ask::bytes(connection, &statement)? {
        let text = String::from_utf8_lossy(&row.two);
        let Some((place, digest)) = text.split_once(' ') else { continue };
        let place: i64 = place.parse().unwrap_or_default();
        // A statement about a statement need not keep its order.
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
