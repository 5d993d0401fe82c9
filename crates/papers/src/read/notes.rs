//! Comments on the cells of a workbook.

use super::{
    parts::{Archive, attribute, elements, part, place},
    table::Beside,
};
use crate::book_file::AUTHOR;
use quick_xml::{Reader, events::Event};
use std::io::BufRead;

/// A comment, or what else lies there: its cell, what it says, what it is.
pub(super) type Note = ((u32, u32), String, Beside);

/// The comments of the sheet in this part.
pub(super) fn comments(archive: &mut Archive<'_>, sheet: &str) -> Result<Vec<Note>, quick_xml::Error> {
    let Some(place) = target(archive, sheet, "/comments")? else { return Ok(Vec::new()) };
    part(archive, &place).map_or_else(|| Ok(Vec::new()), notes)
}

/// The part to which a sheet refers as something of this kind.
pub(super) fn target(
    archive: &mut Archive<'_>,
    sheet: &str,
    kind: &str,
) -> Result<Option<String>, quick_xml::Error> {
    let (folder, name) = sheet.rsplit_once('/').unwrap_or(("xl", sheet));
    let mut target = None;
    if let Some(xml) = part(archive, &format!("{folder}/_rels/{name}.rels")) {
        elements(xml, |element| {
            if attribute(element, "Type").unwrap_or_default().ends_with(kind) {
                target = attribute(element, "Target");
            }
        })?;
    }
    let Some(target) = target else { return Ok(None) };
    let above = folder.rsplit_once('/').map_or("", |(above, _)| above);
    Ok(Some(match (target.strip_prefix('/'), target.strip_prefix("../")) {
        (Some(whole), _) => whole.to_owned(),
        (_, Some(rest)) => format!("{above}/{rest}"),
        _ => format!("{folder}/{target}"),
    }))
}

/// The comments that somebody wrote: what this program marked in a table that it gave back is none.
fn notes(xml: impl BufRead) -> Result<Vec<Note>, quick_xml::Error> {
    let mut reader = Reader::from_reader(xml);
    let mut buffer = Vec::new();
    let (mut notes, mut here, mut authors): (Vec<_>, _, Vec<String>) = (Vec::new(), None, Vec::new());
    let mut inside = b' ';
    loop {
        match reader.read_event_into(&mut buffer)? {
            Event::Start(element) => match element.local_name().as_ref() {
                b"author" => {
                    authors.push(String::new());
                    inside = b'a';
                }
                b"comment" => {
                    let author = attribute(&element, "authorId").and_then(|id| id.parse::<usize>().ok());
                    let ours = author.and_then(|id| authors.get(id)).is_some_and(|author| author == AUTHOR);
                    let at = attribute(&element, "ref").and_then(|name| place(&name));
                    here = at.filter(|_| !ours).map(|at| (at, String::new(), Beside::Comment));
                }
                b"t" => inside = b't',
                _ => {}
            },
            Event::Text(text) => {
                let said = match inside {
                    b'a' => authors.last_mut(),
                    b't' => here.as_mut().map(|(_, said, _)| said),
                    _ => None,
                };
                if let Some(said) = said {
                    said.push_str(&String::from_utf8_lossy(&text));
                }
            }
            Event::End(element) => match element.local_name().as_ref() {
                b"comment" => notes.extend(here.take()),
                b"t" | b"author" => inside = b' ',
                _ => {}
            },
            Event::Eof => return Ok(notes),
            _ => {}
        }
        buffer.clear();
    }
}
