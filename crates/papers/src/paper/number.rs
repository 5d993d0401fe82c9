//! Numbers of headings: 一、 · （一） · 1. · （1）, and plain ones elsewhere.

use super::content::{Level, Tongue};

const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// Counts headings, each level within the one above.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counter([u32; 4]);

impl Counter {
    /// The number of the next heading of a level, as it is written before its words.
    pub fn next(&mut self, level: Level, tongue: Tongue) -> String {
        let place = level as usize;
        for (at, count) in self.0.iter_mut().enumerate() {
            match at.cmp(&place) {
                std::cmp::Ordering::Equal => *count += 1,
                std::cmp::Ordering::Greater => *count = 0,
                std::cmp::Ordering::Less => {}
            }
        }
        let number = self.0.get(place).copied().unwrap_or_default();
        if tongue.is_chinese() { chinese_label(level, number) } else { latin_label(level, number) }
    }
}

fn chinese_label(level: Level, number: u32) -> String {
    match level {
        Level::First => format!("{}、", chinese(number)),
        Level::Second => format!("（{}）", chinese(number)),
        Level::Third => format!("{number}."),
        Level::Fourth => format!("（{number}）"),
    }
}

fn latin_label(level: Level, number: u32) -> String {
    match level {
        Level::First | Level::Third => format!("{number}. "),
        Level::Second | Level::Fourth => format!("({number}) "),
    }
}

/// A number in Chinese words; from a hundred on in digits.
fn chinese(number: u32) -> String {
    let word = |digit: u32| usize::try_from(digit).ok().and_then(|at| DIGITS.get(at)).copied().unwrap_or("");
    match number {
        0..=9 => word(number).to_owned(),
        10..=19 => format!("十{}", word(number % 10)),
        20..=99 => format!("{}十{}", word(number / 10), word(number % 10)),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_counted_within_the_one_above() {
        let mut counter = Counter::default();
        let mut next = |level| counter.next(level, Tongue::Hans);
        assert_eq!(next(Level::First), "一、");
        assert_eq!(next(Level::Second), "（一）");
        assert_eq!(next(Level::Second), "（二）");
        assert_eq!(next(Level::First), "二、");
        assert_eq!(next(Level::Second), "（一）");
        assert_eq!(next(Level::Third), "1.");
        assert_eq!(next(Level::Fourth), "（1）");
    }

    #[test]
    fn tens_are_said_as_one_says_them() {
        let words: Vec<_> = [1, 10, 11, 20, 21, 99, 100].map(chinese).into();
        assert_eq!(words, ["一", "十", "十一", "二十", "二十一", "九十九", "100"]);
    }
}
