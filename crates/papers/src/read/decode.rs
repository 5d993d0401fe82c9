//! What bytes are before they are a table: text in some encoding, a workbook of the one kind or the other, or something
//! else that is called by its name.

use super::{limits::ReadFault, other::Other};
use std::io::Cursor;

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text.
    Text,
    /// A workbook of parts (`.xlsx`).
    Book,
    /// A workbook of the old kind (`.xls`, `.et`).
    OldBook,
}

/// The first bytes of a compound file (`.xls`, `.et`, `.doc`, and whatever has a password).
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

pub(super) fn kind(bytes: &[u8]) -> Result<Kind, ReadFault> {
    let other = |other| Err(ReadFault::Other(other));
    if bytes.starts_with(COMPOUND) {
        return match () {
            () if holds(bytes, "EncryptedPackage") => other(Other::Password),
            () if holds(bytes, "Workbook") || holds(bytes, "Book") => Ok(Kind::OldBook),
            // One whose list of parts can't be read is damaged: nobody knows what it was.
            () if cfb::CompoundFile::open(Cursor::new(bytes)).is_err() => Ok(Kind::OldBook),
            () => other(Other::Document),
        };
    }
    // A sheet of the oldest kinds stands without a compound file around it.
    if bytes.starts_with(b"PK") {
        return Ok(Kind::Book);
    }
    let pictures: [&[u8]; 6] = [b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM\x36", b"II*\0", b"MM\0*"];
    if pictures.iter().any(|first| bytes.starts_with(first)) || bytes.get(4..8) == Some(b"ftyp") {
        return other(Other::Picture);
    }
    if bytes.starts_with(b"%PDF-") {
        return other(Other::Pdf);
    }
    if bytes.starts_with(b"{\\rtf") {
        return other(Other::Document);
    }
    if [&b"Rar!"[..], b"7z\xbc\xaf", b"\x1f\x8b"].iter().any(|first| bytes.starts_with(first)) {
        return other(Other::Archive);
    }
    Ok(Kind::Text)
}

/// Whether a compound file has an entry of this name, in UTF-16 as its directory writes names.
fn holds(bytes: &[u8], name: &str) -> bool {
    let wanted: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
    // Entries of a directory begin at multiples of 128 bytes.
    bytes.chunks(128).any(|entry| entry.starts_with(&wanted))
}

/// UTF-8, UTF-16 by its mark or by its noughts, or else GB18030: what spreadsheet programs in China save CSV as.
pub(super) fn text(bytes: &[u8]) -> Result<String, ReadFault> {
    let encoding = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() && !bytes.contains(&0) => encoding_rs::UTF_8,
        None => match noughts(bytes) {
            (even, odd) if odd > 1 && even == 0 => encoding_rs::UTF_16LE,
            (even, odd) if even > 1 && odd == 0 => encoding_rs::UTF_16BE,
            _ => encoding_rs::GB18030,
        },
    };
    let (text, _, faults) = encoding.decode(bytes);
    // What is none of GB18030, such as Big5, comes out as characters that nobody has defined.
    let undefined =
        |sign: char| encoding == encoding_rs::GB18030 && ('\u{e000}'..='\u{f8ff}').contains(&sign);
    if faults || text.contains('\0') || text.contains(undefined) {
        let broken = |sign: char| sign == '\u{fffd}' || sign == '\0' || undefined(sign);
        let before = text.split(broken).next().unwrap_or_default();
        return Err(ReadFault::Encoding(before.matches('\n').count() + 1));
    }
    let begins = text.trim_start().chars().take(2_000).collect::<String>().to_ascii_lowercase();
    let is_page = ["<!doctype html", "<html", "<table", "<head", "<body", "<meta", "mime-version:"];
    if begins.contains("urn:schemas-microsoft-com:office:spreadsheet")
        || begins.contains("progid=\"excel.sheet\"")
    {
        return Err(ReadFault::Other(Other::XmlWorkbook));
    }
    if is_page.iter().any(|sign| begins.starts_with(sign))
        || (begins.starts_with('<') && begins.contains("<html"))
    {
        return Err(ReadFault::Other(Other::WebPage));
    }
    // A mark of byte order that was carried into the text by gluing files together is no sign of a cell.
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text.into_owned(),
    })
}

/// How many bytes are nought at even and at odd places.
fn noughts(bytes: &[u8]) -> (usize, usize) {
    let at = |first: usize| bytes.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    (at(0), at(1))
}
