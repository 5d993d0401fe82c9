//! The same papers as DOCX.
#![expect(clippy::unwrap_used, reason = "helpers of tests measure and break off")]

use super::paper_samples::{circular, shelf};
use earnest_papers::{LETTER, OFFICIAL, Sheets, Title, Tongue};
use std::io::{Cursor, Read};

fn parts(docx: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().to_owned(), text)
        })
        .collect()
}

#[test]
fn it_has_real_styles_fields_heads_and_links() {
    let paper = circular(Tongue::Hans);
    let docx = Sheets::of(&paper, &OFFICIAL, shelf(Tongue::Hans)).unwrap().docx().unwrap();
    let parts = parts(&docx);
    for (name, text) in &parts {
        let mut reader = quick_xml::Reader::from_str(text);
        while !matches!(
            reader.read_event().unwrap_or_else(|why| panic!("{name}: {why}")),
            quick_xml::events::Event::Eof
        ) {}
    }
    let part = |name: &str| &parts.iter().find(|(part, _)| part == name).unwrap().1;
    let text = part("word/document.xml");
    assert!(text.contains("w:pStyle w:val=\"Heading1\"") && text.contains("一、"), "headings are headings");
    assert!(text.contains("<w:tblHeader/>"), "heads of tables come again");
    assert!(text.contains("<w:hyperlink r:id=\"rLink1\">"), "figures lead to their records");
    assert!(part("word/_rels/document.xml.rels").contains("https://example.org/units"));
    assert!(part("word/footer1.xml").contains("w:instr=\" PAGE \""), "page numbers are fields");
    let styles = part("word/styles.xml");
    assert!(
        styles.contains("仿宋_GB2312") && styles.contains("w:line=\"579\""),
        "22 lines fit the type area"
    );
    assert!(styles.contains("<w:outlineLvl w:val=\"0\"/>"));
}

#[test]
fn what_the_pages_say_stands_in_it_and_what_xml_has_not_is_left_out() {
    let mut paper = circular(Tongue::Latin);
    paper.title = Title::of("R&D <results>", "");
    paper.labels.draft = "Draft".into();
    let docx = Sheets::of(&paper, &LETTER, shelf(Tongue::Latin)).unwrap().docx().unwrap();
    let parts = parts(&docx);
    let all: String = parts.iter().map(|(_, text)| text.as_str()).collect();
    assert!(all.contains("R&amp;D &lt;results&gt;"));
    assert!(all.contains(">Draft<"), "a draft says that it is one");
}
