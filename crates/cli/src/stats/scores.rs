//! A file of scores: `unit,assessor,score`, a row per score.

use super::table::{Fault, Table, read};
use earnest_stats::estimate::{Codes, MISSING};
use std::io::Read;

/// The file, with assessors numbered in the byte order of their names; units are, too, if that is asked for.
pub struct Scores {
    pub table: Table,
    pub units: Codes,
    pub assessors: Codes,
}

impl Scores {
    /// Reads a file of scores; a row without a unit or an assessor is a fault.
    pub fn read(name: &str, source: impl Read, sort_units: bool) -> Result<Self, Fault> {
        let texts = ["unit", "assessor"].map(str::to_owned);
        let mut table = read(name, source, &texts, &["score".to_owned()])?;
        let mut column = |name: &str, sort: bool| -> Result<Codes, Fault> {
            let codes = table.take_text(name)?;
            match codes.of_row.iter().position(|c| *c == MISSING) {
                Some(row) => Err(table.fault(Some(row), name, "the value is missing; every row needs one")),
                None if sort => Ok(in_byte_order(&codes)),
                None => Ok(codes),
            }
        };
        let (units, assessors) = (column("unit", sort_units)?, column("assessor", true)?);
        Ok(Self { table, units, assessors })
    }

    /// The scores; NaN is missing.
    pub fn score(&self) -> Result<&[f64], Fault> {
        self.table.number("score")
    }
}

fn in_byte_order(codes: &Codes) -> Codes {
    let mut order: Vec<u32> = (0..).take(codes.names.len()).collect();
    let name = |code: &u32| {
        usize::try_from(*code).ok().and_then(|c| codes.names.get(c)).cloned().unwrap_or_default()
    };
    order.sort_by_cached_key(&name);
    let mut rank = vec![0; order.len()];
    for (r, code) in (0_u32..).zip(&order) {
        if let Some(to) = usize::try_from(*code).ok().and_then(|c| rank.get_mut(c)) {
            *to = r;
        }
    }
    let of_row = codes
        .of_row
        .iter()
        .map(|c| usize::try_from(*c).ok().and_then(|c| rank.get(c).copied()).unwrap_or(MISSING));
    Codes { of_row: of_row.collect(), names: order.iter().map(name).collect() }
}
