//! Numbers of documents: the form that the organisation sets, and what it makes of an office's word, a year and a running number.

use crate::message::Message;
use std::collections::BTreeSet;

/// What a form holds, each once.
const PARTS: [&str; 3] = ["{word}", "{year}", "{number}"];
/// The most characters of a form, and of a word.
const LONGEST: usize = 60;

/// How circulars are numbered: a running number for each office and year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbering {
    form: String,
    words: Vec<(String, String)>,
}

/// The number of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentNumber {
    /// Of which year.
    pub year: i16,
    /// Its place among those of its office in that year, from 1.
    pub place: i32,
    /// As it stands on paper.
    pub text: String,
}

impl Numbering {
    /// Reads a form, such as `{word}〔{year}〕{number}号`, and the words of the offices, `CODE WORD` on each line. Both blank is none:
    /// then documents have no numbers.
    ///
    /// # Errors
    /// What is wrong with the form, and what with the words.
    pub fn parse(form: &str, words: &str) -> Result<Option<Self>, (Option<Message>, Option<Message>)> {
        let lines: Vec<&str> = words.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let form = form.trim();
        if form.is_empty() && lines.is_empty() {
            return Ok(None);
        }
        let is_form = is_form(form).then(|| form.to_owned()).ok_or_else(|| Message::new("error-number-form"));
        match (is_form, words_of(&lines)) {
            (Ok(form), Ok(words)) => match ambiguous(&form, &words) {
                Some(line) => Err((None, Some(Message::new("error-number-ambiguous").with("line", line)))),
                None => Ok(Some(Self { form, words })),
            },
            (form, words) => Err((form.err(), words.err())),
        }
    }

    /// The form.
    pub fn form(&self) -> &str {
        &self.form
    }

    /// The words of the offices, each on its line behind the code of its unit.
    pub fn words(&self) -> String {
        self.words.iter().map(|(code, word)| format!("{code} {word}\n")).collect()
    }

    /// The codes of the offices that have a word.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|(code, _)| code.as_str())
    }

    /// The number at a place of a year; none for an office without a word.
    pub fn number(&self, code: &str, (year, place): (i16, i32)) -> Option<DocumentNumber> {
        let (_, word) = self.words.iter().find(|(known, _)| known == code)?;
        // The word goes last: what stands in it is no part of the form.
        let text = self.form.replace("{year}", &year.to_string()).replace("{number}", &place.to_string());
        Some(DocumentNumber { year, place, text: text.replace("{word}", word) })
    }
}

/// The line of a word that makes the numbers of another office: digits at its edge run together with those that the form has beside it.
fn ambiguous(form: &str, words: &[(String, String)]) -> Option<String> {
    let before = form.contains("{word}{number}") || form.contains("{word}{year}");
    let behind = form.contains("{number}{word}") || form.contains("{year}{word}");
    let digits = |rest: &str| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit());
    let runs = |word: &str, other: &str| {
        before && word.strip_prefix(other).is_some_and(digits)
            || behind && word.strip_suffix(other).is_some_and(digits)
    };
    let found = words.iter().find(|(_, word)| words.iter().any(|(_, other)| runs(word, other)))?;
    Some(format!("{} {}", found.0, found.1))
}

/// Whether a form names word, year and number once each and nothing else in braces: without one of them a number would come twice.
fn is_form(form: &str) -> bool {
    let rest = PARTS.iter().fold(form.to_owned(), |rest, part| rest.replacen(part, "", 1));
    let short = form.chars().count() <= LONGEST && !form.chars().any(char::is_control);
    let apart = !form.contains("{year}{number}") && !form.contains("{number}{year}");
    short && apart && PARTS.iter().all(|part| form.contains(part)) && !rest.contains(['{', '}'])
}

fn words_of(lines: &[&str]) -> Result<Vec<(String, String)>, Message> {
    if lines.is_empty() {
        return Err(Message::new("error-number-words"));
    }
    let mut words = Vec::with_capacity(lines.len());
    let (mut codes, mut known) = (BTreeSet::new(), BTreeSet::new());
    for line in lines {
        let fault = |key| Message::new(key).with("line", *line);
        let (code, word) = line.split_once(char::is_whitespace).ok_or_else(|| fault("error-number-line"))?;
        let word = word.trim();
        if word.chars().count() > LONGEST || word.contains(['{', '}']) || word.chars().any(char::is_control) {
            return Err(fault("error-number-line"));
        }
        if !codes.insert(code) || !known.insert(word) {
            return Err(fault("error-number-twice"));
        }
        words.push((code.to_owned(), word.to_owned()));
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "{word}〔{year}〕{number}号";

    #[test]
    fn a_number_is_made_of_word_year_and_place() {
        let made = Numbering::parse(FORM, "52 某教办\n\n 5201  乙教办 ").unwrap().unwrap();
        assert_eq!(made.number("52", (2026, 3)).unwrap().text, "某教办〔2026〕3号");
        assert_eq!(made.number("5201", (2026, 1)).unwrap().text, "乙教办〔2026〕1号");
        assert_eq!(made.number("5202", (2026, 1)), None, "an office without a word gives no numbers");
        assert_eq!(made.words(), "52 某教办\n5201 乙教办\n");
        let plain = Numbering::parse("{word} {year}/{number}", "P QO").unwrap().unwrap();
        assert_eq!(plain.number("P", (2026, 3)).unwrap().text, "QO 2026/3");
        assert_eq!(Numbering::parse(" ", "\n"), Ok(None));
    }

    #[test]
    fn words_of_which_one_number_could_be_of_either_are_refused() {
        for (form, words) in
            [("{word}{number}/{year}", "P QO\nA QO1"), ("{year}-{number}{word}", "P QO\nA 1QO")]
        {
            let (_, fault) = Numbering::parse(form, words).unwrap_err();
            assert_eq!(fault.unwrap().key, "error-number-ambiguous", "{form}");
        }
        assert!(Numbering::parse(FORM, "P QO\nA QO1").is_ok(), "the form parts them");
    }

    #[test]
    fn a_form_by_which_a_number_could_come_twice_is_refused() {
        for form in [
            "",
            "{word} {number}",
            "{year}/{number}",
            "{word}{year}{number}",
            "{word} {year}/{number} {month}",
            "{word} {year}/{number}/{number}",
        ] {
            let (fault, _) = Numbering::parse(form, "52 QO").unwrap_err();
            assert!(fault.is_some(), "{form}");
        }
        for words in ["", "52", "52 QO\n52 QP", "52 QO\n53 QO", "52 {year}"] {
            let (form, fault) = Numbering::parse(FORM, words).unwrap_err();
            assert!(form.is_none() && fault.is_some(), "{words}");
        }
    }
}
