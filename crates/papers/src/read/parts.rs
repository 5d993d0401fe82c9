//! The parts of a workbook (`.xlsx`), as XML.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use std::io::{BufRead, BufReader, Cursor};

pub(super) type Archive<'b> = zip::ZipArchive<Cursor<&'b [u8]>>;

/// A part, by its name.
pub(super) fn part<'a>(archive: &'a mut Archive<'_>, name: &str) -> Option<impl BufRead + 'a> {
    let place = archive.file_names().position(|one| one.eq_ignore_ascii_case(name))?;
    archive.by_index(place).ok().map(BufReader::new)
}

/// Every element that begins, in order.
pub(super) fn elements(
    xml: impl BufRead,
    mut act: impl FnMut(&BytesStart<'_>),
) -> Result<(), quick_xml::Error> {
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

pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok()??;
    Some(String::from_utf8_lossy(&found.value).into_owned())
}

pub(super) fn is_set(element: &BytesStart<'_>, name: &str) -> bool {
    attribute(element, name).is_some_and(|value| value == "1" || value == "true")
}

/// Row and column of an address such as `C12`.
pub(super) fn place(name: &str) -> Option<(u32, u32)> {
    let split = name.find(|sign: char| sign.is_ascii_digit())?;
    let (letters, digits) = name.split_at(split);
    let column = letters.bytes().try_fold(0_u32, |sum, letter| {
        let letter = letter.to_ascii_uppercase().checked_sub(b'A').filter(|one| *one < 26)?;
        sum.checked_mul(26)?.checked_add(u32::from(letter) + 1)
    })?;
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}
