//! What a file is, by its content: its first bytes, and for packed documents the list of what they pack.

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
            Err(told.with("kind", media.endings().first().copied().unwrap_or_default().to_uppercase()))
        }
        _ => Ok(media),
    }
}

/// The first bytes of a compound file, as the old kinds of documents are.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// Brands of pictures in a container of the kind that telephones write (ISO/IEC 23008-12).
const HEIC: [&[u8]; 8] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"];

fn by_content(name: &str, bytes: &[u8]) -> Result<Media, Message> {
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
    if bytes.starts_with(b"PK\x03\x04") {
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

/// A little-endian number.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let digits = bytes.get(at..at.checked_add(length)?)?;
    Some(digits.iter().rev().fold(0, |sum, digit| (sum << 8) | usize::from(*digit)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A ZIP file with these entries, stored as they are.
    fn zip(entries: &[(&str, &str)]) -> Vec<u8> {
        let (mut file, mut directory) = (Vec::new(), Vec::new());
        for (name, body) in entries {
            let at = (file.len() as u32).to_le_bytes();
            let lengths = [(name.len() as u16).to_le_bytes(), [0, 0]].concat();
            let sizes = [(body.len() as u32).to_le_bytes(), (body.len() as u32).to_le_bytes()].concat();
            file.extend(
                [&b"PK\x03\x04"[..], &[0; 14], &sizes, &lengths, name.as_bytes(), body.as_bytes()].concat(),
            );
            directory.extend(
                [&b"PK\x01\x02"[..], &[0; 16], &sizes, &lengths, &[0; 10], &at, name.as_bytes()].concat(),
            );
        }
        let at = (file.len() as u32).to_le_bytes();
        let count = (entries.len() as u16).to_le_bytes();
        let length = (directory.len() as u32).to_le_bytes();
        [file, directory, [&b"PK\x05\x06"[..], &[0; 4], &count, &count, &length, &at, &[0, 0]].concat()]
            .concat()
    }

    fn key(name: &str, bytes: &[u8]) -> &'static str {
        of(name, bytes).map_or_else(|message| message.key, Media::key)
    }

    #[test]
    fn a_file_is_what_its_content_says_whatever_it_is_called() {
        assert_eq!(key("a", b"%PDF-1.7\n"), "pdf");
        assert_eq!(key("a", b"\x89PNG\r\n\x1a\n...."), "png");
        assert_eq!(key("a.png", b"\xff\xd8\xff\xe0"), "jpeg", "pictures stand for each other");
        assert_eq!(key("a", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), "heic");
        assert_eq!(key("a.ofd", &zip(&[("OFD.xml", "<ofd/>"), ("Doc_0/Document.xml", "x")])), "ofd");
        assert_eq!(key("a.txt", b"\xd6\xd0\xb9\xfa"), "text-gb18030");
        assert_eq!(key("a.csv", b"\xd6\xd0,1\r\n"), "csv-gb18030");
        let old = |stream: &str| {
            let mut bytes = COMPOUND.to_vec();
            bytes.resize(1024, 0);
            bytes.extend(stream.encode_utf16().chain([0]).flat_map(u16::to_le_bytes));
            bytes.resize(1280, 0);
            bytes
        };
        assert_eq!(key("a.doc", &old("WordDocument")), "doc");
        assert_eq!(key("a.et", &old("Workbook")), "xls");
        assert_eq!(key("a.doc", &old("EncryptedPackage")), "error-attachment-password");
        assert_eq!(key("a.doc", &old("_VBA_PROJECT")), "error-attachment-macros");
        let content = ("[Content_Types].xml", "<Types/>");
        assert_eq!(key("a", &zip(&[content, ("word/document.xml", "x")])), "docx");
        assert_eq!(key("a", &zip(&[("xl/workbook.xml", "x"), ("a.xml", ""), content])), "xlsx");
        let open = |kind: &str| zip(&[("mimetype", &format!("application/vnd.oasis.opendocument.{kind}"))]);
        assert_eq!(key("a", &open("text")), "odt");
        assert_eq!(key("a", &open("spreadsheet")), "ods");
        assert_eq!(key("a.txt", "实".as_bytes()), "text");
        assert_eq!(key("a.CSV", b"a,b\r\n"), "csv");
    }

    #[test]
    fn programs_archives_and_damaged_files_are_refused() {
        let content = ("[Content_Types].xml", "<Types/>");
        let with_macros = zip(&[content, ("word/document.xml", "x"), ("word/vbaProject.bin", "x")]);
        assert_eq!(key("a.docx", &with_macros), "error-attachment-macros");
        assert_eq!(key("a.docx", &zip(&[("a.exe", "x")])), "error-attachment-kind");
        let whole = zip(&[content, ("word/document.xml", "x")]);
        assert_eq!(key("a.docx", &whole[..whole.len() - 30]), "error-attachment-kind");
        assert_eq!(key("a.txt", b"MZ\x90\x00"), "error-attachment-kind");
        assert_eq!(key("a.txt", b"caf\xe9 au lait"), "error-attachment-kind", "neither UTF-8 nor GB18030");
    }

    #[test]
    fn a_name_that_says_another_kind_is_refused() {
        for (name, bytes) in [
            ("证明.pdf", &b"<html><script>1</script></html>"[..]),
            ("photo.PDF", b"\xff\xd8\xff\xe0"),
            ("scan.jpg", b"%PDF-1.7\n"),
            ("letter.docx", b"words"),
            ("list.xlsx", b"a,b\r\n"),
            ("seal.ofd", b"%PDF-1.7\n"),
        ] {
            assert_eq!(key(name, bytes), "error-attachment-not", "{name}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_break_the_look_at_them(mut bytes in proptest::collection::vec(any::<u8>(), 0..200), packed in any::<bool>()) {
            if packed {
                bytes.splice(0..0, *b"PK\x03\x04");
                bytes.extend(b"PK\x05\x06\0\0\0\0\x09\0\x09\0\x10\0\0\0\x04\0\0\0\0\0");
            }
            let _kind = of("a", &bytes);
        }
    }
}
