//! The parts of a sample that are reported one by one.
#![expect(clippy::indexing_slicing, reason = "every index is a row or a code of the columns given")]

use super::design::Design;
use super::{Codes, MISSING};
use crate::count::index;
use std::collections::HashMap;

/// A domain: its values, one per column, and its rows in the order of the design.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The values that make the domain.
    pub by: Vec<String>,
    /// Rows, counted from 0, without those that have no value.
    pub rows: Vec<u32>,
}

/// Splits the sample by every combination of values that occurs, in byte order; or, with `domains`, into just those, in
/// their order, also where nothing was sampled. Rows with a missing value are in no cell.
#[must_use]
pub fn cells(design: &Design, by: &[&Codes], domains: Option<&[Vec<String>]>) -> Vec<Cell> {
    let mut key = vec![0_u32; design.sample_size()];
    let mut found: Vec<Vec<u32>> = vec![Vec::new()];
    for codes in by {
        refine(&mut key, &mut found, codes);
    }
    let mut rows: Vec<Vec<u32>> = vec![Vec::new(); found.len()];
    for row in &design.order {
        let cell = key[index(*row)];
        if cell != MISSING {
            rows[index(cell)].push(*row);
        }
    }
    let names = found.iter().map(|codes| {
        codes.iter().zip(by).map(|(c, column)| column.names[index(*c)].clone()).collect::<Vec<_>>()
    });
    let cells = names.zip(rows);
    match domains {
        None => {
            let mut all: Vec<Cell> = cells.map(|(by, rows)| Cell { by, rows }).collect();
            all.sort_by(|a, b| a.by.cmp(&b.by));
            all
        }
        Some(domains) => {
            let known: HashMap<Vec<String>, Vec<u32>> = cells.collect();
            let rows_of = |by: &Vec<String>| known.get(by).cloned().unwrap_or_default();
            domains.iter().map(|by| Cell { by: by.clone(), rows: rows_of(by) }).collect()
        }
    }
}

/// Splits the cells found so far by one more column.
fn refine(key: &mut [u32], found: &mut Vec<Vec<u32>>, codes: &Codes) {
    let mut next: HashMap<(u32, u32), u32> = HashMap::new();
    let mut combined: Vec<Vec<u32>> = Vec::new();
    let mut last = None;
    for (cell, code) in key.iter_mut().zip(&codes.of_row) {
        if *cell == MISSING || *code == MISSING {
            *cell = MISSING;
            continue;
        }
        let pair = (*cell, *code);
        *cell = match last {
            Some((known, cell)) if known == pair => cell,
            _ => *next.entry(pair).or_insert_with(|| {
                let mut path = found[index(pair.0)].clone();
                path.push(pair.1);
                combined.push(path);
                super::design::code(combined.len() - 1)
            }),
        };
        last = Some((pair, *cell));
    }
    *found = combined;
}
