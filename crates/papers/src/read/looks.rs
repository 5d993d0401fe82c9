//! What a workbook says of its cells beside their values: hundredths, formulas without a result, merged cells, hidden rows.

use super::{
    drawings::drawings,
    format::{Around, Shown, shown_as},
    limits::ReadFault,
    notes::{Note, comments},
    parts::{Archive, attribute, elements, is_set, part, place},
    table::CellIs,
};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{BufRead, Cursor},
};

/// A block of cells, from the first row and column to the last, both inside and from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block {
    pub from: (u32, u32),
    pub to: (u32, u32),
}

/// What a sheet says of its cells; rows and columns from 0.
#[derive(Debug, Default)]
pub(super) struct Looks {
    pub percent: BTreeSet<(u32, u32)>,
    /// Numbers that are shown with so many digits at least (`00123`).
    pub zeros: BTreeMap<(u32, u32), usize>,
    /// Numbers that are shown with words.
    pub around: BTreeMap<(u32, u32), Around>,
    /// Numbers that are shown as something else.
    pub otherwise: BTreeSet<(u32, u32)>,
    pub uncomputed: BTreeSet<(u32, u32)>,
    pub hidden: BTreeSet<u32>,
    pub merged: Vec<Block>,
    /// Cells of whose text some or all is struck through or hidden.
    pub struck: BTreeSet<(u32, u32)>,
    /// Cells whose format shows no number, and whether it shows no text either.
    pub unseen: BTreeMap<(u32, u32), bool>,
    /// Comments and drawings, each with its cell.
    pub notes: Vec<Note>,
}

/// How a style shows a number, where that is not the number itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Style {
    /// As it is, or in a way that changes nothing of what it says.
    #[default]
    Plain,
    /// In hundredths.
    Percent,
    /// With noughts in front, so many digits at least: a code.
    Zeros(usize),
    /// Not at all; `true`: texts neither.
    Unseen(bool),
    /// With words before and behind.
    Around(Around),
    /// As something else: in thousands, as a word.
    Otherwise,
}

impl Style {
    /// The style of a format's code.
    pub fn of(code: &str) -> Self {
        if shows_percent(code) {
            return Self::Percent;
        }
        match shown_as(code) {
            Shown::Itself => {}
            Shown::Around(around) => return Self::Around(around),
            Shown::Otherwise => return Self::Otherwise,
        }
        let parts: Vec<&str> = code.split(';').map(str::trim).collect();
        if parts.len() > 1 && parts.iter().take(3).all(|part| part.is_empty()) {
            return Self::Unseen(parts.get(3).is_some_and(|part| part.is_empty()));
        }
        let first = parts.first().copied().unwrap_or_default();
        let zeros = first.len() > 1 && first.bytes().all(|sign| sign == b'0');
        if zeros { Self::Zeros(first.len()) } else { Self::Plain }
    }
}

impl Looks {
    /// Notes how a cell shows its number.
    pub fn mark(&mut self, at: (u32, u32), style: Style) {
        match style {
            Style::Plain => {}
            Style::Percent => drop(self.percent.insert(at)),
            Style::Zeros(digits) => drop(self.zeros.insert(at, digits)),
            Style::Unseen(texts) => drop(self.unseen.insert(at, texts)),
            Style::Around(around) => drop(self.around.insert(at, around)),
            Style::Otherwise => drop(self.otherwise.insert(at)),
        }
    }

    /// What a cell is, if nobody sees what it holds, or sees it struck through.
    pub fn seen(&self, at: (u32, u32), is: CellIs) -> CellIs {
        let texts = matches!(is, CellIs::Words);
        let values = matches!(is, CellIs::Number | CellIs::Percent | CellIs::Day | CellIs::Time);
        match self.unseen.get(&at) {
            Some(all) if values || texts && *all => CellIs::Unseen,
            _ if (values || texts) && self.struck.contains(&at) => CellIs::Struck,
            _ => is,
        }
    }
}

/// The looks of each sheet, in the order of the workbook; nothing where they can't be found.
pub(super) fn looks(bytes: &[u8]) -> Result<Vec<Looks>, ReadFault> {
    let fault = |fault: &dyn std::fmt::Display| ReadFault::Workbook(fault.to_string());
    let mut archive: Archive<'_> = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| fault(&error))?;
    let styles = styles(&mut archive).map_err(|error| fault(&error))?;
    let struck = struck_texts(&mut archive).map_err(|error| fault(&error))?;
    let places = sheets(&mut archive).map_err(|error| fault(&error))?;
    places
        .iter()
        .map(|place| {
            let mut looks = match part(&mut archive, place) {
                Some(xml) => of_sheet(xml, &styles, &struck).map_err(|error| fault(&error))?,
                None => Looks::default(),
            };
            looks.notes = comments(&mut archive, place).map_err(|error| fault(&error))?;
            looks.notes.extend(drawings(&mut archive, place).map_err(|error| fault(&error))?);
            Ok(looks)
        })
        .collect()
}

/// Whether an element strikes its text through, or hides it.
fn strikes(element: &BytesStart<'_>) -> bool {
    let off = || attribute(element, "val").is_some_and(|value| value == "0" || value == "false");
    matches!(element.local_name().as_ref(), b"strike" | b"vanish") && !off()
}

/// Which shared texts have a run that is struck through or hidden.
fn struck_texts(archive: &mut Archive<'_>) -> Result<BTreeSet<usize>, quick_xml::Error> {
    let (mut struck, mut texts) = (BTreeSet::new(), 0_usize);
    if let Some(xml) = part(archive, "xl/sharedStrings.xml") {
        elements(xml, |element| {
            if element.local_name().as_ref() == b"si" {
                texts += 1;
            } else if strikes(element) {
                struck.extend(texts.checked_sub(1));
            }
        })?;
    }
    Ok(struck)
}

/// The parts of the sheets, in order.
fn sheets(archive: &mut Archive<'_>) -> Result<Vec<String>, quick_xml::Error> {
    let mut targets: BTreeMap<String, String> = BTreeMap::new();
    if let Some(xml) = part(archive, "xl/_rels/workbook.xml.rels") {
        elements(xml, |element| {
            if let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target")) {
                let target = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
                targets.insert(id, target);
            }
        })?;
    }
    let mut ids = Vec::new();
    if let Some(xml) = part(archive, "xl/workbook.xml") {
        elements(xml, |element| {
            if element.local_name().as_ref() == b"sheet" {
                let id = element.attributes().flatten().find(|one| one.key.local_name().as_ref() == b"id");
                ids.push(id.map(|id| String::from_utf8_lossy(&id.value).into_owned()).unwrap_or_default());
            }
        })?;
    }
    Ok(ids.iter().map(|id| targets.get(id).cloned().unwrap_or_default()).collect())
}

/// For each style of cells, how it shows a number (ECMA-376, 18.8.30: formats 9 and 10 are hundredths, 0 to 163 the
/// program's own), and whether it strikes it through.
fn styles(archive: &mut Archive<'_>) -> Result<Vec<(Style, bool)>, quick_xml::Error> {
    let mut own = BTreeMap::from([(9_u32, Style::Percent), (10, Style::Percent)]);
    let (mut styles, mut of_cells) = (Vec::new(), false);
    let (mut fonts, mut in_fonts): (Vec<bool>, _) = (Vec::new(), false);
    if let Some(xml) = part(archive, "xl/styles.xml") {
        elements(xml, |element| match element.local_name().as_ref() {
            b"numFmt" => {
                let id = attribute(element, "numFmtId").and_then(|id| id.parse().ok());
                let code = attribute(element, "formatCode").unwrap_or_default();
                if let Some(id) = id {
                    own.insert(id, Style::of(&code));
                }
            }
            b"fonts" => in_fonts = true,
            b"fills" => in_fonts = false,
            b"font" if in_fonts => fonts.push(false),
            b"strike" if in_fonts && strikes(element) => {
                if let Some(last) = fonts.last_mut() {
                    *last = true;
                }
            }
            b"cellXfs" => (of_cells, in_fonts) = (true, false),
            b"cellStyleXfs" | b"cellStyles" | b"dxfs" => of_cells = false,
            b"xf" if of_cells => {
                let id = attribute(element, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                let font = attribute(element, "fontId").and_then(|id| id.parse::<usize>().ok()).unwrap_or(0);
                let struck = fonts.get(font).copied().unwrap_or_default();
                styles.push((own.get(&id).cloned().unwrap_or_default(), struck));
            }
            _ => {}
        })?;
    }
    Ok(styles)
}

/// Whether a format has a percent sign that is not quoted.
fn shows_percent(code: &str) -> bool {
    let (mut quoted, mut escaped) = (false, false);
    code.replace("&quot;", "\"").chars().any(|sign| {
        let plain = !quoted && !escaped;
        escaped = plain && (sign == '\\' || sign == '_' || sign == '*');
        quoted ^= (plain || quoted) && sign == '"';
        plain && sign == '%'
    })
}

fn of_sheet(
    xml: impl BufRead,
    styles: &[(Style, bool)],
    struck: &BTreeSet<usize>,
) -> Result<Looks, quick_xml::Error> {
    let mut looks = Looks::default();
    let mut reader = Reader::from_reader(xml);
    let mut buffer = Vec::new();
    let mut cell = Cell::default();
    let mut in_value = false;
    loop {
        let event = reader.read_event_into(&mut buffer)?;
        match &event {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                b"row" => looks.row(element, &mut cell),
                b"c" => looks.cell(element, &mut cell, styles)?,
                b"f" => cell.formula = true,
                b"v" | b"is" => in_value = matches!(event, Event::Start(_)),
                b"mergeCell" => {
                    let block = attribute(element, "ref").and_then(|name| block(&name));
                    looks.merged.extend(block);
                }
                _ if in_value && strikes(element) => drop(looks.struck.insert(cell.at)),
                _ => {}
            },
            Event::Text(text) if in_value => {
                cell.formula = false;
                let place = || std::str::from_utf8(text).ok()?.trim().parse::<usize>().ok();
                if cell.shared && place().is_some_and(|place| struck.contains(&place)) {
                    looks.struck.insert(cell.at);
                }
            }
            Event::GeneralRef(_) | Event::CData(_) if in_value => cell.formula = false,
            Event::End(element) if matches!(element.local_name().as_ref(), b"v" | b"is") => in_value = false,
            Event::End(element)
                if element.local_name().as_ref() == b"c" && std::mem::take(&mut cell.formula) =>
            {
                looks.uncomputed.insert(cell.at);
            }
            Event::Eof => return Ok(looks),
            _ => {}
        }
        buffer.clear();
    }
}

/// The cell that is being read.
#[derive(Default)]
struct Cell {
    /// The number of its row, from 1.
    row: u32,
    /// The column of the next cell that names none, from 0.
    next: u32,
    at: (u32, u32),
    /// Whether its value names a shared text.
    shared: bool,
    /// Whether it has a formula, and nothing that it came to yet.
    formula: bool,
}

impl Looks {
    fn row(&mut self, element: &BytesStart<'_>, cell: &mut Cell) {
        let number = attribute(element, "r").and_then(|r| r.parse::<u32>().ok());
        (cell.row, cell.next) = (number.unwrap_or(cell.row.saturating_add(1)), 0);
        // A row of no height is hidden, whatever it says.
        let flat = |height: String| height.bytes().all(|sign| matches!(sign, b'0' | b'.'));
        if is_set(element, "hidden") || attribute(element, "ht").is_some_and(flat) {
            self.hidden.insert(cell.row.saturating_sub(1));
        }
    }

    fn cell(
        &mut self,
        element: &BytesStart<'_>,
        cell: &mut Cell,
        styles: &[(Style, bool)],
    ) -> Result<(), quick_xml::Error> {
        // The other reader reckons on with what is no place, and lands anywhere.
        let nowhere = || std::io::Error::other("a cell stands at no place of a sheet");
        cell.at = match attribute(element, "r") {
            Some(name) => place(&name).ok_or_else(nowhere)?,
            None => (cell.row.saturating_sub(1), cell.next),
        };
        cell.next = cell.at.1.saturating_add(1);
        cell.shared = attribute(element, "t").is_some_and(|kind| kind == "s");
        cell.formula = false;
        let style = attribute(element, "s").and_then(|s| s.parse::<usize>().ok()).unwrap_or(0);
        let (style, struck) = styles.get(style).cloned().unwrap_or_default();
        self.mark(cell.at, style);
        if struck {
            self.struck.insert(cell.at);
        }
        Ok(())
    }
}

fn block(name: &str) -> Option<Block> {
    let (from, to) = name.split_once(':')?;
    Some(Block { from: place(from)?, to: place(to)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percent_sign_counts_unless_it_is_quoted() {
        for code in ["0%", "0.00%", "[Red]-0.0%;0%", "\"约\"0%"] {
            assert!(shows_percent(code), "{code}");
        }
        for code in ["0\"%\"", "0\\%", "General", "0&quot;%&quot;", "yyyy-mm-dd"] {
            assert!(!shows_percent(code), "{code}");
        }
    }

    #[test]
    fn a_format_of_noughts_alone_shows_a_code() {
        assert_eq!(Style::of("00000"), Style::Zeros(5));
        assert_eq!(Style::of("000;-000"), Style::Zeros(3));
        for code in ["0", "General", "#,##0", "0.00", "yyyy", "00%"] {
            assert!(!matches!(Style::of(code), Style::Zeros(_)), "{code}");
        }
    }

    #[test]
    fn a_format_that_shows_nothing_is_known() {
        assert_eq!(Style::of(";;;"), Style::Unseen(true));
        assert_eq!(Style::of(";;"), Style::Unseen(false));
        assert_eq!(Style::of(";;;@"), Style::Unseen(false));
        assert_eq!(Style::of("0;;"), Style::Plain);
    }

    #[test]
    fn addresses_are_rows_and_columns() {
        assert_eq!(place("A1"), Some((0, 0)));
        assert_eq!(place("AB12"), Some((11, 27)));
        assert_eq!(place("12"), None);
        assert_eq!(block("E2:E4"), Some(Block { from: (1, 4), to: (3, 4) }));
    }
}
