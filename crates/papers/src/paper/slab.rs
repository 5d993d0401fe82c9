//! What is laid out, before it has a page: slabs from top to bottom, with what is drawn on them.

use super::lines::Line;
use earnest_model::paper::length::Nm;

/// What an element is for those who listen to the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// The title (level 1) and headings beneath.
    Heading(u16, String),
    /// A paragraph.
    Paragraph,
    /// A table.
    Table,
    /// A row of it.
    Row,
    /// The head of a column.
    HeadCell,
    /// The name of a row.
    RowHead,
    /// A cell.
    Cell,
}

/// An element, beneath another or at the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) above: Option<usize>,
}

/// The look of a span that stands on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ink {
    pub(super) half_points: i64,
    pub(super) red: bool,
    pub(super) href: Option<String>,
}

/// Something drawn; places are from the slab's left top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// A line of text.
    Text {
        x: Nm,
        baseline: Nm,
        line: Line,
        /// The looks of the spans.
        inks: std::rc::Rc<[Ink]>,
        /// The element it belongs to; none for what only decorates.
        node: Option<usize>,
    },
    /// A filled rectangle.
    Rule { x: Nm, y: Nm, width: Nm, height: Nm, red: bool },
}

/// A piece of height that no page end breaks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Slab {
    /// Left free above it; not at the top of a page.
    pub(super) before: Nm,
    pub(super) height: Nm,
    /// Stays with the next one.
    pub(super) keep: bool,
    /// Begins a page.
    pub(super) new_page: bool,
    /// The table whose heads are repeated above it.
    pub(super) table: Option<usize>,
    pub(super) marks: Vec<Mark>,
    /// Where a heading stands: its level and words.
    pub(super) outline: Option<(u16, String)>,
}

/// All of a paper, in order.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) slabs: Vec<Slab>,
    pub(super) nodes: Vec<Node>,
    /// The heads of each table, and the line that closes it where a page ends.
    pub(super) heads: Vec<Heads>,
    /// The imprint, which stands at the foot of the last page.
    pub(super) imprint: Option<Slab>,
    /// What a draft says at the head of every page.
    pub(super) draft: Option<(Line, std::rc::Rc<[Ink]>)>,
}

/// The heads of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Heads {
    pub(super) slabs: Vec<Slab>,
    pub(super) closing: Option<Mark>,
}

impl Flow {
    /// A new element.
    pub(super) fn node(&mut self, kind: Kind, above: Option<usize>) -> usize {
        self.nodes.push(Node { kind, above });
        self.nodes.len() - 1
    }
}
