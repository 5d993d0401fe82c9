//! Reads a frame from a file; every fault names file, line and column.

use super::plain;
use crate::{
    failure::Failure,
    table_file::{table_of, told},
};
use clap::Args;
use earnest_draw::Frame;
use earnest_model::signs::{look_of_code, lost_digits, odd, shown, trimmed};
use earnest_papers::{Headings, is_ragged, names_nothing};
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
/// programs take for each other are refused, and so is whatever is no unit: a total, a note, a hidden row. With the headings
/// of the columns that are not read.
pub fn read(path: &Path, id: &str, stratum: Option<&str>) -> Result<(Frame, Vec<String>), Failure> {
    let fault = |line: u32, why: String| Failure::new(format!("{}, line {line}: {why}", path.display()));
    let names = match stratum {
        Some(stratum) if stratum == id => vec![(id.to_owned(), Of::Both)],
        Some(stratum) => vec![(id.to_owned(), Of::Id), (stratum.to_owned(), Of::Stratum)],
        None => vec![(id.to_owned(), Of::Id)],
    };
    let wanted = names.len();
    let headings = Headings::new(names);
    let bytes = std::fs::read(path).map_err(|why| Failure::file(path, why))?;
    if let Some(read) = plainly(&bytes, (id, stratum), &headings) {
        return Ok(read);
    }
    let Some(found) = table_of(path, &bytes, &headings, &|keys| keys.len() == wanted)? else {
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
    Ok((Frame::new(entries).map_err(|why| Failure::file(path, why))?, found.unknown))
}

/// The frame of a file of the plainest kind, if it is one in which nothing is wrong.
fn plainly(
    bytes: &[u8],
    (id, stratum): (&str, Option<&str>),
    headings: &Headings<Of>,
) -> Option<(Frame, Vec<String>)> {
    let known = |cell: &str| headings.find(cell).is_some();
    let plain = plain::read(bytes, &plain::Wanted { id, stratum, known: &known })?;
    let mut strata = Seen::default();
    let name = stratum.unwrap_or_default();
    let sound =
        |class: &&str| stratum.is_none() || (whole(class, name).is_ok() && strata.first(class, 1).is_none());
    if !plain.strata.iter().all(sound) {
        return None;
    }
    let class = |place: u32| plain.strata.get(place as usize).copied().unwrap_or_default();
    let frame = Frame::new(plain.entries.iter().map(|(place, id)| (class(*place), *id))).ok()?;
    Some((frame, plain.unread.into_iter().map(str::to_owned).collect()))
}

/// The text of an id or a stratum, unless it is none. Errors: why, in words.
fn whole(text: &str, name: &str) -> Result<String, String> {
    if trimmed(text).is_empty() {
        return Err(format!("column `{name}` is empty; every unit needs one"));
    }
    if names_nothing(text) {
        return Err(format!(
            "column `{name}`: `{text}` is about the table and names no unit; remove the row"
        ));
    }
    if lost_digits(text) {
        return Err(format!(
            "column `{name}`: `{text}` has lost its last digits in a spreadsheet; write the cell anew as a text"
        ));
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read_file(
        bytes: &[u8],
        stratum: Option<&str>,
        plainly_too: bool,
    ) -> Result<(Frame, Vec<String>), String> {
        let file = tempfile::NamedTempFile::new().unwrap();
        // A blank line at the end is left to the reader of all tables, which does not mind it.
        let more: &[u8] = if plainly_too { b"" } else { b"\n\n" };
        std::fs::write(file.path(), [bytes, more].concat()).unwrap();
        let path = file.path().display().to_string();
        read(file.path(), "code", stratum).map_err(|fault| fault.to_string().replace(&path, "FILE"))
    }

    #[test]
    fn a_file_of_the_plainest_kind_is_read_as_one() {
        let names = vec![("code".to_owned(), Of::Id), ("class".to_owned(), Of::Stratum)];
        let headings = Headings::new(names);
        let plain = |text: &str| plainly(text.as_bytes(), ("code", Some("class")), &headings);
        assert!(plain("code,name,class\n52,甲,a\n5201,乙,县\n").is_some());
        for other in [
            "code,name,class\n52,甲,a\n\n53,乙,a\n",
            "code,name,class\n52,\"甲\",a\n",
            "code,name,class\n52,甲\n",
            "code,name,class\n7,甲,a\n007,乙,a\n",
            "code,name,class\n1,2,3\n",
            "code,name,class\nAB-130,甲,a\n",
            "code,name,class\n52,甲,合计\n",
            "code,class,Class\n52,a,a\n",
            "\u{feff}code,class\n52,a\n",
        ] {
            assert!(plain(other).is_none(), "{other}");
        }
    }

    proptest! {
        #[test]
        fn a_file_gives_the_same_frame_and_the_same_fault_whoever_reads_it(
            rows in proptest::collection::vec(("[0-9]{1,3}|[a1lO0]{1,2}|合计|注:|", "[ab县]|A|Ａ|class|合计|a |", "[a-c甲,\"]{0,2}"), 1..8),
            strata in any::<bool>(),
        ) {
            let lines: String = rows.iter().map(|(id, class, name)| format!("{id},{class},{name}\n")).collect();
            let file = format!("code,class,name\n{lines}");
            let stratum = strata.then_some("class");
            let (plainly, in_full) =
                (read_file(file.as_bytes(), stratum, true), read_file(file.as_bytes(), stratum, false));
            prop_assert_eq!(plainly, in_full, "{}", file);
        }
    }
}
