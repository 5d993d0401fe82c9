//! Visits as forms record them: what was seen, heard and left, as many rows as there were; and what is answered to a visit.

use crate::{
    message::{FieldErrors, Message},
    text::{Line, Prose, date, enough, optional},
    visits::visit::{
        Addition, ItemForm, ItemKind, MeetingKind, NewInterview, NewItem, NewMeeting, NewVisit, Seen,
        parse_item,
    },
};
use jiff::civil::Date;

/// The most rows of one kind that a form brings at once; more are added to the visit while it is open.
pub const MOST_ROWS: usize = 60;

/// A meeting of a form: kind, participants, tiers. Blank participants leave the row out.
pub type MeetingForm<'a> = [&'a str; 3];
/// An interview of a form: the person's role, a key that tells persons apart, the sealed note. A blank role leaves it out.
pub type InterviewForm<'a> = [&'a str; 3];

/// A row for an item: what any item has, and for a check of a measure its serial and what was seen. A blank body
/// leaves the row out.
#[derive(Debug, Clone, Copy, Default)]
pub struct ItemRow<'a> {
    /// The item.
    pub item: ItemForm<'a>,
    /// Serial of the measure that was checked.
    pub measure: &'a str,
    /// What was seen.
    pub seen: &'a str,
}

impl ItemRow<'_> {
    fn says_something(&self) -> bool {
        !self.item.body.trim().is_empty() || !self.measure.trim().is_empty()
    }
}

/// The rows of a form: meetings, interviews and items.
#[derive(Debug, Clone, Default)]
pub struct RowsForm<'a> {
    /// Meetings.
    pub meetings: Vec<MeetingForm<'a>>,
    /// Interviews.
    pub interviews: Vec<InterviewForm<'a>>,
    /// What was left.
    pub items: Vec<ItemRow<'a>>,
}

/// A visit as it is recorded by form.
#[derive(Debug, Clone, Default)]
pub struct RecordForm<'a> {
    /// The day.
    pub visited_on: &'a str,
    /// How it was found.
    pub summary: &'a str,
    /// Meetings, interviews and what was left.
    pub rows: RowsForm<'a>,
}

/// Parses the record of a planned visit to a unit. Faults in rows are at `meeting-0-participants`, `item-1-body`, ….
pub fn parse_record(
    form: &RecordForm<'_>,
    unit: &str,
    purposes: Vec<Line>,
    today: Date,
) -> Result<NewVisit, FieldErrors> {
    let mut errors = FieldErrors::new();
    let visited_on = errors.take("visited_on", date(form.visited_on));
    if visited_on.is_some_and(|day| day > today) {
        errors.add("visited_on", Message::new("error-visit-future"));
    }
    let summary = errors.take("summary", Prose::parse(form.summary));
    let Addition { meetings, interviews, items } = rows(&mut errors, &form.rows, visited_on);
    match (visited_on, summary) {
        (Some(visited_on), Some(summary)) if errors.is_empty() => {
            Ok(NewVisit { unit: unit.to_owned(), visited_on, purposes, summary, meetings, interviews, items })
        }
        _ => Err(errors),
    }
}

/// Parses what is added to a visit that was made on a day; something has to be added.
pub fn parse_addition(form: &RowsForm<'_>, visited_on: Date) -> Result<Addition, FieldErrors> {
    let mut errors = FieldErrors::new();
    let added = rows(&mut errors, form, Some(visited_on));
    if errors.is_empty() && added.parts().is_empty() {
        errors.add("meeting-0-participants", Message::new("error-visit-nothing"));
    }
    if errors.is_empty() { Ok(added) } else { Err(errors) }
}

/// The rows that say something; faults are told row by row.
fn rows(errors: &mut FieldErrors, form: &RowsForm<'_>, visited_on: Option<Date>) -> Addition {
    let many = || Message::new("error-visit-many").with("most", MOST_ROWS);
    for (name, count) in [
        ("meeting-0-participants", form.meetings.len()),
        ("interview-0-role", form.interviews.len()),
        ("item-0-body", form.items.len()),
    ] {
        if count > MOST_ROWS {
            errors.add(name, many());
        }
    }
    let meetings = form.meetings.iter().enumerate();
    let meetings = meetings.filter_map(|(row, form)| meeting(errors, row, *form)).collect();
    let interviews = form.interviews.iter().enumerate();
    let interviews = interviews.filter_map(|(row, form)| interview(errors, row, *form)).collect();
    let items = form.items.iter().enumerate();
    let items = items.filter_map(|(row, form)| item(errors, row, *form, visited_on)).collect();
    Addition { meetings, interviews, items }
}

fn meeting(
    errors: &mut FieldErrors,
    row: usize,
    [kind, participants, tiers]: MeetingForm<'_>,
) -> Option<NewMeeting> {
    if participants.trim().is_empty() && tiers.trim().is_empty() {
        return None;
    }
    let kind = errors.take(&format!("meeting-{row}-kind"), MeetingKind::parse(kind));
    let number = participants.trim().parse().ok().filter(|number| (1..=100_000).contains(number));
    let number: Option<i32> = errors
        .take(&format!("meeting-{row}-participants"), number.ok_or(Message::new("error-meeting-number")));
    let tiers = errors.take(&format!("meeting-{row}-tiers"), Line::parse(tiers));
    Some(NewMeeting { kind: kind?, participants: number?, tiers: tiers? })
}

fn interview(
    errors: &mut FieldErrors,
    row: usize,
    [role, person, note]: InterviewForm<'_>,
) -> Option<NewInterview> {
    if [role, person, note].iter().all(|text| text.trim().is_empty()) {
        return None;
    }
    let role = errors.take(&format!("interview-{row}-role"), Line::parse(role));
    let person = errors.take(&format!("interview-{row}-person"), optional(person, Line::parse));
    let note = errors.take(&format!("interview-{row}-note"), optional(note, Prose::parse));
    Some(NewInterview { person: person?, role: role?, note: note? })
}

fn item(errors: &mut FieldErrors, row: usize, form: ItemRow<'_>, day: Option<Date>) -> Option<NewItem> {
    if !form.says_something() {
        return None;
    }
    let at = |name: &str| format!("item-{row}-{name}");
    let parsed = parse_item(form.item).map_err(|faults| {
        faults.iter().for_each(|(field, message)| errors.add(at(field), message.clone()));
    });
    let mut item = parsed.ok()?;
    let check = item.kind == ItemKind::Check;
    let measure = Some(form.measure.trim()).filter(|serial| !serial.is_empty());
    if check != measure.is_some() {
        errors.add(at("measure"), Message::new("error-visit-check"));
    }
    if check {
        item.seen = errors.take(&at("seen"), Seen::parse(form.seen));
        // It goes into the history of the measure, where a reopening says why.
        if item.seen == Some(Seen::Otherwise)
            && let Err(short) = enough(item.body.as_str())
        {
            errors.add(at("body"), short);
        }
    }
    if item.kind == ItemKind::Support && item.reply_due_on.is_none() {
        errors.add(at("reply_due_on"), Message::new("error-visit-support"));
    }
    if let (Some(day), Some(due)) = (day, item.reply_due_on)
        && due < day
    {
        errors.add(at("reply_due_on"), Message::new("error-visit-reply"));
    }
    item.measure = measure.map(str::to_owned);
    Some(item)
}

/// The rows of items that say something, in their order.
pub fn filled(items: &[ItemRow<'_>]) -> Vec<usize> {
    let told = items.iter().enumerate().filter(|(_, row)| row.says_something());
    told.map(|(row, _)| row).collect()
}

/// The answer of a visited unit. It says something: more than a nod.
pub fn parse_reply(text: &str) -> Result<Prose, Message> {
    let reply = Prose::parse(text)?;
    if reply.as_str().chars().count() < 5 { Err(Message::new("error-reply-short")) } else { Ok(reply) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_record_leaves_blank_rows_out_and_names_the_row_of_a_fault() {
        let today = date(2015, 6, 1);
        let form = RecordForm {
            visited_on: "2015-06-01",
            summary: "as reported",
            rows: RowsForm {
                meetings: vec![["forum", "", ""], ["open-air", "many", "village"]],
                interviews: vec![["", "", ""], ["head of the village", "", "what was said"]],
                items: vec![
                    ItemRow::default(),
                    ItemRow {
                        item: ItemForm { kind: "check", reach: "unit", body: "seen", reply_due_on: "" },
                        ..ItemRow::default()
                    },
                ],
            },
        };
        let faults = parse_record(&form, "A", Vec::new(), today).unwrap_err();
        let fields: Vec<_> = faults.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["item-1-measure", "item-1-seen", "meeting-1-participants"]);
        let mut form = form;
        form.rows.meetings = vec![["forum", "12", "village"]];
        form.rows.items = Vec::new();
        let visit = parse_record(&form, "A", Vec::new(), today).unwrap();
        assert_eq!((visit.meetings.len(), visit.interviews.len()), (1, 1));
        assert!(visit.interviews[0].note.is_some());
        assert_eq!(visit.interviews[0].person, None, "no key: nobody else is this person");
    }

    #[test]
    fn an_addition_adds_something_and_no_more_at_once_than_a_form_may() {
        let day = date(2015, 6, 1);
        let faults = |form: &RowsForm<'_>| {
            let faults = parse_addition(form, day).unwrap_err();
            faults.iter().map(|(field, message)| (field.to_owned(), message.key)).collect::<Vec<_>>()
        };
        let at = |field: &str, key| vec![(field.to_owned(), key)];
        assert_eq!(faults(&RowsForm::default()), at("meeting-0-participants", "error-visit-nothing"));
        let many = vec![["villager", "", ""]; MOST_ROWS + 1];
        let form = RowsForm { interviews: many, ..RowsForm::default() };
        assert_eq!(faults(&form), at("interview-0-role", "error-visit-many"));
        let form = RowsForm { interviews: vec![["villager", "", ""]; MOST_ROWS], ..RowsForm::default() };
        assert_eq!(parse_addition(&form, day).unwrap().interviews.len(), MOST_ROWS);
    }
}
