//! Styles: one for each part of the layout, under the names that office programs know.

use super::{
    words::{justified, pitch, spacing, style_id},
    xml::{HEAD, NAMES, escaped},
};
use crate::paper::{content::Tongue, fonts::Shelf};
use earnest_model::paper::{
    layout::{Face, Layout, Part, Style},
    length::twips,
};

/// What the hands are called where official papers are written; the second name is what they are known by elsewhere.
const fn names(face: Face, tongue: Tongue) -> (&'static str, &'static str) {
    match (tongue, face) {
        (Tongue::Hant, Face::FangSong) => ("仿宋", "FangSong"),
        (Tongue::Hant, Face::Kai) => ("標楷體", "DFKai-SB"),
        (Tongue::Hant, Face::Hei) => ("微軟正黑體", "Microsoft JhengHei"),
        (Tongue::Hant, Face::Song | Face::Title) => ("新細明體", "PMingLiU"),
        (_, Face::FangSong) => ("仿宋_GB2312", "FangSong"),
        (_, Face::Kai) => ("楷体_GB2312", "KaiTi"),
        (_, Face::Hei) => ("黑体", "SimHei"),
        (_, Face::Song) => ("宋体", "SimSun"),
        (_, Face::Title) => ("方正小标宋简体", "FZXiaoBiaoSong-B05S"),
    }
}

/// The names of a face for words of each kind.
fn fonts(face: Face, tongue: Tongue, shelf: &Shelf) -> String {
    let (name, _) = names(face, tongue);
    let latin = if tongue.is_chinese() { name } else { shelf.family(face) };
    format!("<w:rFonts w:ascii=\"{0}\" w:hAnsi=\"{0}\" w:cs=\"{0}\" w:eastAsia=\"{name}\"/>", escaped(latin))
}

/// The part `word/styles.xml`.
pub(super) fn styles(tongue: Tongue, layout: &Layout, shelf: &Shelf) -> String {
    let body = layout.style(Part::Body);
    let lang = match tongue {
        Tongue::Hans => "zh-CN",
        Tongue::Hant => "zh-TW",
        Tongue::Latin => "en-GB",
    };
    let mut out = format!(
        "{HEAD}<w:styles {NAMES}><w:docDefaults><w:rPrDefault><w:rPr>{}<w:sz w:val=\"{2}\"/><w:szCs w:val=\"{2}\"/>\
         <w:lang w:val=\"{1}\" w:eastAsia=\"{1}\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl w:val=\"0\"/><w:overflowPunct w:val=\"0\"/><w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/>\
         <w:pPr><w:widowControl w:val=\"0\"/><w:overflowPunct w:val=\"0\"/><w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/></w:pPr></w:style>",
        fonts(body.face, tongue, shelf),
        lang,
        body.half_points,
    );
    for part in Part::ALL {
        out.push_str(&style(part, &layout.style(part), tongue, shelf));
    }
    out.push_str("</w:styles>");
    out
}

fn style(part: Part, style: &Style, tongue: Tongue, shelf: &Shelf) -> String {
    let (name, outline) = match part {
        Part::Title => ("Title", None),
        Part::Subtitle => ("Subtitle", None),
        Part::Body => ("Body Text", None),
        Part::First => ("heading 1", Some(0)),
        Part::Second => ("heading 2", Some(1)),
        Part::Third => ("heading 3", Some(2)),
        Part::Aside => ("Quote", None),
        Part::Caption => ("caption", None),
        Part::Signature => ("Signature", None),
        Part::Folio => ("footer", None),
        Part::Issuer => ("Issuer", None),
        Part::Number => ("Number", None),
        Part::Recipients => ("Recipients", None),
        Part::Head => ("Table head", None),
        Part::Cell => ("Table text", None),
        Part::AnnexLabel => ("Annex label", None),
        Part::Imprint => ("Imprint", None),
    };
    let keep = if outline.is_some() { "<w:keepNext/>" } else { "" };
    let level = outline.map(|level| format!("<w:outlineLvl w:val=\"{level}\"/>")).unwrap_or_default();
    let indent = if style.indent > 0 {
        format!("<w:ind w:firstLine=\"{}\"/>", twips(style.cell * style.indent))
    } else {
        String::new()
    };
    let color = if style.red { "<w:color w:val=\"D71A1B\"/>" } else { "" };
    let closer = spacing(style);
    let spaced = if closer == 0 { String::new() } else { format!("<w:spacing w:val=\"{closer}\"/>") };
    format!(
        "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/>\
         <w:pPr>{keep}<w:widowControl w:val=\"0\"/><w:overflowPunct w:val=\"0\"/><w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"{line}\" w:lineRule=\"exact\"/>{indent}\
         <w:jc w:val=\"{jc}\"/>{level}</w:pPr><w:rPr>{fonts}{color}{spaced}<w:sz w:val=\"{size}\"/>\
         <w:szCs w:val=\"{size}\"/></w:rPr></w:style>",
        id = style_id(part),
        line = pitch(style),
        jc = justified(style.align, tongue.is_chinese()),
        fonts = fonts(style.face, tongue, shelf),
        size = style.half_points,
    )
}

/// The part `word/fontTable.xml`: by which other name a font is known.
pub(super) fn font_table(tongue: Tongue, shelf: &Shelf) -> String {
    let mut out = format!("{HEAD}<w:fonts {NAMES}>");
    for face in Face::ALL {
        let (name, other) = names(face, tongue);
        out.push_str(&format!("<w:font w:name=\"{name}\"><w:altName w:val=\"{other}\"/></w:font>"));
        if !tongue.is_chinese() {
            out.push_str(&format!("<w:font w:name=\"{}\"/>", escaped(shelf.family(face))));
        }
    }
    out.push_str("</w:fonts>");
    out
}
