//! The text: the same parts in the same order as on the pages.

use super::{
    fault::DocxFault,
    words::{Differs, properties, runs},
    xml::{HEAD, NAMES},
};
use crate::paper::{
    content::{Annex, Block, Imprint, Level, Masthead, Paper, Signature, Words},
    fonts::Shelf,
    number::Counter,
    pages::Ending,
    slab::Flow,
    text::Setter,
};
use earnest_model::paper::{
    layout::{Align, Layout, Part},
    length::{Nm, half_points, mm, twips},
};

pub(super) struct Writer<'w> {
    pub(super) setter: Setter<'w>,
    pub(super) layout: &'w Layout,
    pub(super) paper: &'w Paper,
    pub(super) out: String,
    pub(super) links: Vec<String>,
    /// Left free above the next paragraph, beside what it asks for itself.
    pub(super) gap: Nm,
}

/// The part `word/document.xml`, and the addresses that its links lead to.
pub(super) fn document(
    paper: &Paper,
    (layout, shelf): (&Layout, &Shelf),
    ending: Ending,
) -> Result<(String, Vec<String>), DocxFault> {
    let setter = Setter { shelf, layout, tongue: paper.tongue, flow: Flow::default(), gap: 0 };
    let mut writer = Writer { setter, layout, paper, out: String::new(), links: Vec::new(), gap: 0 };
    if let Some(head) = &paper.masthead {
        writer.masthead(head)?;
    }
    writer.title();
    writer.blocks(&paper.body)?;
    writer.annex_list()?;
    if let Some(signature) = &paper.signature {
        writer.signature(signature)?;
    }
    if !paper.note.is_empty() {
        writer.paragraph(Part::Body, &paper.note.as_str().into(), Differs::default());
    }
    for (at, words) in paper.standing.iter().enumerate() {
        let before = if at == 0 { layout.pitch() } else { 0 };
        let keep = at + 1 < paper.standing.len();
        writer.paragraph(Part::Cell, words, Differs { before, keep, ..Differs::default() });
    }
    for (number, annex) in (1_usize..).zip(&paper.annexes) {
        writer.annex(number, annex)?;
    }
    let mut numbered = true;
    if let Some(imprint) = &paper.imprint {
        for at in 0..ending.pages_on {
            writer.turn(at == 0 && ending.unnumbered);
        }
        numbered = ending.pages_on == 0 || !ending.unnumbered;
        writer.imprint(imprint, ending)?;
    }
    let section = writer.section(numbered);
    let text = format!("{HEAD}<w:document {NAMES}><w:body>{}{section}</w:body></w:document>", writer.out);
    Ok((text, writer.links))
}

impl Writer<'_> {
    pub(super) fn paragraph(&mut self, part: Part, words: &Words, differs: Differs) {
        let runs = runs(words, &mut self.links);
        let differs = Differs { before: differs.before.max(std::mem::take(&mut self.gap)), ..differs };
        let properties = properties(part, self.layout, differs);
        self.out.push_str(&format!("<w:p>{properties}{runs}</w:p>"));
    }

    pub(super) fn line(&mut self, part: Part, words: &str, differs: Differs) {
        if !words.is_empty() {
            self.paragraph(part, &words.into(), differs);
        }
    }

    fn masthead(&mut self, head: &Masthead) -> Result<(), DocxFault> {
        let official = self.layout.is_official();
        let pitch = self.layout.pitch();
        for mark in &head.marks {
            self.line(Part::Recipients, mark, Differs::default());
        }
        if !official {
            self.line(Part::Number, &head.issuer, Differs::default());
            self.line(Part::Number, &head.number, Differs::default());
            return Ok(());
        }
        if !head.issuer.is_empty() {
            let style = self.setter.issuer_style(&head.issuer)?;
            let used = pitch * i64::try_from(head.marks.len()).unwrap_or_default();
            let (line, size) = (twips(half_points(style.half_points)), style.half_points);
            let properties = format!(
                "<w:pPr><w:pStyle w:val=\"Issuer\"/><w:spacing w:before=\"{}\" w:line=\"{line}\" w:lineRule=\"exact\"/></w:pPr>",
                twips(self.layout.issuer - used)
            );
            let words = super::xml::escaped(&head.issuer);
            self.out.push_str(&format!(
                "<w:p>{properties}<w:r><w:rPr><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr><w:t>{words}</w:t></w:r></w:p>"
            ));
        }
        // The red rule lies 4 mm (11 pt) below the number, as the border of its paragraph.
        let style = self.layout.style(Part::Number);
        let rule = format!(
            "<w:p><w:pPr><w:pStyle w:val=\"Number\"/><w:pBdr><w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"{}\" w:color=\"D71A1B\"/></w:pBdr>\
             <w:spacing w:before=\"{}\" w:line=\"{}\" w:lineRule=\"exact\"/></w:pPr>{}</w:p>",
            (mm(4) - (style.pitch - half_points(style.half_points)) / 2) / half_points(2),
            twips(2 * pitch),
            twips(style.pitch),
            runs(&head.number.as_str().into(), &mut self.links)
        );
        self.out.push_str(&rule);
        Ok(())
    }

    fn title(&mut self) {
        let paper = self.paper;
        let pitch = self.layout.pitch();
        let before = match (self.layout.is_official(), paper.masthead.is_some()) {
            (true, true) => 2 * pitch + mm(2),
            (false, true) => pitch,
            _ => 0,
        };
        let keep = Differs { before, keep: true, ..Differs::default() };
        self.line(Part::Title, paper.title.as_str(), keep);
        self.line(Part::Subtitle, &paper.subtitle, Differs { before: 0, ..keep });
        self.line(Part::Recipients, &paper.recipients, Differs { before: pitch, ..keep });
    }

    fn blocks(&mut self, blocks: &[Block]) -> Result<(), DocxFault> {
        let mut counter = Counter::default();
        let between = if self.layout.is_official() { 0 } else { self.layout.pitch() / 3 };
        let plain = Differs { before: between, ..Differs::default() };
        for block in blocks {
            match block {
                Block::Heading(level, words) => {
                    let part = match level {
                        Level::First => Part::First,
                        Level::Second => Part::Second,
                        Level::Third | Level::Fourth => Part::Third,
                    };
                    let words = numbered(&counter.next(*level, self.paper.tongue), words);
                    self.paragraph(part, &words, Differs { before: between * 2, keep: true, ..plain });
                }
                Block::Item(level, words) => {
                    let words = numbered(&counter.next(*level, self.paper.tongue), words);
                    self.lines(Part::Body, &words, plain);
                }
                Block::Paragraph(words) => self.lines(Part::Body, words, plain),
                Block::Aside(words) => self.lines(Part::Aside, words, plain),
                Block::Fact(label, words) => {
                    let colon = if self.paper.tongue.is_chinese() { "：" } else { ": " };
                    self.lines(Part::Body, &numbered(&format!("{label}{colon}"), words), plain);
                }
                Block::Table(grid) => self.table(grid)?,
                Block::Form(rows) => self.form(rows)?,
            }
        }
        Ok(())
    }

    /// Each line of the words is a paragraph.
    pub(super) fn lines(&mut self, part: Part, words: &Words, differs: Differs) {
        for (at, words) in crate::paper::text::split(words).iter().enumerate() {
            let before = if at == 0 { differs.before } else { 0 };
            self.paragraph(part, words, Differs { before, ..differs });
        }
    }

    /// An empty paragraph of a height.
    pub(super) fn spacer(&mut self, height: Nm) {
        let line = twips(height);
        self.out.push_str(&format!(
            "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"{line}\" w:lineRule=\"exact\"/></w:pPr></w:p>"
        ));
    }

    fn annex_list(&mut self) -> Result<(), DocxFault> {
        let paper = self.paper;
        let mut style = self.layout.style(Part::Body);
        style.align = Align::Left;
        let colon = if paper.tongue.is_chinese() { "：" } else { ": " };
        let label = format!("{}{colon}", paper.labels.annex);
        let inset = style.indent * style.cell;
        let wide = self.setter.width_of(&label, &style)?;
        for (at, annex) in paper.annexes.iter().enumerate() {
            let number = if paper.annexes.len() > 1 { format!("{}.", at + 1) } else { String::new() };
            let lead = if at == 0 { format!("{label}{number}") } else { number.clone() };
            let own = self.setter.width_of(&number, &style)?;
            let hang = inset + wide + own;
            let first = if at == 0 { inset } else { inset + wide } - hang;
            let before = if at == 0 { self.layout.pitch() } else { 0 };
            let differs = Differs {
                before,
                left: Some(hang),
                first: Some(first),
                align: Some("left"),
                ..Differs::default()
            };
            self.line(Part::Body, &format!("{lead}{}", annex.title), differs);
        }
        Ok(())
    }

    /// Issuer and day, at the places that they have on the pages.
    fn signature(&mut self, signature: &Signature) -> Result<(), DocxFault> {
        for placed in self.setter.signature_places(signature)? {
            let differs = Differs {
                before: placed.before,
                left: Some(placed.left),
                first: Some(0),
                keep: !placed.last,
                align: Some("left"),
                ..Differs::default()
            };
            self.line(Part::Signature, &placed.words, differs);
        }
        Ok(())
    }

    fn annex(&mut self, number: usize, annex: &Annex) -> Result<(), DocxFault> {
        let label = crate::paper::compose::label_of(self.paper, number);
        self.line(Part::AnnexLabel, &label, Differs { new_page: true, keep: true, ..Differs::default() });
        let before = if self.layout.is_official() { self.layout.pitch() } else { 0 };
        self.line(Part::Title, &annex.title, Differs { before, keep: true, ..Differs::default() });
        self.blocks(&annex.body)
    }

    /// On to the next page; a new section if its numbers stop here.
    fn turn(&mut self, new_section: bool) {
        let with = if new_section { self.section(true) } else { String::new() };
        let page = if new_section { "" } else { "<w:r><w:br w:type=\"page\"/></w:r>" };
        self.out.push_str(&format!(
            "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>{with}</w:pPr>{page}</w:p>"
        ));
    }

    /// The imprint as a table with its rules, at the foot of its page: what is free above it is a paragraph of that
    /// height, less two lines where text stands above, for fonts that set another way.
    fn imprint(&mut self, imprint: &Imprint, ending: Ending) -> Result<(), DocxFault> {
        let style = self.layout.style(Part::Imprint);
        let (cell, width) = (twips(style.cell), twips(self.layout.width));
        let free = ending.above - if ending.pages_on == 0 { 2 * self.layout.pitch() } else { mm(4) };
        if free > 0 {
            self.spacer(free);
        }
        let rule = |side: &str, size: i64| {
            format!("<w:{side} w:val=\"single\" w:sz=\"{size}\" w:space=\"0\" w:color=\"000000\"/>")
        };
        let rules = format!("{}{}{}", rule("top", 8), rule("bottom", 8), rule("insideH", 6));
        self.out.push_str(&format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:tblBorders>{rules}</w:tblBorders><w:tblLayout w:type=\"fixed\"/>\
             <w:tblCellMar><w:left w:w=\"{cell}\" w:type=\"dxa\"/><w:right w:w=\"{cell}\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>\
             <w:tblGrid><w:gridCol w:w=\"{width}\"/></w:tblGrid>"
        ));
        let beside = self.setter.imprint_on_one_line(imprint)?;
        let tab = format!("<w:tabs><w:tab w:val=\"right\" w:pos=\"{}\"/></w:tabs>", width - 2 * cell);
        let between = if beside { "<w:r><w:tab/></w:r>" } else { "<w:r><w:br/></w:r><w:r><w:tab/></w:r>" };
        let copies = runs(&imprint.copies.as_str().into(), &mut self.links);
        let office = runs(&imprint.office.as_str().into(), &mut self.links);
        let day = runs(&imprint.day.as_str().into(), &mut self.links);
        for words in [copies, format!("{office}{between}{day}")].iter().filter(|words| !words.is_empty()) {
            self.out.push_str(&format!(
                "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>\
                 <w:p><w:pPr><w:pStyle w:val=\"Imprint\"/>{tab}</w:pPr>{words}</w:p></w:tc></w:tr>"
            ));
        }
        self.out.push_str("</w:tbl>");
        self.spacer(mm(1) / 3);
        Ok(())
    }

    /// The page: its size, its margins, its numbers.
    fn section(&self, numbered: bool) -> String {
        let layout = self.layout;
        let foot = layout.page.1 - layout.bottom();
        let folio = half_points(layout.style(Part::Folio).half_points);
        let footers = match (numbered, layout.mirrored) {
            (false, _) => [("default", "footer3"), ("even", "footer3")],
            (true, true) => [("default", "footer1"), ("even", "footer2")],
            (true, false) => [("default", "footer1"), ("even", "footer1")],
        };
        let mut refer: String = footers
            .map(|(kind, name)| format!("<w:footerReference w:type=\"{kind}\" r:id=\"r_{name}\"/>"))
            .concat();
        if !self.paper.labels.draft.is_empty() {
            for kind in ["default", "even"] {
                refer.push_str(&format!("<w:headerReference w:type=\"{kind}\" r:id=\"r_header1\"/>"));
            }
        }
        let across = if layout.page.0 > layout.page.1 { " w:orient=\"landscape\"" } else { "" };
        format!(
            "<w:sectPr>{refer}<w:type w:val=\"nextPage\"/><w:pgSz w:w=\"{}\" w:h=\"{}\"{across}/><w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" \
             w:left=\"{}\" w:header=\"{}\" w:footer=\"{}\" w:gutter=\"0\"/></w:sectPr>",
            twips(layout.page.0) + 1,
            twips(layout.page.1) + 1,
            twips(layout.top),
            twips(layout.page.0 - layout.left - layout.width),
            twips(foot),
            twips(layout.left),
            twips(layout.top / 2),
            twips(foot - layout.folio - folio),
        )
    }
}

fn numbered(number: &str, words: &Words) -> Words {
    let mut all = Words::default().then(number);
    all.0.extend(words.0.iter().cloned());
    all
}
