//! Free questions to units: short, asked once, and never what the register answers already.

use crate::{
    message::{FieldErrors, Message},
    text::{Line, Prose, date},
};
use jiff::civil::Date;
use serde::Deserialize;

/// The most fields of a question: what the lowest tier can be asked in one form.
pub const MOST_FIELDS: usize = 7;

/// What the register answers by itself: words for it, and the room where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// Where the answer stands: a path.
    pub place: String,
    /// How people ask for it, in any language.
    pub words: Vec<String>,
}

/// A question to be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewQuestion {
    /// Its title.
    pub title: Line,
    /// What the answers are for.
    pub why: Line,
    /// Labels of its fields, one to seven.
    pub fields: Vec<Line>,
    /// How many minutes an answer takes.
    pub minutes: i32,
    /// By when it is to be answered.
    pub due_on: Date,
}

/// A question as a form sends it; blank fields are left out.
#[derive(Debug, Clone, Default)]
pub struct QuestionForm<'a> {
    /// Title.
    pub title: &'a str,
    /// What for.
    pub why: &'a str,
    /// Labels of fields.
    pub fields: Vec<&'a str>,
    /// Minutes.
    pub minutes: &'a str,
    /// Day.
    pub due_on: &'a str,
}

/// Parses a question; its fields are `title`, `why`, `field-PLACE` (from 0), `minutes` and `due_on`.
pub fn parse_question(form: &QuestionForm<'_>, today: Date) -> Result<NewQuestion, FieldErrors> {
    let mut errors = FieldErrors::new();
    let title = errors.take("title", Line::parse(form.title));
    let why = errors.take("why", Line::parse(form.why));
    let mut fields = Vec::new();
    let mut folded_before: Vec<String> = Vec::new();
    for (place, label) in form.fields.iter().enumerate().filter(|(_, label)| !label.trim().is_empty()) {
        let name = format!("field-{place}");
        if let Some(label) = errors.take(&name, Line::parse(label)) {
            let key = folded(label.as_str());
            if folded_before.contains(&key) {
                errors.add(name, Message::new("error-question-twice"));
            }
            folded_before.push(key);
            fields.push(label);
        }
    }
    if fields.is_empty() {
        errors.add("field-0", Message::new("error-question-empty"));
    }
    if fields.len() > MOST_FIELDS {
        errors.add(
            format!("field-{MOST_FIELDS}"),
            Message::new("error-question-long").with("most", MOST_FIELDS),
        );
    }
    let minutes = match form.minutes.trim().parse::<i32>() {
        Ok(minutes) if (1..=480).contains(&minutes) => Some(minutes),
        _ => errors.take("minutes", Err(Message::new("error-question-minutes"))),
    };
    let due_on = errors.take("due_on", date(form.due_on).and_then(|day| later(day, today)));
    match (title, why, minutes, due_on) {
        (Some(title), Some(why), Some(minutes), Some(due_on)) if errors.is_empty() => {
            Ok(NewQuestion { title, why, fields, minutes, due_on })
        }
        _ => Err(errors),
    }
}

fn later(day: Date, today: Date) -> Result<Date, Message> {
    if day > today { Ok(day) } else { Err(Message::new("error-question-due")) }
}

/// Parses the answers to all fields; each is needed, named `answer-PLACE`.
pub fn parse_answers(sent: &[&str], fields: usize) -> Result<Vec<String>, FieldErrors> {
    let mut errors = FieldErrors::new();
    let answers: Vec<_> = (0..fields)
        .filter_map(|place| {
            let text = sent.get(place).copied().unwrap_or_default();
            errors.take(&format!("answer-{place}"), Prose::parse(text)).map(|text| text.as_str().to_owned())
        })
        .collect();
    if errors.is_empty() { Ok(answers) } else { Err(errors) }
}

/// A question without what does not tell it from the same question: case, spaces, signs.
pub fn folded(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How many signs more than the words a question may have to be the same question.
const MORE: usize = 6;

/// Where the register answers a question already.
pub fn answered_at<'k>(known: &'k [Known], question: &str) -> Option<&'k str> {
    let asked = folded(question);
    let length = asked.chars().count();
    let same = |word: &String| {
        let word = folded(word);
        !word.is_empty() && asked.contains(&word) && length <= word.chars().count() + MORE
    };
    known.iter().find(|known| known.words.iter().any(same)).map(|known| known.place.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn form<'a>(fields: Vec<&'a str>) -> QuestionForm<'a> {
        QuestionForm { title: "供水", why: "安排检修", fields, minutes: "10", due_on: "2015-06-20" }
    }

    #[test]
    fn a_question_has_one_to_seven_fields_and_a_day_to_come() {
        let today = date(2015, 6, 1);
        assert_eq!(parse_question(&form(vec!["水源", "", "水质"]), today).unwrap().fields.len(), 2);
        let many: Vec<_> = ["a", "b", "c", "d", "e", "f", "g", "h"].to_vec();
        let errors = parse_question(&form(many), today).unwrap_err();
        assert_eq!(errors.at("field-7").unwrap().key, "error-question-long");
        let blank =
            QuestionForm { minutes: "0", due_on: "2015-06-01", ..form(vec![" ", "水 源", "水源"]) };
        let errors = parse_question(&blank, today).unwrap_err();
        let keys: Vec<_> = errors.iter().map(|(field, _)| field.to_owned()).collect();
        assert_eq!(keys, ["due_on", "field-2", "minutes"], "the same field twice is one too many");
    }

    #[test]
    fn what_the_register_knows_is_not_asked() {
        let known = [Known {
            place: "/ledger".into(),
            words: vec!["整改措施数".into(), "number of measures".into()],
        }];
        assert_eq!(answered_at(&known, "本单位整改措施数？"), Some("/ledger"));
        assert_eq!(answered_at(&known, "The number of measures"), Some("/ledger"));
        assert_eq!(answered_at(&known, "去年冬天受灾户的整改措施数是否包括道路"), None);
        assert_eq!(answered_at(&known, "水源"), None);
    }

    proptest! {
        #[test]
        fn case_spaces_and_signs_do_not_make_another_question(text in "[a-zA-Z]{1,12}", at in 0_usize..12) {
            let at = at.min(text.len());
            let other = format!("{} ?{}。", &text[..at].to_uppercase(), &text[at..]);
            prop_assert_eq!(folded(&text), folded(&other));
        }
    }
}
