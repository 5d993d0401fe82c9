//! The parts beside the text: what there is, page numbers, settings.

use super::xml::{HEAD, NAMES, escaped};
use crate::paper::content::Paper;
use earnest_model::paper::{
    layout::{Layout, Part},
    length::twips,
};

const TYPES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// What kind each part is of.
pub(super) fn content_types() -> String {
    let part = |name: &str, kind: &str| {
        format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{TYPES}{kind}+xml\"/>")
    };
    let parts = [
        ("document", "document.main"),
        ("styles", "styles"),
        ("settings", "settings"),
        ("fontTable", "fontTable"),
        ("footer1", "footer"),
        ("footer2", "footer"),
        ("footer3", "footer"),
        ("header1", "header"),
    ];
    format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
         {}</Types>",
        parts.map(|(name, kind)| part(name, kind)).concat()
    )
}

fn relations(all: &str) -> String {
    format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
    )
}

/// Where the text and its properties lie.
pub(super) fn root_links() -> String {
    relations(&format!(
        "<Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" \
         Target=\"docProps/core.xml\"/>"
    ))
}

/// What the text refers to.
pub(super) fn links(hrefs: &[String]) -> String {
    let parts = [
        ("styles", "styles"),
        ("settings", "settings"),
        ("fontTable", "fontTable"),
        ("footer1", "footer"),
        ("footer2", "footer"),
        ("footer3", "footer"),
        ("header1", "header"),
    ];
    let own = parts.map(|(name, kind)| {
        format!("<Relationship Id=\"r_{name}\" Type=\"{OFFICE}/{kind}\" Target=\"{name}.xml\"/>")
    });
    let out = (1..).zip(hrefs).map(|(number, href)| {
        format!(
            "<Relationship Id=\"rLink{number}\" Type=\"{OFFICE}/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>",
            escaped(href)
        )
    });
    relations(&own.into_iter().chain(out).collect::<String>())
}

/// Title, language and day.
pub(super) fn core(paper: &Paper) -> String {
    let (year, month, day) = paper.day;
    let at = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator>\
         <dc:language>{}</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">{at}</dcterms:created>\
         </cp:coreProperties>",
        escaped(paper.title.as_str()),
        escaped(&paper.labels.program),
        paper.tongue.tag()
    )
}

/// Odd and even pages, marks that may be squeezed.
pub(super) fn settings(layout: &Layout) -> String {
    let two = if layout.mirrored { ("<w:mirrorMargins/>", "<w:evenAndOddHeaders/>") } else { ("", "") };
    format!(
        "{HEAD}<w:settings {NAMES}>{}{}<w:characterSpacingControl w:val=\"compressPunctuation\"/>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>\
         </w:compat></w:settings>",
        two.0, two.1
    )
}

/// The number of the page, as a field.
pub(super) fn footer(layout: &Layout, odd: bool) -> String {
    let style = layout.style(Part::Folio);
    let dash = if layout.is_official() { ("— ", " —") } else { ("", "") };
    let place = match (layout.mirrored, odd) {
        (false, _) => "<w:jc w:val=\"center\"/>".to_owned(),
        (true, true) => format!("<w:ind w:right=\"{}\"/><w:jc w:val=\"right\"/>", twips(style.cell)),
        (true, false) => format!("<w:ind w:left=\"{}\"/><w:jc w:val=\"left\"/>", twips(style.cell)),
    };
    let words = |words: &str| format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
    format!(
        "{HEAD}<w:ftr {NAMES}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/>{place}</w:pPr>{}\
         <w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple>{}</w:p></w:ftr>",
        words(dash.0),
        words(dash.1)
    )
}

/// A foot without a number.
pub(super) fn no_footer() -> String {
    format!("{HEAD}<w:ftr {NAMES}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr></w:p></w:ftr>")
}

/// What a draft says at the head of every page.
pub(super) fn header(draft: &str) -> String {
    format!(
        "{HEAD}<w:hdr {NAMES}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/><w:jc w:val=\"center\"/></w:pPr>\
         <w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p></w:hdr>",
        escaped(draft)
    )
}
