//! Papers as DOCX: real styles, headings, fields and tables, so that office programs edit it as if it were their own.

mod body;
mod fault;
mod parts;
mod styles;
mod table;
mod words;
mod xml;

pub use fault::DocxFault;

use super::{content::Paper, fonts::Shelf, pages::Ending};
use earnest_model::paper::layout::Layout;
use std::io::{Cursor, Write};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

/// Writes the paper.
pub(super) fn docx(
    paper: &Paper,
    layout: &Layout,
    shelf: &Shelf,
    ending: Ending,
) -> Result<Vec<u8>, DocxFault> {
    let (document, links) = body::document(paper, (layout, shelf), ending)?;
    let all = [
        ("[Content_Types].xml", parts::content_types()),
        ("_rels/.rels", parts::root_links()),
        ("docProps/core.xml", parts::core(paper)),
        ("word/document.xml", document),
        ("word/styles.xml", styles::styles(paper.tongue, layout, shelf)),
        ("word/settings.xml", parts::settings(layout)),
        ("word/fontTable.xml", styles::font_table(paper.tongue, shelf)),
        ("word/footer1.xml", parts::footer(layout, true)),
        ("word/footer2.xml", parts::footer(layout, false)),
        ("word/footer3.xml", parts::no_footer()),
        ("word/header1.xml", parts::header(&paper.labels.draft)),
        ("word/_rels/document.xml.rels", parts::links(&links)),
    ];
    let (year, month, day) = paper.day;
    let made = DateTime::from_date_and_time(year, month, day, 0, 0, 0).unwrap_or_default();
    let options =
        SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(made);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in all {
        archive.start_file(name, options)?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}
