//! Runs and paragraphs.

use super::xml::escaped;
use crate::paper::content::{Run, Words};
use earnest_model::paper::{
    layout::{Align, Layout, Part, Style},
    length::{Nm, half_points, twips},
};

/// The name of the style of a part.
pub(super) const fn style_id(part: Part) -> &'static str {
    match part {
        Part::Issuer => "Issuer",
        Part::Number => "Number",
        Part::Title => "Title",
        Part::Subtitle => "Subtitle",
        Part::Recipients => "Recipients",
        Part::Body => "BodyText",
        Part::First => "Heading1",
        Part::Second => "Heading2",
        Part::Third => "Heading3",
        Part::Aside => "Quote",
        Part::Caption => "Caption",
        Part::Head => "TableHead",
        Part::Cell => "TableText",
        Part::Signature => "Signature",
        Part::AnnexLabel => "AnnexLabel",
        Part::Imprint => "Imprint",
        Part::Folio => "Footer",
    }
}

/// The height of a line in twips: rounded down, so that no page loses its last line.
pub(super) const fn pitch(style: &Style) -> i64 {
    twips(style.pitch)
}

/// By how much characters are set closer (or wider) than their size, in twips, rounded down.
pub(super) const fn spacing(style: &Style) -> i64 {
    let size = half_points(style.half_points);
    (style.cell - size) / (25_400_000 / 1440) - if style.cell < size { 1 } else { 0 }
}

/// How lines stand.
pub(super) const fn justified(align: Align, chinese: bool) -> &'static str {
    match align {
        Align::Full if chinese => "both",
        Align::Full | Align::Left => "left",
        Align::Middle => "center",
        Align::Right => "right",
    }
}

/// A paragraph as it differs from its style.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Differs {
    pub(super) before: Nm,
    /// Indents of the left edge, of the first line beyond it, of the right edge.
    pub(super) left: Option<Nm>,
    pub(super) first: Option<Nm>,
    pub(super) right: Option<Nm>,
    pub(super) keep: bool,
    pub(super) new_page: bool,
    pub(super) align: Option<&'static str>,
}

/// The properties of a paragraph.
pub(super) fn properties(part: Part, layout: &Layout, differs: Differs) -> String {
    let mut out = format!("<w:pPr><w:pStyle w:val=\"{}\"/>", style_id(part));
    if differs.keep {
        out.push_str("<w:keepNext/>");
    }
    if differs.new_page {
        out.push_str("<w:pageBreakBefore/>");
    }
    if differs.before > 0 {
        let style = layout.style(part);
        out.push_str(&format!(
            "<w:spacing w:before=\"{}\" w:line=\"{}\" w:lineRule=\"exact\"/>",
            twips(differs.before),
            pitch(&style)
        ));
    }
    if differs.left.or(differs.first).or(differs.right).is_some() {
        let part = |name: &str, length: Option<Nm>| match length {
            Some(length) if name == "firstLine" && length < 0 => format!(" w:hanging=\"{}\"", twips(-length)),
            Some(length) => format!(" w:{name}=\"{}\"", twips(length)),
            None => String::new(),
        };
        let (left, first) = (part("left", differs.left), part("firstLine", differs.first));
        out.push_str(&format!("<w:ind{left}{}{first}/>", part("right", differs.right)));
    }
    if let Some(align) = differs.align {
        out.push_str(&format!("<w:jc w:val=\"{align}\"/>"));
    }
    out.push_str("</w:pPr>");
    out
}

/// Runs of words; links are numbered as they come.
pub(super) fn runs(words: &Words, links: &mut Vec<String>) -> String {
    words.0.iter().filter(|run| !run.words.is_empty()).map(|run| one(run, links)).collect()
}

fn one(run: &Run, links: &mut Vec<String>) -> String {
    let lines: Vec<_> = run.words.split('\n').map(|line| escaped(line.trim_end_matches('\r'))).collect();
    let text = lines.join("</w:t><w:br/><w:t xml:space=\"preserve\">");
    let words = format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    match &run.href {
        None => words,
        Some(href) => {
            links.push(href.clone());
            format!("<w:hyperlink r:id=\"rLink{}\">{words}</w:hyperlink>", links.len())
        }
    }
}
