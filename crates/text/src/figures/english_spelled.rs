//! Words of letters, and the whole numbers that are spelled with them: `thirteen`, `two hundred and five`.

use super::english_words::{SMALL, STOPS};
use super::signs::Signs;

/// A word of letters at a place, with its end.
pub(super) fn word(signs: &Signs, at: usize) -> Option<(String, usize)> {
    let is_letter = |at: usize| {
        signs.at(at).is_ascii_alphabetic() || signs.at(at) == '\'' && signs.at(at + 1).is_ascii_alphabetic()
    };
    let length = (at..).take_while(|at| is_letter(*at)).count();
    (length > 0).then(|| ((at..at + length).map(|at| signs.at(at)).collect(), at + length))
}

/// The word that ends before a place, with its beginning.
pub(super) fn word_before(signs: &Signs, at: usize) -> Option<(String, usize)> {
    let end = signs.skip_blanks_back(at);
    let mut start = end;
    while signs.before(start).is_ascii_alphabetic() && start > 0 {
        start -= 1;
    }
    (start < end).then(|| ((start..end).map(|at| signs.at(at)).collect(), start))
}

pub(super) fn small(word: &str) -> Option<u128> {
    SMALL.meaning(word)
}

/// Whether a noun in the plural stands behind a blank: `1.2m items`.
pub(super) fn is_plural(signs: &Signs, at: usize) -> bool {
    signs.at(at) == ' '
        && word(signs, at + 1).is_some_and(|(word, _)| is_plural_word(&word) && !STOPS.has(&word))
}

/// Whether a word looks like a noun in the plural.
pub(super) fn is_plural_word(word: &str) -> bool {
    let irregular = [
        "people",
        "children",
        "men",
        "women",
        "mice",
        "feet",
        "lives",
        "police",
        "personnel",
        "cattle",
        "sheep",
        "buses",
    ];
    let singular = ["ss", "us", "is", "'s"];
    irregular.contains(&word)
        || word.len() > 3 && word.ends_with('s') && !singular.iter().any(|end| word.ends_with(end))
}

/// `thirteen`, `forty-three`, `two hundred and eighty-five`, `a dozen`, `one thousand six hundred`.
pub(super) fn spelled(signs: &Signs, at: usize) -> Option<(u128, usize)> {
    let (mut total, mut section, mut end) = (0_u128, None::<u128>, at);
    let mut from = at;
    let mut is_first = true;
    while let Some((name, behind)) = word(signs, from) {
        let article = is_first && (name == "a" || name == "an");
        let factor = match name.as_str() {
            "hundred" => Some(100),
            "thousand" => Some(1000),
            "million" => Some(1_000_000),
            "billion" => Some(1_000_000_000),
            "dozen" if section.is_some() => Some(12),
            _ => None,
        };
        if article {
            section = Some(1);
        } else if let Some(factor) = factor.filter(|_| section.is_some()) {
            let number = section.unwrap_or(1).checked_mul(factor)?;
            (total, section) =
                if factor >= 1000 { (total.checked_add(number)?, Some(0)) } else { (total, Some(number)) };
            end = behind;
        } else if name == "and" && !is_first && section.is_some_and(|it| it % 100 == 0) && end > at {
            // A conjunction inside of a number.
        } else if let Some(number) =
            small(&name).filter(|number| is_first || fits(section, *number) && number > &0)
        {
            section = Some(section.unwrap_or(0).checked_add(number)?);
            end = behind;
        } else {
            break;
        }
        is_first = false;
        from = if signs.at(behind) == '-' { behind + 1 } else { signs.skip_blanks(behind) };
    }
    (end > at).then(|| (total + section.unwrap_or(0), end))
}

fn fits(section: Option<u128>, number: u128) -> bool {
    match section {
        None => true,
        Some(known) if known % 100 == 0 => number < 100,
        Some(known) => known % 10 == 0 && known % 100 >= 20 && number < 10,
    }
}
