//! Text that came from outside, parsed once at the edge.

use crate::{
    message::Message,
    signs::{is_no_character, number, trimmed},
};
use std::collections::BTreeSet;

/// Defines a text newtype with a limit in characters.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident, $limit:expr, $lines:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The greatest number of characters.
            pub const LIMIT: usize = $limit;

            /// Trims, normalises line ends and refuses what shows nothing, is too long or holds signs that no text has.
            pub fn parse(text: &str) -> Result<Self, Message> {
                parse_text(text, $limit, $lines).map(Self)
            }

            /// Reads a reason: a text that says enough.
            ///
            /// # Errors
            /// As `parse`, and those of [`enough`].
            pub fn parse_reason(text: &str) -> Result<Self, Message> {
                let reason = Self::parse(text)?;
                enough(reason.as_str()).map(|()| reason)
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = String;
            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(&text).map_err(|message| message.to_string())
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

texts! {
    /// One line: a title, a name, a deliverable. 1 to 200 characters, no line break.
    Line, 200, false;
    /// Running text in paragraphs. 1 to 20,000 characters.
    Prose, 20_000, true;
}

/// The fewest characters of a reason that somebody else is to read or act on: why something is sent back, asked for, refused, or
/// done otherwise than the rules ask for (PRACTICE 3.2).
pub const REASON_CHARACTERS: usize = 10;

/// The fewest different letters of a reason: four letters make the shortest phrase that says something of its own.
const REASON_LETTERS: usize = 4;

/// Refuses words that are too few for a reason.
///
/// # Errors
/// `error-review-remarks-short`, `error-reason-says-nothing`, `error-reason-phrases`.
pub fn enough(reason: &str) -> Result<(), Message> {
    // Signs alone are no words.
    let letters = reason.chars().filter(|c| c.is_alphanumeric()).count();
    if reason.chars().count() < REASON_CHARACTERS || letters < REASON_CHARACTERS / 2 {
        return Err(Message::new("error-review-remarks-short").with("count", REASON_CHARACTERS));
    }
    // Nor is one key that was pressed many times, nor one word said over and over.
    let letters = reason.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase);
    if letters.collect::<BTreeSet<char>>().len() < REASON_LETTERS {
        return Err(Message::new("error-reason-says-nothing"));
    }
    // Nor is politeness, nor that it was done as it should be: nobody could check a word of it.
    if earnest_text::phrases::is_stock(reason) {
        return Err(Message::new("error-reason-phrases"));
    }
    Ok(())
}

fn parse_text(text: &str, limit: usize, lines: bool) -> Result<String, Message> {
    let text = text.replace("\r\n", "\n");
    let text = trimmed(&text);
    if text.is_empty() {
        return Err(Message::new("error-text-empty"));
    }
    let length = text.chars().count();
    if length > limit {
        return Err(Message::new("error-text-long").with("length", length).with("limit", limit));
    }
    let refused = |c: &char| is_no_character(*c) && !(lines && (*c == '\n' || *c == '\t'));
    if let Some(sign) = text.chars().find(refused) {
        let is_break = sign == '\n' || sign == '\r';
        let key = if is_break { "error-text-lines" } else { "error-text-control" };
        return Err(Message::new(key).with("sign", number(sign)));
    }
    Ok(text.to_owned())
}

/// Parses an optional field: blank is `None`.
pub fn optional<T>(text: &str, parse: impl FnOnce(&str) -> Result<T, Message>) -> Result<Option<T>, Message> {
    if trimmed(text).is_empty() { Ok(None) } else { parse(text).map(Some) }
}

/// Parses a calendar date written `YYYY-MM-DD`.
pub fn date(text: &str) -> Result<jiff::civil::Date, Message> {
    text.trim().parse().map_err(|_| Message::new("error-date"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_trimmed_and_refuses_a_line_break() {
        assert_eq!(Line::parse("  标题 ").unwrap().as_str(), "标题");
        assert_eq!(Line::parse("a\nb").unwrap_err().key, "error-text-lines");
        assert_eq!(
            Line::parse("a\u{fffe}b").unwrap_err(),
            Message::new("error-text-control").with("sign", "U+FFFE")
        );
        for blank in ["\u{200b}", "\u{feff} \u{2060}", "\u{3000}"] {
            assert_eq!(Line::parse(blank).unwrap_err().key, "error-text-empty");
        }
        assert_eq!(Line::parse("\u{feff}标题\u{200b}").unwrap().as_str(), "标题");
        assert_eq!(Prose::parse("a\r\nb").unwrap().as_str(), "a\nb");
    }

    #[test]
    fn a_reason_has_at_least_ten_characters_without_what_stands_around_it() {
        assert!(Prose::parse_reason("因防汛推迟另行安排。").is_ok());
        for nothing in
            ["aaaaaaaaaaaaaaaa", "理由理由理由理由理由", "无无无无无无无无无无", "12345678901234567890"]
        {
            assert_eq!(
                Prose::parse_reason(nothing).unwrap_err().key,
                "error-reason-says-nothing",
                "{nothing}"
            );
        }
        for phrases in
            ["Thank you for your understanding.", "按要求办理，详见附件。", "因工作需要，敬請諒解，謝謝。"]
        {
            let told = Prose::parse_reason(phrases).unwrap_err();
            assert_eq!(told.key, "error-reason-phrases", "{phrases}");
        }
        let short = Prose::parse_reason(&format!("  {}  ", "实".repeat(9))).unwrap_err();
        assert_eq!(short, Message::new("error-review-remarks-short").with("count", 10_usize));
        assert_eq!(Prose::parse_reason(" ").unwrap_err().key, "error-text-empty");
        assert_eq!(Prose::parse_reason("............").unwrap_err().key, "error-review-remarks-short");
    }

    #[test]
    fn length_counts_characters_and_not_bytes() {
        assert!(Line::parse(&"实".repeat(Line::LIMIT)).is_ok());
        assert_eq!(Line::parse(&"实".repeat(Line::LIMIT + 1)).unwrap_err().key, "error-text-long");
    }
}
