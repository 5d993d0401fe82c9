//! Pages as PDF: PDF/A-2a and PDF/UA-1 at once, so tagged, with its fonts' used glyphs inside, and words that are found.

use super::{
    content::Paper,
    fonts::Shelf,
    lines::Placed,
    pages::{Headed, Pages, Set},
    points::{points, share},
    slab::{Ink, Kind, Mark, Node},
};
use earnest_model::paper::{
    layout::Layout,
    length::{Nm, half_points},
};
use krilla::{
    Document, SerializeSettings,
    action::{Action, LinkAction},
    annotation::{Annotation, LinkAnnotation, Target},
    color::rgb,
    configure::{Accessibility, Archival, Configuration, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{PathBuilder, Point, Rect},
    metadata::{DateTime, Metadata, TextDirection},
    num::NormalizedF32,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::{Fill, FillRule},
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, ContentTag, Identifier, Node as TagNode, SpanTag, TableHeaderScope, Tag,
        TagGroup, TagTree,
    },
    text::{GlyphId, KrillaGlyph},
};
use std::{collections::BTreeMap, num::NonZeroU16};

/// Why pages are no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfFault {
    /// What PDF/A-2a and PDF/UA-1 ask for can't be asked for at once.
    #[error("the kinds of PDF don't go together")]
    Kinds,
    /// The page has no area.
    #[error("the page has no area")]
    Page,
    /// The writer refuses it.
    #[error("the PDF can't be written: {0}")]
    Written(String),
}

/// Words of an element: plain ones, or those of a link.
enum Leaf {
    Plain(Identifier),
    Link(Vec<TagNode>),
}

/// A link that waits for the end of its page's drawing.
struct Waiting {
    node: usize,
    leaf: usize,
    area: Rect,
    href: String,
}

struct Drawing<'d> {
    shelf: &'d Shelf,
    leaves: BTreeMap<usize, Vec<Leaf>>,
    waiting: Vec<Waiting>,
}

/// Writes the pages.
pub(super) fn pdf(
    paper: &Paper,
    (layout, shelf): (&Layout, &Shelf),
    nodes: &[Node],
    pages: &Pages,
) -> Result<Vec<u8>, PdfFault> {
    let settings = SerializeSettings { configuration: kinds()?, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let mut drawing = Drawing { shelf, leaves: BTreeMap::new(), waiting: Vec::new() };
    for page in &pages.pages {
        let size =
            PageSettings::from_wh(points(layout.page.0), points(layout.page.1)).ok_or(PdfFault::Page)?;
        let mut sheet = document.start_page_with(size);
        let mut surface = sheet.surface();
        for set in &page.sets {
            drawing.draw(&mut surface, set);
        }
        surface.finish();
        for link in std::mem::take(&mut drawing.waiting) {
            let target = Target::Action(Action::Link(LinkAction::new(link.href.clone())));
            let note = Annotation::new_link(LinkAnnotation::new(link.area, target), Some(link.href));
            let id = sheet.add_tagged_annotation(note);
            let leaf = drawing.leaves.get_mut(&link.node).and_then(|leaves| leaves.get_mut(link.leaf));
            if let Some(Leaf::Link(children)) = leaf {
                children.push(id.into());
            }
        }
        sheet.finish();
    }
    document.set_metadata(metadata(paper));
    document.set_outline(outline(layout, &pages.outline));
    document.set_tag_tree(tree(nodes, drawing.leaves, paper.tongue.tag()));
    document.finish().map_err(|fault| PdfFault::Written(format!("{fault}: {fault:?}")))
}

fn kinds() -> Result<Configuration, PdfFault> {
    let kinds = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1);
    kinds.finish().map_err(|_| PdfFault::Kinds)
}

fn metadata(paper: &Paper) -> Metadata {
    let (year, month, day) = paper.day;
    Metadata::new()
        .title(paper.title.as_str().to_owned())
        .language(paper.tongue.tag().to_owned())
        .creator(paper.labels.program.clone())
        .authors(
            paper
                .masthead
                .iter()
                .map(|head| head.issuer.clone())
                .filter(|issuer| !issuer.is_empty())
                .collect(),
        )
        .creation_date(DateTime::new(year).month(month).day(day))
        .text_direction(TextDirection::LeftToRight)
}

/// Headings as the outline, each beneath the one before it that stands higher.
fn outline(layout: &Layout, headed: &[Headed]) -> Outline {
    let mut outline = Outline::new();
    let mut open: Vec<(u16, OutlineNode)> = Vec::new();
    let mut close = |open: &mut Vec<(u16, OutlineNode)>, level: u16| {
        while open.last().is_some_and(|(last, _)| *last >= level) {
            let Some((_, node)) = open.pop() else { return };
            match open.last_mut() {
                Some((_, above)) => above.push_child(node),
                None => outline.push_child(node),
            }
        }
    };
    for head in headed {
        close(&mut open, head.level);
        let place = Point::from_xy(points(layout.left), points(head.top));
        open.push((head.level, OutlineNode::new(head.words.clone(), XyzDestination::new(head.page, place))));
    }
    close(&mut open, 0);
    outline
}

/// The elements as a tree, in the order in which the paper says them.
fn tree(nodes: &[Node], mut leaves: BTreeMap<usize, Vec<Leaf>>, lang: &str) -> TagTree {
    let mut groups: Vec<Option<TagGroup>> = nodes.iter().map(|node| Some(group(&node.kind))).collect();
    // Those beneath come after those above: from the end on, each is complete when it is taken.
    let mut roots = Vec::new();
    for (at, node) in nodes.iter().enumerate().rev() {
        let Some(mut group) = groups.get_mut(at).and_then(Option::take) else { continue };
        group.children.reverse();
        for leaf in leaves.remove(&at).unwrap_or_default() {
            match leaf {
                Leaf::Plain(id) => group.push(id),
                Leaf::Link(children) => group.push(TagGroup::with_children(Tag::Link, children)),
            }
        }
        match node.above.and_then(|above| groups.get_mut(above)).and_then(Option::as_mut) {
            Some(above) => above.push(group),
            None => roots.push(TagNode::from(group)),
        }
    }
    roots.reverse();
    TagTree::from(roots).with_lang(Some(lang.to_owned()))
}

fn group(kind: &Kind) -> TagGroup {
    match kind {
        Kind::Heading(level, words) => {
            TagGroup::new(Tag::Hn(NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN), Some(words.clone())))
        }
        Kind::Paragraph => TagGroup::new(Tag::P),
        Kind::Table => TagGroup::new(Tag::Table),
        Kind::Row => TagGroup::new(Tag::TR),
        Kind::HeadCell => TagGroup::new(Tag::TH(TableHeaderScope::Column)),
        Kind::RowHead => TagGroup::new(Tag::TH(TableHeaderScope::Row)),
        Kind::Cell => TagGroup::new(Tag::TD),
    }
}

fn fill(red: bool) -> Fill {
    let color = if red { rgb::Color::new(0xd7, 0x1a, 0x1b) } else { rgb::Color::black() };
    Fill { paint: color.into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

impl Drawing<'_> {
    fn draw(&mut self, surface: &mut Surface<'_>, set: &Set) {
        match &set.mark {
            Mark::Rule { x, y, width, height, red } => {
                let area = Rect::from_xywh(
                    points(set.left + x),
                    points(set.top + y),
                    points(*width),
                    points(*height),
                );
                let Some(area) = area else { return };
                let mut path = PathBuilder::new();
                path.push_rect(area);
                surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
                surface.set_fill(Some(fill(*red)));
                if let Some(path) = path.finish() {
                    surface.draw_path(&path);
                }
                surface.end_tagged();
            }
            Mark::Text { x, baseline, line, inks, node } => {
                let at = (set.left + x, set.top + baseline);
                for run in runs(&line.pieces, inks) {
                    self.run(surface, run, (inks, *node), at);
                }
            }
        }
    }

    /// Glyphs of one font and look.
    fn run(
        &mut self,
        surface: &mut Surface<'_>,
        run: &[Placed],
        (inks, node): (&[Ink], Option<usize>),
        (left, base): (Nm, Nm),
    ) {
        let Some(first) = run.first() else { return };
        let ink = inks.get(first.piece.span);
        let (Some(font), Some(ink)) = (self.shelf.font(first.piece.shape.font), ink) else { return };
        let size = half_points(ink.half_points);
        let tag = match node {
            Some(_) => ContentTag::Span(SpanTag::empty()),
            None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
        };
        let id = surface.start_tagged(tag);
        surface.set_fill(Some(fill(ink.red)));
        let (text, glyphs) = glyphs(run, size);
        let start = Point::from_xy(points(left + first.x), points(base));
        surface.draw_glyphs(start, &glyphs, font.krilla.clone(), &text, points(size), false);
        surface.end_tagged();
        let Some(node) = node else { return };
        let leaves = self.leaves.entry(node).or_default();
        match &ink.href {
            None => leaves.push(Leaf::Plain(id)),
            Some(href) => {
                leaves.push(Leaf::Link(vec![id.into()]));
                let end = run.last().map_or(first.x, |last| last.x + last.piece.width);
                let area = Rect::from_xywh(
                    points(left + first.x),
                    points(base - size),
                    points(end - first.x),
                    points(size + size / 5),
                );
                if let Some(area) = area {
                    self.waiting.push(Waiting { node, leaf: leaves.len() - 1, area, href: href.clone() });
                }
            }
        }
    }
}

/// Stretches of one font and look.
fn runs<'p>(pieces: &'p [Placed], inks: &[Ink]) -> Vec<&'p [Placed]> {
    let alike = |a: &Placed, b: &Placed| {
        a.piece.shape.font == b.piece.shape.font && inks.get(a.piece.span) == inks.get(b.piece.span)
    };
    pieces.chunk_by(alike).collect()
}

/// The glyphs with their distances, as shares of the size.
fn glyphs(run: &[Placed], size: Nm) -> (String, Vec<KrillaGlyph>) {
    let mut text = String::new();
    let mut glyphs = Vec::new();
    for (at, placed) in run.iter().enumerate() {
        let from = text.len();
        text.push(placed.piece.ch);
        let next = run.get(at + 1).map_or(placed.x + placed.piece.width, |next| next.x);
        let advance = share(next - placed.x, size);
        let glyph = GlyphId::new(placed.piece.shape.glyph);
        glyphs.push(KrillaGlyph::new(glyph, advance, 0.0, 0.0, 0.0, from..text.len(), None));
    }
    (text, glyphs)
}
