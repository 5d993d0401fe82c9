//! What stands below the text: signature, note, and the imprint at the foot of the last page.

use super::{
    content::{Imprint, Paper, Signature},
    lines::{Missing, Room},
    slab::{Kind, Mark, Slab},
    text::{Added, Setter, Standing, baseline},
};
use earnest_model::paper::{
    layout::{Align, Part, Style},
    length::{Nm, cmm},
};

/// The outer rules of the imprint, and the inner ones.
const OUTER: Nm = cmm(35);
const INNER: Nm = cmm(25);

/// As many lines of the text stand on the page of a signature, at least.
const LINES_ABOVE: usize = 2;
/// As many who sign stand side by side, at most, and what is between them.
const SIDE_BY_SIDE: usize = 3;
const BETWEEN: &str = "\u{3000}\u{3000}";
/// Up to so many rows have room for seals between them.
const ROWS_WITH_SEALS: usize = 3;

/// A line of the signature and where it begins.
pub(super) struct Placed {
    pub(super) words: String,
    pub(super) left: Nm,
    pub(super) before: Nm,
    /// True for the last one.
    pub(super) last: bool,
}

impl Placed {
    fn new(words: &str, left: Nm, before: Nm) -> Self {
        Self { words: words.to_owned(), left, before, last: false }
    }
}

impl Setter<'_> {
    /// Who signs and when; the note below, and on what the paper stands.
    pub(super) fn signature(&mut self, paper: &Paper) -> Result<(), Missing> {
        if let Some(signature) = &paper.signature {
            // The page of a signature shows words of the text.
            self.keep_last(LINES_ABOVE);
            for placed in self.signature_places(signature)? {
                self.at(&placed)?;
            }
        }
        if !paper.note.is_empty() {
            let standing = Standing { part: Part::Body, kind: Kind::Paragraph, before: 0, keep: false };
            self.paragraph(&paper.note.as_str().into(), standing)?;
        }
        for (at, words) in paper.standing.iter().enumerate() {
            let before = if at == 0 { self.layout.pitch() } else { 0 };
            let keep = at + 1 < paper.standing.len();
            self.paragraph(words, Standing { part: Part::Cell, kind: Kind::Paragraph, before, keep })?;
        }
        Ok(())
    }

    /// Where issuer and day stand.
    pub(super) fn signature_places(&self, signature: &Signature) -> Result<Vec<Placed>, Missing> {
        let style = self.layout.style(Part::Signature);
        let mut places = match (self.layout.is_official(), signature.sealed) {
            (true, _) if signature.signers.len() > 1 => self.side_by_side(signature, &style)?,
            (true, true) => self.sealed(signature, &style)?,
            (true, false) => self.unsealed(signature, &style)?,
            (false, _) => self.signed(signature),
        };
        if let Some(last) = places.last_mut() {
            last.last = true;
        }
        Ok(places)
    }

    /// Several who sign side by side, up to three in a row as the words have room; the rows end where the text ends, the day stands
    /// below the last.
    fn side_by_side(&self, signature: &Signature, style: &Style) -> Result<Vec<Placed>, Missing> {
        let day = self.width_of(&signature.day, style)?;
        let mut rows: Vec<Vec<&str>> = Vec::new();
        for signer in &signature.signers {
            if let Some(row) = rows.last_mut() {
                let longer = [row.as_slice(), &[signer.as_str()]].concat();
                if row.len() < SIDE_BY_SIDE
                    && self.width_of(&longer.join(BETWEEN), style)? <= self.layout.width
                {
                    *row = longer;
                    continue;
                }
            }
            rows.push(vec![signer]);
        }
        let pitch = self.layout.pitch();
        let between = if rows.len() <= ROWS_WITH_SEALS { 4 * pitch } else { 0 };
        let mut places = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let words = row.join(BETWEEN);
            let left = (self.layout.width - self.width_of(&words, style)?).max(0);
            places.push(Placed::new(&words, left, if at == 0 { 2 * pitch } else { between }));
        }
        let left = (self.layout.width - 4 * style.cell - day).max(0);
        places.push(Placed::new(&signature.day, left, 0));
        Ok(places)
    }

    /// The day four squares from the right edge, the issuers in the middle above it. The two lines left free let a seal
    /// of 42 mm, pressed on issuer and day, begin within a line of the text.
    fn sealed(&self, signature: &Signature, style: &Style) -> Result<Vec<Placed>, Missing> {
        let day = self.width_of(&signature.day, style)?;
        let middle = self.layout.width - 4 * style.cell - day / 2;
        let mut places = Vec::new();
        for (at, signer) in signature.signers.iter().enumerate() {
            let width = self.width_of(signer, style)?.min(self.layout.width);
            let left = (middle - width / 2).min(self.layout.width - width).max(0);
            places.push(Placed::new(signer, left, if at == 0 { 2 * self.layout.pitch() } else { 0 }));
        }
        places.push(Placed::new(&signature.day, middle - day / 2, 0));
        Ok(places)
    }

    /// The issuer a line below the text and two squares from the edge, the day two squares further right.
    fn unsealed(&self, signature: &Signature, style: &Style) -> Result<Vec<Placed>, Missing> {
        let two = 2 * style.cell;
        let day = self.width_of(&signature.day, style)?;
        let mut left = 0;
        let mut places = Vec::new();
        for (at, signer) in signature.signers.iter().enumerate() {
            let width = self.width_of(signer, style)?.min(self.layout.width - two);
            let by_day = self.layout.width - two - day - two;
            left = (self.layout.width - two - width).min(by_day).max(0);
            places.push(Placed::new(signer, left, if at == 0 { self.layout.pitch() } else { 0 }));
        }
        let right = self.layout.width - two - day;
        places.push(Placed::new(&signature.day, (left + two).min(right).max(0), 0));
        Ok(places)
    }

    /// One below the other, from the left.
    fn signed(&self, signature: &Signature) -> Vec<Placed> {
        let above = |at: usize| if at == 0 { 2 * self.layout.pitch() } else { 0 };
        let all = signature.signers.iter().chain([&signature.day]).enumerate();
        all.map(|(at, words)| Placed::new(words, 0, above(at))).collect()
    }

    /// A paragraph that begins at a place of the line.
    fn at(&mut self, placed: &Placed) -> Result<(), Missing> {
        let style = Style { align: Align::Left, ..self.layout.style(Part::Signature) };
        let room = Room { width: self.layout.width, first: placed.left, hang: 0, align: Align::Left };
        let node = self.flow.node(Kind::Paragraph, None);
        let lines = self.broken(&Self::spans(&placed.words.as_str().into(), &style), room)?;
        self.add(lines, &style, room, Added { node, before: placed.before, keep: !placed.last });
        Ok(())
    }

    /// Whether office and day have room beside each other.
    pub(super) fn imprint_on_one_line(&self, imprint: &Imprint) -> Result<bool, Missing> {
        let style = self.layout.style(Part::Imprint);
        let both = self.width_of(&imprint.office, &style)? + self.width_of(&imprint.day, &style)?;
        Ok(both + 3 * style.cell <= self.layout.width)
    }

    /// The imprint as one slab; its last rule lies on the bottom edge of the type area.
    pub(super) fn imprint(&mut self, paper: &Paper) -> Result<(), Missing> {
        let Some(imprint) = &paper.imprint else { return Ok(()) };
        let style = self.layout.style(Part::Imprint);
        let width = self.layout.width;
        let rule = |y, height| Mark::Rule { x: 0, y, width, height, red: false };
        let mut marks = vec![rule(0, OUTER)];
        let mut y = 0;
        if !imprint.copies.is_empty() {
            let room = Room { width: width - 2 * style.cell, first: 0, hang: 0, align: Align::Left };
            let node = self.flow.node(Kind::Paragraph, None);
            let (lines, inks) = self.broken(&Self::spans(&imprint.copies.as_str().into(), &style), room)?;
            for line in lines {
                marks.push(Mark::Text {
                    x: style.cell,
                    baseline: y + baseline(&style),
                    line,
                    inks: inks.clone(),
                    node: Some(node),
                });
                y += style.pitch;
            }
            marks.push(rule(y, INNER));
        }
        let beside = self.imprint_on_one_line(imprint)?;
        let right = (width - style.cell - self.width_of(&imprint.day, &style)?).max(style.cell);
        for (words, left, below) in [(&imprint.office, style.cell, false), (&imprint.day, right, !beside)] {
            if words.is_empty() {
                continue;
            }
            y += if below { style.pitch } else { 0 };
            let room = Room { width: width - left - style.cell, first: 0, hang: 0, align: Align::Left };
            let node = self.flow.node(Kind::Paragraph, None);
            let (lines, inks) = self.broken(&Self::spans(&words.as_str().into(), &style), room)?;
            for (at, line) in lines.into_iter().enumerate() {
                y += if at > 0 { style.pitch } else { 0 };
                marks.push(Mark::Text {
                    x: left,
                    baseline: y + baseline(&style),
                    line,
                    inks: inks.clone(),
                    node: Some(node),
                });
            }
        }
        y += style.pitch;
        marks.push(rule(y - OUTER, OUTER));
        self.flow.imprint = Some(Slab { height: y, marks, ..Slab::default() });
        Ok(())
    }
}
