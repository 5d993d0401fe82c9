//! What lies over the cells of a workbook: text boxes, shapes, pictures, charts. None of it is read, so all of it is named.

use super::{
    notes::{Note, target},
    parts::{Archive, attribute, part},
    table::Beside,
};
use quick_xml::{Reader, events::Event};
use std::io::BufRead;

/// The drawings over the sheet in this part.
pub(super) fn drawings(archive: &mut Archive<'_>, sheet: &str) -> Result<Vec<Note>, quick_xml::Error> {
    let Some(place) = target(archive, sheet, "/drawing")? else { return Ok(Vec::new()) };
    part(archive, &place).map_or_else(|| Ok(Vec::new()), anchored)
}

/// A thing while it is read.
#[derive(Default)]
struct Thing {
    at: (u32, u32),
    is: Option<Beside>,
    name: String,
    said: String,
}

fn anchored(xml: impl BufRead) -> Result<Vec<Note>, quick_xml::Error> {
    let mut reader = Reader::from_reader(xml);
    let mut buffer = Vec::new();
    let (mut found, mut thing) = (Vec::new(), Thing::default());
    // In the place at which it begins, and in which of its parts.
    let (mut from, mut inside) = (false, b' ');
    loop {
        match reader.read_event_into(&mut buffer)? {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                b"twoCellAnchor" | b"oneCellAnchor" | b"absoluteAnchor" => thing = Thing::default(),
                b"from" => from = true,
                b"row" if from => inside = b'r',
                b"col" if from => inside = b'c',
                b"sp" | b"pic" | b"cxnSp" => thing.is = thing.is.or(Some(Beside::Drawing)),
                b"graphicFrame" | b"chart" => thing.is = Some(Beside::Chart),
                b"cNvPr" if thing.name.is_empty() => {
                    thing.name = attribute(&element, "name").unwrap_or_default();
                }
                b"t" => inside = b't',
                _ => {}
            },
            Event::Text(text) => {
                let text = String::from_utf8_lossy(&text);
                match inside {
                    b'r' => thing.at.0 = text.trim().parse().unwrap_or_default(),
                    b'c' => thing.at.1 = text.trim().parse().unwrap_or_default(),
                    b't' => thing.said.push_str(&text),
                    _ => {}
                }
            }
            Event::End(element) => match element.local_name().as_ref() {
                b"from" => from = false,
                b"p" => thing.said.push(' '),
                b"twoCellAnchor" | b"oneCellAnchor" | b"absoluteAnchor" => {
                    let Thing { at, is, name, said } = std::mem::take(&mut thing);
                    let said = said.trim();
                    let said = if said.is_empty() { name } else { said.to_owned() };
                    found.extend(is.map(|is| (at, said, is)));
                }
                b"row" | b"col" | b"t" => inside = b' ',
                _ => {}
            },
            Event::Eof => return Ok(found),
            _ => {}
        }
        buffer.clear();
    }
}
