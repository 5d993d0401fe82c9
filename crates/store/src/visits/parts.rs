//! The parts of a visit as they are written, with it or later.

use crate::{
    batch::{insert_batch, next_id},
    connection::AnyConnection,
    error::{Result, StoreError},
    schema::{interview, measure, meeting, visit_item},
    visits::{visit_item::notes_insert, written::Written},
};
use diesel::prelude::*;
use earnest_model::visits::visit::{FromTier, NewInterview, NewItem, Parts};

#[derive(Insertable)]
#[diesel(table_name = meeting)]
struct MeetingRow<'a> {
    id: i64,
    visit_id: i64,
    unit_id: i64,
    kind: &'static str,
    participants: i32,
    tiers: &'a str,
    entered_on: &'a str,
    counted: Option<String>,
}

#[derive(Insertable)]
#[diesel(table_name = interview)]
struct InterviewRow<'a> {
    id: i64,
    visit_id: i64,
    unit_id: i64,
    interviewee: String,
    role: &'a str,
    entered_on: &'a str,
}

#[derive(Insertable)]
#[diesel(table_name = visit_item)]
struct ItemRow<'a> {
    id: i64,
    visit_id: i64,
    unit_id: i64,
    kind: &'static str,
    reach: &'static str,
    body: &'a str,
    reply_due_on: Option<String>,
    measure_id: Option<i64>,
    seen: Option<&'static str>,
    entered_on: &'a str,
    subject: Option<&'a str>,
    progress: Option<&'static str>,
}

/// Writes what a visit consisted of and left; the notes of its interviews are sealed.
pub(crate) fn parts_insert(
    connection: &mut AnyConnection,
    written: Written<'_>,
    new: Parts<'_>,
) -> Result<()> {
    let Written { visit: visit_id, unit: unit_id, on, .. } = written;
    let entered = on.to_string();
    let entered_on = entered.as_str();
    let next = next_id!(connection, meeting);
    let meetings: Vec<_> = (next..)
        .zip(new.meetings)
        .map(|(id, held)| MeetingRow {
            id,
            visit_id,
            unit_id,
            kind: held.kind.key(),
            participants: held.participants,
            tiers: held.tiers.as_ref().map_or("", |words| words.as_str()),
            entered_on,
            counted: counted(&held.counted),
        })
        .collect();
    insert_batch!(connection, meeting::table, &meetings, 8);
    let next = next_id!(connection, interview);
    let interviews: Vec<_> = (next..)
        .zip(new.interviews)
        .map(|(id, held)| InterviewRow {
            id,
            visit_id,
            unit_id,
            interviewee: person(id, held),
            role: held.role.as_str(),
            entered_on,
        })
        .collect();
    insert_batch!(connection, interview::table, &interviews, 6);
    notes_insert(connection, next, written, new.interviews)?;
    items_insert(connection, written, new.items)
}

/// How many came of each tier, as it is kept; nothing where nobody counted.
fn counted(tiers: &[FromTier]) -> Option<String> {
    if tiers.is_empty() { None } else { serde_json::to_string(tiers).ok() }
}

/// The key by which a person is known within a tour. Whoever gave none met this person once: a key that nobody can type,
/// since what is typed begins with no blank.
fn person(interview: i64, held: &NewInterview) -> String {
    held.person.as_ref().map_or_else(|| format!(" {interview}"), |key| key.as_str().to_owned())
}

fn items_insert(connection: &mut AnyConnection, written: Written<'_>, new: &[NewItem]) -> Result<()> {
    let entered = written.on.to_string();
    let first = next_id!(connection, visit_item);
    let mut rows = Vec::new();
    for (id, item) in (first..).zip(new) {
        let (check, progress) = (item.left.check(), item.left.progress());
        let measure_id = match check {
            None => None,
            Some((serial, _)) => Some(
                measure::table
                    .filter(measure::serial.eq(serial).and(measure::unit_id.eq(written.unit)))
                    .select(measure::id)
                    .first::<i64>(connection)
                    .optional()?
                    .ok_or(StoreError::NotFound)?,
            ),
        };
        rows.push(ItemRow {
            id,
            visit_id: written.visit,
            unit_id: written.unit,
            kind: item.left.kind().key(),
            reach: item.left.reach().key(),
            body: item.body.as_str(),
            reply_due_on: item.reply_due_on.map(|day| day.to_string()),
            measure_id,
            seen: check.map(|(_, seen)| seen.key()),
            entered_on: &entered,
            subject: progress.map(|(subject, _)| subject),
            progress: progress.map(|(_, state)| state.key()),
        });
    }
    insert_batch!(connection, visit_item::table, &rows, 12);
    Ok(())
}
