//! Which acts are about a unit: those that were done there, and those of others that wrote a record of it.

use super::{
    ask::{self, literal, quoted},
    catalogue::{Table, tables},
};
use crate::{connection::AnyConnection, error::Result};

/// The columns that name a unit to which the record belongs: its own, and that of whoever is the other side of it.
pub const UNIT_COLUMNS: [&str; 10] = [
    "unit_id",
    "answerer_id",
    "from_unit_id",
    "organiser_id",
    "issuer_id",
    "sender_id",
    "laid_by",
    "other_id",
    "parent_before",
    "parent_after",
];

/// Tables whose records belong to a unit by another record alone: the table, its column, and the table that it leads to.
pub const BY_ANOTHER: &[(&str, &str, &str)] = &[
    ("assessor_lot", "round_id", "round"),
    ("exemplar", "id", "seminar"),
    ("gate_opening", "round_id", "round"),
    ("joint_class", "body_id", "joint_body"),
    ("problem_proposal", "id", "problem"),
    ("programme_step", "programme_id", "programme"),
    ("question_field", "question_id", "question"),
    ("report_signature", "id", "report_frozen"),
    ("round_activity", "round_id", "round"),
    ("round_again", "round_id", "round"),
    ("round_end", "round_id", "round"),
    ("round_step", "round_id", "round"),
    ("second_lot", "draw_id", "draw"),
    ("standard_answer", "body_id", "joint_body"),
    ("standard_signatory", "body_id", "joint_body"),
    ("task_step", "task_id", "task"),
    ("tour_team", "tour_id", "tour"),
    ("visit_correction", "visit_id", "visit"),
    ("visit_programme", "visit_id", "visit"),
    ("visit_team", "visit_id", "visit"),
];

/// Tables of the chain whose records belong to no unit, each with its reason.
pub const OF_NO_UNIT: &[(&str, &str)] = &[
    ("account", "people: what they hold at a unit is a record of its own"),
    ("interview_note", "what was confided: not even that it was noted is told"),
    ("invitation", "how somebody signs in for the first time"),
    ("organisation", "of the whole"),
    ("pack", "of the whole"),
    ("register", "of the whole"),
    ("setting", "of the whole"),
    ("unit", "the unit itself, which is asked for by its key"),
];

/// The places of the acts about a unit after one, at most so many, in order.
pub(crate) fn places_about(
    connection: &mut AnyConnection,
    unit: i64,
    (after, limit): (i64, i64),
) -> Result<Vec<i64>> {
    let mut parts = vec![
        format!("SELECT place FROM journal WHERE unit_id = {unit}"),
        format!("SELECT place FROM written WHERE record = 'unit' AND record_key = '{unit}'"),
    ];
    let tables = tables(connection)?;
    for table in &tables {
        parts.extend(units_of(table).map(|column| written(table, &format!("WHERE t.{column} = {unit}"))));
        let others = BY_ANOTHER.iter().filter(|(name, ..)| *name == table.name);
        for (_, column, other) in others {
            let Some(leads_to) = tables.iter().find(|table| table.name == *other) else { continue };
            parts.extend(units_of(leads_to).map(|own| {
                let (column, other) = (quoted(column), quoted(other));
                written(table, &format!("JOIN {other} o ON o.id = t.{column} WHERE o.{own} = {unit}"))
            }));
        }
    }
    let statement = format!(
        "SELECT CAST(about.place AS TEXT) AS one, '' AS two FROM ({}) AS about WHERE about.place > {after} \
         ORDER BY about.place LIMIT {limit}",
        parts.join(" UNION ")
    );
    Ok(ask::pairs(connection, &statement)?.iter().filter_map(|row| row.one.parse().ok()).collect())
}

/// The columns of a table that name a unit.
fn units_of(table: &Table) -> impl Iterator<Item = String> {
    let names = table.columns().iter().map(|column| column.name.as_str());
    names.filter(|name| UNIT_COLUMNS.contains(name)).map(quoted).collect::<Vec<_>>().into_iter()
}

/// The places of the acts that wrote records of a table.
pub(super) fn written(table: &Table, of_which: &str) -> String {
    let joined = format!("w.record = {} AND w.record_key = {}", literal(&table.name), table.key("t."));
    format!("SELECT w.place FROM {} t JOIN written w ON {joined} {of_which}", quoted(&table.name))
}
