//! Reads a frame from a CSV file; every fault names file, line and column.

use crate::failure::Failure;
use clap::Args;
use csv::{ByteRecord, ReaderBuilder};
use earnest_draw::Frame;
use earnest_model::units::unit::line_of;
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

/// Reads `(stratum, id)` pairs. Ids are text, to the letter; a byte-order mark and CRLF are accepted.
pub fn read(path: &Path, id: &str, stratum: Option<&str>) -> Result<Frame, Failure> {
    let fault = |line: u64, why: String| Failure::new(format!("{}, line {line}: {why}", path.display()));
    let bytes = std::fs::read(path).map_err(|why| Failure::file(path, why))?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(bytes);
    let header = reader.byte_headers().map_err(|why| fault(1, why.to_string()))?.clone();
    let column = |name: &str| {
        let place = header.iter().position(|found| found == name.as_bytes());
        place.ok_or_else(|| {
            let there: Vec<_> = header.iter().map(String::from_utf8_lossy).collect();
            fault(1, format!("there is no column `{name}`; the header has: {}", there.join(", ")))
        })
    };
    let id_place = column(id)?;
    let stratum_place = stratum.map(column).transpose()?;
    let mut entries = Vec::new();
    let mut lines: HashMap<String, u64> = HashMap::new();
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record).map_err(|why| fault(0, why.to_string()))? {
        let line = record.position().map_or(0, |position| line_of(bytes, position));
        if record.len() != header.len() {
            let (found, expected) = (record.len(), header.len());
            return Err(fault(
                line,
                format!("{found} fields where the header has {expected}; a comma in a field needs quotes"),
            ));
        }
        let text = |place: usize, name: &str| {
            let bytes = record.get(place).unwrap_or_default();
            let text = std::str::from_utf8(bytes).map(str::to_owned);
            text.map_err(|_| fault(line, format!("column `{name}` is not UTF-8; save the file as CSV UTF-8")))
        };
        let found = text(id_place, id)?;
        if found.is_empty() {
            return Err(fault(line, format!("column `{id}` is empty; every unit needs an id")));
        }
        if let Some(first) = lines.insert(found.clone(), line) {
            return Err(fault(
                line,
                format!("column `{id}`: `{found}` stands already at line {first}; ids must be unique"),
            ));
        }
        let class =
            stratum_place.map_or(Ok(String::new()), |place| text(place, stratum.unwrap_or_default()))?;
        entries.push((class, found));
    }
    Frame::new(entries).map_err(|why| Failure::file(path, why))
}
