//! Layouts of a pack's own: data, made from a layout that there is, every value within bounds in which a paper can be set.

use super::{
    layout::{Align, Change, Face, Layout, Part},
    length::{Nm, cmm, half_points},
};
use crate::message::Message;
use serde::Deserialize;
use std::{borrow::Cow, collections::BTreeMap};

/// A layout as a pack says it. Lengths are texts in millimetres, sizes in points; what is left out is as in the layout that it is
/// based on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnLayout {
    /// The layout of the program from which it is made.
    pub based_on: String,
    /// The page.
    #[serde(default)]
    pub page: OwnPage,
    /// The type area.
    #[serde(default)]
    pub type_area: OwnArea,
    /// Lines of a page.
    pub lines: Option<i64>,
    /// Characters of a line.
    pub characters: Option<i64>,
    /// Whether even pages have their binding side at the right, and numbers stand at the outer edge.
    pub mirrored: Option<bool>,
    /// Whether the imprint stands on an even page.
    pub even_imprint: Option<bool>,
    /// From the type area down to the number of the page.
    pub folio: Option<String>,
    /// From the top of the type area down to the name of the issuer, where the layout has a red head.
    pub issuer: Option<String>,
    /// The looks of parts.
    #[serde(default)]
    pub parts: BTreeMap<String, OwnStyle>,
}

/// The size of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnPage {
    /// Its width.
    pub width: Option<String>,
    /// Its height.
    pub height: Option<String>,
}

/// Where the words of a page stand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnArea {
    /// From the left edge, on odd pages.
    pub left: Option<String>,
    /// From the top edge.
    pub top: Option<String>,
    /// Its width.
    pub width: Option<String>,
    /// Its height.
    pub height: Option<String>,
}

/// The look of a part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnStyle {
    /// The hand.
    pub face: Option<String>,
    /// The size of the type, in points.
    pub size: Option<String>,
    /// The height of a line, in points.
    pub line: Option<String>,
    /// Where lines stand.
    pub align: Option<String>,
    /// Characters that the first line is moved in.
    pub indent: Option<i64>,
    /// Black or red.
    pub colour: Option<String>,
}

/// What can be wrong with a layout.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LayoutFault {
    /// It is called as a layout of the program.
    #[error("is the name of a layout of the program")]
    BuiltIn,
    /// It is based on nothing.
    #[error("can't be based on `{0}`; there are gb9704, letter and landscape")]
    Base(String),
    /// A text that is no number.
    #[error("has no number `{text}` at {entry}: whole ones, or with a point and at most two digits after it")]
    Number {
        /// The entry.
        entry: String,
        /// The text.
        text: String,
    },
    /// A number beyond its bounds.
    #[error("has {found} at {entry}; it is from {least} to {most}")]
    Bounds {
        /// The entry.
        entry: String,
        /// What it has.
        found: String,
        /// The least.
        least: i64,
        /// The most.
        most: i64,
    },
    /// A word that is none of those that can be chosen from.
    #[error("has `{word}` at {entry}; it is one of {words}")]
    Word {
        /// The entry.
        entry: String,
        /// The word.
        word: String,
        /// Those that there are.
        words: String,
    },
    /// There is no such part.
    #[error("has no part `{0}`")]
    Part(String),
    /// The type area, or the number below it, goes over the page.
    #[error("goes over the page: type area and number need 5 mm to each edge")]
    Page,
    /// A size that files can't say.
    #[error("has the size {text} at {entry}; sizes are whole or half points")]
    Half {
        /// The entry.
        entry: String,
        /// The text.
        text: String,
    },
    /// The height of a line of the body is the page's.
    #[error("has a height for lines of the body; they are as high as `lines` makes them")]
    BodyLine,
    /// So many characters of the body's size do not go on a line.
    #[error("has no room for so many characters of the size of its body on a line")]
    Characters,
    /// So many lines of this size do not go on a page, or lines are lower than their type.
    #[error("has lines that are lower than their type at {0}")]
    Lines(String),
}

impl LayoutFault {
    /// What a person is told of it: of the layout `name`.
    pub fn message(&self, name: &str) -> Message {
        let message = match self {
            Self::BuiltIn => Message::new("error-pack-layout-built-in"),
            Self::Base(word) => Message::new("error-pack-layout-base").with("word", word.as_str()),
            Self::Number { entry, text } => Message::new("error-pack-layout-number")
                .with("entry", entry.as_str())
                .with("text", text.as_str()),
            Self::Bounds { entry, found, least, most } => Message::new("error-pack-layout-bounds")
                .with("entry", entry.as_str())
                .with("found", found.as_str())
                .with("least", *least)
                .with("most", *most),
            Self::Word { entry, word, words } => Message::new("error-pack-layout-word")
                .with("entry", entry.as_str())
                .with("word", word.as_str())
                .with("words", words.as_str()),
            Self::Part(part) => Message::new("error-pack-layout-part").with("part", part.as_str()),
            Self::Page => Message::new("error-pack-layout-page"),
            Self::Half { entry, text } => Message::new("error-pack-layout-half")
                .with("entry", entry.as_str())
                .with("text", text.as_str()),
            Self::BodyLine => Message::new("error-pack-layout-body-line"),
            Self::Characters => Message::new("error-pack-layout-characters"),
            Self::Lines(entry) => Message::new("error-pack-layout-lines").with("entry", entry.as_str()),
        };
        message.with("name", name)
    }
}

/// A fault with the way to its entry within the layout.
pub type Found = (Vec<String>, LayoutFault);

/// From every edge of the page nothing stands within.
const EDGE: Nm = cmm(500);

impl OwnLayout {
    /// Everything that it says, in one line.
    pub fn told(&self) -> String {
        let text = |key: &str, text: &Option<String>| Some(format!("{key} = {}", text.as_ref()?));
        let count = |key: &str, count: Option<i64>| Some(format!("{key} = {}", count?));
        let yes = |key: &str, yes: Option<bool>| Some(format!("{key} = {}", yes?));
        let own = [
            Some(format!("based_on = {}", self.based_on)),
            text("page.width", &self.page.width),
            text("page.height", &self.page.height),
            text("type_area.left", &self.type_area.left),
            text("type_area.top", &self.type_area.top),
            text("type_area.width", &self.type_area.width),
            text("type_area.height", &self.type_area.height),
            count("lines", self.lines),
            count("characters", self.characters),
            yes("mirrored", self.mirrored),
            yes("even_imprint", self.even_imprint),
            text("folio", &self.folio),
            text("issuer", &self.issuer),
        ];
        let parts = self.parts.iter().flat_map(|(part, style)| {
            let of = |entry: &str| format!("{part}.{entry}");
            [
                text(&of("face"), &style.face),
                text(&of("size"), &style.size),
                text(&of("line"), &style.line),
                text(&of("align"), &style.align),
                count(&of("indent"), style.indent),
                text(&of("colour"), &style.colour),
            ]
        });
        own.into_iter().chain(parts).flatten().collect::<Vec<_>>().join(", ")
    }

    /// The layout under its name, or everything that is wrong with it.
    ///
    /// # Errors
    /// Every fault, with the way to it.
    pub fn build(&self, name: &str) -> Result<Layout, Vec<Found>> {
        let mut reading = Reading::default();
        if Layout::named(name).is_some() {
            reading.tell(&[], LayoutFault::BuiltIn);
        }
        let Some(base) = Layout::named(&self.based_on) else {
            reading.tell(&["based_on"], LayoutFault::Base(self.based_on.clone()));
            return Err(reading.faults);
        };
        let mut made = Layout { name: Cow::Owned(name.to_owned()), ..base.clone() };
        for (way, text, place, bounds) in [
            (["page", "width"], &self.page.width, &mut made.page.0, (90, 450)),
            (["page", "height"], &self.page.height, &mut made.page.1, (90, 450)),
            (["type_area", "left"], &self.type_area.left, &mut made.left, (5, 150)),
            (["type_area", "top"], &self.type_area.top, &mut made.top, (5, 150)),
            (["type_area", "width"], &self.type_area.width, &mut made.width, (70, 440)),
            (["type_area", "height"], &self.type_area.height, &mut made.height, (70, 440)),
        ] {
            reading.length(&way, text.as_deref(), (place, bounds));
        }
        reading.length(&["folio"], self.folio.as_deref(), (&mut made.folio, (0, 30)));
        reading.length(&["issuer"], self.issuer.as_deref(), (&mut made.issuer, (0, 100)));
        for (entry, count, place) in
            [("lines", self.lines, &mut made.lines), ("characters", self.characters, &mut made.cells)]
        {
            reading.whole(&[entry], count, (place, (10, 120)));
        }
        made.mirrored = self.mirrored.unwrap_or(base.mirrored);
        made.imprint_even = self.even_imprint.unwrap_or(base.imprint_even);
        for (key, style) in &self.parts {
            self.part(&mut reading, &mut made, (key, style));
        }
        if reading.faults.is_empty() {
            fits(&made, &mut reading);
        }
        if reading.faults.is_empty() { Ok(made) } else { Err(reading.faults) }
    }

    /// The size of the body is that of every part on its grid, and that of cells of the whole table.
    fn part(&self, reading: &mut Reading, made: &mut Layout, (key, style): (&str, &OwnStyle)) {
        let Some(part) = Part::ALL.into_iter().find(|part| part.key() == key) else {
            return reading.tell(&["parts", key], LayoutFault::Part(key.to_owned()));
        };
        let way = |entry: &'static str| ["parts", key, entry];
        let mut change = Change {
            face: reading.word(&way("face"), style.face.as_deref(), &Face::ALL, Face::key),
            half_points: reading.size(&way("size"), style.size.as_deref(), (5, 60)),
            pitch: reading.size(&way("line"), style.line.as_deref(), (5, 90)).map(half_points),
            align: reading.word(&way("align"), style.align.as_deref(), &Align::ALL, Align::key),
            indent: None,
            red: reading.word(&way("colour"), style.colour.as_deref(), &[false, true], |red| match red {
                true => "red",
                false => "black",
            }),
        };
        if let Some(indent) = style.indent {
            let mut cells = 0;
            reading.whole(&way("indent"), Some(indent), (&mut cells, (0, 8)));
            change.indent = Some(cells);
        }
        match (part, change.half_points) {
            (Part::Body, Some(size)) => {
                made.sizes.body = size;
                change.half_points = None;
            }
            (Part::Cell, Some(size)) => {
                made.sizes.table = size;
                made.sizes.table_pitch = change.pitch.take().unwrap_or(half_points(size) * 3 / 2);
                change.half_points = None;
            }
            _ => {}
        }
        if part == Part::Body && change.pitch.take().is_some() {
            reading.tell(&way("line"), LayoutFault::BodyLine);
        }
        made.changes.insert(part, change);
    }
}

/// Whether the type area lies on the page, and the grid on the type area.
fn fits(made: &Layout, reading: &mut Reading) {
    let folio = made.style(Part::Folio).pitch;
    let foot = made.bottom() + made.folio + folio + EDGE;
    if made.left + made.width + EDGE > made.page.0 || foot > made.page.1 {
        reading.tell(&["type_area"], LayoutFault::Page);
    }
    let size = half_points(made.sizes.body);
    // A grid may be a little closer than the type, as that of GB/T 9704 is: 5.571 mm for 16 pt.
    if made.cell() * 100 < size * 98 {
        reading.tell(&["characters"], LayoutFault::Characters);
    }
    if made.pitch() < size {
        reading.tell(&["lines"], LayoutFault::Lines("lines".to_owned()));
    }
    for (part, change) in &made.changes {
        let style = made.style(*part);
        let size = half_points(style.half_points);
        if change.pitch.is_some() && style.pitch < size {
            let way = ["parts", part.key(), "line"];
            reading.tell(&way, LayoutFault::Lines(way.join(".")));
        }
    }
}

#[derive(Default)]
struct Reading {
    faults: Vec<Found>,
}

impl Reading {
    fn tell(&mut self, way: &[&str], fault: LayoutFault) {
        self.faults.push((way.iter().map(|step| (*step).to_owned()).collect(), fault));
    }

    /// A number in hundredths.
    fn number(&mut self, way: &[&str], text: &str, (least, most): (i64, i64)) -> Option<i64> {
        let entry = way.join(".");
        let Some(hundredths) = hundredths(text) else {
            self.tell(way, LayoutFault::Number { entry, text: text.to_owned() });
            return None;
        };
        if hundredths < least * 100 || hundredths > most * 100 {
            self.tell(way, LayoutFault::Bounds { entry, found: text.to_owned(), least, most });
            return None;
        }
        Some(hundredths)
    }

    fn length(&mut self, way: &[&str], text: Option<&str>, (place, bounds): (&mut Nm, (i64, i64))) {
        if let Some(found) = text.and_then(|text| self.number(way, text, bounds)) {
            *place = cmm(found);
        }
    }

    /// A size in points as half points: files know no smaller step.
    fn size(&mut self, way: &[&str], text: Option<&str>, bounds: (i64, i64)) -> Option<i64> {
        let text = text?;
        let found = self.number(way, text, bounds)?;
        if found % 50 != 0 {
            self.tell(way, LayoutFault::Half { entry: way.join("."), text: text.to_owned() });
            return None;
        }
        Some(found / 50)
    }

    fn whole(&mut self, way: &[&str], found: Option<i64>, (place, (least, most)): (&mut i64, (i64, i64))) {
        let Some(found) = found else { return };
        if (least..=most).contains(&found) {
            *place = found;
        } else {
            let (entry, found) = (way.join("."), found.to_string());
            self.tell(way, LayoutFault::Bounds { entry, found, least, most });
        }
    }

    fn word<T: Copy>(
        &mut self,
        way: &[&str],
        word: Option<&str>,
        all: &[T],
        key: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let word = word?;
        let found = all.iter().copied().find(|one| key(*one) == word);
        if found.is_none() {
            let words = all.iter().map(|one| key(*one)).collect::<Vec<_>>().join(", ");
            self.tell(way, LayoutFault::Word { entry: way.join("."), word: word.to_owned(), words });
        }
        found
    }
}

/// `27.5` as 2750.
fn hundredths(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits =
        |text: &str| !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(part) || part.len() > 2 {
        return None;
    }
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    Some(whole.parse::<i64>().ok()? * 100 + part)
}
