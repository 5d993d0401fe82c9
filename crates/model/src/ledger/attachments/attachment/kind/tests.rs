//! Files of every kind, whole and not.

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
    [file, directory, [&b"PK\x05\x06"[..], &[0; 4], &count, &count, &length, &at, &[0, 0]].concat()].concat()
}

/// The smallest PDF with a table of objects.
fn pdf() -> Vec<u8> {
    let body = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n";
    let table = "xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<< /Size 2 /Root 1 0 R >>\n";
    format!("{body}{table}startxref\n{}\n%%EOF\n", body.len()).into_bytes()
}

fn chunk(kind: &[u8], body: &[u8]) -> Vec<u8> {
    [&(body.len() as u32).to_be_bytes(), kind, body, &[0; 4]].concat()
}

/// One grey point.
fn png() -> Vec<u8> {
    let head = [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0];
    let parts = [chunk(b"IHDR", &head), chunk(b"IDAT", &[1, 2, 3]), chunk(b"IEND", &[])];
    [&b"\x89PNG\r\n\x1a\n"[..], &parts.concat()].concat()
}

/// A frame and a scan with stuffed and restarting marks in it.
fn jpeg() -> Vec<u8> {
    let frame = b"\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\x01\x11\x00";
    let scan = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x12\xff\x00\x34\xff\xd0\x56";
    [&b"\xff\xd8\xff\xe0\x00\x04ab"[..], frame, scan, b"\xff\xd9"].concat()
}

fn heic() -> Vec<u8> {
    b"\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\x0cmetaabcd\0\0\0\x0amdatxy".to_vec()
}

fn key(name: &str, bytes: &[u8]) -> &'static str {
    of(name, bytes).map_or_else(|message| message.key, Media::key)
}

#[test]
fn a_file_is_what_its_content_says_whatever_it_is_called() {
    assert_eq!(key("a", &pdf()), "pdf");
    assert_eq!(key("a", &png()), "png");
    assert_eq!(key("a.png", &jpeg()), "jpeg", "pictures stand for each other");
    assert_eq!(key("a", &heic()), "heic");
    assert_eq!(key("a.ofd", &zip(&[("OFD.xml", "<ofd/>"), ("Doc_0/Document.xml", "x")])), "ofd");
    assert_eq!(key("a.txt", b"\xd6\xd0\xb9\xfa"), "text-gb18030");
    assert_eq!(key("a.csv", b"\xd6\xd0,1\r\n"), "csv-gb18030");
    let old = |stream: &str| {
        let mut bytes = COMPOUND.to_vec();
        bytes.resize(26, 0);
        bytes.extend([3, 0, 0xfe, 0xff, 9, 0]);
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
        ("photo.PDF", &jpeg()),
        ("scan.jpg", &pdf()),
        ("letter.docx", &b"words"[..]),
        ("list.xlsx", &b"a,b\r\n"[..]),
        ("seal.ofd", &pdf()),
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

#[test]
fn what_only_begins_like_a_kind_is_none_of_it() {
    for (name, bytes) in [
        ("证明.pdf", &b"%PDF-\n<html><script>1</script></html>"[..]),
        ("a.pdf", b"%PDF-1.7\n<html></html>"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj\nendobj\nstartxref\n9999\n%%EOF\n"),
        ("cut.png", b"\x89PNG\r\n\x1a\n"),
        ("cut.jpg", b"\xff\xd8\xff"),
        ("a.jpg", b"\xff\xd8\xff\xe0<script>"),
        ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
    ] {
        assert_eq!(key(name, bytes), "error-attachment-broken", "{name}");
    }
    for whole in [pdf(), png(), jpeg(), heic()] {
        for cut in [whole.len() / 2, whole.len() - 3] {
            assert_eq!(key("a", &whole[..cut]), "error-attachment-broken", "cut at {cut}");
        }
    }
    let mut bare = COMPOUND.to_vec();
    bare.resize(1024, 0);
    bare.extend("WordDocument".encode_utf16().chain([0]).flat_map(u16::to_le_bytes));
    bare.resize(1280, 0);
    assert_eq!(key("a.doc", &bare), "error-attachment-broken");
}

#[test]
fn a_file_that_is_two_kinds_at_once_is_evidence_of_neither() {
    let archive = zip(&[("a.html", "<script>1</script>")]);
    let shift = |at: usize| {
        // An archive behind something else counts its places from the beginning of the file.
        let mut archive = archive.clone();
        let end = archive.len() - 6;
        let place = u32::from_le_bytes(archive[end..end + 4].try_into().unwrap()) + at as u32;
        archive[end..end + 4].copy_from_slice(&place.to_le_bytes());
        archive
    };
    let picture = jpeg();
    assert_eq!(key("a.jpg", &[&picture[..], &shift(picture.len())].concat()), "error-attachment-two");
    assert_eq!(
        key("a.png", &[&png()[..], b"<html>"].concat()),
        "error-attachment-broken",
        "nothing stands behind"
    );
    let inside = [&b"\xff\xd8\xff\xfe\x00\x0a%PDF-1.7"[..], &picture[2..]].concat();
    assert_eq!(key("a.jpg", &inside), "error-attachment-two");
    let behind = [&picture[..], b"what a camera writes behind a picture"].concat();
    assert_eq!(key("a.jpg", &behind), "jpeg");
    let content = ("[Content_Types].xml", "<Types/>");
    let document = zip(&[content, ("word/document.xml", "x")]);
    assert_eq!(key("a.docx", &[&document[..], b"<html>"].concat()), "error-attachment-kind");
}
