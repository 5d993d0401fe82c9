//! Line ends: where a line may end, and how its characters are spread or squeezed to fill it.

use super::{
    content::Tongue,
    fonts::{Shape, Shelf, is_invisible},
};
use earnest_model::paper::{
    layout::{Align, Face},
    length::Nm,
};
use icu_segmenter::{
    LineSegmenter,
    options::{LineBreakOptions, LineBreakStrictness},
};
use std::{collections::BTreeSet, ops::Range};

/// What no line begins with, beside what Unicode says.
const NEVER_FIRST: &str = "、。，．：；！？）〕】》〉」』”’%％‰℃°…—·・々,.:;!?)]}";
/// What no line ends with.
const NEVER_LAST: &str = "（〔【《〈「『“‘￥＄([{$¥";
/// Measure words that stay with the number before them.
const WITH_NUMBER: &str = "年月日号號时時分条條项項款";
/// Closing marks with a blank half behind them.
const CLOSING: &str = "、。，：；）〕】》〉」』”’";
/// Marks that stand in the middle of their square in traditional script.
const MIDDLE: &str = "、。，：；！？";
/// Opening marks with a blank half before them.
const OPENING: &str = "（〔【《〈「『“‘";

/// A stretch of text with one look.
#[derive(Debug, Clone)]
pub(super) struct Span {
    pub(super) words: String,
    pub(super) face: Face,
    pub(super) cell: Nm,
    pub(super) half_points: i64,
    pub(super) red: bool,
    pub(super) href: Option<String>,
    pub(super) whole: bool,
}

/// A character with its glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) ch: char,
    pub(super) shape: Shape,
    pub(super) width: Nm,
    /// How much may be taken off before and behind it.
    pub(super) slack: (Nm, Nm),
    /// The span it is of.
    pub(super) span: usize,
    pub(super) wide: bool,
}

/// A character where it stands on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) piece: Piece,
    /// From the line's beginning to where its square begins, a squeezed half before it taken off.
    pub(super) x: Nm,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Line {
    pub(super) pieces: Vec<Placed>,
    pub(super) width: Nm,
}

impl Line {
    #[cfg(test)]
    pub(super) fn text(&self) -> String {
        self.pieces.iter().map(|placed| placed.piece.ch).collect()
    }
}

/// The room for a paragraph.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    pub(super) width: Nm,
    /// What the first line is moved in.
    pub(super) first: Nm,
    /// What the other lines are moved in.
    pub(super) hang: Nm,
    pub(super) align: Align,
}

/// A character without a glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Missing(pub(super) char);

/// Quotes of a Latin text: fonts for Chinese have curly ones as wide as a character of theirs.
const fn narrow(ch: char) -> char {
    match ch {
        '\u{201c}' | '\u{201d}' => '"',
        '\u{2018}' | '\u{2019}' => '\'',
        _ => ch,
    }
}

/// A paragraph, character by character, and where it may be broken.
pub(super) struct Paragraph {
    pieces: Vec<Piece>,
    /// Numbers of pieces before which a line may begin; the end is one.
    ends: Vec<usize>,
    tongue: Tongue,
}

impl Paragraph {
    pub(super) fn new(shelf: &Shelf, tongue: Tongue, spans: &[Span]) -> Result<Self, Missing> {
        let mut pieces = Vec::new();
        let mut text = String::new();
        let mut starts = Vec::new();
        let mut closed: Vec<Range<usize>> = Vec::new();
        for (at, span) in spans.iter().enumerate() {
            let from = text.len();
            for ch in span.words.chars().filter(|ch| !is_invisible(*ch)) {
                let ch = if ch.is_whitespace() && ch != '\u{3000}' && ch != '\u{a0}' { ' ' } else { ch };
                let ch = if tongue == Tongue::Latin { narrow(ch) } else { ch };
                starts.push(text.len());
                text.push(ch);
                pieces.push(piece(shelf, tongue, span, (at, ch))?);
            }
            if span.whole {
                closed.push(from + 1..text.len());
            }
        }
        let ends = ends(&text, &starts, &closed, &pieces);
        Ok(Self { pieces, ends, tongue })
    }

    /// The width of all on one line.
    pub(super) fn natural(&self) -> Nm {
        width(&self.pieces)
    }

    /// The width of the widest stretch that no line end may break.
    pub(super) fn widest_word(&self) -> Nm {
        let mut from = 0;
        let mut widest = 0;
        for end in &self.ends {
            widest = widest.max(self.pieces.get(from..*end).map_or(0, |part| width(without_end(part))));
            from = *end;
        }
        widest
    }

    /// The lines in their room.
    pub(super) fn lines(&self, room: Room) -> Vec<Line> {
        if room.align == Align::Middle {
            return self.even_lines(room);
        }
        let mut lines = Vec::new();
        let mut from = 0;
        while from < self.pieces.len() {
            let measure = room.width - if lines.is_empty() { room.first } else { room.hang };
            let until = self.end_of_line(from, measure);
            let last = until >= self.pieces.len();
            let Some(part) = self.pieces.get(from..until) else { break };
            let spread = room.align == Align::Full && !last && self.tongue.is_chinese();
            lines.push(set(part, measure, spread));
            from = until;
        }
        lines
    }

    /// Lines of like length: as few as the room asks for, each as narrow as that allows.
    fn even_lines(&self, room: Room) -> Vec<Line> {
        let full = Room { align: Align::Left, first: 0, hang: 0, ..room };
        let count = self.lines(full).len();
        let (mut low, mut high) = (self.widest_word().min(room.width), room.width);
        while high - low > 100_000 {
            let middle = low + (high - low) / 2;
            if self.lines(Room { width: middle, ..full }).len() <= count {
                high = middle
            } else {
                low = middle
            }
        }
        self.lines(Room { width: high, ..full })
    }

    /// Where the line that begins at `from` ends: at the last place where it fits. Where that leaves a gap, marks are
    /// squeezed if one more stretch then fits. What fits nowhere is broken where it must be.
    fn end_of_line(&self, from: usize, measure: Nm) -> usize {
        let mut best = None;
        for end in self.ends.iter().copied().filter(|end| *end > from) {
            let Some(part) = self.pieces.get(from..end).map(without_end) else { break };
            let natural = width(part);
            if natural <= measure {
                best = Some((end, natural));
                continue;
            }
            let gap = best.map_or(0, |(_, width)| measure - width);
            if gap > 0 && natural - slack(part) <= measure {
                return end;
            }
            break;
        }
        best.map_or_else(|| self.forced_end(from, measure), |(end, _)| end)
    }

    fn forced_end(&self, from: usize, measure: Nm) -> usize {
        let mut sum = 0;
        for (at, piece) in self.pieces.iter().enumerate().skip(from) {
            sum += piece.width;
            if sum > measure && at > from {
                return at;
            }
        }
        self.pieces.len()
    }
}

fn width(pieces: &[Piece]) -> Nm {
    pieces.iter().map(|piece| piece.width).sum()
}

fn slack(pieces: &[Piece]) -> Nm {
    pieces.iter().map(|piece| piece.slack.0 + piece.slack.1).sum()
}

/// Without the blanks at its end, which may stand over the edge.
fn without_end(pieces: &[Piece]) -> &[Piece] {
    let kept = pieces.iter().rposition(|piece| piece.ch != ' ').map_or(0, |at| at + 1);
    pieces.get(..kept).unwrap_or(pieces)
}

fn piece(shelf: &Shelf, tongue: Tongue, span: &Span, (at, ch): (usize, char)) -> Result<Piece, Missing> {
    let shape = shelf.shape(span.face, ch).ok_or(Missing(ch))?;
    let width = shape.width(span.cell);
    let wide = shape.advance >= 990_000;
    let half = width / 2;
    let slack = match ch {
        _ if !wide => (0, 0),
        _ if tongue == Tongue::Hant && MIDDLE.contains(ch) => (half / 2, half / 2),
        _ if CLOSING.contains(ch) => (0, half),
        _ if OPENING.contains(ch) => (half, 0),
        _ => (0, 0),
    };
    Ok(Piece { ch, shape, width, slack, span: at, wide })
}

/// Where lines may end: by Unicode's rules (UAX 14, strict), without what is kept whole and what our rules keep together.
fn ends(text: &str, starts: &[usize], closed: &[Range<usize>], pieces: &[Piece]) -> Vec<usize> {
    let mut options = LineBreakOptions::default();
    options.strictness = Some(LineBreakStrictness::Strict);
    let segmenter = LineSegmenter::new_for_non_complex_scripts(options);
    let by_rule: BTreeSet<usize> = segmenter.segment_str(text).collect();
    let open = |byte: usize| by_rule.contains(&byte) && !closed.iter().any(|range| range.contains(&byte));
    let mut ends: Vec<usize> = starts
        .iter()
        .enumerate()
        .skip(1)
        .filter(|(at, byte)| {
            let (before, after) = (pieces.get(at - 1), pieces.get(*at));
            open(**byte)
                && before.zip(after).is_some_and(|(before, after)| !kept_together(before.ch, after.ch))
        })
        .map(|(at, _)| at)
        .collect();
    ends.push(pieces.len());
    ends
}

/// True for two characters that no line end comes between.
pub(super) fn kept_together(before: char, after: char) -> bool {
    NEVER_FIRST.contains(after)
        || NEVER_LAST.contains(before)
        || (before.is_ascii_digit() && WITH_NUMBER.contains(after))
}

/// A line at its places: spread to the measure, or squeezed into it.
fn set(part: &[Piece], measure: Nm, spread: bool) -> Line {
    let seen = without_end(part);
    let natural = width(seen);
    let gaps: Vec<bool> = part.windows(2).map(is_gap).collect();
    let count = i64::try_from(gaps.iter().take(seen.len().saturating_sub(1)).filter(|gap| **gap).count());
    let count = count.unwrap_or_default();
    let (room, all) = (measure - natural, slack(seen));
    // A gap of more than half a square would be seen; then the line stays ragged.
    let most = seen.iter().map(|piece| piece.width).max().unwrap_or_default() / 2;
    let spread = spread && room > 0 && count > 0 && room / count <= most;
    let mut line = Line::default();
    let (mut x, mut done, mut squeezed) = (0, 0, 0);
    for (at, piece) in part.iter().enumerate() {
        let off = |slack: Nm| if room < 0 && all > 0 { slack * -room / all } else { 0 };
        let (before, behind) = (off(piece.slack.0), off(piece.slack.1));
        squeezed += before + behind;
        line.pieces.push(Placed { piece: *piece, x: x - before });
        x += piece.width - before - behind;
        if spread && gaps.get(at).copied().unwrap_or_default() && done < count {
            let share = room * (done + 1) / count - room * done / count;
            x += share;
            done += 1;
        }
    }
    line.width = if spread { measure } else { natural - squeezed };
    line
}

/// True between two characters that may be drawn apart: not within a word or number.
fn is_gap(pair: &[Piece]) -> bool {
    let [before, after] = pair else { return false };
    before.wide || after.wide || before.ch == ' '
}

#[cfg(test)]
#[path = "lines_tests.rs"]
mod tests;
