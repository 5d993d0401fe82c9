//! Tables: columns as wide as what stands in them asks for, rows line by line, heads that come again on each page.

use super::{
    content::{Grid, Words},
    lines::{Missing, Paragraph, Room, Span},
    slab::{Heads, Kind, Mark, Slab},
    text::{Lines, Setter, Standing, baseline, split},
};
use earnest_model::paper::{
    layout::{Align, Part, Style},
    length::{Nm, cmm},
};
use std::rc::Rc;

/// Left free beside and above the words of a cell.
pub(super) const PAD: (Nm, Nm) = (cmm(120), cmm(60));
/// Rules of tables.
pub(super) const RULE: Nm = cmm(18);
/// Rows of at most so many lines are not broken over pages.
const WHOLE: usize = 6;

/// A table that is being set.
pub(super) struct Columns {
    /// Left edges, and the right one of the last.
    pub(super) edges: Vec<Nm>,
    pub(super) numeric: Vec<bool>,
}

impl Setter<'_> {
    /// Adds a table with its caption.
    pub(super) fn table(&mut self, grid: &Grid) -> Result<(), Missing> {
        if grid.columns.is_empty() {
            return Ok(());
        }
        let gap = self.layout.pitch() / 2;
        if !grid.caption.is_empty() {
            let standing = Standing { part: Part::Caption, kind: Kind::Paragraph, before: gap, keep: true };
            self.paragraph(&grid.caption.as_str().into(), standing)?;
            self.gap = 0;
        } else {
            self.gap = self.gap.max(gap);
        }
        let node = self.flow.node(Kind::Table, None);
        let head = self.layout.style(Part::Head);
        let cell = self.layout.style(Part::Cell);
        let columns = self.columns(grid, &head, &cell)?;
        let labels: Vec<Words> = grid.columns.iter().map(|column| column.label.as_str().into()).collect();
        let mut heads = self.row(&labels, (&head, Kind::HeadCell), &columns, node)?;
        heads.iter_mut().for_each(|slab| slab.keep = true);
        let number = self.flow.heads.len();
        let closing = self.rule(&columns);
        let again: Vec<_> = heads.iter().map(without_node).collect();
        self.flow.heads.push(Heads { slabs: again, closing: Some(closing.clone()) });
        if let Some(first) = heads.first_mut() {
            first.before = std::mem::take(&mut self.gap);
        }
        self.flow.slabs.extend(heads);
        for row in &grid.rows {
            let mut slabs = self.row(row, (&cell, Kind::Cell), &columns, node)?;
            slabs.iter_mut().for_each(|slab| slab.table = Some(number));
            self.flow.slabs.extend(slabs);
        }
        if let Some(last) = self.flow.slabs.last_mut() {
            last.marks.push(at_foot(closing, last.height));
        }
        self.gap = gap;
        Ok(())
    }

    pub(super) fn rule(&self, columns: &Columns) -> Mark {
        let width = columns.edges.last().copied().unwrap_or(self.layout.width);
        Mark::Rule { x: 0, y: 0, width: width + RULE, height: RULE, red: false }
    }

    /// A row as slabs, one for each line: the rule above it, the rules between its cells, the words.
    fn row(
        &mut self,
        cells: &[Words],
        (style, kind): (&Style, Kind),
        columns: &Columns,
        table: usize,
    ) -> Result<Vec<Slab>, Missing> {
        let row = self.flow.node(Kind::Row, Some(table));
        let mut set = Vec::new();
        for (at, edges) in columns.edges.windows(2).enumerate() {
            let [left, right] = edges else { continue };
            let align = match columns.numeric.get(at) {
                Some(true) => Align::Right,
                _ => Align::Left,
            };
            let node = self.flow.node(kind.clone(), Some(row));
            let room = Room { width: right - left - 2 * PAD.0, first: 0, hang: 0, align };
            let lines = match cells.get(at) {
                Some(words) => self.cell(words, style, room)?,
                None => (Vec::new(), Rc::from([])),
            };
            set.push(Cell { left: left + PAD.0, room, lines, node });
        }
        let count = set.iter().map(|cell| cell.lines.0.len()).max().unwrap_or(0).max(1);
        Ok((0..count).map(|line| self.line_of_row((line, count), &set, columns, style)).collect())
    }

    pub(super) fn cell(&self, words: &Words, style: &Style, room: Room) -> Result<Lines, Missing> {
        let mut all = Vec::new();
        let mut looks = Vec::new();
        for words in split(words) {
            let (mut lines, inks) = self.broken(&Self::spans(&words, style), room)?;
            // The looks of all lines of a cell stand in one list.
            let shift = looks.len();
            for placed in lines.iter_mut().flat_map(|line| line.pieces.iter_mut()) {
                placed.piece.span += shift;
            }
            looks.extend(inks.iter().cloned());
            all.extend(lines);
        }
        Ok((all, looks.into()))
    }

    fn line_of_row(
        &self,
        (line, count): (usize, usize),
        set: &[Cell],
        columns: &Columns,
        style: &Style,
    ) -> Slab {
        let (first, last) = (line == 0, line + 1 == count);
        let above = if first { PAD.1 } else { 0 };
        let height = above + style.pitch + if last { PAD.1 } else { 0 };
        let mut marks = Vec::new();
        if first {
            marks.push(self.rule(columns));
        }
        for x in &columns.edges {
            marks.push(Mark::Rule { x: *x, y: 0, width: RULE, height, red: false });
        }
        for cell in set {
            marks.extend(cell.line(line, above + baseline(style)));
        }
        Slab { height, keep: !last && count <= WHOLE, marks, ..Slab::default() }
    }

    /// The widths of the columns.
    pub(super) fn widths(&self, grid: &Grid) -> Result<Vec<Nm>, Missing> {
        let columns = self.columns(grid, &self.layout.style(Part::Head), &self.layout.style(Part::Cell))?;
        Ok(columns
            .edges
            .windows(2)
            .map(|pair| pair.iter().rev().copied().reduce(|right, left| right - left).unwrap_or(0))
            .collect())
    }

    /// The edges of the columns: each gets what it must have, the rest is shared by what each would like.
    fn columns(&self, grid: &Grid, head: &Style, cell: &Style) -> Result<Columns, Missing> {
        let mut needs = Vec::new();
        for (at, column) in grid.columns.iter().enumerate() {
            let heads = std::iter::once((Words::from(column.label.as_str()), head));
            let cells = grid.rows.iter().filter_map(|row| Some((row.get(at)?.clone(), cell)));
            let (mut least, mut wish) = (0, 0);
            for (words, style) in heads.chain(cells) {
                for words in split(&words) {
                    let spans: Vec<Span> = Self::spans(&words, style);
                    let paragraph = Paragraph::new(self.shelf, self.tongue, &spans)?;
                    least = least.max(paragraph.widest_word());
                    wish = wish.max(paragraph.natural());
                }
            }
            let two = 2 * cell.cell;
            needs.push((least.max(two) + 2 * PAD.0, wish.max(two) + 2 * PAD.0));
        }
        let widths = shared(&needs, self.layout.width);
        let mut edges = vec![0];
        for width in widths {
            edges.push(edges.last().copied().unwrap_or_default() + width);
        }
        Ok(Columns { edges, numeric: grid.columns.iter().map(|column| column.numeric).collect() })
    }
}

/// A cell that was set.
pub(super) struct Cell {
    pub(super) left: Nm,
    pub(super) room: Room,
    pub(super) lines: Lines,
    pub(super) node: usize,
}

impl Cell {
    /// One of its lines, if it has as many.
    pub(super) fn line(&self, number: usize, baseline: Nm) -> Option<Mark> {
        let line = self.lines.0.get(number)?;
        let free = if self.room.align == Align::Right { self.room.width - line.width } else { 0 };
        let inks = Rc::clone(&self.lines.1);
        Some(Mark::Text { x: self.left + free, baseline, line: line.clone(), inks, node: Some(self.node) })
    }
}

/// Widths that fill `room`: least and wished widths of each column are given.
pub(super) fn shared(needs: &[(Nm, Nm)], room: Nm) -> Vec<Nm> {
    let least: Nm = needs.iter().map(|need| need.0).sum();
    let wish: Nm = needs.iter().map(|need| need.1).sum();
    let count = i64::try_from(needs.len()).unwrap_or(1).max(1);
    let mut widths: Vec<Nm> = if wish <= room {
        // What is over goes to all alike in parts of what they wish.
        needs.iter().map(|need| need.1 + (room - wish) * (need.1 / 1000) / (wish / 1000).max(1)).collect()
    } else if least >= room {
        needs.iter().map(|need| need.0 / 1000 * (room / 1000) / (least / 1000).max(1) * 1000).collect()
    } else {
        // A long column does not take the room of all others: wishes count up to a share of the room.
        let most = room / count * 3;
        let more: Vec<Nm> = needs.iter().map(|need| need.1.min(most.max(need.0)) - need.0).collect();
        let all: Nm = more.iter().sum::<Nm>().max(1);
        let rest = room - least;
        needs
            .iter()
            .zip(&more)
            .map(|(need, more)| need.0 + rest / 1000 * (more / 1000) / (all / 1000).max(1) * 1000)
            .collect()
    };
    let over = room - widths.iter().sum::<Nm>();
    if let Some(widest) = widths.iter_mut().max() {
        *widest += over;
    }
    widths
}

/// The same look without being an element of its own: what comes again is not read out again.
fn without_node(slab: &Slab) -> Slab {
    let mut slab = slab.clone();
    for mark in &mut slab.marks {
        if let Mark::Text { node, .. } = mark {
            *node = None;
        }
    }
    slab
}

/// A rule at the foot of a slab.
pub(super) fn at_foot(mark: Mark, foot: Nm) -> Mark {
    match mark {
        Mark::Rule { x, width, height, red, .. } => Mark::Rule { x, y: foot, width, height, red },
        text @ Mark::Text { .. } => text,
    }
}
