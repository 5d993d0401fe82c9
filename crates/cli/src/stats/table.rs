//! Columns from a CSV file, read in one pass; a fault names its line and column. Names are taken as they are meant, as by
//! every other reader of tables; a row of totals is no rating.

use crate::table_file::name_unread;
use earnest_model::signs::{lost_digits, meant, shown, stray};
use earnest_papers::{is_total, names_nothing};
use earnest_stats::estimate::{Codes, MISSING};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::io::Read;
use thiserror::Error;

/// What is wrong with the input, in one sentence.
#[derive(Debug, Error)]
#[error("{0}")]
pub struct Fault(pub String);

/// The columns that were asked for.
pub struct Table {
    name: String,
    lines: Vec<u32>,
    texts: HashMap<String, Codes>,
    numbers: HashMap<String, Vec<f64>>,
}

impl Table {
    /// How many rows the file has below its header.
    pub fn rows(&self) -> usize {
        self.lines.len()
    }

    /// A column that was asked for as text.
    pub fn text(&self, column: &str) -> Result<&Codes, Fault> {
        self.texts.get(column).ok_or_else(|| self.fault(None, column, "was not read as text"))
    }

    /// A column that was asked for as text, taken out of the table.
    pub fn take_text(&mut self, column: &str) -> Result<Codes, Fault> {
        self.texts.remove(column).ok_or_else(|| self.fault(None, column, "was not read as text"))
    }

    /// A column that was asked for as numbers; NaN is missing.
    pub fn number(&self, column: &str) -> Result<&[f64], Fault> {
        self.numbers
            .get(column)
            .map(Vec::as_slice)
            .ok_or_else(|| self.fault(None, column, "was not read as numbers"))
    }

    /// The line of the file on which a row starts.
    pub fn line(&self, row: usize) -> u32 {
        self.lines.get(row).copied().unwrap_or(0)
    }

    /// A fault at a row, counted from 0, and a column.
    pub fn fault(&self, row: Option<usize>, column: &str, what: &str) -> Fault {
        let place = row.map(|row| place(row, self.line(row)));
        Fault(format!("{}{}, column \"{column}\": {what}", self.name, place.unwrap_or_default()))
    }
}

/// Where a row stands: spreadsheets number lines, people count rows below the header.
fn place(row: usize, line: u32) -> String {
    format!(", line {line} (row {} below the header)", row + 1)
}

/// Reads the named columns of a CSV file with a header.
pub fn read(name: &str, source: impl Read, texts: &[String], numbers: &[String]) -> Result<Table, Fault> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .terminator(csv::Terminator::Any(b'\n'))
        .buffer_capacity(1 << 17)
        .from_reader(PlainLines::new(source));
    let mut record = csv::ByteRecord::new();
    let unreadable = |e: csv::Error| Fault(format!("{name}: {e}"));
    if !reader.read_byte_record(&mut record).map_err(unreadable)? {
        return Err(Fault(format!("{name}: the file is empty; its first line must name the columns")));
    }
    let header = Header::new(name, &record)?;
    let mut texts =
        header.places(texts)?.into_iter().map(|(n, at)| (n, at, Interner::default())).collect::<Vec<_>>();
    let mut numbers =
        header.places(numbers)?.into_iter().map(|(n, at)| (n, at, Vec::new())).collect::<Vec<_>>();
    let mut lines: Vec<u32> = Vec::new();
    let mut last_end = reader.position().line();
    while reader.read_byte_record(&mut record).map_err(unreadable)? {
        let end = reader.position().line();
        // Only a record of several lines can hold line ends of its own.
        let inside = if end == last_end + 1 { 0 } else { line_ends(&record) };
        last_end = end;
        let line = u32::try_from(end.saturating_sub(1 + inside)).unwrap_or(u32::MAX);
        if record.iter().all(|field| field.trim_ascii().is_empty()) {
            continue; // what a spreadsheet writes below its last row
        }
        let row = lines.len();
        lines.push(line);
        let beyond = record.iter().skip(header.names.len()).any(|field| !field.trim_ascii().is_empty());
        if record.len() < header.names.len() || beyond {
            return Err(header.ragged(row, line, record.len()));
        }
        for (column, at, interner) in &mut texts {
            let field = record.get(*at).unwrap_or_default();
            interner.push(field).map_err(|why| header.fault(row, line, column, &why))?;
            if interner.is_at_total(*at == 0) {
                return Err(header.fault(row, line, column, "this looks like a row of totals; take it out"));
            }
        }
        for (column, at, values) in &mut numbers {
            let field = record.get(*at).unwrap_or_default();
            values.push(number(field).map_err(|why| header.fault(row, line, column, &why))?);
        }
    }
    let is_read = |column: &&String| {
        texts.iter().map(|(n, ..)| n).chain(numbers.iter().map(|(n, ..)| n)).any(|n| n == *column)
    };
    let unread: Vec<String> = header.names.iter().filter(|column| !is_read(column)).cloned().collect();
    name_unread(name, &unread);
    if lines.is_empty() {
        return Err(Fault(format!("{name}: there is no row below the header")));
    }
    Ok(Table {
        name: name.to_owned(),
        lines,
        texts: texts.into_iter().map(|(n, _, i)| (n, i.codes)).collect(),
        numbers: numbers.into_iter().map(|(n, _, v)| (n, v)).collect(),
    })
}

fn line_ends(record: &csv::ByteRecord) -> u64 {
    record.iter().map(|field| field.iter().filter(|b| **b == b'\n').count() as u64).sum()
}

struct Header {
    file: String,
    names: Vec<String>,
}

impl Header {
    fn new(file: &str, record: &csv::ByteRecord) -> Result<Self, Fault> {
        let mut names = Vec::new();
        for (at, field) in record.iter().enumerate() {
            let field = if at == 0 { field.strip_prefix(b"\xef\xbb\xbf").unwrap_or(field) } else { field };
            let text = std::str::from_utf8(field).map_err(|_| {
                Fault(format!("{file}, line 1, column {}: the name is not UTF-8 text", at + 1))
            })?;
            names.push(text.to_owned());
        }
        while names.len() > 1 && names.last().is_some_and(|name| name.trim().is_empty()) {
            names.pop();
        }
        Ok(Self { file: file.to_owned(), names })
    }

    fn places(&self, wanted: &[String]) -> Result<Vec<(String, usize)>, Fault> {
        wanted.iter().map(|name| Ok((name.clone(), self.place(name)?))).collect()
    }

    fn place(&self, name: &str) -> Result<usize, Fault> {
        let Self { file, names } = self;
        let mut at = names.iter().enumerate().filter(|(_, n)| *n == name).map(|(at, _)| at);
        match (at.next(), at.next()) {
            (Some(at), None) => Ok(at),
            (Some(_), Some(_)) => Err(Fault(format!("{file}, line 1: column \"{name}\" stands there twice"))),
            (None, _) => {
                let known = names.iter().map(|n| format!("\"{n}\"")).collect::<Vec<_>>().join(", ");
                Err(Fault(format!("{file}, line 1: there is no column \"{name}\"; the file has {known}")))
            }
        }
    }

    fn fault(&self, row: usize, line: u32, column: &str, why: &str) -> Fault {
        Fault(format!("{}{}, column \"{column}\": {why}", self.file, place(row, line)))
    }

    fn ragged(&self, row: usize, line: u32, fields: usize) -> Fault {
        let why = format!("the row has {fields} field(s) where the header has {}", self.names.len());
        match self.names.get(fields) {
            Some(column) => {
                self.fault(row, line, column, &format!("{why}; an unclosed quotation mark does this too"))
            }
            None => self.fault(
                row,
                line,
                self.names.last().map_or("", String::as_str),
                &format!("{why}; quote fields that hold commas"),
            ),
        }
    }
}

/// A number; an empty or blank field is missing (NaN).
fn number(field: &[u8]) -> Result<f64, String> {
    // Short whole numbers are by far the most frequent.
    if (1..=15).contains(&field.len()) && field.iter().all(u8::is_ascii_digit) {
        let digits = field.iter().fold(0_u64, |n, digit| n * 10 + u64::from(digit - b'0'));
        return Ok(digits as f64);
    }
    let field = field.trim_ascii();
    if field.is_empty() {
        return Ok(f64::NAN);
    }
    let text = std::str::from_utf8(field).ok();
    let value = text.and_then(|t| t.parse::<f64>().ok()).filter(|v| v.is_finite());
    value.ok_or_else(|| format!("\"{}\" is not a number", String::from_utf8_lossy(field)))
}

/// Gives every different text a code.
#[derive(Default)]
struct Interner {
    codes: Codes,
    /// The first text of each hash; the text itself is in `codes`.
    known: HashMap<u64, u32, BuildHasherDefault<Mixer>>,
    /// Texts whose hash was taken, and other ways of writing a name.
    collided: HashMap<Box<[u8]>, u32>,
    /// The code of each name as it is meant.
    meant: HashMap<String, u32>,
    /// Codes of what names nothing, and whether that is a total: a row may not begin with either, and nobody is called so.
    nothings: Vec<(u32, bool)>,
    last: Option<u32>,
}

impl Interner {
    /// Whether the last text stands in a row that is about the table: a day, a signature or a note tells so where the row
    /// begins with it, a total wherever it stands.
    fn is_at_total(&self, begins: bool) -> bool {
        let of = |code| self.nothings.iter().any(|(known, total)| *known == code && (begins || *total));
        self.last.is_some_and(of)
    }

    fn push(&mut self, field: &[u8]) -> Result<(), String> {
        if field.trim_ascii().is_empty() {
            self.codes.of_row.push(MISSING);
            self.last = None;
            return Ok(());
        }
        if let Some(code) = self.last.filter(|code| self.is(*code, field)) {
            self.codes.of_row.push(code);
            return Ok(());
        }
        let mut mixer = Mixer::default();
        mixer.write(field);
        let hash = mixer.finish();
        let found = match self.known.get(&hash) {
            Some(code) if self.is(*code, field) => Some(*code),
            _ => self.collided.get(field).copied(),
        };
        let code = match found {
            Some(code) => code,
            None => self.learn(field, hash)?,
        };
        self.codes.of_row.push(code);
        self.last = Some(code);
        Ok(())
    }

    fn learn(&mut self, field: &[u8], hash: u64) -> Result<u32, String> {
        let text = std::str::from_utf8(field).map_err(|_| "the text is not UTF-8".to_owned())?;
        if stray(text, true).is_some() {
            return Err(format!(
                "\"{}\" holds signs that are not seen, or not by everybody alike",
                shown(text)
            ));
        }
        if lost_digits(text.trim()) {
            return Err(format!(
                "\"{}\" has lost its last digits in a spreadsheet; write the cell anew as a text",
                shown(text)
            ));
        }
        let name = meant(text);
        if let Some(code) = self.meant.get(&name) {
            self.collided.insert(field.into(), *code);
            return Ok(*code);
        }
        let code =
            u32::try_from(self.codes.names.len()).map_err(|_| "too many different texts".to_owned())?;
        if names_nothing(&name) {
            self.nothings.push((code, is_total(&name)));
        }
        if name != text {
            self.collided.insert(field.into(), code);
        }
        self.codes.names.push(name.clone());
        self.meant.insert(name, code);
        if *self.known.entry(hash).or_insert(code) != code {
            self.collided.insert(field.into(), code);
        }
        Ok(code)
    }

    fn is(&self, code: u32, field: &[u8]) -> bool {
        usize::try_from(code)
            .ok()
            .and_then(|c| self.codes.names.get(c))
            .is_some_and(|name| name.as_bytes() == field)
    }
}

/// A quick hash for short texts (multiply and rotate, eight bytes at a time).
#[derive(Default)]
struct Mixer(u64);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            self.write_u64(chunk.iter().rev().fold(0, |word, b| word << 8 | u64::from(*b)));
        }
        let rest = chunks.remainder();
        if !rest.is_empty() {
            self.write_u64(rest.iter().rev().fold(0, |word, b| word << 8 | u64::from(*b)));
        }
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn write_usize(&mut self, word: usize) {
        self.write_u64(word as u64);
    }
}

/// Makes Windows line ends plain and ends the last line, so that counted lines are the file's own.
struct PlainLines<R> {
    source: R,
    held_return: bool,
    last: u8,
    ended: bool,
}

impl<R> PlainLines<R> {
    fn new(source: R) -> Self {
        Self { source, held_return: false, last: b'\n', ended: false }
    }
}

impl<R: Read> Read for PlainLines<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        // One byte is kept free for a carriage return that turns out to stand alone.
        let Some((_, room)) = out.split_last_mut().filter(|_| !self.ended) else { return Ok(0) };
        if room.is_empty() {
            return Ok(0);
        }
        let n = self.source.read(room)?;
        if n == 0 {
            self.ended = true;
            if self.last == b'\n' && !self.held_return {
                return Ok(0);
            }
            if let Some(first) = out.first_mut() {
                *first = b'\n';
            }
            return Ok(1);
        }
        let mut read: Vec<u8> = Vec::new();
        let bytes = out.get(..n).unwrap_or_default();
        if !self.held_return && !bytes.contains(&b'\r') {
            self.last = bytes.last().copied().unwrap_or(self.last);
            return Ok(n);
        }
        read.reserve(n + 1);
        for byte in bytes {
            if std::mem::take(&mut self.held_return) && *byte != b'\n' {
                read.push(b'\r');
            }
            match byte {
                b'\r' => self.held_return = true,
                _ => read.push(*byte),
            }
        }
        if read.is_empty() {
            return self.read(out);
        }
        self.last = read.last().copied().unwrap_or(self.last);
        for (to, from) in out.iter_mut().zip(&read) {
            *to = *from;
        }
        Ok(read.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(csv: &str, texts: &[&str], numbers: &[&str]) -> String {
        let own = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
        match read("s.csv", csv.as_bytes(), &own(texts), &own(numbers)) {
            Ok(_) => String::new(),
            Err(fault) => fault.to_string(),
        }
    }

    #[test]
    fn a_bad_number_is_named_by_line_and_column_whatever_the_line_ends() {
        for csv in [
            "a,y\nu,1\n\n\"v\nw\",2\nx,z\n",
            "a,y\r\nu,1\r\n\r\n\"v\r\nw\",2\r\nx,z",
            "\u{feff}a,y\nu,1\n\n\"v\nw\",2\nx,z",
        ] {
            assert_eq!(
                message(csv, &["a"], &["y"]),
                "s.csv, line 6 (row 3 below the header), column \"y\": \"z\" is not a number"
            );
        }
    }

    #[test]
    fn texts_of_the_same_hash_stay_apart() {
        let mut names = Interner::default();
        assert_eq!((names.learn(b"x", 7), names.learn(b"y", 7)), (Ok(0), Ok(1)));
        assert_eq!((names.known.get(&7), names.collided.get(b"y".as_slice())), (Some(&0), Some(&1)));
        assert_eq!(names.codes.names, ["x", "y"]);
    }

    #[test]
    fn infinity_and_nan_are_not_numbers() {
        for bad in ["inf", "NaN", "-infinity", "1e999", "1,5", "NA", "0x10"] {
            assert!(message(&format!("y\n\"{bad}\"\n"), &[], &["y"]).contains("is not a number"), "{bad}");
        }
    }

    #[test]
    fn unknown_and_doubled_columns_and_ragged_rows_are_refused() {
        assert!(message("a,b\n1,2\n", &["c"], &[]).contains("no column \"c\""));
        assert!(message("a,a\n1,2\n", &["a"], &[]).contains("twice"));
        assert!(message("a,b\n1\n", &["a"], &[]).contains("line 2"));
        assert!(message("", &["a"], &[]).contains("empty"));
        assert!(message("a\n", &["a"], &[]).contains("no row"));
    }
}
