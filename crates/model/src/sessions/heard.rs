//! What an observer heard: for each speaker how far the engagement criteria were met, whether an instance was told and a
//! measure named; cases and interaction of the whole session. By post and not by name.

use crate::{
    fraction::Fraction,
    message::{FieldErrors, Message},
    programmes::standard::{Item, Standard},
    sessions::speech::number,
    text::{Line, optional},
    words::words,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

words! {
    /// How far a speaker met a criterion.
    Met, "error-heard-met" {
        /// Fully.
        Fully = "fully",
        /// In part.
        Partly = "partly",
        /// Not at all.
        Not = "not",
    }
}

impl Met {
    /// The share of the item's points that it gives.
    pub fn share(self) -> Fraction {
        match self {
            Self::Fully => Fraction::ONE,
            Self::Partly => Fraction::thousandths(500),
            Self::Not => Fraction::ZERO,
        }
    }
}

/// A speaker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The post.
    pub post: Line,
    /// Item key → the word of how far it was met; an item may be left out.
    pub met: BTreeMap<String, String>,
    /// Whether a concrete instance was told.
    pub instance: bool,
    /// Whether a measure was named.
    pub measure: bool,
}

/// What was heard.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// Speakers in their order.
    pub speakers: Vec<Speaker>,
    /// Cases held up as an example, if it was said how many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub positive: Option<u16>,
    /// Cases held up as a warning, if it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub negative: Option<u16>,
    /// Questions, replies and comments between the speeches, if it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interactions: Option<u16>,
}

/// What was heard, as a form sends it.
#[derive(Debug, Clone, Default)]
pub struct HeardForm<'a> {
    /// Speakers; a row with nothing in it is left out.
    pub speakers: Vec<SpeakerForm<'a>>,
    /// Cases held up as an example; blank is not said.
    pub positive: &'a str,
    /// Cases held up as a warning; blank is not said.
    pub negative: &'a str,
    /// Interaction; blank is not said.
    pub interactions: &'a str,
}

/// A speaker, as a form sends it.
#[derive(Debug, Clone, Default)]
pub struct SpeakerForm<'a> {
    /// The post.
    pub post: &'a str,
    /// Item key → the word of how far it was met, or blank.
    pub met: Vec<(&'a str, &'a str)>,
    /// `instance`, `measure`, as ticked.
    pub ticked: Vec<&'a str>,
}

impl Heard {
    /// Whether nothing was noted.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// How far the speakers met an item, those for whom it was noted.
    pub fn met<'h>(&'h self, item: &'h str) -> impl Iterator<Item = Met> + 'h {
        self.speakers.iter().filter_map(move |speaker| Met::parse(speaker.met.get(item)?).ok())
    }

    /// The points of an item that is marked speaker by speaker: the mean of the shares times its points, exactly.
    /// `None` where no speaker was marked on it.
    pub fn points(&self, item: &Item) -> Option<Fraction> {
        if !item.per_speaker {
            return None;
        }
        let shares: Vec<_> = self.met(&item.key).map(Met::share).collect();
        Some(Fraction::mean(&shares)? * item.points)
    }
}

/// Parses it; faults are told at `speaker-N-post`, `speaker-N-KEY`, `positive`, `negative`, `interactions`.
pub fn parse_heard(form: &HeardForm<'_>, standard: &Standard, errors: &mut FieldErrors) -> Heard {
    let mut tally = |field: &str, text: &str| {
        let count = optional(text, |text| number(text, 0, 10_000));
        let count = errors.take(field, count).flatten();
        count.map(|count| u16::try_from(count).unwrap_or(u16::MAX))
    };
    let (positive, negative) = (tally("positive", form.positive), tally("negative", form.negative));
    let interactions = tally("interactions", form.interactions);
    let speakers = form.speakers.iter().enumerate();
    let speakers =
        speakers.filter_map(|(row, speaker)| parse_speaker(row, speaker, standard, errors)).collect();
    Heard { speakers, positive, negative, interactions }
}

fn parse_speaker(
    row: usize,
    form: &SpeakerForm<'_>,
    standard: &Standard,
    errors: &mut FieldErrors,
) -> Option<Speaker> {
    let marked: Vec<_> = form.met.iter().filter(|(_, word)| !word.is_empty()).collect();
    if form.post.trim().is_empty() && marked.is_empty() && form.ticked.is_empty() {
        return None;
    }
    let mut met = BTreeMap::new();
    for (key, word) in marked {
        let known = standard.per_speaker().any(|item| item.key == *key);
        match Met::parse(word) {
            Ok(word) if known => {
                met.insert((*key).to_owned(), word.key().to_owned());
            }
            Ok(_) => {}
            Err(message) => errors.add(format!("speaker-{row}-{key}"), message),
        }
    }
    let post = if form.post.trim().is_empty() {
        Err(Message::new("error-heard-post"))
    } else {
        Line::parse(form.post)
    };
    let post = errors.take(&format!("speaker-{row}-post"), post)?;
    let (instance, measure) = (form.ticked.contains(&"instance"), form.ticked.contains(&"measure"));
    Some(Speaker { post, met, instance, measure })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn standard() -> Standard {
        let name = serde_json::json!({ "zh-Hans": "甲", "zh-Hant": "甲", "en": "a" });
        let item = |key: &str, each: bool| serde_json::json!({ "key": key, "name": name, "points": "50", "per_speaker": each });
        let body = serde_json::json!({
            "blocks": [{
                "key": "b", "name": name, "points": "100", "evidence": name,
                "sheets": ["observation"], "items": [item("self", true), item("time", false)],
            }],
            "parts": [], "grades": [], "vetoes": [],
            "plan": { "approved": "100", "remarks": "90", "per_return": "10", "floor": "60" },
            "spot_check_rate": "1/5", "attendance_floor": "9/10",
        });
        serde_json::from_value(body).unwrap()
    }

    fn item(standard: &Standard, place: usize) -> &Item {
        standard.blocks.first().unwrap().items.get(place).unwrap()
    }

    #[test]
    fn a_blank_row_is_left_out_and_a_mark_without_its_speaker_is_told() {
        let standard = standard();
        let speaker = |post, word| SpeakerForm { post, met: vec![("self", word)], ticked: vec![] };
        let form = HeardForm {
            speakers: vec![
                speaker("head", "fully"),
                speaker("", ""),
                speaker("", "not"),
                speaker("deputy", "badly"),
            ],
            positive: "2",
            interactions: "many",
            ..HeardForm::default()
        };
        let mut errors = FieldErrors::new();
        let heard = parse_heard(&form, &standard, &mut errors);
        let fields: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["interactions", "speaker-2-post", "speaker-3-self"]);
        assert_eq!((heard.speakers.len(), heard.positive, heard.negative), (2, Some(2), None));
    }

    #[test]
    fn only_an_item_that_is_marked_speaker_by_speaker_gets_its_points_from_them() {
        let standard = standard();
        let form = HeardForm {
            speakers: vec![SpeakerForm {
                post: "head",
                met: vec![("self", "fully"), ("time", "fully")],
                ticked: vec!["measure"],
            }],
            ..HeardForm::default()
        };
        let mut errors = FieldErrors::new();
        let heard = parse_heard(&form, &standard, &mut errors);
        assert!(errors.is_empty());
        assert_eq!(heard.points(item(&standard, 0)), Some(Fraction::whole(50)));
        assert_eq!(heard.points(item(&standard, 1)), None);
        assert_eq!(Heard::default().points(item(&standard, 0)), None, "nobody was marked");
        let json = serde_json::to_string(&heard).unwrap();
        assert_eq!(serde_json::from_str::<Heard>(&json).unwrap(), heard);
    }

    proptest! {
        #[test]
        fn the_points_are_the_exact_mean_whatever_the_order(words in proptest::collection::vec(0_usize..3, 1..9)) {
            let standard = standard();
            let words: Vec<_> = words.iter().filter_map(|place| Met::ALL.get(*place)).collect();
            let points = |words: &[&Met]| {
                let speaker = |met: &&Met| SpeakerForm { post: "post", met: vec![("self", met.key())], ticked: vec![] };
                let form = HeardForm { speakers: words.iter().map(speaker).collect(), ..HeardForm::default() };
                parse_heard(&form, &standard, &mut FieldErrors::new()).points(item(&standard, 0)).unwrap()
            };
            let halves: i64 = words.iter().map(|met| match met { Met::Fully => 2, Met::Partly => 1, Met::Not => 0 }).sum();
            let exact = Fraction::new(halves * 50, 2 * words.len() as i64).unwrap();
            let backwards: Vec<_> = words.iter().rev().copied().collect();
            prop_assert_eq!(points(&words), exact);
            prop_assert_eq!(points(&backwards), exact);
        }
    }
}
