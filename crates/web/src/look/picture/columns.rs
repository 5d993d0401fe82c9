//! Stacked columns over time: the first kind at the bottom.

use super::mark::{Ink, Kind, Row, labelled, percent, round_up};
use askama::Template;

/// Columns.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "look/picture/columns.html")]
pub struct Columns {
    id: &'static str,
    kinds: Vec<Kind>,
    rows: Vec<Row>,
    most: u64,
    top: String,
}

/// A piece of a column.
struct Piece<'a> {
    x: String,
    y: String,
    width: String,
    height: String,
    class: &'static str,
    fill: Option<String>,
    words: String,
    href: &'a str,
    listed: u64,
}

impl Columns {
    /// Columns side by side; `number` writes the end of the axis.
    #[must_use]
    pub fn new(id: &'static str, kinds: Vec<Kind>, rows: Vec<Row>, number: impl Fn(u64) -> String) -> Self {
        let most = round_up(rows.iter().map(Row::total).max().unwrap_or(0));
        Self { id, kinds, rows, top: number(most), most }
    }

    fn pieces(&self) -> Vec<Piece<'_>> {
        let count = self.rows.len() as u64;
        let mut pieces = Vec::new();
        for (place, row) in (0_u64..).zip(&self.rows) {
            let mut below = 0;
            for (kind, mark) in self.kinds.iter().zip(&row.marks) {
                below += mark.value();
                if mark.value() == 0 {
                    continue;
                }
                pieces.push(Piece {
                    // A tenth of the place on either side stays free.
                    x: percent(place * 10 + 1, count * 10),
                    width: percent(8, count * 10),
                    y: percent(self.most.saturating_sub(below), self.most),
                    height: percent(mark.value(), self.most),
                    class: kind.ink.class(),
                    fill: kind.ink.fill(self.id),
                    words: format!("{} · {} {}", row.label, kind.word, mark.words()),
                    href: mark.href().unwrap_or_default(),
                    listed: mark.listed(),
                });
            }
        }
        pieces
    }

    /// Labels under the axis: where, and what.
    fn labels(&self) -> Vec<(String, &str)> {
        let count = self.rows.len();
        let at = |place: usize| percent(place as u64 * 2 + 1, count as u64 * 2);
        let rows = self.rows.iter().enumerate().filter(|(place, _)| labelled(*place, count));
        rows.map(|(place, row)| (at(place), row.label.as_str())).collect()
    }

    fn hatched(&self) -> bool {
        self.kinds.iter().any(|kind| kind.ink == Ink::Hatched)
    }
}
