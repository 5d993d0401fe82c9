//! Units that are left out of a frame: each with its reason, published beside the frame before there is a seed.

use crate::{
    formula::{harmless, put_line, unquoted},
    message::Message,
    text::Line,
};

/// A unit that is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excluded {
    /// Its class: the stratum that it would be drawn in.
    pub class: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Why.
    pub reason: String,
}

impl Excluded {
    /// A whole class that is left out: it has neither code nor name.
    pub fn whole(class: &str, reason: &str) -> Self {
        let (class, reason) = (class.to_owned(), reason.to_owned());
        Self { class, code: String::new(), name: String::new(), reason }
    }

    /// Whether a whole class is left out.
    pub fn is_class(&self) -> bool {
        self.code.is_empty()
    }

    /// What is left out: the code of the unit, or the key of the class.
    pub fn what(self) -> String {
        if self.is_class() { self.class } else { self.code }
    }
}

/// Reads what an office writes: a line for each unit, its code and the reason.
pub fn parse_exclusions(text: &str) -> Result<Vec<(String, Line)>, Message> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let fault = || Message::new("error-exclude-line").with("text", line);
            let (code, reason) = line.split_once(char::is_whitespace).ok_or_else(fault)?;
            Ok((code.to_owned(), Line::parse(reason).map_err(|_| fault())?))
        })
        .collect()
}

/// The file that is published: `stratum,id,name,reason`, LF, quoted only where CSV needs it.
pub fn exclusions_csv(excluded: &[Excluded]) -> String {
    let mut bytes = Vec::new();
    put_line(&mut bytes, ["stratum", "id", "name", "reason"], "\n");
    for unit in excluded {
        let fields = [&unit.class, &unit.code, &unit.name, &unit.reason];
        put_line(&mut bytes, fields.map(|text| harmless(text)), "\n");
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Reads that file; `None` if it is none.
pub fn read_exclusions(text: &str) -> Option<Vec<Excluded>> {
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let rows = reader.records().map(|record| {
        let record = record.ok()?;
        let field = |place| record.get(place).map(|text| unquoted(text).into_owned());
        Some(Excluded { class: field(0)?, code: field(1)?, name: field(2)?, reason: field(3)? })
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_unit_is_left_out_without_a_reason() {
        let read = parse_exclusions("A1 merged on 1 May\n\n  A2\tno staff since March ").unwrap();
        let told: Vec<_> = read.iter().map(|(code, reason)| (code.as_str(), reason.as_str())).collect();
        assert_eq!(told, [("A1", "merged on 1 May"), ("A2", "no staff since March")]);
        assert_eq!(parse_exclusions("A1 fire\nA2").unwrap_err().key, "error-exclude-line");
        assert!(parse_exclusions(" \n").unwrap().is_empty());
    }

    proptest! {
        #[test]
        fn the_published_file_reads_back(fields in proptest::collection::vec(("[a-z]{1,4}", "\\PC{1,9}", "\\PC{0,9}", "\\PC{1,20}"), 1..6)) {
            let units: Vec<_> = fields
                .into_iter()
                .map(|(class, code, name, reason)| Excluded { class, code, name, reason })
                .collect();
            prop_assert_eq!(read_exclusions(&exclusions_csv(&units)), Some(units));
        }
    }
}
