//! Weighs a workbook before it is read: it is unpacked into nothing, to see how large it would become. What it says of
//! itself is not believed.

use super::{
    limits::{Limits, ReadFault},
    other::Other,
};
use std::io::{Cursor, Read, Write};

/// The most parts of a workbook's archive.
const PARTS: usize = 1_000;
/// The most marks (`<`) of a part, by the bytes that are taken in all: each costs memory when it is read, however short.
const MARK: u64 = 16;

/// Counts bytes and marks, and keeps nothing.
#[derive(Default)]
struct Scale {
    marks: u64,
}

impl Write for Scale {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.marks += bytes.iter().filter(|byte| **byte == b'<').count() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

pub(super) fn weigh(bytes: &[u8], limits: Limits) -> Result<(), ReadFault> {
    let fault = |fault: &dyn std::fmt::Display| ReadFault::Workbook(fault.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| fault(&error))?;
    if archive.len() > PARTS {
        return Err(ReadFault::Bomb(limits.unpacked));
    }
    let mut left = limits.unpacked;
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(|error| fault(&error))?;
        // A sheet has several marks a cell; texts that are shared, hardly more than they have bytes.
        let most =
            if part.name().contains("worksheets/") { limits.unpacked / 5 } else { limits.unpacked / MARK };
        let mut scale = Scale::default();
        let read = std::io::copy(&mut part.take(left + 1), &mut scale).map_err(|error| fault(&error))?;
        left = left.checked_sub(read).ok_or(ReadFault::Bomb(limits.unpacked))?;
        if scale.marks > most {
            return Err(ReadFault::Bomb(limits.unpacked));
        }
    }
    other(&archive).map_or(Ok(()), |other| Err(ReadFault::Other(other)))
}

/// What an archive is that is no workbook.
fn other(archive: &zip::ZipArchive<Cursor<&[u8]>>) -> Option<Other> {
    let has = |wanted: &str| archive.file_names().any(|name| name.eq_ignore_ascii_case(wanted));
    if has("xl/workbook.xml") {
        return None;
    }
    if has("xl/workbook.bin") {
        return Some(Other::BinaryWorkbook);
    }
    if has("word/document.xml") {
        return Some(Other::Document);
    }
    // OpenDocument says what it is in a part of that name.
    if has("mimetype") && has("content.xml") {
        return Some(Other::OpenDocument);
    }
    // A workbook may name its main part otherwise; without a list of parts it is some archive.
    (!has("[Content_Types].xml")).then_some(Other::Archive)
}
