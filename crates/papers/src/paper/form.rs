//! Forms: a row for each thing, what it is at the left, what was said at the right, and places to sign.

use super::{
    content::{FormRow, Words},
    lines::{Missing, Paragraph, Room},
    slab::{Heads, Kind, Mark, Slab},
    table::{Cell, Columns, PAD, RULE, at_foot},
    text::{Setter, baseline},
};
use earnest_model::paper::{
    layout::{Align, Part, Style},
    length::Nm,
};

/// What the names of rows take of the width at most: a third.
const NAMES: Nm = 3;
/// Rows of at most so many lines are not broken over pages.
const WHOLE: usize = 12;

/// A row that was set: its name, what was said, and what stands at its foot.
struct Row {
    cells: [Cell; 2],
    foot: Cell,
    /// Lines of the row.
    count: usize,
}

impl Setter<'_> {
    /// Adds a form.
    pub(super) fn form(&mut self, rows: &[FormRow]) -> Result<(), Missing> {
        let gap = self.layout.pitch() / 2;
        let (name, said) = (self.layout.style(Part::Head), self.layout.style(Part::Cell));
        let [names, words] = self.widths_of_form(rows)?;
        let edges = [names, names + words];
        let columns = Columns { edges: vec![0, names, names + words], numeric: vec![false, false] };
        let node = self.flow.node(Kind::Table, None);
        let closing = self.rule(&columns);
        let number = self.flow.heads.len();
        self.flow.heads.push(Heads { slabs: Vec::new(), closing: Some(closing.clone()) });
        self.gap = self.gap.max(gap);
        for row in rows {
            let set = self.row_of_form(row, (&name, &said), edges, node)?;
            let mut slabs: Vec<Slab> =
                (0..set.count).map(|line| self.line_of_form(line, &set, &columns, &said)).collect();
            slabs.iter_mut().for_each(|slab| slab.table = Some(number));
            if let Some(first) = slabs.first_mut() {
                first.before = std::mem::take(&mut self.gap);
            }
            self.flow.slabs.extend(slabs);
        }
        if let Some(last) = self.flow.slabs.last_mut() {
            last.marks.push(at_foot(closing, last.height));
        }
        self.gap = gap;
        Ok(())
    }

    /// The widths of names and of what was said.
    pub(super) fn widths_of_form(&self, rows: &[FormRow]) -> Result<[Nm; 2], Missing> {
        let style = self.layout.style(Part::Head);
        let mut wish = 4 * style.cell;
        for row in rows {
            let spans = Self::spans(&row.name.as_str().into(), &style);
            wish = wish.max(Paragraph::new(self.shelf, self.tongue, &spans)?.natural());
        }
        let names = (wish + 2 * PAD.0).min(self.layout.width / NAMES);
        Ok([names, self.layout.width - names])
    }

    fn row_of_form(
        &mut self,
        row: &FormRow,
        (name, said): (&Style, &Style),
        [names, whole]: [Nm; 2],
        table: usize,
    ) -> Result<Row, Missing> {
        let node = self.flow.node(Kind::Row, Some(table));
        let named = self.flow.node(Kind::RowHead, Some(node));
        let cell = self.flow.node(Kind::Cell, Some(node));
        let place = |from: Nm, to: Nm, align| Room { width: to - from - 2 * PAD.0, first: 0, hang: 0, align };
        let set = |words: &Words, style: &Style, (from, room, node): (Nm, Room, usize)| {
            self.cell(words, style, room).map(|lines| Cell { left: from + PAD.0, room, lines, node })
        };
        let words = row.name.as_str().into();
        let cells = [
            set(&words, name, (0, place(0, names, Align::Left), named))?,
            set(&row.said, said, (names, place(names, whole, Align::Left), cell))?,
        ];
        let foot = row.foot.as_deref().unwrap_or_default().into();
        let mut foot = set(&foot, said, (names, place(names, whole, Align::Right), cell))?;
        if row.foot.is_none() {
            foot.lines.0.clear();
        }
        let [named, said] = &cells;
        let count = named.lines.0.len().max(said.lines.0.len() + row.free + foot.lines.0.len()).max(1);
        Ok(Row { cells, foot, count })
    }

    fn line_of_form(&self, line: usize, row: &Row, columns: &Columns, style: &Style) -> Slab {
        let (first, last) = (line == 0, line + 1 == row.count);
        let above = if first { PAD.1 } else { 0 };
        let height = above + style.pitch + if last { PAD.1 } else { 0 };
        let mut marks = Vec::new();
        if first {
            marks.push(self.rule(columns));
        }
        marks.extend(columns.edges.iter().map(|x| Mark::Rule {
            x: *x,
            y: 0,
            width: RULE,
            height,
            red: false,
        }));
        let foot_from = row.count - row.foot.lines.0.len();
        let of_foot = line.checked_sub(foot_from).map(|line| (&row.foot, line));
        for (cell, line) in row.cells.iter().map(|cell| (cell, line)).chain(of_foot) {
            marks.extend(cell.line(line, above + baseline(style)));
        }
        Slab { height, keep: !last && row.count <= WHOLE, marks, ..Slab::default() }
    }
}
