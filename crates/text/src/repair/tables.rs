//! Tables of one encoding that differ: what else the same characters may have been in bytes.
//!
//! A program has its own table of Big5 (the code itself, that of Windows, that of Hong Kong), and a few hundred characters
//! have another code in each. Text read with one of them and undone with another comes out false in single characters, and
//! the damage replayed hides it. So all are tried.

use std::collections::HashMap;
use std::sync::LazyLock;

use encoding_rs::{BIG5, Encoding};

use super::plausible::weigh;

/// Others that are told; more are nobody's choice.
const MOST: usize = 8;

/// Characters of a run that are tried one by one; where more have several codes, all of them are in one table.
const ONE_BY_ONE: usize = 48;

static CODES: LazyLock<HashMap<char, Vec<[u8; 2]>>> = LazyLock::new(|| {
    let lines = include_str!("../../data/big5-tables.txt").lines();
    lines.filter_map(codes).collect()
});

fn codes(line: &str) -> Option<(char, Vec<[u8; 2]>)> {
    let (sign, codes) = line.split_once(' ')?;
    let code = |code: &str| u16::from_str_radix(code, 16).map(u16::to_be_bytes).ok();
    Some((sign.chars().next()?, codes.split(' ').filter_map(code).collect()))
}

/// The bytes that a character may have been, those of the usual table first.
fn bytes_of(sign: char, code: &'static Encoding) -> Vec<Vec<u8>> {
    let mut buffer = [0; 4];
    let (bytes, _, failed) = code.encode(sign.encode_utf8(&mut buffer));
    let mut all = if failed { Vec::new() } else { vec![bytes.into_owned()] };
    for pair in CODES.get(&sign).filter(|_| code == BIG5).into_iter().flatten() {
        if !all.iter().any(|known| known == pair) {
            all.push(pair.to_vec());
        }
    }
    all
}

/// All texts that a run may have been, the likeliest first: more than one where the tables differ.
pub(super) fn readings(run: &str, read_as: &'static Encoding, is: &'static Encoding) -> Vec<String> {
    let options: Vec<Vec<Vec<u8>>> = run.chars().map(|sign| bytes_of(sign, read_as)).collect();
    if options.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    let read = |chosen: &[usize]| {
        let signs = options.iter().zip(chosen);
        let bytes: Vec<u8> =
            signs.filter_map(|(option, chosen)| option.get(*chosen)).flatten().copied().collect();
        is.decode_without_bom_handling_and_without_replacement(&bytes).map(std::borrow::Cow::into_owned)
    };
    let mut chosen = vec![0; options.len()];
    let mut best: Option<String> = read(&chosen);
    if options.iter().filter(|option| option.len() > 1).count() > ONE_BY_ONE {
        let last: Vec<usize> = options.iter().map(|option| option.len() - 1).collect();
        let mut both: Vec<String> = best.into_iter().chain(read(&last)).collect();
        both.sort_by_key(|text| std::cmp::Reverse(value(text)));
        return both;
    }
    let mut others: Vec<String> = Vec::new();
    for at in 0..options.len() {
        let count = options.get(at).map_or(0, Vec::len);
        for option in 1..count {
            let before = chosen.get(at).copied().unwrap_or(0);
            if let Some(place) = chosen.get_mut(at) {
                *place = option;
            }
            let Some(text) = read(&chosen) else {
                if let Some(place) = chosen.get_mut(at) {
                    *place = before;
                }
                continue;
            };
            if best.as_ref().is_none_or(|best| value(best) < value(&text)) {
                others.extend(best.replace(text));
            } else {
                others.push(text);
                if let Some(place) = chosen.get_mut(at) {
                    *place = before;
                }
            }
        }
    }
    others.sort_by_key(|text| std::cmp::Reverse(value(text)));
    others.truncate(MOST);
    best.into_iter().chain(others).collect()
}

fn value(text: &str) -> (usize, usize) {
    let weight = weigh(text);
    (weight.words, weight.good)
}
