//! A paper from top to bottom: head, title, body, signature, annexes, imprint.

use super::{
    content::{Block, Level, Masthead, Paper, Words},
    fonts::Shelf,
    lines::{Missing, Room},
    number::Counter,
    slab::{Flow, Kind, Mark, Slab},
    text::{Added, Setter, Standing},
};
use earnest_model::paper::{
    layout::{Align, Face, Layout, Part, Style},
    length::{Nm, cmm, half_points, mm},
};

/// The red rule below the number.
const RED_RULE: Nm = cmm(50);

/// Lays out a paper.
pub(super) fn compose(paper: &Paper, layout: &Layout, shelf: &Shelf) -> Result<Flow, Missing> {
    let mut setter = Setter { shelf, layout, tongue: paper.tongue, flow: Flow::default(), gap: 0 };
    for one in std::iter::once(paper).chain(&paper.behind) {
        setter.whole(one)?;
    }
    setter.imprint(paper)?;
    if !paper.labels.draft.is_empty() {
        let style = layout.style(Part::Folio);
        let spans = Setter::spans(&paper.labels.draft.as_str().into(), &style);
        let (mut lines, inks) = setter.broken(&spans, setter.room(&style))?;
        setter.flow.draft = lines.drain(..).next().map(|line| (line, inks));
    }
    Ok(setter.flow)
}

/// A paragraph that stays with what follows.
const fn leading(part: Part, before: Nm) -> Standing {
    Standing { part, kind: Kind::Paragraph, before, keep: true }
}

impl Setter<'_> {
    /// A paper from its head to its annexes; one that goes behind another begins a page.
    fn whole(&mut self, paper: &Paper) -> Result<(), Missing> {
        let from = self.flow.slabs.len();
        self.gap = 0;
        if let Some(last) = self.flow.slabs.last_mut() {
            last.keep = false;
        }
        if let Some(head) = &paper.masthead {
            self.masthead(head)?;
        }
        self.title(paper)?;
        self.blocks(&paper.body)?;
        self.annex_list(paper)?;
        self.signature(paper)?;
        for (number, annex) in (1_usize..).zip(&paper.annexes) {
            self.annex(paper, number, annex)?;
        }
        if let Some(first) = self.flow.slabs.get_mut(from) {
            first.new_page |= from > 0;
        }
        Ok(())
    }

    /// Marks, the issuer in red, the number, the red rule.
    fn masthead(&mut self, head: &Masthead) -> Result<(), Missing> {
        let from = self.flow.slabs.len();
        for mark in &head.marks {
            self.paragraph(&mark.as_str().into(), leading(Part::Recipients, 0))?;
        }
        if self.layout.is_official() && !head.issuer.is_empty() {
            let used: Nm = self.flow.slabs.iter().skip(from).map(|slab| slab.height).sum();
            self.issuer(&head.issuer, self.layout.issuer - used)?;
        } else if !head.issuer.is_empty() {
            self.paragraph(&head.issuer.as_str().into(), leading(Part::Number, 0))?;
        }
        let official = self.layout.is_official();
        let blank = if official { 2 * self.layout.pitch() } else { 0 };
        if !head.number.is_empty() {
            self.paragraph(&head.number.as_str().into(), leading(Part::Number, blank))?;
        }
        if official {
            let style = self.layout.style(Part::Number);
            // The bottom of the number's characters lies above the bottom of their line.
            let up = (style.pitch - half_points(style.half_points)) / 2;
            let rule =
                Mark::Rule { x: 0, y: mm(4) - up, width: self.layout.width, height: RED_RULE, red: true };
            self.flow.slabs.push(Slab {
                height: mm(4) - up + RED_RULE,
                keep: true,
                marks: vec![rule],
                ..Slab::default()
            });
        }
        Ok(())
    }

    /// The look of the issuer's name: as large as its line allows.
    pub(super) fn issuer_style(&self, name: &str) -> Result<Style, Missing> {
        let mut style = self.layout.style(Part::Issuer);
        let natural = self.width_of(name, &style)?;
        if natural > self.layout.width {
            style.half_points = style.half_points * (self.layout.width / 1000) / (natural / 1000).max(1);
            style.cell = half_points(style.half_points);
        }
        Ok(style)
    }

    /// The issuer's name, its top at the given distance.
    fn issuer(&mut self, name: &str, above: Nm) -> Result<(), Missing> {
        let style = self.issuer_style(name)?;
        let em = half_points(style.half_points);
        let spans = Self::spans(&name.into(), &style);
        let room = Room { first: 0, ..self.room(&style) };
        let node = self.flow.node(Kind::Paragraph, None);
        let (lines, inks) = self.broken(&spans, room)?;
        for (at, line) in lines.into_iter().enumerate() {
            let above = if at == 0 { above } else { em / 5 };
            let x = (room.width - line.width) / 2;
            // Characters reach to 0.84 of their square above the base line.
            let mark =
                Mark::Text { x, baseline: above + em * 84 / 100, line, inks: inks.clone(), node: Some(node) };
            self.flow.slabs.push(Slab {
                height: above + em,
                keep: true,
                marks: vec![mark],
                ..Slab::default()
            });
        }
        Ok(())
    }

    fn title(&mut self, paper: &Paper) -> Result<(), Missing> {
        let pitch = self.layout.pitch();
        let headed = paper.masthead.is_some();
        let blank = match (self.layout.is_official(), headed) {
            (true, true) => 2 * pitch,
            (false, true) => pitch,
            _ => 0,
        };
        let from = self.flow.slabs.len();
        let kind = Kind::Heading(1, paper.title.as_str().to_owned());
        self.paragraph(
            &paper.title.as_str().into(),
            Standing { part: Part::Title, kind, before: blank, keep: true },
        )?;
        self.outline(from, 1, paper.title.as_str());
        if !paper.subtitle.is_empty() {
            self.paragraph(&paper.subtitle.as_str().into(), leading(Part::Subtitle, 0))?;
        }
        if !paper.recipients.is_empty() {
            self.paragraph(&paper.recipients.as_str().into(), leading(Part::Recipients, pitch))?;
        } else {
            self.gap = pitch;
        }
        Ok(())
    }

    fn outline(&mut self, from: usize, level: u16, words: &str) {
        if let Some(slab) = self.flow.slabs.get_mut(from) {
            slab.outline = Some((level, words.to_owned()));
        }
    }

    fn blocks(&mut self, blocks: &[Block]) -> Result<(), Missing> {
        let mut counter = Counter::default();
        let between = if self.layout.is_official() { 0 } else { self.layout.pitch() / 3 };
        for block in blocks {
            match block {
                Block::Heading(level, words) => {
                    let words = numbered(&counter.next(*level, self.tongue), words);
                    self.heading(*level, &words, between)?;
                }
                Block::Item(level, words) => {
                    let words = numbered(&counter.next(*level, self.tongue), words);
                    self.plain(&words, Part::Body, between)?;
                }
                Block::Paragraph(words) => self.plain(words, Part::Body, between)?,
                Block::Aside(words) => self.plain(words, Part::Aside, between)?,
                Block::Fact(label, words) => self.fact(label, words, between)?,
                Block::Table(grid) => self.table(grid)?,
                Block::Form(rows) => self.form(rows)?,
            }
        }
        Ok(())
    }

    fn plain(&mut self, words: &Words, part: Part, before: Nm) -> Result<(), Missing> {
        self.paragraph(words, Standing { part, kind: Kind::Paragraph, before, keep: false })
    }

    fn heading(&mut self, level: Level, words: &Words, between: Nm) -> Result<(), Missing> {
        let (part, depth) = match level {
            Level::First => (Part::First, 2),
            Level::Second => (Part::Second, 3),
            Level::Third => (Part::Third, 4),
            Level::Fourth => (Part::Third, 5),
        };
        let from = self.flow.slabs.len();
        let kind = Kind::Heading(depth, words.text());
        self.paragraph(words, Standing { part, kind, before: between * 2, keep: true })?;
        self.outline(from, depth, &words.text());
        Ok(())
    }

    /// What it is in another hand, then what it says.
    fn fact(&mut self, label: &str, words: &Words, before: Nm) -> Result<(), Missing> {
        let style = self.layout.style(Part::Body);
        let colon = if self.tongue.is_chinese() { "：" } else { ": " };
        let name = Style { face: Face::Hei, ..style };
        let mut spans = Self::spans(&format!("{label}{colon}").into(), &name);
        for (at, words) in super::text::split(words).iter().enumerate() {
            if at > 0 {
                spans.clear();
            }
            spans.extend(Self::spans(words, &style));
            let node = self.flow.node(Kind::Paragraph, None);
            let lines = self.broken(&spans, self.room(&style))?;
            self.add(lines, &style, self.room(&style), Added { node, before, keep: false });
        }
        Ok(())
    }

    /// Heads an annex: its label, and its title in the third line.
    fn annex(&mut self, paper: &Paper, number: usize, annex: &super::content::Annex) -> Result<(), Missing> {
        let from = self.flow.slabs.len();
        let label = label_of(paper, number);
        self.paragraph(&label.as_str().into(), leading(Part::AnnexLabel, 0))?;
        if let Some(first) = self.flow.slabs.get_mut(from) {
            first.new_page = true;
        }
        let kind = Kind::Heading(2, annex.title.clone());
        let before = if self.layout.is_official() { self.layout.pitch() } else { 0 };
        self.paragraph(
            &annex.title.as_str().into(),
            Standing { part: Part::Title, kind, before, keep: true },
        )?;
        self.outline(from, 2, &format!("{label} {}", annex.title));
        self.gap = self.layout.pitch();
        self.blocks(&annex.body)
    }

    /// 附件：1.… – which annexes there are, names under one another.
    fn annex_list(&mut self, paper: &Paper) -> Result<(), Missing> {
        let mut style = self.layout.style(Part::Body);
        style.align = Align::Left;
        let colon = if self.tongue.is_chinese() { "：" } else { ": " };
        let label = format!("{}{colon}", paper.labels.annex);
        let inset = style.indent * style.cell;
        let hang = self.width_of(&label, &style)?;
        for (at, annex) in paper.annexes.iter().enumerate() {
            let number = if paper.annexes.len() > 1 { format!("{}.", at + 1) } else { String::new() };
            let lead = if at == 0 { format!("{label}{number}") } else { number.clone() };
            let first = if at == 0 { inset } else { inset + hang };
            let hang = inset + hang + self.width_of(&number, &style)?;
            let room = Room { width: self.layout.width, first, hang, align: Align::Left };
            let spans = Self::spans(&format!("{lead}{}", annex.title).into(), &style);
            let node = self.flow.node(Kind::Paragraph, None);
            let lines = self.broken(&spans, room)?;
            let before = if at == 0 { self.layout.pitch() } else { 0 };
            self.add(lines, &style, room, Added { node, before, keep: at + 1 < paper.annexes.len() });
        }
        Ok(())
    }
}

/// 附件, with its number if there are several.
pub(super) fn label_of(paper: &Paper, number: usize) -> String {
    match (paper.annexes.len(), paper.tongue.is_chinese()) {
        (1, _) => paper.labels.annex.clone(),
        (_, true) => format!("{}{number}", paper.labels.annex),
        (_, false) => format!("{} {number}", paper.labels.annex),
    }
}

fn numbered(number: &str, words: &Words) -> Words {
    let mut all = Words::default().then(number);
    all.0.extend(words.0.iter().cloned());
    all
}
