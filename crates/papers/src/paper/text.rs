//! Paragraphs as slabs, a line each.

use super::{
    content::{Tongue, Words},
    fonts::Shelf,
    lines::{Line, Missing, Paragraph, Room, Span},
    slab::{Flow, Ink, Kind, Mark, Slab},
};
use earnest_model::paper::{
    layout::{Layout, Part, Style},
    length::{Nm, half_points},
};
use std::rc::Rc;

/// How much of a square stands above the base line, in hundredths.
const ABOVE: i64 = 88;

/// Where the base line of a style lies below the top of its line.
pub(super) const fn baseline(style: &Style) -> Nm {
    let em = half_points(style.half_points);
    (style.pitch - em) / 2 + em * ABOVE / 100
}

/// Lays out what a paper says.
pub(super) struct Setter<'s> {
    pub(super) shelf: &'s Shelf,
    pub(super) layout: &'s Layout,
    pub(super) tongue: Tongue,
    pub(super) flow: Flow,
    /// Left free above the next slab, beside what it asks for itself.
    pub(super) gap: Nm,
}

/// Lines with the looks of their spans.
pub(super) type Lines = (Vec<Line>, Rc<[Ink]>);

/// A paragraph and how it stands.
pub(super) struct Standing {
    pub(super) part: Part,
    pub(super) kind: Kind,
    /// Left free above it.
    pub(super) before: Nm,
    /// Stays with what follows.
    pub(super) keep: bool,
}

impl Setter<'_> {
    /// The words as spans of one look.
    pub(super) fn spans(words: &Words, style: &Style) -> Vec<Span> {
        let span = |run: &super::content::Run| Span {
            words: run.words.clone(),
            face: style.face,
            cell: style.cell,
            half_points: style.half_points,
            red: style.red,
            href: run.href.clone(),
            whole: run.whole,
        };
        words.0.iter().map(span).collect()
    }

    /// Breaks spans into the lines of a room.
    pub(super) fn broken(&self, spans: &[Span], room: Room) -> Result<Lines, Missing> {
        let lines = Paragraph::new(self.shelf, self.tongue, spans)?.lines(room);
        Ok((lines, inks(spans)))
    }

    /// The width of words on one line.
    pub(super) fn width_of(&self, words: &str, style: &Style) -> Result<Nm, Missing> {
        let spans = Self::spans(&words.into(), style);
        Ok(Paragraph::new(self.shelf, self.tongue, &spans)?.natural())
    }

    /// The room of a style over the whole type area.
    pub(super) const fn room(&self, style: &Style) -> Room {
        Room { width: self.layout.width, first: style.indent * style.cell, hang: 0, align: style.align }
    }

    /// Adds a paragraph; each line break in the words begins a new one.
    pub(super) fn paragraph(&mut self, words: &Words, standing: Standing) -> Result<(), Missing> {
        let style = self.layout.style(standing.part);
        let mut before = standing.before;
        for words in split(words) {
            let spans = Self::spans(&words, &style);
            let node = self.flow.node(standing.kind.clone(), None);
            let lines = self.broken(&spans, self.room(&style))?;
            self.add(lines, &style, self.room(&style), Added { node, before, keep: standing.keep });
            before = 0;
        }
        Ok(())
    }

    /// Adds lines as slabs.
    pub(super) fn add(&mut self, (lines, inks): Lines, style: &Style, room: Room, added: Added) {
        let count = lines.len();
        for (at, line) in lines.into_iter().enumerate() {
            let inset = if at == 0 { room.first } else { room.hang };
            let free = room.width - inset - line.width;
            let x = inset
                + match style.align {
                    earnest_model::paper::layout::Align::Middle => free / 2,
                    earnest_model::paper::layout::Align::Right => free,
                    _ => 0,
                };
            let mark = Mark::Text {
                x,
                baseline: baseline(style),
                line,
                inks: Rc::clone(&inks),
                node: Some(added.node),
            };
            let gap = std::mem::take(&mut self.gap);
            self.flow.slabs.push(Slab {
                before: if at == 0 { added.before.max(gap) } else { 0 },
                height: style.pitch,
                // Headings are not parted from themselves nor from what they head.
                keep: added.keep
                    || (at + 1 < count && style.align == earnest_model::paper::layout::Align::Middle),
                marks: vec![mark],
                ..Slab::default()
            });
        }
    }

    /// The last slabs stay with what follows.
    pub(super) fn keep_last(&mut self, slabs: usize) {
        for slab in self.flow.slabs.iter_mut().rev().take(slabs) {
            slab.keep = true;
        }
    }
}

/// How lines are added.
pub(super) struct Added {
    pub(super) node: usize,
    pub(super) before: Nm,
    pub(super) keep: bool,
}

/// The looks of spans.
pub(super) fn inks(spans: &[Span]) -> Rc<[Ink]> {
    spans
        .iter()
        .map(|span| Ink { half_points: span.half_points, red: span.red, href: span.href.clone() })
        .collect()
}

/// The words line by line; blank lines are left out.
pub(super) fn split(words: &Words) -> Vec<Words> {
    let mut all = vec![Words::default()];
    for run in &words.0 {
        for (at, line) in run.words.split('\n').enumerate() {
            if at > 0 {
                all.push(Words::default());
            }
            if let Some(last) = all.last_mut().filter(|_| !line.is_empty()) {
                last.0.push(super::content::Run {
                    words: line.trim_end_matches('\r').to_owned(),
                    ..run.clone()
                });
            }
        }
    }
    all.retain(|words| !words.is_empty());
    all
}
