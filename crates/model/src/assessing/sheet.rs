//! Score sheets: marks for the items of the standard, by somebody from above.

use crate::{
    days::from_opening,
    fraction::Fraction,
    id::SeminarId,
    message::{FieldErrors, Message},
    programmes::standard::{SheetKind, Standard},
    sessions::{
        heard::{Heard, HeardForm, parse_heard},
        seminar::SessionKind,
    },
    text::{date, optional},
    words::words,
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

words! {
    /// How far an observer's assignment has come.
    ObservationState, "error-observation-state" {
        /// Sent; the sheet is not handed in.
        Sent = "sent",
        /// The sheet is handed in.
        Submitted = "submitted",
        /// Ended without a sheet: who was sent has an interest in the unit and stays away.
        Recused = "recused",
    }
}

impl ObservationState {
    /// Whether somebody is sent by it: who stays away is not.
    pub fn is_manned(self) -> bool {
        self != Self::Recused
    }

    /// Whether its sheet is owed.
    pub fn owes_sheet(self) -> bool {
        self == Self::Sent
    }
}

words! {
    /// How far a spot check has come.
    SpotCheckState, "error-spot-check-state" {
        /// Drawn; the materials are called up.
        Drawn = "drawn",
        /// The materials are assessed.
        Assessed = "assessed",
        /// Its draw was declared void.
        Void = "void",
    }
}

impl SpotCheckState {
    /// Whether its materials wait for a first sheet.
    pub fn is_waiting(self) -> bool {
        self == Self::Drawn
    }

    /// Whether a sheet assesses its materials.
    pub fn is_assessed(self) -> bool {
        self == Self::Assessed
    }

    /// Whether it counts: neither its draw is void nor another unit took its place.
    pub fn is_live(self) -> bool {
        self != Self::Void
    }
}

/// A mark: points given, or the reason why the item could not be observed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Mark {
    /// Points.
    Points(Fraction),
    /// Not observable, and why.
    NotObservable {
        /// Why.
        reason: String,
    },
}

/// A sheet that is complete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// On what it was filled.
    pub kind: SheetKind,
    /// Item key → mark.
    pub marks: BTreeMap<String, Mark>,
    /// Keys of veto grounds that were met.
    pub vetoes: Vec<String>,
    /// Remarks.
    pub remarks: String,
    /// What an observer heard, speaker by speaker.
    pub heard: Heard,
    /// Which session was heard; none on other sheets, and on those from before sheets named it.
    pub on: Option<OnSession>,
    /// The score out of 100: points given of the points that could be observed.
    pub score: Fraction,
    /// How many minutes it took from opening the form, if known.
    pub minutes: Option<i32>,
}

/// Which session was heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnSession {
    /// Its record, if the unit had made one.
    pub session: Option<SeminarId>,
    /// Its day.
    pub day: Date,
}

impl OnSession {
    /// Whether both are of one session: of one record, or of one day where either knew no record.
    fn is(&self, other: &Self) -> bool {
        match (self.session, other.session) {
            (Some(one), Some(other)) => one == other,
            _ => self.day == other.day,
        }
    }
}

/// A session that can have been heard: told by its kind, its day and how long it took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeardSession {
    /// Its record.
    pub session: SeminarId,
    /// Its kind.
    pub kind: SessionKind,
    /// Its day.
    pub day: Date,
    /// How many minutes it took.
    pub minutes: i32,
}

/// What is known of the sessions that can have been heard.
#[derive(Debug, Clone, Default)]
pub struct Hearable {
    /// Sessions of the unit that are recorded for the round, the oldest first.
    pub recorded: Vec<HeardSession>,
    /// The day for which the observer was sent, if one was named.
    pub sent_for: Option<Date>,
    /// The day on which the round opened.
    pub opened_on: Option<Date>,
    /// Sessions of the round of which the observer's own sheet is in: nobody counts as two.
    pub told: Vec<OnSession>,
}

impl Hearable {
    /// Those that were held by a day: what is to come was not heard.
    pub fn held(&self, today: Date) -> impl Iterator<Item = &HeardSession> {
        self.recorded.iter().filter(move |heard| heard.day <= today)
    }

    /// The seminar that is meant where nothing is said: the only record there is. Another kind is heard only by whoever says so.
    pub fn only_seminar(&self, today: Date) -> Option<SeminarId> {
        let mut held = self.held(today);
        let first = held.next().filter(|_| held.next().is_none());
        first.filter(|heard| heard.kind == SessionKind::Seminar).map(|heard| heard.session)
    }

    /// Reads which session was heard, of which the observer has handed in no sheet yet. Where the form says nothing it is the only seminar that is recorded for the day for which
    /// the observer was sent, or the only one at all; where none is recorded, the one of that day. Nothing is heard before
    /// its time.
    ///
    /// # Errors
    /// At `session`: none is chosen where there are several, or a foreign one, or one of which the own sheet is in; at `heard_on`:
    /// the day has not come, or lies before the round, or is not said, or is not that of the session that is chosen.
    pub fn read(&self, form: &SheetForm<'_>, today: Date) -> Result<OnSession, FieldErrors> {
        let on = self.meant(form, today)?;
        if self.told.iter().any(|told| told.is(&on)) {
            let mut errors = FieldErrors::new();
            // Where nothing is recorded there is no session to choose.
            let field = if self.held(today).next().is_some() { "session" } else { "heard_on" };
            errors.add(field, Message::new("error-sheet-session-twice").with("day", on.day.to_string()));
            return Err(errors);
        }
        Ok(on)
    }

    /// Which session is meant.
    fn meant(&self, form: &SheetForm<'_>, today: Date) -> Result<OnSession, FieldErrors> {
        let mut errors = FieldErrors::new();
        let fault = |field: &str, key: &'static str| {
            let mut errors = FieldErrors::new();
            errors.add(field, Message::new(key));
            Err(errors)
        };
        let of = |heard: &HeardSession| OnSession { session: Some(heard.session), day: heard.day };
        if !form.session.is_empty() {
            let chosen = self.held(today).find(|heard| heard.session.to_string() == form.session).map(of);
            let Some(chosen) = chosen else { return fault("session", "error-sheet-session") };
            let told = errors.take("heard_on", optional(form.heard_on, date)).flatten();
            if told.is_some_and(|day| day != chosen.day) {
                let other = Message::new("error-sheet-session-other").with("day", chosen.day.to_string());
                errors.add("heard_on", other);
            }
            return if errors.is_empty() { Ok(chosen) } else { Err(errors) };
        }
        let told = errors.take("heard_on", optional(form.heard_on, date)).flatten();
        if !errors.is_empty() {
            return Err(errors);
        }
        let all: Vec<_> = self.held(today).copied().collect();
        let day = told.or(self.sent_for);
        let like: Vec<_> =
            all.iter().filter(|heard| day.is_none_or(|day| heard.day == day)).copied().collect();
        match (like.as_slice(), told, all.as_slice()) {
            ([one], ..) | ([], None, [one]) if one.kind == SessionKind::Seminar => return Ok(of(one)),
            ([_, _, ..], ..) | ([], None, [_, _, ..]) => return fault("session", "error-sheet-session"),
            ([] | [_], ..) => {}
        }
        let Some(day) = day else { return fault("heard_on", "error-sheet-session-day") };
        if day > today {
            return fault("heard_on", "error-sheet-session-future");
        }
        if let Some(opened) = self.opened_on {
            errors.take("heard_on", from_opening(day, opened));
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(OnSession { session: None, day })
    }
}

/// A sheet as a form sends it.
#[derive(Debug, Clone, Default)]
pub struct SheetForm<'a> {
    /// Item key → points as typed; `-` for not observable.
    pub marks: Vec<(&'a str, &'a str)>,
    /// Item key → why it could not be observed.
    pub reasons: Vec<(&'a str, &'a str)>,
    /// Veto keys ticked.
    pub vetoes: Vec<&'a str>,
    /// Remarks.
    pub remarks: &'a str,
    /// What an observer heard; nothing on other sheets.
    pub heard: HeardForm<'a>,
    /// Key of the record of the session that was heard; may be blank.
    pub session: &'a str,
    /// The day on which it was heard, where no record says it.
    pub heard_on: &'a str,
    /// When the form was opened (RFC 3339), as the form says.
    pub opened: &'a str,
}

/// Minutes from opening a form to handing it in, rounded up. Not known where the form doesn't say, or says something that
/// can't be: it is a hint for the office and decides nothing, so that nobody is held up by it.
pub fn minutes_since(opened: &str, now: Timestamp) -> Option<i32> {
    let opened: Timestamp = opened.parse().ok()?;
    let seconds = now.as_second() - opened.as_second();
    (0..24 * 3_600).contains(&seconds).then(|| i32::try_from((seconds + 59) / 60).unwrap_or_default())
}

/// Parses a sheet against the standard; fields are `mark-KEY`, `reason-KEY`, `veto`, `remarks` and those of
/// [`parse_heard`].
pub fn parse_sheet(form: &SheetForm<'_>, kind: SheetKind, standard: &Standard) -> Result<Sheet, FieldErrors> {
    let mut errors = FieldErrors::new();
    let find = |list: &[(&'_ str, &'_ str)], key: &str| {
        list.iter()
            .find(|(found, _)| *found == key)
            .map_or(String::new(), |(_, value)| value.trim().to_owned())
    };
    let heard = parse_heard(&form.heard, standard, &mut errors);
    let mut marks = BTreeMap::new();
    for item in standard.items_on(kind) {
        let (typed, reason) = (find(&form.marks, &item.key), find(&form.reasons, &item.key));
        let mark = match heard.points(item) {
            Some(points) if typed.is_empty() => Ok(Mark::Points(points)),
            Some(_) => Err(("mark", Message::new("error-sheet-both"))),
            None => parse_mark(&typed, &reason, item.points),
        };
        match mark {
            Ok(mark) => {
                marks.insert(item.key.clone(), mark);
            }
            Err((field, message)) => errors.add(format!("{field}-{}", item.key), message),
        }
    }
    let vetoes: Vec<_> =
        form.vetoes.iter().filter(|key| standard.veto(key).is_some()).map(|key| (*key).to_owned()).collect();
    let remarks = form.remarks.trim().replace("\r\n", "\n");
    if !vetoes.is_empty() && remarks.is_empty() {
        errors.add("remarks", Message::new("error-sheet-veto-remarks"));
    }
    if remarks.chars().count() > crate::text::Prose::LIMIT {
        let length = remarks.chars().count();
        errors.add(
            "remarks",
            Message::new("error-text-long").with("length", length).with("limit", crate::text::Prose::LIMIT),
        );
    }
    let score = score(&marks, kind, standard);
    if score.is_none() && errors.is_empty() {
        errors.add("remarks", Message::new("error-sheet-nothing"));
    }
    match score {
        Some(score) if errors.is_empty() => {
            Ok(Sheet { kind, marks, vetoes, remarks, heard, on: None, score, minutes: None })
        }
        _ => Err(errors),
    }
}

fn parse_mark(points: &str, reason: &str, most: Fraction) -> Result<Mark, (&'static str, Message)> {
    if points == "-" {
        if reason.is_empty() {
            return Err(("reason", Message::new("error-sheet-reason")));
        }
        return Ok(Mark::NotObservable { reason: reason.chars().take(200).collect() });
    }
    let fault = || ("mark", Message::new("error-sheet-mark").with("most", most.rounded(0)));
    let points = Fraction::parse(points).map_err(|_| fault())?;
    if points < Fraction::ZERO || points > most { Err(fault()) } else { Ok(Mark::Points(points)) }
}

/// Points given of the points that could be observed, scaled to 100. `None` if nothing could be observed.
pub fn score(marks: &BTreeMap<String, Mark>, kind: SheetKind, standard: &Standard) -> Option<Fraction> {
    let mut given = Fraction::ZERO;
    let mut possible = Fraction::ZERO;
    for item in standard.items_on(kind) {
        if let Some(Mark::Points(points)) = marks.get(&item.key) {
            given = given + *points;
            possible = possible + item.points;
        }
    }
    (given * Fraction::whole(100)).checked_div(possible)
}

/// Whether every item of a sheet got the same share of its points (straight-lining), where at least three were marked.
///
/// It is a question and no fault: a session can be even throughout.
pub fn same_share_throughout(marks: &BTreeMap<String, Mark>, standard: &Standard) -> bool {
    let points = |key: &str| {
        let mut items = standard.blocks.iter().flat_map(|block| &block.items);
        items.find(|item| item.key == key).map(|item| item.points)
    };
    let shares: Vec<Fraction> = marks
        .iter()
        .filter_map(|(key, mark)| match mark {
            Mark::Points(given) => given.checked_div(points(key)?),
            Mark::NotObservable { .. } => None,
        })
        .collect();
    shares.len() >= 3 && shares.windows(2).all(|pair| matches!(pair, [one, next] if one == next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_heard_before_its_time_and_two_sessions_of_a_round_are_two() {
        let day = jiff::civil::date;
        let today = day(2015, 6, 10);
        let of = |kind, id, day| HeardSession { session: SeminarId(id), kind, day, minutes: 90 };
        let seminar = |id, day| of(SessionKind::Seminar, id, day);
        let two = vec![seminar(1, day(2015, 6, 2)), seminar(2, day(2015, 6, 8))];
        let hearable = |recorded: &[HeardSession], sent_for| Hearable {
            recorded: recorded.to_vec(),
            sent_for,
            opened_on: Some(day(2015, 6, 1)),
            told: Vec::new(),
        };
        let said = |session, heard_on| SheetForm { session, heard_on, ..SheetForm::default() };
        let read = |hearable: &Hearable, form: SheetForm<'_>| {
            hearable.read(&form, today).map(|on| (on.session.map(|key| key.0), on.day.to_string())).map_err(
                |errors| {
                    let (field, message) = errors.iter().next().unwrap();
                    (field.to_owned(), message.key)
                },
            )
        };
        let fault = |field: &str, key| Err((field.to_owned(), key));
        let both = hearable(&two, None);
        assert_eq!(read(&both, said("", "")), fault("session", "error-sheet-session"), "which of the two");
        assert_eq!(read(&both, said("2", "")), Ok((Some(2), "2015-06-08".to_owned())));
        assert_eq!(read(&both, said("9", "")), fault("session", "error-sheet-session"), "a foreign one");
        assert_eq!(read(&both, said("", "2015-06-02")), Ok((Some(1), "2015-06-02".to_owned())));
        let one = hearable(&two[..1], Some(day(2015, 6, 5)));
        assert_eq!(read(&one, said("", "")), Ok((Some(1), "2015-06-02".to_owned())), "held on another day");
        assert_eq!(
            read(&hearable(&two, Some(day(2015, 6, 8))), said("", "")),
            Ok((Some(2), "2015-06-08".to_owned()))
        );
        let none = hearable(&[], None);
        assert_eq!(read(&none, said("", "")), fault("heard_on", "error-sheet-session-day"));
        assert_eq!(read(&none, said("", "2015-06-11")), fault("heard_on", "error-sheet-session-future"));
        assert_eq!(read(&none, said("", "2015-05-31")), fault("heard_on", "error-session-before-round"));
        assert_eq!(read(&none, said("", "2015-06-10")), Ok((None, "2015-06-10".to_owned())));
        let later = hearable(&[], Some(day(2015, 6, 11)));
        assert_eq!(read(&later, said("", "")), fault("heard_on", "error-sheet-session-future"));
        let ahead = hearable(&[seminar(3, day(2015, 6, 12))], None);
        assert_eq!(read(&ahead, said("3", "")), fault("session", "error-sheet-session"), "not held yet");
        let lecture = of(SessionKind::Lecture, 4, day(2015, 6, 2));
        let beside = hearable(&[lecture, two[0]], None);
        assert_eq!(beside.only_seminar(today), None);
        assert_eq!(read(&beside, said("", "")), fault("session", "error-sheet-session"), "which of the two");
        assert_eq!(hearable(&[two[0]], None).only_seminar(today), Some(SeminarId(1)));
        assert_eq!(read(&beside, said("4", "")).unwrap().0, Some(4));
        let alone = hearable(&[lecture], None);
        assert_eq!(
            read(&alone, said("", "")),
            fault("heard_on", "error-sheet-session-day"),
            "a lecture is heard only by whoever says so"
        );
    }

    #[test]
    fn one_person_hands_in_one_sheet_on_a_session_and_nobody_counts_as_two() {
        let day = jiff::civil::date;
        let said = |session, heard_on| SheetForm { session, heard_on, ..SheetForm::default() };
        let read = |hearable: &Hearable, form: SheetForm<'_>| {
            let read = hearable.read(&form, day(2015, 6, 10));
            let told = |errors: FieldErrors| {
                errors.iter().map(|(field, message)| (field.to_owned(), message.key)).next().unwrap()
            };
            read.map(|on| on.session.map(|session| session.0)).map_err(told)
        };
        let told = OnSession { session: Some(SeminarId(1)), day: day(2015, 6, 2) };
        let seminar =
            |id, day| HeardSession { session: SeminarId(id), kind: SessionKind::Seminar, day, minutes: 90 };
        let two = vec![seminar(1, day(2015, 6, 2)), seminar(2, day(2015, 6, 8))];
        let both = Hearable { recorded: two.clone(), told: vec![told], ..Hearable::default() };
        assert_eq!(read(&both, said("1", "")), Err(("session".to_owned(), "error-sheet-session-twice")));
        assert_eq!(
            read(&both, said("", "2015-06-02")),
            Err(("session".to_owned(), "error-sheet-session-twice"))
        );
        assert_eq!(read(&both, said("2", "")), Ok(Some(2)), "two sessions of a round are two");
        assert_eq!(
            read(&both, said("2", "2015-06-03")),
            Err(("heard_on".to_owned(), "error-sheet-session-other")),
            "what was typed is not left out"
        );
        let unrecorded = Hearable { told: vec![OnSession { session: None, ..told }], ..Hearable::default() };
        assert_eq!(
            read(&unrecorded, said("", "2015-06-02")),
            Err(("heard_on".to_owned(), "error-sheet-session-twice"))
        );
        let recorded = Hearable { recorded: two, ..unrecorded };
        assert_eq!(
            read(&recorded, said("1", "")),
            Err(("session".to_owned(), "error-sheet-session-twice")),
            "recorded after the first sheet was in"
        );
    }
    use proptest::prelude::*;

    fn standard() -> Standard {
        let name = serde_json::json!({ "zh-Hans": "甲", "zh-Hant": "甲", "en": "a" });
        let item = |key: &str| serde_json::json!({ "key": key, "name": name, "points": "50" });
        let body = serde_json::json!({
            "blocks": [{
                "key": "b", "name": name, "points": "100", "evidence": name,
                "sheets": ["observation"], "items": [item("one"), item("two")],
            }],
            "parts": [], "grades": [], "vetoes": [{ "key": "not-held", "name": name }],
            "plan": { "approved": "100", "remarks": "90", "per_return": "10", "floor": "60" },
            "spot_check_rate": "1/5", "attendance_floor": "9/10",
        });
        serde_json::from_value(body).unwrap()
    }

    fn parse(form: &SheetForm<'_>) -> Result<Sheet, FieldErrors> {
        parse_sheet(form, SheetKind::Observation, &standard())
    }

    #[test]
    fn the_minutes_of_a_sheet_are_known_only_if_they_can_be() {
        let now: Timestamp = "2015-06-10T08:30:30Z".parse().unwrap();
        assert_eq!(minutes_since("2015-06-10T08:00:00Z", now), Some(31));
        assert_eq!(minutes_since("2015-06-10T08:30:30Z", now), Some(0));
        for unknown in ["", "yesterday", "2015-06-10T08:31:00Z", "2015-06-08T08:00:00Z"] {
            assert_eq!(minutes_since(unknown, now), None, "{unknown}");
        }
    }

    #[test]
    fn every_item_is_marked_or_its_absence_explained() {
        let form = SheetForm { marks: vec![("one", "50.5"), ("two", "-")], ..SheetForm::default() };
        let errors = parse(&form).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["mark-one", "reason-two"]);
        assert!(parse(&SheetForm::default()).unwrap_err().at("mark-two").is_some());
    }

    #[test]
    fn three_items_with_the_same_share_are_marked_alike_and_two_say_nothing() {
        let mut standard = standard();
        let mut third = standard.blocks[0].items[0].clone();
        (third.key, third.points) = ("three".into(), Fraction::whole(10));
        standard.blocks[0].items.push(third);
        let alike = |marks: &[(&str, i64)]| {
            let marks =
                marks.iter().map(|(key, mark)| ((*key).to_owned(), Mark::Points(Fraction::whole(*mark))));
            same_share_throughout(&marks.collect(), &standard)
        };
        assert!(alike(&[("one", 40), ("two", 40), ("three", 8)]));
        assert!(!alike(&[("one", 40), ("two", 40), ("three", 9)]));
        assert!(!alike(&[("one", 40), ("two", 40)]));
    }

    #[test]
    fn what_could_not_be_observed_counts_neither_for_nor_against() {
        let form = SheetForm {
            marks: vec![("one", "40"), ("two", "-")],
            reasons: vec![("two", "nothing was called up")],
            ..SheetForm::default()
        };
        assert_eq!(parse(&form).unwrap().score, Fraction::whole(80));
        let nothing = SheetForm {
            marks: vec![("one", "-"), ("two", "-")],
            reasons: vec![("one", "absent"), ("two", "absent")],
            ..SheetForm::default()
        };
        assert_eq!(parse(&nothing).unwrap_err().at("remarks").unwrap().key, "error-sheet-nothing");
    }

    #[test]
    fn a_veto_needs_its_facts_and_a_strange_one_is_none() {
        let marks = vec![("one", "40"), ("two", "40")];
        let form = SheetForm { marks, vetoes: vec!["not-held", "bad-mood"], ..SheetForm::default() };
        assert!(parse(&form).unwrap_err().at("remarks").is_some());
        let said = SheetForm { remarks: "no session was held", ..form };
        assert_eq!(parse(&said).unwrap().vetoes, ["not-held"]);
    }

    proptest! {
        #[test]
        fn a_score_is_exact_and_between_nought_and_a_hundred(one in 0_i64..=500, two in 0_i64..=500) {
            let text = |tenths: i64| format!("{}.{}", tenths / 10, tenths % 10);
            let (first, second) = (text(one), text(two));
            let form = SheetForm { marks: vec![("one", &first), ("two", &second)], ..SheetForm::default() };
            let score = parse(&form).unwrap().score;
            prop_assert_eq!(score, Fraction::new(one + two, 10).unwrap());
            prop_assert!(score >= Fraction::ZERO && score <= Fraction::whole(100));
        }
    }
}
