//! Seminar sessions that were held.

use crate::{
    fraction::Fraction,
    id::PostId,
    message::{FieldErrors, Message},
    programmes::round::Round,
    sessions::{
        exchange::{Attended, Came, Exchange, ExchangeForm, There, attendance, exchanges},
        roll::Roll,
        speech::{number, speeches, tally},
    },
    text::{Line, date},
    words::words,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

pub use crate::sessions::speech::{CRITERIA, PARTS, Speech, SpeechForm};

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
    /// Who of the roll did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub posts: Vec<PostId>,
}

/// A make-up as a form sends it.
#[derive(Debug, Clone, Default)]
pub struct MakeUpForm<'a> {
    /// Day.
    pub held_on: &'a str,
    /// How many caught up; blank is those who are named.
    pub present: &'a str,
    /// Keys of the posts that caught up.
    pub posts: Vec<&'a str>,
}

/// Parses a make-up of a session; fields are `held_on`, `present` and `posts`. Nobody catches up before the session, or without having missed it.
pub fn parse_make_up(form: &MakeUpForm<'_>, session: &Session, today: Date) -> Result<MakeUp, FieldErrors> {
    let mut errors = FieldErrors::new();
    let held_on = errors.take("held_on", date(form.held_on));
    if held_on.is_some_and(|day| day > today) {
        errors.add("held_on", Message::new("error-session-future"));
    }
    if held_on.is_some_and(|day| day < session.held_on) {
        errors.add("held_on", Message::new("error-make-up-early"));
    }
    let mut posts = Vec::new();
    for key in &form.posts {
        let known = session.body.attendance.iter().find(|one| one.post.to_string() == *key);
        let known = known.filter(|one| one.came.is_missing()).map(|one| one.post);
        let known = known.ok_or(Message::new("error-make-up-post"));
        posts.extend(errors.take("posts", known).filter(|post| !posts.contains(post)));
    }
    let least = i32::try_from(posts.len()).unwrap_or(i32::MAX).max(1);
    let present = match session.missing() {
        0 => Err(Message::new("error-make-up-nobody")),
        _ if form.present.trim().is_empty() && !posts.is_empty() => Ok(least),
        missing => number(form.present, least.min(missing), missing),
    };
    match (held_on, errors.take("present", present)) {
        (Some(held_on), Some(present)) if errors.is_empty() => {
            Ok(MakeUp { held_on, present: u16::try_from(present).unwrap_or(u16::MAX), posts })
        }
        _ => Err(errors),
    }
}

/// The record of a session.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeminarBody {
    /// Speeches in their order.
    pub speeches: Vec<Speech>,
    /// Questions, replies and comments between the speeches that are not told one by one.
    pub interactions: u16,
    /// Those that are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exchanges: Vec<Exchange>,
    /// Who of the roll came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attendance: Vec<Attended>,
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
    /// Present; blank is those of the roll who came.
    pub present: &'a str,
    /// Expected; blank is those of the roll of whom something is said.
    pub expected: &'a str,
    /// Of those who did not come, who had leave; blank is none.
    pub leave: &'a str,
    /// Questions, replies and comments that are not told one by one; blank is none.
    pub interactions: &'a str,
    /// Those that are told one by one.
    pub exchanges: Vec<ExchangeForm<'a>>,
    /// Who of the roll came: key of the post and the word; without a word nothing is said of it.
    pub attendance: Vec<(&'a str, &'a str)>,
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

impl SessionForm<'_> {
    /// With what was answered to the criteria of a standard at the places at which it asks them ([`SpeechForm::placed`]).
    #[must_use]
    pub fn placed(mut self, keys: &[String]) -> Self {
        self.speeches = self.speeches.into_iter().map(|speech| speech.placed(keys)).collect();
        self
    }
}

/// What a session is read against.
#[derive(Debug, Clone, Copy)]
pub struct ReadWith<'a> {
    /// The roll of its unit: whoever spoke, asked or came is chosen from it.
    pub roll: &'a Roll,
    /// The record that is corrected, if one is: make-ups stay with it.
    pub before: Option<&'a Session>,
    /// The round within which its day must lie. None where it is of no round, or where a correction leaves round and day as they
    /// were: what is in the register stays.
    pub within: Option<&'a Round>,
}

/// Parses a session; all faults are told at their fields: the form's names, `speech-N-…`, `exchange-N-…`, `case-N-…`, `came-POST`.
///
/// # Errors
/// Every fault at its field.
pub fn parse_session(
    form: &SessionForm<'_>,
    ReadWith { roll, before, within }: ReadWith<'_>,
    today: Date,
) -> Result<Session, FieldErrors> {
    let mut errors = FieldErrors::new();
    let kind = errors.take("kind", SessionKind::parse(form.kind));
    let held_on = errors.take("held_on", date(form.held_on));
    let minutes = errors.take("minutes", number(form.minutes, 1, 3_000));
    let chosen = (roll, held_on);
    let was = before.map(|session| session.body.attendance.as_slice()).unwrap_or_default();
    let came = attendance(&form.attendance, was, chosen, &mut errors);
    let there = There { roll, day: held_on, came: &came };
    let speeches = speeches(&form.speeches, there, &mut errors);
    let of_roll = |holds: fn(Came) -> bool| came.iter().filter(|one| holds(one.came)).count();
    // Whoever spoke was there, with a mark or without one.
    let unmarked = |post: &PostId| !came.iter().any(|one| one.post == *post);
    let spoke: BTreeSet<PostId> =
        speeches.iter().filter_map(|speech| speech.holder).filter(unmarked).collect();
    let counted = |text: &str, of_roll: usize| {
        let of_roll = i32::try_from(of_roll + spoke.len()).unwrap_or(i32::MAX);
        match (text.trim().is_empty(), came.is_empty()) {
            (true, false) if of_roll > 0 => Ok(of_roll),
            (true, _) => Err(Message::new("error-session-number")),
            _ => number(text, of_roll.max(1), 100_000),
        }
    };
    let present = errors.take("present", counted(form.present, of_roll(|came| came == Came::Present)));
    let expected = errors.take("expected", counted(form.expected, came.len()));
    // Of the roll alone nobody knows whether somebody without a mark was expected.
    let left = held_on.map_or(0, |day| {
        let held = roll.0.iter().filter(|one| one.days.hold(day) && unmarked(&one.post));
        held.filter(|one| !spoke.contains(&one.post)).count()
    });
    if form.expected.trim().is_empty() && !came.is_empty() && left > 0 {
        errors.add("expected", Message::new("error-session-unmarked").with("count", left));
    }
    let on_leave = u16::try_from(of_roll(|came| came == Came::Leave)).unwrap_or(u16::MAX);
    if held_on.is_some_and(|day| day > today) {
        errors.add("held_on", Message::new("error-session-future"));
    }
    if let (Some(day), Some(round)) = (held_on, within) {
        errors.take("held_on", round.holds(day));
    }
    if let (Some(present), Some(expected)) = (present, expected)
        && present + i32::try_from(of_roll(|came| came != Came::Present)).unwrap_or(i32::MAX) > expected
    {
        errors.add("present", Message::new("error-session-present"));
    }
    let body = SeminarBody {
        speeches,
        exchanges: exchanges(&form.exchanges, there, &mut errors),
        interactions: errors.take("interactions", tally(form.interactions)).unwrap_or(0),
        cases: cases(&form.cases, &mut errors),
        consensus: consensus(form.consensus, &mut errors),
        leave: errors.take("leave", tally(form.leave)).unwrap_or(0).max(on_leave),
        make_ups: before.map(|session| session.body.make_ups.clone()).unwrap_or_default(),
        attendance: came,
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

impl Session {
    /// How many of those expected have neither come nor caught up.
    pub fn missing(&self) -> i32 {
        (self.expected - self.present - self.made_up()).max(0)
    }

    /// Questions, replies and comments, those told one by one and the others. An answer is one of its own.
    pub fn interactions(&self) -> i64 {
        let told = self.body.exchanges.iter().map(|one| 1 + i64::from(one.answer.is_some()));
        told.sum::<i64>() + i64::from(self.body.interactions)
    }

    /// Whether somebody of the roll came, if the record says it: whoever spoke was there.
    pub fn came(&self, post: PostId) -> Option<Came> {
        let told = self.body.attendance.iter().find(|one| one.post == post).map(|one| one.came);
        told.or_else(|| {
            let spoke = self.body.speeches.iter().any(|speech| speech.holder == Some(post));
            spoke.then_some(Came::Present)
        })
    }

    /// Takes a make-up into the record: who is named in it has caught up.
    pub fn make_up(&mut self, make_up: MakeUp) {
        for one in self.body.attendance.iter_mut().filter(|one| make_up.posts.contains(&one.post)) {
            one.came = Came::MadeUp;
            one.made_up_on = Some(make_up.held_on);
        }
        self.body.make_ups.push(make_up);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{days::Days, sessions::roll::OnRoll};

    fn read(form: &SessionForm<'_>, today: Date) -> Result<Session, FieldErrors> {
        let roll = Roll::default();
        parse_session(form, ReadWith { roll: &roll, before: None, within: None }, today)
    }

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
        let errors = read(&form, jiff::civil::date(2015, 6, 1)).unwrap_err();
        assert!(errors.at("held_on").is_some() && errors.at("present").is_some());
        let good = read(&SessionForm { expected: "12", ..form }, jiff::civil::date(2015, 6, 2)).unwrap();
        assert_eq!(good.attendance(), Some(Fraction::ONE));
    }

    #[test]
    fn a_session_keeps_its_speeches_cases_and_consensus_and_leaves_blank_rows_out() {
        let speech = SpeechForm {
            post: "deputy head".into(),
            parts: vec!["problems", "measures"],
            engagement: ["yes", "", "no"],
            further: vec![("depth", "yes"), ("breadth", "")],
            instances: "1",
            measures: "2",
            lessons: "",
            story: "10 warnings in a year",
            ..SpeechForm::default()
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
            ..SessionForm::default()
        };
        let session = read(&form, jiff::civil::date(2015, 6, 1)).unwrap();
        let body = &session.body;
        assert_eq!((body.speeches.len(), body.cases.len(), body.consensus.len()), (1, 1, 2));
        let speech = body.speeches.first().unwrap();
        assert_eq!(speech.parts, [false, true, true, false]);
        assert_eq!(speech.engagement, [Some(true), None, Some(false)], "a mark may be missing");
        assert_eq!(speech.further.iter().collect::<Vec<_>>(), [(&"depth".to_owned(), &true)]);
        assert!(speech.is_concrete());
        assert!(!body.cases.first().unwrap().positive);
        let json = serde_json::to_string(body).unwrap();
        assert_eq!(&serde_json::from_str::<SeminarBody>(&json).unwrap(), body);
    }

    #[test]
    fn an_answer_stands_at_the_place_at_which_its_own_standard_asks_it() {
        let asked = vec![("depth", "yes"), ("duty", "no"), ("oneself", ""), ("elsewhere", "yes")];
        let speech = SpeechForm { post: "head".into(), asked, ..SpeechForm::default() };
        let form = SessionForm { speeches: vec![speech], ..SessionForm::default() };
        let keys = ["duty", "a", "b", "depth", "oneself"].map(str::to_owned);
        let placed = form.placed(&keys);
        let speech = placed.speeches.first().unwrap();
        assert_eq!(
            (speech.engagement, &speech.further),
            (["no", "", ""], &vec![("depth", "yes"), ("oneself", "")])
        );
        let errors = read(&placed, jiff::civil::date(2015, 6, 1)).unwrap_err();
        assert_eq!(errors.at("speech-0-criterion-elsewhere").unwrap().key, "error-choice");
        let unnamed = SpeechForm { engagement: ["yes", "", ""], ..SpeechForm::default() };
        let errors = read(
            &SessionForm { speeches: vec![unnamed], ..SessionForm::default() },
            jiff::civil::date(2015, 6, 1),
        );
        assert!(errors.unwrap_err().at("speech-0-post").is_some(), "a mark of nobody is not left out");
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
        let errors = read(&form, day(2015, 6, 1)).unwrap_err();
        assert_eq!(errors.at("leave").unwrap().key, "error-session-leave");
        let mut session = read(&SessionForm { leave: "1", ..form }, day(2015, 6, 1)).unwrap();
        assert_eq!((session.body.leave, session.missing()), (1, 2));
        let parse = |session: &Session, held_on, present| {
            parse_make_up(&MakeUpForm { held_on, present, posts: Vec::new() }, session, day(2015, 6, 20))
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
                SpeechForm { post: "head".into(), instances: "some", ..SpeechForm::default() },
            ],
            cases: vec![("case", "middling")],
            ..SessionForm::default()
        };
        let errors = read(&form, jiff::civil::date(2015, 6, 1)).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["case-0-kind", "speech-1-instances"]);
    }

    #[test]
    fn numbers_follow_from_who_came_and_whoever_caught_up_came_not_on_the_day() {
        let day = jiff::civil::date;
        let days = Days::kept(day(2015, 1, 1), None);
        let one = |post, title: &str| OnRoll {
            post: PostId(post),
            title: title.to_owned(),
            days,
            leads: vec![days],
        };
        let roll = Roll(vec![one(1, "head"), one(2, "deputy"), one(3, "clerk")]);
        let form = SessionForm {
            kind: "seminar",
            held_on: "2015-06-01",
            minutes: "90",
            attendance: vec![("1", "leave"), ("2", "present"), ("3", "absent")],
            speeches: vec![SpeechForm {
                post: "2".into(),
                words: ["", "letters lie about", "", ""],
                ..SpeechForm::default()
            }],
            ..SessionForm::default()
        };
        let of = |before| ReadWith { roll: &roll, before, within: None };
        let mut session = parse_session(&form, of(None), day(2015, 6, 1)).unwrap();
        assert_eq!((session.present, session.expected, session.body.leave), (1, 3, 1));
        let speech = session.body.speeches.first().unwrap();
        assert_eq!((speech.post.as_str(), speech.holder), ("deputy", Some(PostId(2))));
        assert_eq!(speech.parts, [false, true, false, false], "a part with words was there");
        assert_eq!(speech.words_of("problems").unwrap().as_str(), "letters lie about");
        let few = SessionForm { present: "1", expected: "2", ..form.clone() };
        let errors = parse_session(&few, of(None), day(2015, 6, 1)).unwrap_err();
        assert_eq!(errors.at("expected").unwrap().key, "error-number", "three are named");
        let make_up = |posts| MakeUpForm { held_on: "2015-06-03", present: "", posts };
        assert!(
            parse_make_up(&make_up(vec!["2"]), &session, day(2015, 6, 3)).is_err(),
            "who came missed nothing"
        );
        let made_up = parse_make_up(&make_up(vec!["1"]), &session, day(2015, 6, 3)).unwrap();
        session.make_up(made_up);
        assert_eq!(
            (session.came(PostId(1)), session.came(PostId(2))),
            (Some(Came::MadeUp), Some(Came::Present))
        );
        assert_eq!((session.missing(), session.attendance()), (1, Fraction::new(1, 3)));
        let again =
            SessionForm { attendance: vec![("1", "made-up"), ("2", "present"), ("3", "absent")], ..form };
        let corrected = parse_session(&again, of(Some(&session)), day(2015, 6, 4)).unwrap();
        assert_eq!(corrected.body.make_ups, session.body.make_ups, "a correction keeps what was made up");
        assert_eq!(corrected.came(PostId(1)), Some(Came::MadeUp));
    }

    #[test]
    fn numbers_contradict_no_mark_and_nobody_without_one_is_left_out_unasked() {
        let day = |day| jiff::civil::date(2015, 6, day);
        let days = Days::new(day(1), None).unwrap();
        let one =
            |key, title: &str| OnRoll { post: PostId(key), title: title.into(), days, leads: Vec::new() };
        let roll = Roll(vec![one(1, "head"), one(2, "deputy"), one(3, "clerk")]);
        let of = ReadWith { roll: &roll, before: None, within: None };
        let form = |present, expected, attendance, speaker: &'static str| SessionForm {
            kind: "seminar",
            held_on: "2015-06-01",
            minutes: "90",
            present,
            expected,
            attendance,
            speeches: match speaker {
                "" => Vec::new(),
                post => vec![SpeechForm { post: post.into(), instances: "1", ..SpeechForm::default() }],
            },
            ..SessionForm::default()
        };
        let marks = || vec![("1", "present"), ("2", "absent")];
        let fault = |form: &SessionForm<'_>, field| {
            parse_session(form, of, day(1)).unwrap_err().at(field).map(|fault| fault.key)
        };
        assert_eq!(fault(&form("9", "9", marks(), ""), "present"), Some("error-session-present"));
        assert!(parse_session(&form("8", "9", marks(), ""), of, day(1)).is_ok());
        assert_eq!(fault(&form("", "", marks(), ""), "expected"), Some("error-session-unmarked"));
        let spoke = parse_session(&form("", "", marks(), "3"), of, day(1)).unwrap();
        assert_eq!((spoke.present, spoke.expected), (2, 3), "whoever spoke was there");
        assert_eq!(fault(&form("1", "3", marks(), "3"), "present"), Some("error-number"));
    }

    #[test]
    fn a_speech_of_which_something_is_told_has_a_speaker() {
        let form = SessionForm {
            kind: "seminar",
            held_on: "2015-06-01",
            minutes: "90",
            present: "1",
            expected: "1",
            speeches: vec![SpeechForm { instances: "1", ..SpeechForm::default() }],
            ..SessionForm::default()
        };
        let errors = read(&form, jiff::civil::date(2015, 6, 1)).unwrap_err();
        assert_eq!(errors.at("speech-0-post").unwrap().key, "error-speech-post");
    }
}
