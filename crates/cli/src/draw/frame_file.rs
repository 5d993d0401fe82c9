//! Reads a frame from a file; every fault names file, line and column.

use crate::{
    failure::Failure,
    table_file::{table, told},
};
use clap::Args;
use earnest_draw::Frame;
use earnest_model::signs::{look_of_code, odd, shown, trimmed};
use earnest_papers::{Headings, is_ragged, is_total};
use std::{collections::HashMap, path::Path};

/// Which columns of a frame hold what.
#[derive(Debug, Args)]
pub struct Columns {
    /// Column of the ids.
    #[arg(long, value_name = "COL")]
    pub id: Option<String>,
    /// Column of the strata; one stratum if absent.
    #[arg(long, value_name = "COL")]
    pub stratum: Option<String>,
}

/// What a frame's column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Of {
    Id,
    Stratum,
    Both,
}

/// Reads `(stratum, id)` pairs. Ids and strata are text, to the letter; two that people or spreadsheet
/// programs take for each other are refused, and so is whatever is no unit: a total, a note, a hidden row.
pub fn read(path: &Path, id: &str, stratum: Option<&str>) -> Result<Frame, Failure> {
    let fault = |line: u32, why: String| Failure::new(format!("{}, line {line}: {why}", path.display()));
    let names = match stratum {
        Some(stratum) if stratum == id => vec![(id.to_owned(), Of::Both)],
        Some(stratum) => vec![(id.to_owned(), Of::Id), (stratum.to_owned(), Of::Stratum)],
        None => vec![(id.to_owned(), Of::Id)],
    };
    let wanted = names.len();
    let headings = Headings::new(names);
    let Some(found) = table(path, &headings, &|keys| keys.len() == wanted)? else {
        return Err(fault(1, missing(path, id, stratum)?));
    };
    if let Some(other) = found.others.first() {
        let line = other.address().split('–').next().and_then(|line| line.parse().ok()).unwrap_or(1);
        return Err(fault(line, format!("{} is no unit of the frame; remove it", told(other))));
    }
    let place =
        |wanted: Of| found.columns.iter().find(|(of, _)| *of == wanted || *of == Of::Both).map(|(_, at)| *at);
    let (Some(id_place), stratum_place) = (place(Of::Id), place(Of::Stratum)) else {
        return Err(fault(1, format!("there is no column `{id}`")));
    };
    let mut entries = Vec::new();
    let (mut ids, mut strata) = (Seen::default(), Seen::default());
    for row in &found.rows {
        let fault = |why: String| fault(row.line, why);
        if let Some((found, expected)) = is_ragged(row, found.fields) {
            let why =
                format!("{found} fields where the header has {expected}; a comma in a field needs quotes");
            return Err(fault(why));
        }
        let text = |place: usize, name: &str| whole(row.text(place), name).map_err(fault);
        let found = text(id_place, id)?;
        ids.alone(&found, row.line, id).map_err(fault)?;
        let class = match stratum_place {
            Some(place) => text(place, stratum.unwrap_or_default())?,
            None => String::new(),
        };
        if let Some((same, first)) = strata.first(&class, row.line)
            && same != class
        {
            let name = stratum.unwrap_or_default();
            return Err(fault(format!(
                "column `{name}`: `{}` looks like `{}` at line {first}; write a stratum in one way",
                shown(&class),
                shown(&same)
            )));
        }
        entries.push((class, found));
    }
    Frame::new(entries).map_err(|why| Failure::file(path, why))
}

/// The text of an id or a stratum, unless it is none. Errors: why, in words.
fn whole(text: &str, name: &str) -> Result<String, String> {
    if trimmed(text).is_empty() {
        return Err(format!("column `{name}` is empty; every unit needs one"));
    }
    if is_total(text) {
        return Err(format!("column `{name}`: `{text}` is a total and no unit; remove the row"));
    }
    let is_unseen = |sign: char| sign.is_control() || earnest_model::signs::is_invisible(sign);
    if trimmed(text).len() != text.len() || odd(text).is_some_and(is_unseen) {
        let seen = shown(text);
        return Err(format!("column `{name}`: `{seen}` holds signs that are not seen; remove them"));
    }
    Ok(text.to_owned())
}

/// Texts by what they look like, with where each stood first.
#[derive(Default)]
struct Seen(HashMap<String, (String, u32)>);

impl Seen {
    /// Takes an id, which nothing before may be or look like. Errors: why it can't be told apart, in words.
    fn alone(&mut self, id: &str, line: u32, name: &str) -> Result<(), String> {
        match self.first(id, line) {
            None => Ok(()),
            Some((same, first)) if same == id => {
                Err(format!("column `{name}`: `{id}` stands already at line {first}; ids must be unique"))
            }
            Some((same, first)) => Err(format!(
                "column `{name}`: `{}` looks like `{}` at line {first}; ids must be told apart by what is seen",
                shown(id),
                shown(&same)
            )),
        }
    }

    /// The text that looked like this one before, and its line; the first time none.
    fn first(&mut self, text: &str, line: u32) -> Option<(String, u32)> {
        match self.0.entry(look_of_code(text)) {
            std::collections::hash_map::Entry::Occupied(held) => Some(held.get().clone()),
            std::collections::hash_map::Entry::Vacant(place) => {
                place.insert((text.to_owned(), line));
                None
            }
        }
    }
}

/// Which column is not there, and which are.
fn missing(path: &Path, id: &str, stratum: Option<&str>) -> Result<String, Failure> {
    let any = Headings::<()>::new([]);
    let bytes = std::fs::read(path).map_err(|why| Failure::file(path, why))?;
    let read =
        earnest_papers::read(&bytes, earnest_papers::Limits::of_operator(), &|cell| any.find(cell).is_some());
    let Ok(read) = read else {
        return Ok("the file is empty; its first line must name the columns".to_owned());
    };
    let head = read.sheets.iter().find(|sheet| !sheet.hidden).and_then(|sheet| sheet.rows.first());
    let there: Vec<String> =
        head.map(|row| row.cells.iter().map(|cell| cell.text.clone()).collect()).unwrap_or_default();
    let lacks = |name: &&str| !there.iter().any(|found| found == name);
    let name = [Some(id), stratum].into_iter().flatten().find(lacks).unwrap_or(id).to_owned();
    Ok(format!("there is no column `{name}`; the header has: {}", there.join(", ")))
}
