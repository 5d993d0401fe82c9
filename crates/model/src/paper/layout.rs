//! How papers look, as data: the page, the grid of lines and characters, and a style for each part.

use super::length::{Nm, cmm, half_points, mm};
use std::{borrow::Cow, collections::BTreeMap};

/// A hand of type that a layout asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Face {
    /// Song (Ming), the plain serif.
    Song,
    /// FangSong: the body of official papers.
    FangSong,
    /// Kai: headings of the second level.
    Kai,
    /// Hei: headings of the first level, and labels.
    Hei,
    /// Small-title Song: titles and the name of the issuer.
    Title,
}

impl Face {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Song, Self::FangSong, Self::Kai, Self::Hei, Self::Title];

    /// Its word in a pack.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Song => "song",
            Self::FangSong => "fangsong",
            Self::Kai => "kai",
            Self::Hei => "hei",
            Self::Title => "title",
        }
    }
}

/// Where a line stands in its room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// From edge to edge; the last line from the left.
    Full,
    /// From the left, ragged.
    Left,
    /// In the middle, lines of like length.
    Middle,
    /// At the right.
    Right,
}

impl Align {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Full, Self::Left, Self::Middle, Self::Right];

    /// Its word in a pack.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Left => "left",
            Self::Middle => "middle",
            Self::Right => "right",
        }
    }
}

/// The look of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// The hand.
    pub face: Face,
    /// The size in half points, as it stands in files.
    pub half_points: i64,
    /// The width that a full character takes.
    pub cell: Nm,
    /// The height of a line.
    pub pitch: Nm,
    /// Where lines stand.
    pub align: Align,
    /// Cells that the first line is moved in.
    pub indent: i64,
    /// Red instead of black.
    pub red: bool,
}

/// A part of a paper that has a look of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// The issuer's name at the head.
    Issuer,
    /// The number, and the marks above the head.
    Number,
    /// The title.
    Title,
    /// The line beneath the title.
    Subtitle,
    /// Whom it goes to.
    Recipients,
    /// Paragraphs.
    Body,
    /// 一、
    First,
    /// （一）
    Second,
    /// 1. and （1）
    Third,
    /// What stands apart.
    Aside,
    /// What a table's rows are.
    Caption,
    /// Heads of columns.
    Head,
    /// Cells.
    Cell,
    /// Issuer and day below the text.
    Signature,
    /// 附件 at the head of its page.
    AnnexLabel,
    /// The imprint.
    Imprint,
    /// The number of the page, and what a draft says.
    Folio,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::Issuer,
        Self::Number,
        Self::Title,
        Self::Subtitle,
        Self::Recipients,
        Self::Body,
        Self::First,
        Self::Second,
        Self::Third,
        Self::Aside,
        Self::Caption,
        Self::Head,
        Self::Cell,
        Self::Signature,
        Self::AnnexLabel,
        Self::Imprint,
        Self::Folio,
    ];

    /// Its word in a pack.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Issuer => "issuer",
            Self::Number => "number",
            Self::Title => "title",
            Self::Subtitle => "subtitle",
            Self::Recipients => "recipients",
            Self::Body => "body",
            Self::First => "first",
            Self::Second => "second",
            Self::Third => "third",
            Self::Aside => "aside",
            Self::Caption => "caption",
            Self::Head => "head",
            Self::Cell => "cell",
            Self::Signature => "signature",
            Self::AnnexLabel => "annex-label",
            Self::Imprint => "imprint",
            Self::Folio => "folio",
        }
    }
}

/// What a layout says otherwise of a part than the layout from which it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Change {
    pub(super) face: Option<Face>,
    pub(super) half_points: Option<i64>,
    pub(super) pitch: Option<Nm>,
    pub(super) align: Option<Align>,
    pub(super) indent: Option<i64>,
    pub(super) red: Option<bool>,
}

impl Change {
    /// The look with the change. Another size takes cells of its own, and a line that is at least a quarter higher than it.
    fn of(self, style: Style) -> Style {
        let sized = self.half_points.map_or(style, |size| Style {
            half_points: size,
            cell: half_points(size),
            pitch: style.pitch.max(half_points(size) * 5 / 4),
            ..style
        });
        Style {
            face: self.face.unwrap_or(sized.face),
            pitch: self.pitch.unwrap_or(sized.pitch),
            align: self.align.unwrap_or(sized.align),
            indent: self.indent.unwrap_or(sized.indent),
            red: self.red.unwrap_or(sized.red),
            ..sized
        }
    }
}

/// The look of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Its name.
    pub name: Cow<'static, str>,
    /// Width and height of the page.
    pub page: (Nm, Nm),
    /// Left edge of the type area on odd pages.
    pub left: Nm,
    /// Top edge of the type area.
    pub top: Nm,
    /// Width of the type area.
    pub width: Nm,
    /// Height of the type area.
    pub height: Nm,
    /// Lines of a page.
    pub lines: i64,
    /// Characters of a line.
    pub cells: i64,
    /// True if even pages have their binding side at the right.
    pub mirrored: bool,
    /// Below the type area, the top of the page's number; it stands at the outer edge if `mirrored`, else in the middle.
    pub folio: Nm,
    /// Below the top of the type area, the top of the issuer's name.
    pub issuer: Nm,
    /// True if the imprint stands on an even page.
    pub imprint_even: bool,
    pub(super) sizes: Sizes,
    pub(super) changes: BTreeMap<Part, Change>,
}

/// The sizes of a layout, in half points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sizes {
    pub(super) body: i64,
    title: i64,
    title_pitch: Nm,
    small: i64,
    pub(super) table: i64,
    pub(super) table_pitch: Nm,
    official: bool,
}

/// GB/T 9704-2012: 22 lines of 28 characters on 156 × 225 mm.
pub static OFFICIAL: Layout = Layout {
    name: Cow::Borrowed("gb9704"),
    page: (mm(210), mm(297)),
    left: mm(28),
    top: mm(37),
    width: mm(156),
    height: mm(225),
    lines: 22,
    cells: 28,
    mirrored: true,
    folio: mm(7),
    issuer: mm(35),
    imprint_even: true,
    sizes: Sizes {
        body: 32,
        title: 44,
        title_pitch: half_points(70),
        small: 28,
        table: 24,
        table_pitch: half_points(38),
        official: true,
    },
    changes: BTreeMap::new(),
};

/// A plain letter on A4: 41 lines of 41 characters on 160 × 247 mm.
pub static LETTER: Layout = Layout {
    name: Cow::Borrowed("letter"),
    page: (mm(210), mm(297)),
    left: mm(25),
    top: mm(25),
    width: mm(160),
    height: mm(247),
    lines: 41,
    cells: 41,
    mirrored: false,
    folio: mm(8),
    issuer: 0,
    imprint_even: false,
    sizes: Sizes {
        body: 22,
        title: 32,
        title_pitch: half_points(44),
        small: 18,
        table: 19,
        table_pitch: half_points(28),
        official: false,
    },
    changes: BTreeMap::new(),
};

/// Lists and ledgers on A4 across: 31 lines of 66 characters on 247 × 164 mm.
pub static LANDSCAPE: Layout = Layout {
    name: Cow::Borrowed("landscape"),
    page: (mm(297), mm(210)),
    left: mm(25),
    top: mm(24),
    width: mm(247),
    height: mm(164),
    lines: 29,
    cells: 66,
    mirrored: false,
    folio: mm(6),
    issuer: 0,
    imprint_even: false,
    sizes: Sizes {
        body: 21,
        title: 32,
        title_pitch: half_points(44),
        small: 18,
        table: 18,
        table_pitch: half_points(26),
        official: false,
    },
    changes: BTreeMap::new(),
};

/// Every layout that the program has of itself.
pub static LAYOUTS: [&Layout; 3] = [&OFFICIAL, &LETTER, &LANDSCAPE];

impl Layout {
    /// The layout of the program that has this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        LAYOUTS.into_iter().find(|layout| layout.name == name)
    }

    /// The height of a line of the body.
    pub const fn pitch(&self) -> Nm {
        self.height / self.lines
    }

    /// The width of a character of the body.
    pub const fn cell(&self) -> Nm {
        self.width / self.cells
    }

    /// True for the layout of official papers.
    pub const fn is_official(&self) -> bool {
        self.sizes.official
    }

    /// The bottom edge of the type area.
    pub const fn bottom(&self) -> Nm {
        self.top + self.height
    }

    /// The left edge of the type area on a page (from 1 on).
    pub const fn left_of(&self, page: usize) -> Nm {
        if self.mirrored && page.is_multiple_of(2) { self.page.0 - self.left - self.width } else { self.left }
    }

    /// The look of a part.
    pub fn style(&self, part: Part) -> Style {
        let style = self.own_style(part);
        self.changes.get(&part).map_or(style, |change| change.of(style))
    }

    const fn own_style(&self, part: Part) -> Style {
        let sizes = self.sizes;
        let body = Style {
            face: if sizes.official { Face::FangSong } else { Face::Song },
            half_points: sizes.body,
            cell: self.cell(),
            pitch: self.pitch(),
            align: Align::Full,
            indent: 0,
            red: false,
        };
        let indented = Style { indent: if sizes.official { 2 } else { 0 }, ..body };
        let small =
            Style { cell: half_points(sizes.small), half_points: sizes.small, face: Face::Song, ..body };
        let table = Style {
            face: if sizes.official { Face::FangSong } else { Face::Song },
            half_points: sizes.table,
            cell: half_points(sizes.table),
            pitch: sizes.table_pitch,
            align: Align::Left,
            ..body
        };
        match part {
            Part::Issuer => Style {
                face: Face::Title,
                half_points: 84,
                cell: half_points(84),
                pitch: half_points(84),
                align: Align::Middle,
                red: true,
                ..body
            },
            Part::Number => Style { align: if sizes.official { Align::Middle } else { Align::Left }, ..body },
            Part::Title => Style {
                face: if sizes.official { Face::Title } else { Face::Hei },
                half_points: sizes.title,
                cell: half_points(sizes.title),
                pitch: sizes.title_pitch,
                align: if sizes.official { Align::Middle } else { Align::Left },
                ..body
            },
            Part::Subtitle => Style {
                face: if sizes.official { Face::Kai } else { Face::Song },
                align: if sizes.official { Align::Middle } else { Align::Left },
                ..body
            },
            Part::Recipients => Style { align: Align::Left, ..body },
            Part::Body => indented,
            Part::First => Style { face: Face::Hei, align: Align::Left, ..indented },
            Part::Second => Style {
                face: if sizes.official { Face::Kai } else { Face::Hei },
                align: Align::Left,
                ..indented
            },
            Part::Third => Style { align: Align::Left, ..indented },
            Part::Aside => Style { face: Face::Kai, ..indented },
            Part::Caption | Part::Head => Style { face: Face::Hei, ..table },
            Part::Cell => table,
            Part::Signature => Style { align: Align::Right, ..body },
            Part::AnnexLabel => Style { face: Face::Hei, align: Align::Left, ..body },
            Part::Imprint if sizes.official => {
                Style { face: Face::FangSong, align: Align::Left, pitch: cmm(700), ..small }
            }
            Part::Imprint => Style { align: Align::Left, pitch: cmm(500), ..small },
            Part::Folio => Style { align: Align::Middle, pitch: half_points(sizes.small), ..small },
        }
    }
}
