//! Visits as forms record them: what was seen, heard and left, as many rows as there were; and what is answered to a visit.

use crate::{
    message::{FieldErrors, Message},
    text::{Line, Prose, date, enough, optional},
    visits::visit::{
        Addition, FromTier, ItemChoice, Left, MeetingKind, NewInterview, NewItem, NewMeeting, NewVisit,
        Progress, Reach, Seen, outside,
    },
};
use jiff::civil::Date;

/// The most rows of one kind that a form brings at once; more are added to the visit while it is open.
pub const MOST_ROWS: usize = 60;

/// The most people of a meeting.
const MOST_PEOPLE: i32 = 100_000;

/// The most years after a visit by which an answer or help may be due.
const REPLY_YEARS: i64 = 5;

/// A meeting of a form; a row of which nothing but the kind was said is left out.
#[derive(Debug, Clone, Default)]
pub struct MeetingForm<'a> {
    /// Word of the kind.
    pub kind: &'a str,
    /// How many came; blank is those who are counted by tier.
    pub participants: &'a str,
    /// How many came of each tier, none being the public; blank is nobody.
    pub tiers: Vec<(Option<i32>, &'a str)>,
    /// From which tiers in words, as a form from before sends it.
    pub words: &'a str,
}

/// The name of the field of a tier of a meeting.
pub fn tier_field(row: usize, tier: Option<i32>) -> String {
    tier.map_or_else(|| format!("meeting-{row}-tier-public"), |tier| format!("meeting-{row}-tier-{tier}"))
}

/// An interview of a form: the person's role, a key that tells persons apart, the sealed note. A blank role leaves it out.
pub type InterviewForm<'a> = [&'a str; 3];

/// An item of a visit as a form sends it.
#[derive(Debug, Clone, Copy, Default)]
pub struct ItemForm<'a> {
    /// What it is and for whom, in one choice.
    pub kind: &'a str,
    /// What it says.
    pub body: &'a str,
    /// When an answer is due; may be blank.
    pub reply_due_on: &'a str,
}

/// A row for an item: what any item has, and for a check of a measure its serial and what was seen. A row of which
/// nothing was said is left out; a choice alone is something.
#[derive(Debug, Clone, Copy, Default)]
pub struct ItemRow<'a> {
    /// The item.
    pub item: ItemForm<'a>,
    /// Serial of the measure that was checked.
    pub measure: &'a str,
    /// What was seen.
    pub seen: &'a str,
    /// The item of the programme that was looked at.
    pub subject: &'a str,
    /// How far that has come.
    pub progress: &'a str,
}

impl ItemRow<'_> {
    fn says_something(&self) -> bool {
        let ItemForm { kind, body, reply_due_on } = self.item;
        // What the list offers first is no choice yet.
        let seen = self.seen.trim() == Seen::Otherwise.key();
        seen || [kind, body, reply_due_on, self.measure, self.subject, self.progress]
            .iter()
            .any(|text| !text.trim().is_empty())
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
    /// Whether whoever sends them says that they are others than what stands in the record in the same words.
    pub another: bool,
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

/// Parses the record of a visit to a unit that was planned for these days. Faults in rows are at `meeting-0-participants`, `item-1-body`, ….
pub fn parse_record(
    form: &RecordForm<'_>,
    unit: &str,
    (purposes, days): (Vec<Line>, (Date, Date)),
    today: Date,
) -> Result<NewVisit, FieldErrors> {
    let mut errors = FieldErrors::new();
    let visited_on = errors.take("visited_on", date(form.visited_on));
    if visited_on.is_some_and(|day| day > today) {
        errors.add("visited_on", Message::new("error-visit-future"));
    } else if visited_on.is_some_and(|day| day < days.0 || day > days.1) {
        errors.add("visited_on", outside(days));
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
    let meetings = meetings.filter_map(|(row, form)| meeting(errors, row, form)).collect();
    let interviews = form.interviews.iter().enumerate();
    let interviews = interviews.filter_map(|(row, form)| interview(errors, row, *form)).collect();
    each_measure_once(errors, &form.items);
    let items = form.items.iter().enumerate();
    let items = items.filter_map(|(row, form)| item(errors, row, *form, visited_on)).collect();
    Addition { meetings, interviews, items }
}

fn meeting(errors: &mut FieldErrors, row: usize, form: &MeetingForm<'_>) -> Option<NewMeeting> {
    let said = |text: &str| !text.trim().is_empty();
    let by_tier = form.tiers.iter().filter(|(_, people)| said(people));
    if !said(form.participants) && !said(form.words) && by_tier.clone().next().is_none() {
        return None;
    }
    let kind = errors.take(&format!("meeting-{row}-kind"), MeetingKind::parse(form.kind));
    let number = |text: &str, least: i32| {
        let number = text.trim().parse().ok().filter(|number| (least..=MOST_PEOPLE).contains(number));
        number.ok_or(Message::new("error-meeting-number"))
    };
    let mut counted = Vec::new();
    for (tier, people) in by_tier {
        let people = errors.take(&tier_field(row, *tier), number(people, 0));
        counted.extend(people.filter(|people| *people > 0).map(|people| FromTier { tier: *tier, people }));
    }
    let of_tiers: i32 = counted.iter().map(|one| one.people).fold(0, i32::saturating_add);
    let at = format!("meeting-{row}-participants");
    let participants = match said(form.participants) {
        false if of_tiers > 0 => Ok(of_tiers),
        _ => number(form.participants, 1).and_then(|all| match all < of_tiers {
            true => Err(Message::new("error-meeting-fewer").with("counted", i64::from(of_tiers))),
            false => Ok(all),
        }),
    };
    let participants = errors.take(&at, participants);
    let words = errors.take(&format!("meeting-{row}-tiers"), optional(form.words, Line::parse));
    if counted.is_empty() && words == Some(None) {
        let first =
            form.tiers.first().map_or_else(|| format!("meeting-{row}-tiers"), |one| tier_field(row, one.0));
        if errors.at(&first).is_none() {
            errors.add(first, Message::new("error-meeting-tiers"));
        }
    }
    Some(NewMeeting { kind: kind?, participants: participants?, counted, tiers: words? })
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
    let person = one_key(person);
    let person = errors.take(&format!("interview-{row}-person"), optional(&person, Line::parse));
    let note = errors.take(&format!("interview-{row}-note"), optional(note, Prose::parse));
    Some(NewInterview { person: person?, role: role?, note: note? })
}

/// However a key is typed, wide or narrow, in capitals or parted, it is one.
fn one_key(typed: &str) -> String {
    let narrow = |c: char| match u32::from(c) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    typed.chars().filter(|c| !c.is_whitespace()).map(narrow).collect::<String>().to_lowercase()
}

fn item(errors: &mut FieldErrors, row: usize, form: ItemRow<'_>, day: Option<Date>) -> Option<NewItem> {
    if !form.says_something() {
        return None;
    }
    let at = |name: &str| format!("item-{row}-{name}");
    let kind = errors.take(&at("kind"), ItemChoice::parse(form.item.kind));
    let body = errors.take(&at("body"), Prose::parse(form.item.body));
    let due = errors.take(&at("reply_due_on"), optional(form.item.reply_due_on, date));
    let left = left(errors, row, &form, kind);
    // It goes into the history of the measure, where a reopening says why.
    if let (Some(Left::Check { seen: Seen::Otherwise, .. }), Some(body)) = (&left, &body)
        && let Err(short) = enough(body.as_str())
    {
        errors.add(at("body"), short);
    }
    if let (Some(Left::Progress { .. }), Some(Some(_))) = (&left, due) {
        errors.add(at("reply_due_on"), Message::new("error-visit-progress-day"));
    }
    if left == Some(Left::Support) && due == Some(None) {
        errors.add(at("reply_due_on"), Message::new("error-visit-support"));
    }
    if let (Some(day), Some(Some(due))) = (day, due)
        && due < day
    {
        errors.add(at("reply_due_on"), Message::new("error-visit-reply"));
    }
    let far = |due: Date, day: Date| due > day.saturating_add(jiff::Span::new().years(REPLY_YEARS));
    if let (Some(day), Some(Some(due))) = (day, due)
        && far(due, day)
    {
        errors.add(at("reply_due_on"), Message::new("error-visit-reply-far").with("years", REPLY_YEARS));
    }
    Some(NewItem { left: left?, body: body?, reply_due_on: due? })
}

/// What a row is; a check names a measure, and nothing else does.
fn left(errors: &mut FieldErrors, row: usize, form: &ItemRow<'_>, kind: Option<ItemChoice>) -> Option<Left> {
    let kind = kind?;
    let serial = form.measure.trim();
    if (kind == ItemChoice::Check) == serial.is_empty() {
        errors.add(format!("item-{row}-measure"), Message::new("error-visit-check"));
    }
    if (kind == ItemChoice::Progress) == form.subject.trim().is_empty() {
        errors.add(format!("item-{row}-subject"), Message::new("error-visit-subject"));
    }
    Some(match kind {
        ItemChoice::Progress => {
            let state = errors.take(&format!("item-{row}-progress"), Progress::parse(form.progress));
            let subject = Line::parse(form.subject).ok();
            Left::Progress { subject: subject?, state: state? }
        }
        ItemChoice::Finding => Left::Finding,
        ItemChoice::Guidance => Left::Guidance(Reach::Unit),
        ItemChoice::GuidanceForAll => Left::Guidance(Reach::All),
        ItemChoice::Support => Left::Support,
        ItemChoice::Check => {
            let seen = errors.take(&format!("item-{row}-seen"), Seen::parse(form.seen));
            Left::Check { measure: serial.to_owned(), seen: seen? }
        }
    })
}

/// A visit sees a measure once: of two checks of one measure nobody knows which one holds.
fn each_measure_once(errors: &mut FieldErrors, items: &[ItemRow<'_>]) {
    let mut seen: Vec<&str> = Vec::new();
    for (row, item) in items.iter().enumerate() {
        let serial = item.measure.trim();
        if serial.is_empty() {
            continue;
        }
        if seen.contains(&serial) {
            errors.add(format!("item-{row}-measure"), Message::new("error-visit-check-twice"));
        }
        seen.push(serial);
    }
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

    fn meeting_of<'a>(kind: &'a str, participants: &'a str, words: &'a str) -> MeetingForm<'a> {
        MeetingForm { kind, participants, words, tiers: Vec::new() }
    }

    #[test]
    fn tiers_of_a_meeting_are_counted_and_nobody_came_who_is_of_none() {
        let read = |participants, tiers: &[(Option<i32>, &'static str)]| {
            let meeting = MeetingForm { tiers: tiers.to_vec(), ..meeting_of("forum", participants, "") };
            let form = RowsForm { meetings: vec![meeting], ..RowsForm::default() };
            parse_addition(&form, date(2015, 6, 1))
        };
        let told = |participants, tiers: &[_]| {
            let faults = read(participants, tiers).unwrap_err();
            faults.iter().map(|(field, message)| (field.to_owned(), message.key)).collect::<Vec<_>>()
        };
        let counted = read("", &[(Some(2), "12"), (Some(3), ""), (None, "7")]).unwrap();
        let [one] = counted.meetings.as_slice() else { panic!("{counted:?}") };
        assert_eq!((one.participants, one.counted.len()), (19, 2));
        assert_eq!(one.counted.last(), Some(&FromTier { tier: None, people: 7 }), "the public came, too");
        assert_eq!(read("25", &[(Some(2), "12")]).unwrap().meetings[0].participants, 25);
        let at = |field: &str, key| vec![(field.to_owned(), key)];
        let fewer = told("9", &[(Some(2), "12")]);
        assert_eq!(fewer, at("meeting-0-participants", "error-meeting-fewer"));
        let nobody = told("9", &[(Some(2), "0"), (None, "")]);
        assert_eq!(nobody, at("meeting-0-tier-2", "error-meeting-tiers"));
        assert_eq!(
            told("", &[(Some(2), "many")])[0],
            at("meeting-0-participants", "error-meeting-number")[0]
        );
    }

    #[test]
    fn how_far_an_item_of_the_programme_has_come_names_the_item_and_asks_for_no_answer() {
        let read = |subject, progress, due| {
            let item = ItemForm { kind: "progress", body: "two of three held", reply_due_on: due };
            let row = ItemRow { item, subject, progress, ..ItemRow::default() };
            parse_addition(&RowsForm { items: vec![row], ..RowsForm::default() }, date(2015, 6, 1))
        };
        let added = read("topic-1", "under-way", "").unwrap();
        assert_eq!(added.items[0].left.progress(), Some(("topic-1", Progress::UnderWay)));
        let key = |end: Result<Addition, FieldErrors>, field| end.unwrap_err().at(field).map(|it| it.key);
        assert_eq!(key(read("", "done", ""), "item-0-subject"), Some("error-visit-subject"));
        assert_eq!(key(read("topic-1", "", ""), "item-0-progress"), Some("error-visit-progress"));
        let dated = read("topic-1", "done", "2015-06-09");
        assert_eq!(key(dated, "item-0-reply_due_on"), Some("error-visit-progress-day"));
    }

    #[test]
    fn a_record_leaves_blank_rows_out_and_names_the_row_of_a_fault() {
        let today = date(2015, 6, 1);
        let form = RecordForm {
            visited_on: "2015-06-01",
            summary: "as reported",
            rows: RowsForm {
                meetings: vec![meeting_of("forum", "", ""), meeting_of("open-air", "many", "village")],
                interviews: vec![["", "", ""], ["head of the village", "", "what was said"]],
                items: vec![
                    ItemRow::default(),
                    ItemRow {
                        item: ItemForm { kind: "check", body: "seen", reply_due_on: "" },
                        ..ItemRow::default()
                    },
                ],
                another: false,
            },
        };
        let days = (today, today);
        let faults = parse_record(&form, "A", (Vec::new(), days), today).unwrap_err();
        let fields: Vec<_> = faults.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["item-1-measure", "item-1-seen", "meeting-1-participants"]);
        let mut form = form;
        form.rows.meetings = vec![meeting_of("forum", "12", "village")];
        form.rows.items = Vec::new();
        let visit = parse_record(&form, "A", (Vec::new(), days), today).unwrap();
        assert_eq!((visit.meetings.len(), visit.interviews.len()), (1, 1));
        assert!(visit.interviews[0].note.is_some());
        assert_eq!(visit.interviews[0].person, None, "no key: nobody else is this person");
        let before = (date(2015, 5, 1), date(2015, 5, 31));
        let faults = parse_record(&form, "A", (Vec::new(), before), today).unwrap_err();
        assert_eq!(faults.at("visited_on").unwrap().key, "error-visit-day", "the tour is over");
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

    #[test]
    fn only_guidance_is_for_all_units_and_what_was_chosen_or_dated_is_not_dropped_for_want_of_words() {
        let day = date(2015, 6, 1);
        let item = |kind, body, reply_due_on| {
            let row = ItemRow { item: ItemForm { kind, body, reply_due_on }, ..ItemRow::default() };
            parse_addition(&RowsForm { items: vec![row], ..RowsForm::default() }, day)
        };
        let reach = |kind| {
            item(kind, "what was said", "2015-06-09").map(|added| {
                let [item] = added.items.as_slice() else { unreachable!("one item") };
                item.left.reach()
            })
        };
        assert_eq!(reach("guidance-all"), Ok(Reach::All));
        for kind in ["finding", "guidance", "support"] {
            assert_eq!(reach(kind), Ok(Reach::Unit), "{kind}");
        }
        for kind in ["all", "finding-all", "support-all", "check-all", ""] {
            assert!(reach(kind).is_err(), "{kind}");
        }
        for (kind, due) in [("finding", ""), ("", "2015-06-09"), ("support", "2015-06-09")] {
            let faults = item(kind, " ", due).unwrap_err();
            assert_eq!(faults.at("item-0-body").unwrap().key, "error-text-empty", "{kind} {due}");
        }
        assert!(item("", "", "").unwrap_err().at("item-0-body").is_none(), "nothing was said");
    }

    #[test]
    fn a_person_is_one_however_the_key_is_typed() {
        for typed in ["K 1", "k1", "Ｋ１", "ｋ　１", " K1 "] {
            assert_eq!(one_key(typed), "k1", "{typed}");
        }
        assert_eq!(one_key("  "), "");
    }

    #[test]
    fn an_answer_is_not_due_in_another_age_and_a_result_without_a_measure_is_told() {
        let day = date(2015, 6, 1);
        let faults = |row| {
            let form = RowsForm { items: vec![row], ..RowsForm::default() };
            parse_addition(&form, day).err().unwrap_or_default()
        };
        let item = |reply_due_on| ItemRow {
            item: ItemForm { kind: "finding", body: "seen on the spot", reply_due_on },
            ..ItemRow::default()
        };
        assert_eq!(
            faults(item("2099-01-12")).at("item-0-reply_due_on").unwrap().key,
            "error-visit-reply-far"
        );
        assert!(faults(item("2016-01-12")).is_empty());
        let seen = ItemRow { seen: "otherwise", ..ItemRow::default() };
        assert!(faults(seen).at("item-0-kind").is_some());
    }

    #[test]
    fn a_visit_checks_a_measure_once() {
        let row = |seen| ItemRow {
            item: ItemForm { kind: "check", body: "seen on the spot", reply_due_on: "" },
            measure: "A-2015-001-1",
            seen,
            ..ItemRow::default()
        };
        let items = vec![row("as-reported"), row("otherwise")];
        let form = RowsForm { items, ..RowsForm::default() };
        let faults = parse_addition(&form, date(2015, 6, 1)).unwrap_err();
        assert_eq!(faults.at("item-1-measure").unwrap().key, "error-visit-check-twice");
    }
}
