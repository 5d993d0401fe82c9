//! The figures that stand in prose, with what they count.
//!
//! Simplified and traditional Chinese and English, by rules and lists of words that stand here; no model. A figure is
//! told with the words around it, never with more than stands there: what is not sure is left out (`None`).

mod approximate;
mod carried;
mod chinese;
mod chinese_apart;
mod chinese_around;
mod chinese_stands;
mod codes;
mod counted;
mod counted_before;
mod digits;
mod english;
mod english_apart;
mod english_lengths;
mod english_nouns;
mod english_numbers;
mod english_parts;
mod english_spelled;
mod english_units;
mod english_words;
mod figure;
mod fractions;
mod led;
mod lexicon;
mod measures;
mod mixed;
mod names;
mod number;
mod numerals;
mod respectively;
mod scan;
mod signs;
mod story;
mod trimmed;
mod value;
mod words;

pub use figure::{Change, Direction, Figure, Kind, Qualifier};
pub use value::Value;

use figure::Reading;

/// The figures of a text, in order.
pub fn figures(text: &str) -> Vec<Figure> {
    let furniture = crate::repair::furniture(text);
    let mut figures = Vec::new();
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let signs = signs::Signs::of(line);
        let is_furniture = furniture.iter().any(|one| one.line == number + 1);
        let mut found = scan::numbers(&signs);
        found.sort_by_key(|one| one.signs.start);
        for index in 0..found.len() {
            let Some(read) = chinese_or_english(&signs, &found, index) else { continue };
            let Some(one) = found.get(index) else { continue };
            figures.push(Figure {
                line: number + 1,
                span: at + signs.byte(one.signs.start)..at + signs.byte(read.end.max(one.signs.end)),
                value: read.value,
                unit: read.unit,
                counted: read.counted,
                kind: read.kind,
                qualifier: read.qualifier,
                direction: read.direction,
                change: read.change,
                verb: read.verb,
                story: story::is_story(&signs, one.signs.start),
                furniture: is_furniture,
            });
        }
        at += line.len();
    }
    carried::carry(text, &mut figures);
    figures
}

fn chinese_or_english(signs: &signs::Signs, found: &[number::Number], index: usize) -> Option<Reading> {
    let one = found.get(index)?;
    if signs.is_english_at(one.signs.clone()) {
        english::reading(signs, found, index)
    } else {
        chinese::reading(signs, found, index)
    }
}
