//! How units are called where people choose or read them.

use crate::{
    fold::{fold, has_initials},
    message::{Argument, Message},
    signs::{codes, trimmed},
};

/// What stands between a unit's name and the unit above.
const BETWEEN: &str = " · ";

/// A unit's name, with the unit above where that is needed: `Cardiology · Harbour`.
pub fn told(name: &str, above: Option<&str>) -> String {
    above.map_or_else(|| name.to_owned(), |above| format!("{name}{BETWEEN}{above}"))
}

/// The name alone of a unit that may be told with the unit above.
pub fn name_of(told: &str) -> &str {
    told.rsplit_once(BETWEEN).map_or(told, |(name, _)| name)
}

/// What stands in a field for units: one a line, or parted by semicolons. A name may hold commas and blanks.
pub fn entries(text: &str) -> Vec<String> {
    let parts = text.split(['\n', '\r', ';', '；']).map(trimmed);
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// A unit that may be meant by what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its name, with the unit above where others have the same.
    pub told: String,
}

/// The most units that are offered to choose from.
const OFFERED: usize = 8;

/// The codes of the units that are meant: each entry is a code, a name that one of them has, or a name with the unit above.
/// `found`: the units that may be meant.
///
/// # Errors
/// The first entry that means none of them, or several: with those to choose from.
pub fn choose(entries: &[String], found: &[Called]) -> Result<Vec<String>, Message> {
    let mut codes = Vec::new();
    for entry in entries {
        let chosen = meant(entry, found)?;
        codes.extend(chosen.into_iter().filter(|code| !codes.contains(code)).collect::<Vec<_>>());
    }
    Ok(codes)
}

/// The code of the one unit that is meant by what was typed, which is no list.
///
/// # Errors
/// It means none of them, or several: with those to choose from.
pub fn choose_one(typed: &str, found: &[Called]) -> Result<String, Message> {
    let typed = trimmed(typed);
    match meant(typed, found)?.as_slice() {
        [code] => Ok(code.clone()),
        _ => Err(Message::new("error-unit-unknown").with("unit", typed)),
    }
}

/// The units among which a fault lets choose, as they are told; none where it is another fault.
pub fn offered(fault: &Message) -> Vec<&str> {
    let choices = fault.arguments.iter().find(|(name, _)| *name == "choices" && fault.key == WHICH);
    match choices {
        Some((_, Argument::Text(told))) => told.split(APART).collect(),
        _ => Vec::new(),
    }
}

/// Says that several units may be meant.
const WHICH: &str = "error-unit-which";
/// What stands between them.
const APART: &str = "; ";

fn meant(entry: &str, found: &[Called]) -> Result<Vec<String>, Message> {
    let code = |wanted: &str| found.iter().any(|unit| unit.code == wanted);
    if code(entry) {
        return Ok(vec![entry.to_owned()]);
    }
    let wanted = fold(entry);
    let fits = |holds: &dyn Fn(&Called) -> bool| -> Vec<&Called> {
        found.iter().filter(|unit| holds(unit)).collect()
    };
    let told = fits(&|unit| fold(&unit.told) == wanted);
    let named = fits(&|unit| fold(&unit.name) == wanted);
    if let [one] = told.as_slice() {
        return Ok(vec![one.code.clone()]);
    }
    if let [one] = named.as_slice() {
        return Ok(vec![one.code.clone()]);
    }
    if named.is_empty() && codes(entry).all(code) {
        return Ok(codes(entry).map(str::to_owned).collect());
    }
    let like = if named.is_empty() {
        fits(&|unit| {
            let holds = |word: String| fold(&unit.told).contains(&word) || has_initials(&unit.name, &word);
            entry.split_whitespace().all(|word| holds(fold(word)))
        })
    } else {
        named
    };
    if like.is_empty() {
        let none = codes(entry).find(|part| !code(part)).filter(|_| codes(entry).any(code)).unwrap_or(entry);
        return Err(Message::new("error-unit-unknown").with("unit", none));
    }
    let choices: Vec<&str> = like.iter().take(OFFERED).map(|unit| unit.told.as_str()).collect();
    Err(Message::new(WHICH).with("unit", entry).with("choices", choices.join(APART)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(code: &str, name: &str, told: &str) -> Called {
        Called { code: code.to_owned(), name: name.to_owned(), told: told.to_owned() }
    }

    #[test]
    fn a_unit_is_meant_by_its_code_its_name_or_its_name_with_the_unit_above_and_never_by_chance() {
        let found = [
            unit("101", "Harbour, \"Old Town\"", "Harbour, \"Old Town\""),
            unit("10101", "Cardiology", "Cardiology · Harbour"),
            unit("10201", "Cardiology", "Cardiology · Hill"),
        ];
        let of = |text: &str| choose(&entries(text), &found);
        assert_eq!(of("harbour, \"old town\"\n10201").unwrap(), ["101", "10201"]);
        assert_eq!(of("Cardiology · Hill; 10201").unwrap(), ["10201"], "once");
        assert_eq!(of("101 10101，10201").unwrap(), ["101", "10101", "10201"]);
        let several = of("Cardiology").unwrap_err();
        assert_eq!(several.key, "error-unit-which");
        assert!(several.to_string().contains("Cardiology · Harbour; Cardiology · Hill"), "{several}");
        assert_eq!(of("cardio hill").unwrap_err().key, "error-unit-which", "a part of a name is not enough");
        assert_eq!(of("Surgery").unwrap_err().key, "error-unit-unknown");
        assert_eq!(of("101 999").unwrap_err().key, "error-unit-unknown");
    }

    #[test]
    fn one_unit_is_meant_where_one_is_asked_for_and_several_are_offered_to_choose_from() {
        let found = [
            unit("101", "Harbour", "Harbour"),
            unit("10101", "Cardiology", "Cardiology · Harbour"),
            unit("10201", "Cardiology", "Cardiology · Hill"),
        ];
        assert_eq!(choose_one(" harbour ", &found).unwrap(), "101");
        let several = choose_one("Cardiology", &found).unwrap_err();
        let choices = offered(&several);
        assert_eq!(choices, ["Cardiology · Harbour", "Cardiology · Hill"]);
        assert_eq!(choose_one(choices[1], &found).unwrap(), "10201", "what is offered is understood");
        let list = choose_one("101 10101", &found).unwrap_err();
        assert_eq!(list.key, "error-unit-unknown", "a list is not one unit");
        assert_eq!(offered(&list), [""; 0]);
    }

    #[test]
    fn a_name_may_hold_commas_and_what_stands_above_it_is_told_with_it() {
        assert_eq!(entries("Harbour, \"Old Town\"\n\n A1 ; B"), ["Harbour, \"Old Town\"", "A1", "B"]);
        let words = told("Cardiology", Some("Harbour"));
        assert_eq!(
            (words.as_str(), name_of(&words), name_of("Cardiology")),
            ("Cardiology · Harbour", "Cardiology", "Cardiology")
        );
    }
}
