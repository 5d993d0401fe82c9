//! Bars: groups one below the other, each parted into kinds.

use super::mark::{Ink, Kind, Row, percent};
use askama::Template;

/// Bars.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "look/picture/bars.html")]
pub struct Bars {
    id: &'static str,
    kinds: Vec<Kind>,
    rows: Vec<Row>,
    most: u64,
}

/// A piece of a bar.
struct Piece<'a> {
    from: String,
    width: String,
    class: &'static str,
    fill: Option<String>,
    words: String,
    href: &'a str,
    listed: u64,
}

impl Bars {
    /// Bars of groups; `id` is the picture's name in the page.
    #[must_use]
    pub fn new(id: &'static str, kinds: Vec<Kind>, rows: Vec<Row>) -> Self {
        let most = rows.iter().map(Row::total).max().unwrap_or(0);
        Self { id, kinds, rows, most }
    }

    fn pieces<'a>(&self, row: &'a Row) -> Vec<Piece<'a>> {
        let mut before = 0;
        let mut pieces = Vec::new();
        for (kind, mark) in self.kinds.iter().zip(&row.marks) {
            if mark.value() > 0 {
                pieces.push(Piece {
                    from: percent(before, self.most),
                    width: percent(mark.value(), self.most),
                    class: kind.ink.class(),
                    fill: kind.ink.fill(self.id),
                    words: format!("{} · {} {}", row.label, kind.word, mark.words()),
                    href: mark.href().unwrap_or_default(),
                    listed: mark.listed(),
                });
            }
            before += mark.value();
        }
        pieces
    }

    fn hatched(&self) -> bool {
        self.kinds.iter().any(|kind| kind.ink == Ink::Hatched)
    }
}
