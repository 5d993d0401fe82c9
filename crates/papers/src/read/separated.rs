//! Rows of text: cells parted by a tab, comma, semicolon or full-width comma. Read line by line, so that what is refused
//! was never held.

use std::borrow::Cow;

/// What may part cells. A tab first: nobody types it.
pub(super) const SEPARATORS: [char; 4] = ['\t', ',', ';', '，'];

/// So many lines are looked at to tell what parts the cells.
const LOOK: usize = 60;

/// The separator under which the most cells of a line are headings that are known; else what the first line says.
pub(super) fn separator(text: &str, known: &dyn Fn(&str) -> bool) -> char {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(LOOK).collect();
    let heads =
        |sign: char| lines.iter().map(|line| line.split(sign).filter(|cell| known(bare(cell))).count()).max();
    let best = SEPARATORS.iter().rev().max_by_key(|sign| heads(**sign).unwrap_or_default());
    if let Some(best) = best
        && heads(*best).unwrap_or_default() > 1
    {
        return *best;
    }
    // Nothing that is known: the first line tells. A tab wherever there is one, else what it has most of.
    let first = lines.first().copied().unwrap_or_default();
    if first.contains('\t') {
        return '\t';
    }
    let count = |sign: char| first.matches(sign).count();
    SEPARATORS
        .iter()
        .rev()
        .copied()
        .max_by_key(|sign| count(*sign))
        .filter(|sign| count(*sign) > 0)
        .unwrap_or(',')
}

fn bare(cell: &str) -> &str {
    cell.trim().trim_matches('"')
}

/// A row of text.
pub(super) struct TextRow<'t> {
    /// Its number, from 1; blank rows count.
    pub number: u32,
    /// The line on which it begins, from 1.
    pub line: u32,
    /// How many fields were written.
    pub fields: usize,
    /// The cells in which something stands, with their places; none beyond the most columns that are taken.
    pub cells: Vec<(usize, Cow<'t, str>)>,
    /// Whether something stands beyond.
    pub too_wide: bool,
}

/// The rows of a text.
pub(super) struct TextRows<'t> {
    rest: &'t str,
    /// The row from its beginning.
    row: &'t str,
    separator: char,
    columns: usize,
    number: u32,
    line: u32,
    /// The fewest separators of a line that would be a row by itself.
    whole: usize,
    /// Whether rows end with CR LF (RFC 4180, section 2), as spreadsheet programs write them: a line feed alone then
    /// stands within a cell.
    ends_with_both: bool,
}

impl<'t> TextRows<'t> {
    pub fn new(text: &'t str, separator: char, columns: usize) -> Self {
        let mut counts: Vec<usize> = text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .take(LOOK)
            // A line that begins or ends a cell of several lines is a part of a row and tells nothing of whole ones.
            .filter(|line| line.matches('"').count() % 2 == 0)
            .map(|line| line.matches(separator).count())
            .filter(|count| *count > 0)
            .collect();
        counts.sort_unstable();
        let whole = counts.get(counts.len() / 2).copied().unwrap_or(1);
        let whole = whole.max(1);
        let ends_with_both =
            text.find('\n').is_some_and(|at| text.get(..at).is_some_and(|row| row.ends_with('\r')));
        Self { rest: text, row: text, separator, columns, number: 0, line: 1, whole, ends_with_both }
    }

    /// A cell that stands in quotes as a whole, and what follows it. A quote that nothing closes is a sign like any
    /// other, and so is one that would swallow rows.
    fn quoted(&self) -> Option<(Cow<'t, str>, &'t str)> {
        let inside = self.rest.strip_prefix('"')?;
        let (mut from, mut doubled) = (0, false);
        loop {
            let end = from + inside.get(from..)?.find('"')?;
            let after = inside.get(end + 1..)?;
            if after.starts_with('"') {
                doubled = true;
                from = end + 2;
                continue;
            }
            if !(after.is_empty() || after.starts_with([self.separator, '\n', '\r'])) {
                return None;
            }
            let cell = inside.get(..end)?;
            // A cell that was copied holds no tab.
            if (self.separator == '\t' && cell.contains('\t')) || self.swallows(cell, after) {
                return None;
            }
            let cell = if doubled { Cow::Owned(cell.replace("\"\"", "\"")) } else { Cow::Borrowed(cell) };
            return Some((cell, after));
        }
    }

    /// Whether a cell in quotes would take rows in: its first line and another one part like whole rows by themselves.
    fn swallows(&self, cell: &str, after: &str) -> bool {
        let parts = |line: &str| line.matches(self.separator).count();
        let first = |text: &'_ str| text.find('\n').unwrap_or(text.len());
        let Some((_, below)) = cell.split_once('\n') else { return false };
        if self.ends_with_both && !cell.contains("\r\n") {
            return false;
        }
        if self.whole < 2 || self.row.get(..first(self.row)).map_or(0, parts) < self.whole {
            return false;
        }
        let behind = after.get(..first(after)).map_or(0, parts);
        let last = below.split('\n').next_back().map_or(0, parts) + behind;
        last >= self.whole || below.split('\n').any(|line| parts(line) >= self.whole)
    }

    fn plain(&self) -> (Cow<'t, str>, &'t str) {
        let end = self.rest.find([self.separator, '\n', '\r']).unwrap_or(self.rest.len());
        let (cell, rest) = self.rest.split_at(end);
        (Cow::Borrowed(cell), rest)
    }
}

impl<'t> Iterator for TextRows<'t> {
    type Item = TextRow<'t>;

    fn next(&mut self) -> Option<TextRow<'t>> {
        if self.rest.is_empty() {
            return None;
        }
        self.number = self.number.saturating_add(1);
        self.row = self.rest;
        let mut row =
            TextRow { number: self.number, line: self.line, fields: 0, cells: Vec::new(), too_wide: false };
        loop {
            let (cell, rest) = self.quoted().unwrap_or_else(|| self.plain());
            let breaks = cell.matches('\n').count();
            self.line = self.line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
            if !cell.is_empty() && row.fields >= self.columns {
                row.too_wide = row.too_wide || !earnest_model::signs::is_blank(&cell);
            } else if !cell.is_empty() {
                row.cells.push((row.fields, cell));
            }
            row.fields += 1;
            self.rest = rest;
            if let Some(rest) = rest.strip_prefix(self.separator) {
                self.rest = rest;
                continue;
            }
            let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r'])).unwrap_or(rest);
            self.rest = rest;
            self.line = self.line.saturating_add(1);
            return Some(row);
        }
    }
}
