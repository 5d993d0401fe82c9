//! Seminar sessions that were held.

use crate::{
    choice::YesNo,
    fraction::Fraction,
    message::{FieldErrors, Message},
    narrative::Narrative,
    text::{Line, date, optional},
    words::words,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

words! {
    /// Kinds of activity from which problems and measures come.
    SessionKind, "error-session-kind" {
        /// The seminar of a round.
        Seminar = "seminar",
        /// The opening lecture by the chief.
        Lecture = "lecture",
        /// The leading group's study session.
        LeadershipStudy = "leadership-study",
        /// The self and mutual review meeting.
        ReviewMeeting = "review-meeting",
    }
}

words! {
    /// Whether a case is held up as an example or as a warning.
    CaseKind, "error-case-kind" {
        /// An example to follow.
        Positive = "positive",
        /// A warning.
        Negative = "negative",
    }
}

/// The four parts of a speech, in their customary order.
pub const PARTS: [&str; 4] = ["understanding", "problems", "measures", "consensus"];
/// The three engagement criteria: put in oneself, one's duty, one's actual thinking and work.
pub const CRITERIA: [&str; 3] = ["oneself", "duty", "work"];

/// One speaker's input, by post and not by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speech {
    /// The post of the speaker.
    pub post: Line,
    /// Which of the four [`PARTS`] it had.
    #[serde(default)]
    pub parts: [bool; 4],
    /// How far the speaker met the three [`CRITERIA`]: yes, no, or not marked.
    pub engagement: [Option<bool>; 3],
    /// Concrete instances told.
    pub instances: u16,
    /// Measures named.
    pub measures: u16,
    /// What follows from it for similar matters elsewhere.
    #[serde(default)]
    pub lessons: Option<Line>,
    /// What was told; its numbers are told, too, and counted nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<Narrative>,
}

impl Speech {
    /// Whether it told at least one concrete instance and named at least one measure.
    pub fn is_concrete(&self) -> bool {
        self.instances > 0 && self.measures > 0
    }
}

/// A case that was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseUsed {
    /// Its title.
    pub title: Line,
    /// Whether it is an example to follow; otherwise it is a warning.
    pub positive: bool,
}

/// A make-up: some of those who missed the session caught up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakeUp {
    /// The day.
    pub held_on: Date,
    /// How many caught up.
    pub present: u16,
}

/// A make-up as a form sends it.
#[derive(Debug, Clone, Copy, Default)]
pub struct MakeUpForm<'a> {
    /// Day.
    pub held_on: &'a str,
    /// How many caught up.
    pub present: &'a str,
}

/// Parses a make-up of a session; fields are `held_on` and `present`. Nobody catches up before the session, or without having missed it.
pub fn parse_make_up(form: &MakeUpForm<'_>, session: &Session, today: Date) -> Result<MakeUp, FieldErrors> {
    let mut errors = FieldErrors::new();
    let held_on = errors.take("held_on", date(form.held_on));
    if held_on.is_some_and(|day| day > today) {
        errors.add("held_on", Message::new("error-session-future"));
    }
    if held_on.is_some_and(|day| day < session.held_on) {
        errors.add("held_on", Message::new("error-make-up-early"));
    }
    let present = match session.missing() {
        0 => Err(Message::new("error-make-up-nobody")),
        missing => number(form.present, 1, missing),
    };
    match (held_on, errors.take("present", present)) {
        (Some(held_on), Some(present)) if errors.is_empty() => {
            Ok(MakeUp { held_on, present: u16::try_from(present).unwrap_or(u16::MAX) })
        }
        _ => Err(errors),
    }
}

/// The record of a session.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeminarBody {
    /// Speeches in their order.
    pub speeches: Vec<Speech>,
    /// Questions, replies and comments between the speeches.
    pub interactions: u16,
    /// Cases used.
    #[serde(default)]
    pub cases: Vec<CaseUsed>,
    /// What was agreed, an item each.
    #[serde(default)]
    pub consensus: Vec<Line>,
    /// Of those who did not come, who had leave.
    #[serde(default)]
    pub leave: u16,
    /// Make-ups for those who missed it.
    #[serde(default)]
    pub make_ups: Vec<MakeUp>,
}

/// A session as it was held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its kind.
    pub kind: SessionKind,
    /// The day.
    pub held_on: Date,
    /// How long it took.
    pub minutes: i32,
    /// Who came.
    pub present: i32,
    /// Who should have come.
    pub expected: i32,
    /// The record.
    pub body: SeminarBody,
}

/// A session as a form sends it.
#[derive(Debug, Clone, Default)]
pub struct SessionForm<'a> {
    /// Kind.
    pub kind: &'a str,
    /// Day.
    pub held_on: &'a str,
    /// Minutes.
    pub minutes: &'a str,
    /// Present.
    pub present: &'a str,
    /// Expected.
    pub expected: &'a str,
    /// Of those who did not come, who had leave; blank is none.
    pub leave: &'a str,
    /// Questions, replies and comments; blank is none.
    pub interactions: &'a str,
    /// What was agreed, a line each; may be blank.
    pub consensus: &'a str,
    /// Speeches.
    pub speeches: Vec<SpeechForm<'a>>,
    /// Cases: title and the word of their kind. A row without a title is left out.
    pub cases: Vec<(&'a str, &'a str)>,
    /// Keys of cases of the library; the register says which there are.
    pub library: Vec<&'a str>,
    /// Whether whoever sends it says that it is another session than one of the same kind, round and day.
    pub another: bool,
}

/// A speech as a form sends it.
#[derive(Debug, Clone, Default)]
pub struct SpeechForm<'a> {
    /// The post; a row without one is left out.
    pub post: &'a str,
    /// Words of [`PARTS`] that were ticked.
    pub parts: Vec<&'a str>,
    /// For each of the [`CRITERIA`] `yes`, `no` or blank.
    pub engagement: [&'a str; 3],
    /// Concrete instances; blank is none.
    pub instances: &'a str,
    /// Measures; blank is none.
    pub measures: &'a str,
    /// Lessons; may be blank.
    pub lessons: &'a str,
    /// What was told; may be blank.
    pub story: &'a str,
}

/// Parses a session; all faults are told at their fields: the form's names, `speech-N-…`, `case-N-…`.
pub fn parse_session(form: &SessionForm<'_>, today: Date) -> Result<Session, FieldErrors> {
    let mut errors = FieldErrors::new();
    let kind = errors.take("kind", SessionKind::parse(form.kind));
    let held_on = errors.take("held_on", date(form.held_on));
    let minutes = errors.take("minutes", number(form.minutes, 1, 3_000));
    let present = errors.take("present", number(form.present, 1, 100_000));
    let expected = errors.take("expected", number(form.expected, 1, 100_000));
    if held_on.is_some_and(|day| day > today) {
        errors.add("held_on", Message::new("error-session-future"));
    }
    if let (Some(present), Some(expected)) = (present, expected)
        && present > expected
    {
        errors.add("present", Message::new("error-session-present"));
    }
    let body = SeminarBody {
        speeches: speeches(&form.speeches, &mut errors),
        interactions: errors.take("interactions", tally(form.interactions)).unwrap_or(0),
        cases: cases(&form.cases, &mut errors),
        consensus: consensus(form.consensus, &mut errors),
        leave: errors.take("leave", tally(form.leave)).unwrap_or(0),
        make_ups: Vec::new(),
    };
    if let (Some(present), Some(expected)) = (present, expected)
        && i32::from(body.leave) > (expected - present).max(0)
    {
        errors.add("leave", Message::new("error-session-leave"));
    }
    match (kind, held_on, minutes, present, expected) {
        (Some(kind), Some(held_on), Some(minutes), Some(present), Some(expected)) if errors.is_empty() => {
            Ok(Session { kind, held_on, minutes, present, expected, body })
        }
        _ => Err(errors),
    }
}

fn consensus(text: &str, errors: &mut FieldErrors) -> Vec<Line> {
    let filled = text.lines().filter(|line| !line.trim().is_empty());
    filled.filter_map(|line| errors.take("consensus", Line::parse(line))).collect()
}

fn speeches(forms: &[SpeechForm<'_>], errors: &mut FieldErrors) -> Vec<Speech> {
    let filled = forms.iter().enumerate().filter(|(_, form)| !form.post.trim().is_empty());
    let mut speeches = Vec::new();
    for (place, form) in filled {
        let post = errors.take(&format!("speech-{place}-post"), Line::parse(form.post));
        let instances = errors.take(&format!("speech-{place}-instances"), tally(form.instances));
        let measures = errors.take(&format!("speech-{place}-measures"), tally(form.measures));
        let lessons = errors.take(&format!("speech-{place}-lessons"), optional(form.lessons, Line::parse));
        let story = errors.take(&format!("speech-{place}-story"), optional(form.story, Narrative::parse));
        if form.parts.iter().any(|part| !PARTS.contains(part)) {
            errors.add(format!("speech-{place}-parts"), Message::new("error-choice"));
        }
        let parts = PARTS.map(|part| form.parts.contains(&part));
        let mut engagement = [None; CRITERIA.len()];
        for ((met, sent), criterion) in engagement.iter_mut().zip(form.engagement).zip(CRITERIA) {
            let read = optional(sent, YesNo::parse);
            *met = errors
                .take(&format!("speech-{place}-{criterion}"), read)
                .flatten()
                .map(|it| it == YesNo::Yes);
        }
        if let (Some(post), Some(instances), Some(measures), Some(lessons), Some(story)) =
            (post, instances, measures, lessons, story)
        {
            speeches.push(Speech { post, parts, engagement, instances, measures, lessons, story });
        }
    }
    speeches
}

fn cases(forms: &[(&str, &str)], errors: &mut FieldErrors) -> Vec<CaseUsed> {
    let filled = forms.iter().enumerate().filter(|(_, (title, _))| !title.trim().is_empty());
    let mut cases = Vec::new();
    for (place, (title, kind)) in filled {
        let title = errors.take(&format!("case-{place}-title"), Line::parse(title));
        let kind = errors.take(&format!("case-{place}-kind"), CaseKind::parse(kind));
        if let (Some(title), Some(kind)) = (title, kind) {
            cases.push(CaseUsed { title, positive: kind == CaseKind::Positive });
        }
    }
    cases
}

/// A small count; blank is none.
fn tally(text: &str) -> Result<u16, Message> {
    let count = optional(text, |text| number(text, 0, 10_000))?.unwrap_or(0);
    Ok(u16::try_from(count).unwrap_or(u16::MAX))
}

impl Session {
    /// How many of those expected have neither come nor caught up.
    pub fn missing(&self) -> i32 {
        (self.expected - self.present - self.made_up()).max(0)
    }

    /// How many caught up.
    pub fn made_up(&self) -> i32 {
        self.body.make_ups.iter().map(|make_up| i32::from(make_up.present)).sum()
    }

    /// The share of those expected who came.
    pub fn attendance(&self) -> Option<Fraction> {
        Fraction::new(self.present.into(), self.expected.into())
    }

    /// Whether fewer came than a standard asks for.
    pub fn is_short_of(&self, attendance_floor: Fraction) -> bool {
        self.attendance().is_some_and(|share| share < attendance_floor)
    }
}

/// A whole number between two ends.
pub(crate) fn number(text: &str, least: i32, most: i32) -> Result<i32, Message> {
    let fault = || Message::new("error-number").with("least", i64::from(least)).with("most", i64::from(most));
    text.trim().parse().ok().filter(|number| (least..=most).contains(number)).ok_or_else(fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_comes_who_was_not_expected_and_no_session_is_held_tomorrow() {
        let form = SessionForm {
            kind: "seminar",
            held_on: "2015-06-02",
            minutes: "180",
            present: "12",
            expected: "11",
            ..SessionForm::default()
        };
        let errors = parse_session(&form, jiff::civil::date(2015, 6, 1)).unwrap_err();
        assert!(errors.at("held_on").is_some() && errors.at("present").is_some());
        let good =
            parse_session(&SessionForm { expected: "12", ..form }, jiff::civil::date(2015, 6, 2)).unwrap();
        assert_eq!(good.attendance(), Some(Fraction::ONE));
    }

    #[test]
    fn a_session_keeps_its_speeches_cases_and_consensus_and_leaves_blank_rows_out() {
        let speech = SpeechForm {
            post: "deputy head",
            parts: vec!["problems", "measures"],
            engagement: ["yes", "", "no"],
            instances: "1",
            measures: "2",
            lessons: "",
            story: "10 warnings in a year",
        };
        let form = SessionForm {
            kind: "leadership-study",
            held_on: "2015-06-01",
            minutes: "210",
            present: "9",
            expected: "10",
            leave: "1",
            interactions: "7",
            consensus: "first\n\n second ",
            speeches: vec![speech, SpeechForm::default()],
            cases: vec![("a book of warnings", "negative"), ("", "")],
            library: Vec::new(),
            another: false,
        };
        let session = parse_session(&form, jiff::civil::date(2015, 6, 1)).unwrap();
        let body = &session.body;
        assert_eq!((body.speeches.len(), body.cases.len(), body.consensus.len()), (1, 1, 2));
        let speech = body.speeches.first().unwrap();
        assert_eq!(speech.parts, [false, true, true, false]);
        assert_eq!(speech.engagement, [Some(true), None, Some(false)], "a mark may be missing");
        assert!(speech.is_concrete());
        assert!(!body.cases.first().unwrap().positive);
        let json = serde_json::to_string(body).unwrap();
        assert_eq!(&serde_json::from_str::<SeminarBody>(&json).unwrap(), body);
    }

    #[test]
    fn a_make_up_belongs_to_its_session_and_nobody_catches_up_who_missed_nothing() {
        let form = SessionForm {
            kind: "seminar",
            held_on: "2015-06-01",
            minutes: "90",
            present: "8",
            expected: "10",
            leave: "3",
            ..SessionForm::default()
        };
        let day = jiff::civil::date;
        let errors = parse_session(&form, day(2015, 6, 1)).unwrap_err();
        assert_eq!(errors.at("leave").unwrap().key, "error-session-leave");
        let mut session = parse_session(&SessionForm { leave: "1", ..form }, day(2015, 6, 1)).unwrap();
        assert_eq!((session.body.leave, session.missing()), (1, 2));
        let parse = |session: &Session, held_on, present| {
            parse_make_up(&MakeUpForm { held_on, present }, session, day(2015, 6, 20))
        };
        let errors = parse(&session, "2015-05-31", "3").unwrap_err();
        assert_eq!(errors.at("held_on").unwrap().key, "error-make-up-early");
        assert!(errors.at("present").is_some());
        assert!(parse(&session, "2015-06-21", "1").is_err());
        session.body.make_ups.push(parse(&session, "2015-06-10", "2").unwrap());
        assert_eq!((session.missing(), session.made_up()), (0, 2));
        assert_eq!(session.attendance(), Fraction::new(4, 5), "who caught up did not come on the day");
        let again = parse(&session, "2015-06-11", "1").unwrap_err();
        assert_eq!(again.at("present").unwrap().key, "error-make-up-nobody");
    }

    #[test]
    fn a_faulty_row_is_told_at_its_field() {
        let form = SessionForm {
            kind: "seminar",
            held_on: "2015-06-01",
            minutes: "90",
            present: "1",
            expected: "1",
            speeches: vec![
                SpeechForm::default(),
                SpeechForm { post: "head", instances: "some", ..SpeechForm::default() },
            ],
            cases: vec![("case", "middling")],
            ..SessionForm::default()
        };
        let errors = parse_session(&form, jiff::civil::date(2015, 6, 1)).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["case-0-kind", "speech-1-instances"]);
    }
}
