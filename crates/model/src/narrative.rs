//! What somebody tells: its numbers belong to the story. They stay text, are marked where they are shown, and no figure
//! can be made of them: nothing here gives a number.

use crate::{message::Message, text::Prose};
use serde::{Deserialize, Serialize};

/// A story as it was told, in paragraphs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Narrative(Prose);

/// A piece of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Words.
    Words(&'t str),
    /// A number that was told: part of the story, counted nowhere.
    Told(&'t str),
}

impl<'t> Piece<'t> {
    /// The text of the piece.
    pub fn text(self) -> &'t str {
        match self {
            Self::Words(text) | Self::Told(text) => text,
        }
    }
}

impl Narrative {
    /// Reads a story.
    pub fn parse(text: &str) -> Result<Self, Message> {
        Prose::parse(text).map(Self)
    }

    /// The story.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The story piece by piece; together the pieces are the story.
    pub fn pieces(&self) -> Vec<Piece<'_>> {
        pieces(self.as_str())
    }
}

/// Whether a character belongs to a number: a digit, or a sign between or after digits.
fn of_a_number(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || "．.,，%％".contains(c)
}

fn begins_a_number(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(begins_a_number) {
        let (words, number) = rest.split_at(start);
        if !words.is_empty() {
            pieces.push(Piece::Words(words));
        }
        let end = number.find(|c| !of_a_number(c)).unwrap_or(number.len());
        let (told, after) = number.split_at(end);
        // A stop at the end belongs to the sentence.
        let kept = told.trim_end_matches(['．', '.', ',', '，']);
        pieces.push(Piece::Told(kept));
        rest = number.get(kept.len()..).unwrap_or(after);
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_numbers_of_a_story_are_marked_and_stay_text() {
        let story = Narrative::parse("争取到年征购量减免2800万斤，曾10次提出警示，占12.5%。").unwrap();
        let told: Vec<_> = story
            .pieces()
            .into_iter()
            .filter_map(|piece| if let Piece::Told(text) = piece { Some(text) } else { None })
            .collect();
        assert_eq!(told, ["2800", "10", "12.5%"]);
    }

    proptest! {
        #[test]
        fn the_pieces_together_are_the_story(text in "[0-9a-z一二三，。．.,% ]{0,40}") {
            let together: String = pieces(&text).into_iter().map(Piece::text).collect();
            prop_assert_eq!(together, text);
        }
    }
}
