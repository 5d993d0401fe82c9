//! Units that are left out of a frame: each with its reason, published beside the frame before there is a seed.

use crate::{
    fold::fold,
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

/// A line that an office wrote: which unit is left out and why, in both ways in which it may be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToLeaveOut {
    /// A code, a blank, the reason.
    by_code: Option<(String, Line)>,
    /// A name or code, a colon or tab, the reason.
    by_name: Option<(String, Line)>,
}

impl ToLeaveOut {
    fn parse(line: &str) -> Option<Self> {
        let parts = |parted: Option<(&str, &str)>| {
            let (unit, reason) = parted?;
            Some((unit.trim().to_owned(), Line::parse(reason).ok()?))
        };
        let by_code = parts(line.split_once(char::is_whitespace));
        let by_name = parts(line.split_once([':', '：', '\t']));
        (by_code.is_some() || by_name.is_some()).then_some(Self { by_code, by_name })
    }

    /// Which of these units is meant, each a code and a name: its code, and the reason.
    ///
    /// # Errors
    /// It is none of them, or several of them have the name.
    pub fn meant<'u>(
        &self,
        units: impl Iterator<Item = (&'u str, &'u str)> + Clone,
    ) -> Result<(String, Line), Message> {
        let both = [&self.by_code, &self.by_name].into_iter().flatten();
        if let Some((code, reason)) =
            both.clone().find(|(unit, _)| units.clone().any(|(code, _)| code == unit))
        {
            return Ok((code.clone(), reason.clone()));
        }
        if let Some((named, reason)) = &self.by_name {
            let wanted = fold(named);
            let called: Vec<_> = units.filter(|(_, name)| fold(name) == wanted).collect();
            match called.as_slice() {
                [] => {}
                [(code, _)] => return Ok(((*code).to_owned(), reason.clone())),
                several => {
                    let codes: Vec<&str> = several.iter().map(|(code, _)| *code).collect();
                    let fault = Message::new("error-exclude-which").with("unit", named.as_str());
                    return Err(fault.with("codes", codes.join(", ")));
                }
            }
        }
        let unit = self.by_name.as_ref().or(self.by_code.as_ref()).map_or("", |(unit, _)| unit.as_str());
        Err(Message::new("error-exclude-unit").with("unit", unit))
    }
}

/// Reads what an office writes: a line for each unit, its code and the reason, or its name, a colon and the reason.
pub fn parse_exclusions(text: &str) -> Result<Vec<ToLeaveOut>, Message> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let one =
        |line| ToLeaveOut::parse(line).ok_or_else(|| Message::new("error-exclude-line").with("text", line));
    lines.map(one).collect()
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
        let units = [("A1", "Harbour"), ("A2", "Old Town"), ("A3", "Hill"), ("A4", "Hill")];
        let of = |text: &str| -> Vec<_> {
            let read = parse_exclusions(text).unwrap();
            read.iter().map(|line| line.meant(units.iter().copied())).collect()
        };
        let told = |code: &str, reason: &str| Ok((code.to_owned(), Line::parse(reason).unwrap()));
        assert_eq!(
            of("A1 merged on 1 May\n\n  A2\tno staff since March \nA3 fire: at night"),
            [told("A1", "merged on 1 May"), told("A2", "no staff since March"), told("A3", "fire: at night")]
        );
        assert_eq!(of("old town：合并\nA1: fire"), [told("A2", "合并"), told("A1", "fire")], "by its name");
        assert_eq!(of("Hill: fire")[0].as_ref().unwrap_err().key, "error-exclude-which");
        assert_eq!(of("Valley: fire")[0].as_ref().unwrap_err().key, "error-exclude-unit");
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
