//! What a file is, by its content: its first bytes, and for packed documents the list of what they pack.

use super::whole::{self, number};
use crate::{message::Message, words::words};

words! {
    /// What may be attached.
    Media, "error-attachment-media" {
        /// PDF.
        Pdf = "pdf",
        /// A picture, PNG.
        Png = "png",
        /// A picture, JPEG.
        Jpeg = "jpeg",
        /// A text document, Office Open XML.
        Docx = "docx",
        /// A workbook, Office Open XML.
        Xlsx = "xlsx",
        /// A text document, OpenDocument.
        Odt = "odt",
        /// A workbook, OpenDocument.
        Ods = "ods",
        /// A picture, HEIC or HEIF, as telephones take them.
        Heic = "heic",
        /// A fixed document, OFD (GB/T 33190).
        Ofd = "ofd",
        /// A text document of the old kind.
        Doc = "doc",
        /// A workbook of the old kind.
        Xls = "xls",
        /// Plain text, GB18030.
        TextGb = "text-gb18030",
        /// A table of comma-separated values, GB18030.
        CsvGb = "csv-gb18030",
        /// Plain text, UTF-8.
        Text = "text",
        /// A table of comma-separated values, UTF-8.
        Csv = "csv",
    }
}

impl Media {
    /// The endings of all kinds, as a dialog for files takes them.
    pub const ENDINGS: &str =
        ".pdf,.ofd,.png,.jpg,.jpeg,.heic,.heif,.docx,.doc,.wps,.xlsx,.xls,.et,.odt,.ods,.txt,.csv";

    /// The media type of HTTP.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Heic => "image/heic",
            Self::Ofd => "application/ofd",
            Self::Doc => "application/msword",
            Self::Xls => "application/vnd.ms-excel",
            Self::TextGb => "text/plain; charset=gb18030",
            Self::CsvGb => "text/csv; charset=gb18030",
            Self::Text => "text/plain; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }

    /// Kinds that stand for each other: a name of one of them misleads nobody about another.
    fn family(self) -> u8 {
        match self {
            Self::Pdf => 0,
            Self::Png | Self::Jpeg | Self::Heic => 1,
            Self::Docx | Self::Doc | Self::Odt => 2,
            Self::Xlsx | Self::Xls | Self::Ods => 3,
            Self::Text | Self::TextGb | Self::Csv | Self::CsvGb => 4,
            Self::Ofd => 5,
        }
    }

    /// How it is called to people: its ending in capitals.
    fn shown(self) -> String {
        self.endings().first().copied().unwrap_or_default().to_uppercase()
    }

    /// The endings of its files; the first one is added where there is none of them.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
            Self::Odt => &["odt"],
            Self::Ods => &["ods"],
            Self::Heic => &["heic", "heif"],
            Self::Ofd => &["ofd"],
            Self::Doc => &["doc", "wps", "dot"],
            Self::Xls => &["xls", "et"],
            Self::Text | Self::TextGb => &["txt", "md"],
            Self::Csv | Self::CsvGb => &["csv"],
        }
    }
}

/// What the bytes are, or why they are refused.
pub(super) fn of(name: &str, bytes: &[u8]) -> Result<Media, Message> {
    let media = by_content(name, bytes)?;
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    // A name that says something else is told: whoever asks for a PDF is not to be given a web page.
    let claims = Media::ALL.iter().find(|one| one.endings().contains(&ending.as_str()));
    match claims {
        Some(claimed) if claimed.family() != media.family() => {
            let told = Message::new("error-attachment-not").with("name", name).with("ending", ending);
            Err(told.with("kind", media.shown()))
        }
        _ => Ok(media),
    }
}

/// The first bytes of a compound file, as the old kinds of documents are.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// Brands of pictures in a container of the kind that telephones write (ISO/IEC 23008-12).
const HEIC: [&[u8]; 8] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"];

fn by_content(name: &str, bytes: &[u8]) -> Result<Media, Message> {
    let media = begins(name, bytes)?;
    let family = media.family();
    let archive = packed_names(bytes).is_some_and(|names| !names.is_empty());
    let is_whole = match media {
        Media::Pdf => whole::pdf(bytes),
        Media::Png => whole::png(bytes),
        Media::Jpeg => whole::jpeg(bytes),
        Media::Heic => whole::boxes(bytes),
        Media::Doc | Media::Xls => whole::compound(bytes),
        _ => true,
    };
    if !is_whole {
        return Err(Message::new("error-attachment-broken").with("name", name).with("kind", media.shown()));
    }
    let packed = bytes.starts_with(PACKED);
    if family != Media::Text.family() && whole::is_also_something_else(bytes, archive && !packed) {
        return Err(Message::new("error-attachment-two").with("name", name).with("kind", media.shown()));
    }
    Ok(media)
}

/// What a packed file begins with.
const PACKED: &[u8] = b"PK\x03\x04";

/// What the first bytes say, and the list of what is packed.
fn begins(name: &str, bytes: &[u8]) -> Result<Media, Message> {
    let unknown = || Message::new("error-attachment-kind").with("name", name);
    if bytes.starts_with(COMPOUND) {
        return compound(name, bytes);
    }
    if bytes.get(4..8) == Some(b"ftyp") && bytes.get(8..12).is_some_and(|brand| HEIC.contains(&brand)) {
        return Ok(Media::Heic);
    }
    if bytes.starts_with(b"%PDF-") {
        return Ok(Media::Pdf);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Ok(Media::Png);
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return Ok(Media::Jpeg);
    }
    if bytes.starts_with(PACKED) {
        let names = packed_names(bytes).ok_or_else(unknown)?;
        return packed(bytes, &names, name).ok_or_else(unknown)?;
    }
    let table = name.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("csv"));
    let Ok(text) = std::str::from_utf8(bytes) else {
        let is_text = is_gb18030(bytes);
        return is_text.then_some(if table { Media::CsvGb } else { Media::TextGb }).ok_or_else(unknown);
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}')) {
        return Err(unknown());
    }
    Ok(if table { Media::Csv } else { Media::Text })
}

/// A document of the old kind, by the names in its directory: UTF-16, at multiples of 128 bytes (MS-CFB 2.6.1).
fn compound(name: &str, bytes: &[u8]) -> Result<Media, Message> {
    let has = |wanted: &str| {
        let wanted: Vec<u8> = wanted.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        bytes.chunks(128).any(|entry| entry.starts_with(&wanted))
    };
    if has("_VBA_PROJECT") || has("_VBA_PROJECT_CUR") {
        return Err(Message::new("error-attachment-macros").with("name", name));
    }
    match () {
        () if has("EncryptedPackage") => Err(Message::new("error-attachment-password").with("name", name)),
        () if has("WordDocument") => Ok(Media::Doc),
        () if has("Workbook") || has("Book") => Ok(Media::Xls),
        () => Err(Message::new("error-attachment-kind").with("name", name)),
    }
}

/// Whether bytes are text in GB18030 (GB 18030-2022, 6): whole characters, no control character, and at least one of the
/// common ones, so that what is no text hardly passes.
fn is_gb18030(bytes: &[u8]) -> bool {
    let (mut rest, mut common) = (bytes, false);
    loop {
        rest = match rest {
            [] => return common,
            [0x09 | 0x0a | 0x0c | 0x0d | 0x20..=0x7e, rest @ ..] => rest,
            [0x81..=0xfe, 0x30..=0x39, 0x81..=0xfe, 0x30..=0x39, rest @ ..] => rest,
            [first @ 0x81..=0xfe, second @ (0x40..=0x7e | 0x80..=0xfe), rest @ ..] => {
                common = common || ((0xb0..=0xf7).contains(first) && *second >= 0xa1);
                rest
            }
            _ => return false,
        };
    }
}

/// A packed document by its parts. One that brings programs along is refused, whatever it is called.
fn packed(bytes: &[u8], names: &[&[u8]], name: &str) -> Option<Result<Media, Message>> {
    let has = |part: &[u8]| names.contains(&part);
    let ends = |part: &[u8]| names.iter().any(|name| name.to_ascii_lowercase().ends_with(part));
    if ends(b"vbaproject.bin") || names.iter().any(|name| name.starts_with(b"Basic/")) {
        return Some(Err(Message::new("error-attachment-macros").with("name", name)));
    }
    if has(b"OFD.xml") {
        return Some(Ok(Media::Ofd));
    }
    if has(b"[Content_Types].xml") && has(b"word/document.xml") {
        return Some(Ok(Media::Docx));
    }
    if has(b"[Content_Types].xml") && has(b"xl/workbook.xml") {
        return Some(Ok(Media::Xlsx));
    }
    // OpenDocument says what it is in its first entry, `mimetype`, which is stored as it is.
    let said =
        bytes.get(30..)?.strip_prefix(b"mimetype")?.strip_prefix(b"application/vnd.oasis.opendocument.")?;
    match () {
        () if said.starts_with(b"textPK") => Some(Ok(Media::Odt)),
        () if said.starts_with(b"spreadsheetPK") => Some(Ok(Media::Ods)),
        () => None,
    }
}

/// The names in a ZIP file's central directory (APPNOTE 4.3.12 and 4.3.16); nothing is unpacked.
fn packed_names(bytes: &[u8]) -> Option<Vec<&[u8]>> {
    const END: usize = 22;
    let last = bytes.len().checked_sub(END)?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    let end = (first..=last)
        .rev()
        .find(|at| bytes.get(*at..).is_some_and(|rest| rest.starts_with(b"PK\x05\x06")))?;
    // Something behind the end that is not its own remark belongs to another file.
    let remark = number(bytes, end + 20, 2)?;
    if end + END + remark != bytes.len() {
        return None;
    }
    let count = number(bytes, end + 10, 2)?;
    let mut at = number(bytes, end + 16, 4)?;
    let mut names = Vec::new();
    for _ in 0..count {
        if !bytes.get(at..)?.starts_with(b"PK\x01\x02") {
            return None;
        }
        let (name, extra, comment) =
            (number(bytes, at + 28, 2)?, number(bytes, at + 30, 2)?, number(bytes, at + 32, 2)?);
        names.push(bytes.get(at + 46..at + 46 + name)?);
        at += 46 + name + extra + comment;
    }
    Some(names)
}

#[cfg(test)]
mod tests;
