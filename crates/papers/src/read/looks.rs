//! What a workbook says of its cells beside their values: hundredths, formulas without a result, merged cells, hidden rows.

use super::limits::ReadFault;
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{BufRead, BufReader, Cursor},
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
    pub uncomputed: BTreeSet<(u32, u32)>,
    pub hidden: BTreeSet<u32>,
    pub merged: Vec<Block>,
}

/// How a style shows a number, where that is not the number itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Style {
    /// As it is, or in a way that changes nothing of what it says.
    #[default]
    Plain,
    /// In hundredths.
    Percent,
    /// With noughts in front, so many digits at least: a code.
    Zeros(usize),
}

impl Style {
    /// The style of a format's code.
    pub fn of(code: &str) -> Self {
        if shows_percent(code) {
            return Self::Percent;
        }
        let first = code.split(';').next().unwrap_or_default();
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
        }
    }
}

type Archive<'b> = zip::ZipArchive<Cursor<&'b [u8]>>;

/// The looks of each sheet, in the order of the workbook; nothing where they can't be found.
pub(super) fn looks(bytes: &[u8]) -> Result<Vec<Looks>, ReadFault> {
    let fault = |fault: &dyn std::fmt::Display| ReadFault::Workbook(fault.to_string());
    let mut archive: Archive<'_> = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| fault(&error))?;
    let styles = styles(&mut archive).map_err(|error| fault(&error))?;
    let places = sheets(&mut archive).map_err(|error| fault(&error))?;
    places
        .iter()
        .map(|place| match part(&mut archive, place) {
            Some(xml) => of_sheet(xml, &styles).map_err(|error| fault(&error)),
            None => Ok(Looks::default()),
        })
        .collect()
}

fn part<'a>(archive: &'a mut Archive<'_>, name: &str) -> Option<impl BufRead + 'a> {
    let place = archive.file_names().position(|one| one.eq_ignore_ascii_case(name))?;
    archive.by_index(place).ok().map(BufReader::new)
}

/// Every element that begins, in order.
fn elements(xml: impl BufRead, mut act: impl FnMut(&BytesStart<'_>)) -> Result<(), quick_xml::Error> {
    let mut reader = Reader::from_reader(xml);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer)? {
            Event::Start(element) | Event::Empty(element) => act(&element),
            Event::Eof => return Ok(()),
            _ => {}
        }
        buffer.clear();
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok()??;
    Some(String::from_utf8_lossy(&found.value).into_owned())
}

fn is_set(element: &BytesStart<'_>, name: &str) -> bool {
    attribute(element, name).is_some_and(|value| value == "1" || value == "true")
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
/// program's own).
fn styles(archive: &mut Archive<'_>) -> Result<Vec<Style>, quick_xml::Error> {
    let mut own = BTreeMap::from([(9_u32, Style::Percent), (10, Style::Percent)]);
    let (mut styles, mut of_cells) = (Vec::new(), false);
    if let Some(xml) = part(archive, "xl/styles.xml") {
        elements(xml, |element| match element.local_name().as_ref() {
            b"numFmt" => {
                let id = attribute(element, "numFmtId").and_then(|id| id.parse().ok());
                let code = attribute(element, "formatCode").unwrap_or_default();
                if let Some(id) = id {
                    own.insert(id, Style::of(&code));
                }
            }
            b"cellXfs" => of_cells = true,
            b"cellStyleXfs" | b"cellStyles" | b"dxfs" => of_cells = false,
            b"xf" if of_cells => {
                let id = attribute(element, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                styles.push(own.get(&id).copied().unwrap_or_default());
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

fn of_sheet(xml: impl BufRead, styles: &[Style]) -> Result<Looks, quick_xml::Error> {
    let mut looks = Looks::default();
    let mut reader = Reader::from_reader(xml);
    let mut buffer = Vec::new();
    let (mut row, mut column, mut formula, mut in_value) = (0_u32, 0_u32, None, false);
    loop {
        let event = reader.read_event_into(&mut buffer)?;
        match &event {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                b"row" => {
                    row = attribute(element, "r")
                        .and_then(|r| r.parse::<u32>().ok())
                        .unwrap_or(row.saturating_add(1));
                    column = 0;
                    let flat = attribute(element, "ht").is_some_and(|height| height == "0");
                    if is_set(element, "hidden") || flat {
                        looks.hidden.insert(row.saturating_sub(1));
                    }
                }
                b"c" => {
                    // The other reader reckons on with what is no place, and lands anywhere.
                    let nowhere = || std::io::Error::other("a cell stands at no place of a sheet");
                    let at = match attribute(element, "r") {
                        Some(name) => place(&name).ok_or_else(nowhere)?,
                        None => (row.saturating_sub(1), column),
                    };
                    column = at.1.saturating_add(1);
                    let style = attribute(element, "s").and_then(|s| s.parse::<usize>().ok()).unwrap_or(0);
                    looks.mark(at, styles.get(style).copied().unwrap_or_default());
                    formula = None;
                }
                b"f" => formula = Some((row.saturating_sub(1), column.saturating_sub(1))),
                b"v" | b"is" => in_value = matches!(event, Event::Start(_)),
                b"mergeCell" => {
                    let block = attribute(element, "ref").and_then(|name| block(&name));
                    looks.merged.extend(block);
                }
                _ => {}
            },
            Event::Text(_) | Event::GeneralRef(_) | Event::CData(_) if in_value => formula = None,
            Event::End(element) if matches!(element.local_name().as_ref(), b"v" | b"is") => in_value = false,
            Event::End(element) if element.local_name().as_ref() == b"c" => {
                looks.uncomputed.extend(formula.take());
            }
            Event::Eof => return Ok(looks),
            _ => {}
        }
        buffer.clear();
    }
}

/// Row and column of an address such as `C12`.
fn place(name: &str) -> Option<(u32, u32)> {
    let split = name.find(|sign: char| sign.is_ascii_digit())?;
    let (letters, digits) = name.split_at(split);
    let column = letters.bytes().try_fold(0_u32, |sum, letter| {
        let letter = letter.to_ascii_uppercase().checked_sub(b'A').filter(|one| *one < 26)?;
        sum.checked_mul(26)?.checked_add(u32::from(letter) + 1)
    })?;
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
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
    fn addresses_are_rows_and_columns() {
        assert_eq!(place("A1"), Some((0, 0)));
        assert_eq!(place("AB12"), Some((11, 27)));
        assert_eq!(place("12"), None);
        assert_eq!(block("E2:E4"), Some(Block { from: (1, 4), to: (3, 4) }));
    }
}
