//! Lines over time, one for each kind; kinds differ in their stroke and in the shape of their points.

use super::mark::{Kind, Row, labelled, percent, round_up};
use askama::Template;

/// Lines.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "look/picture/lines.html")]
pub struct Lines {
    kinds: Vec<Kind>,
    rows: Vec<Row>,
    most: u64,
    top: String,
}

/// A point, with the stroke that leads to it from the one before.
struct Point<'a> {
    x: String,
    y: String,
    before: Option<(String, String)>,
    class: &'static str,
    words: String,
    href: &'a str,
    listed: u64,
}

impl Lines {
    /// Lines; `number` writes the end of the axis.
    #[must_use]
    pub fn new(kinds: Vec<Kind>, rows: Vec<Row>, number: impl Fn(u64) -> String) -> Self {
        let values = rows.iter().flat_map(|row| &row.marks).map(|mark| mark.value());
        let most = round_up(values.max().unwrap_or(0));
        Self { kinds, rows, top: number(most), most }
    }

    fn points(&self) -> Vec<Point<'_>> {
        let count = self.rows.len() as u64;
        let mut points = Vec::new();
        for (number, kind) in self.kinds.iter().enumerate() {
            let mut before = None;
            for (place, row) in (0_u64..).zip(&self.rows) {
                let Some(mark) = row.marks.get(number) else { continue };
                let x = percent(place * 2 + 1, count * 2);
                let y = percent(self.most.saturating_sub(mark.value()), self.most);
                points.push(Point {
                    before: before.replace((x.clone(), y.clone())),
                    x,
                    y,
                    class: kind.ink.class(),
                    words: format!("{} · {} {}", row.label, kind.word, mark.words()),
                    href: mark.href().unwrap_or_default(),
                    listed: mark.listed(),
                });
            }
        }
        points
    }

    /// Labels under the axis: where, and what.
    fn labels(&self) -> Vec<(String, &str)> {
        let count = self.rows.len();
        let at = |place: usize| percent(place as u64 * 2 + 1, count as u64 * 2);
        let rows = self.rows.iter().enumerate().filter(|(place, _)| labelled(*place, count));
        rows.map(|(place, row)| (at(place), row.label.as_str())).collect()
    }
}
