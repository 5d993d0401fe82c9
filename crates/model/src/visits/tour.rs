//! Tours as they are planned: who leads, where to and why there; the contact list; what is answered to a visit.

use crate::{
    days::Days,
    id::PostId,
    message::{FieldErrors, Message},
    text::{Line, Prose, date, optional},
    visits::visit::{ItemForm, MeetingKind, NewInterview, NewItem, NewMeeting, NewVisit, Seen, parse_item},
    words::words,
};
use jiff::civil::Date;

words! {
    /// How a unit comes into a leader's charge.
    ChargeKind, "error-charge-kind" {
        /// By the contact list: the leader is paired with the unit.
        Contact = "contact",
        /// By the leader's portfolio.
        Portfolio = "portfolio",
    }
}

words! {
    /// Why a unit was chosen for a visit.
    ChosenBy, "error-chosen-by" {
        /// It is the leader's contact unit.
        Contact = "contact",
        /// It belongs to the leader's portfolio.
        Portfolio = "portfolio",
        /// Something is late or silent there.
        Risk = "risk",
        /// The office chose it.
        Choice = "choice",
    }
}

words! {
    /// How far a visit has come.
    VisitState, "error-visit-state" {
        /// It is to be made.
        Planned = "planned",
        /// It was made and recorded.
        Made = "made",
    }
}

/// A unit put into a leader's charge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCharge {
    /// How.
    pub kind: ChargeKind,
    /// First day.
    pub from: Date,
    /// Last day, if it has one.
    pub until: Option<Date>,
}

impl NewCharge {
    /// Its days.
    pub const fn days(&self) -> Days {
        Days::kept(self.from, self.until)
    }
}

/// Parses a charge: kind, first day, last day.
pub fn parse_charge(kind: &str, from: &str, until: &str) -> Result<NewCharge, FieldErrors> {
    let mut errors = FieldErrors::new();
    let kind = errors.take("kind", ChargeKind::parse(kind));
    let from = errors.take("from", date(from));
    let until = errors.take("until", optional(until, date));
    Days::told(&mut errors, from, until);
    match (kind, from, until) {
        (Some(kind), Some(from), Some(until)) if errors.is_empty() => Ok(NewCharge { kind, from, until }),
        _ => Err(errors),
    }
}

/// A tour to be planned, as a form gives it.
#[derive(Debug, Clone, Default)]
pub struct PlanForm<'a> {
    /// Key of the post that leads it.
    pub leader: &'a str,
    /// What it is for, a purpose a line: several purposes make one visit.
    pub purposes: &'a str,
    /// First day.
    pub from: &'a str,
    /// Last day.
    pub until: &'a str,
    /// The units: code and why it was chosen.
    pub units: Vec<(&'a str, &'a str)>,
}

/// A tour to be planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedTour {
    /// The post that leads it.
    pub leader: PostId,
    /// What it is for: the first purpose names the tour.
    pub purposes: Vec<Line>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// The units.
    pub units: Vec<(String, ChosenBy)>,
}

/// The most visits of a tour.
pub const MOST_VISITS: usize = 60;

/// Parses a tour; every fault is told.
pub fn parse_plan(form: &PlanForm<'_>, today: Date) -> Result<PlannedTour, FieldErrors> {
    let mut errors = FieldErrors::new();
    let leader: Option<PostId> =
        errors.take("leader", form.leader.trim().parse().map_err(|_| Message::new("error-tour-leader")));
    let purposes = errors.take("purposes", lines(form.purposes));
    let from = errors.take("from", date(form.from));
    let until = errors.take("until", date(form.until));
    if let (Some(from), Some(until)) = (from, until)
        && (until < from || until < today)
    {
        errors.add("until", Message::new("error-tour-plan-days"));
    }
    let mut units: Vec<(String, ChosenBy)> = Vec::new();
    for (code, why) in &form.units {
        let code = code.trim();
        if code.is_empty() || units.iter().any(|(known, _)| known == code) {
            continue;
        }
        if let Some(why) = errors.take("units", ChosenBy::parse(why)) {
            units.push((code.to_owned(), why));
        }
    }
    if units.is_empty() {
        errors.add("units", Message::new("error-tour-empty"));
    }
    if units.len() > MOST_VISITS {
        errors.add("units", Message::new("error-tour-many").with("most", MOST_VISITS));
    }
    match (leader, purposes, from, until) {
        (Some(leader), Some(purposes), Some(from), Some(until)) if errors.is_empty() => {
            Ok(PlannedTour { leader, purposes, from, until, units })
        }
        _ => Err(errors),
    }
}

/// Lines of a text, blank ones left out; at least one.
fn lines(text: &str) -> Result<Vec<Line>, Message> {
    let lines: Result<Vec<_>, _> =
        text.lines().filter(|line| !line.trim().is_empty()).map(Line::parse).collect();
    match lines {
        Ok(lines) if lines.is_empty() => Err(Message::new("error-text-empty")),
        other => other,
    }
}

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

/// A visit as it is recorded by form.
#[derive(Debug, Clone, Default)]
pub struct RecordForm<'a> {
    /// The day.
    pub visited_on: &'a str,
    /// How it was found.
    pub summary: &'a str,
    /// Meetings.
    pub meetings: Vec<MeetingForm<'a>>,
    /// Interviews.
    pub interviews: Vec<InterviewForm<'a>>,
    /// What was left.
    pub items: Vec<ItemRow<'a>>,
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
    let meetings =
        form.meetings.iter().enumerate().filter_map(|(row, form)| meeting(&mut errors, row, *form)).collect();
    let interviews = form
        .interviews
        .iter()
        .enumerate()
        .filter_map(|(row, form)| interview(&mut errors, row, *form))
        .collect();
    let items: Vec<NewItem> = form
        .items
        .iter()
        .enumerate()
        .filter_map(|(row, form)| item(&mut errors, row, *form, visited_on))
        .collect();
    match (visited_on, summary) {
        (Some(visited_on), Some(summary)) if errors.is_empty() => {
            Ok(NewVisit { unit: unit.to_owned(), visited_on, purposes, summary, meetings, interviews, items })
        }
        _ => Err(errors),
    }
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
    // Whoever gives no key met this person once: the row itself tells it apart.
    let own = format!("{row}");
    let person = if person.trim().is_empty() { own.as_str() } else { person };
    let person = errors.take(&format!("interview-{row}-person"), Line::parse(person));
    let note = errors.take(&format!("interview-{row}-note"), optional(note, Prose::parse));
    Some(NewInterview { interviewee: person?, role: role?, note: note? })
}

fn item(errors: &mut FieldErrors, row: usize, form: ItemRow<'_>, day: Option<Date>) -> Option<NewItem> {
    if form.item.body.trim().is_empty() && form.measure.trim().is_empty() {
        return None;
    }
    let at = |name: &str| format!("item-{row}-{name}");
    let parsed = parse_item(form.item).map_err(|faults| {
        faults.iter().for_each(|(field, message)| errors.add(at(field), message.clone()));
    });
    let mut item = parsed.ok()?;
    let check = item.kind == crate::visits::visit::ItemKind::Check;
    let measure = Some(form.measure.trim()).filter(|serial| !serial.is_empty());
    if check != measure.is_some() {
        errors.add(at("measure"), Message::new("error-visit-check"));
    }
    if check {
        item.seen = errors.take(&at("seen"), Seen::parse(form.seen));
    }
    if let (Some(day), Some(due)) = (day, item.reply_due_on)
        && due < day
    {
        errors.add(at("reply_due_on"), Message::new("error-visit-reply"));
    }
    item.measure = measure.map(str::to_owned);
    Some(item)
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
    fn a_plan_tells_all_its_faults_and_takes_a_unit_once() {
        let today = date(2015, 6, 1);
        let errors =
            parse_plan(&PlanForm { until: "2015-05-01", from: "2015-05-02", ..PlanForm::default() }, today);
        let faults = errors.unwrap_err();
        assert_eq!(
            faults.iter().map(|(field, _)| field).collect::<Vec<_>>(),
            ["leader", "purposes", "units", "until"]
        );
        let form = PlanForm {
            leader: "7",
            purposes: "one\n\n two ",
            from: "2015-06-10",
            until: "2015-06-12",
            units: vec![("A", "contact"), (" A ", "risk"), ("", "choice"), ("B", "portfolio")],
        };
        let plan = parse_plan(&form, today).unwrap();
        assert_eq!(plan.purposes.len(), 2);
        assert_eq!(plan.units, [("A".to_owned(), ChosenBy::Contact), ("B".to_owned(), ChosenBy::Portfolio)]);
    }

    #[test]
    fn a_record_leaves_blank_rows_out_and_names_the_row_of_a_fault() {
        let today = date(2015, 6, 1);
        let form = RecordForm {
            visited_on: "2015-06-01",
            summary: "as reported",
            meetings: vec![["forum", "", ""], ["open-air", "many", "village"]],
            interviews: vec![["", "", ""], ["head of the village", "", "what was said"]],
            items: vec![
                ItemRow::default(),
                ItemRow {
                    item: ItemForm { kind: "check", reach: "unit", body: "seen", reply_due_on: "" },
                    ..ItemRow::default()
                },
            ],
        };
        let faults = parse_record(&form, "A", Vec::new(), today).unwrap_err();
        let fields: Vec<_> = faults.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["item-1-measure", "item-1-seen", "meeting-1-participants"]);
        let mut form = form;
        form.meetings = vec![["forum", "12", "village"]];
        form.items = Vec::new();
        let visit = parse_record(&form, "A", Vec::new(), today).unwrap();
        assert_eq!((visit.meetings.len(), visit.interviews.len()), (1, 1));
        assert!(visit.interviews[0].note.is_some());
    }
}
