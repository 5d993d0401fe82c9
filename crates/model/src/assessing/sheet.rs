//! Score sheets: marks for the items of the standard, by somebody from above.

use crate::{
    fraction::Fraction,
    message::{FieldErrors, Message},
    programmes::standard::{SheetKind, Standard},
    sessions::heard::{Heard, HeardForm, parse_heard},
    words::words,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

words! {
    /// How far an observer's assignment has come.
    ObservationState, "error-observation-state" {
        /// Sent; the sheet is not handed in.
        Sent = "sent",
        /// The sheet is handed in.
        Submitted = "submitted",
    }
}

impl ObservationState {
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
    /// The score out of 100: points given of the points that could be observed.
    pub score: Fraction,
    /// How many minutes it took from opening the form, if known.
    pub minutes: Option<i32>,
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
            Ok(Sheet { kind, marks, vetoes, remarks, heard, score, minutes: None })
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
