//! What programmes are called where several are named together: those of one title are told apart.

use crate::id::ProgrammeId;
use jiff::civil::Date;

/// A programme among others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Among<'a> {
    /// Its key.
    pub id: ProgrammeId,
    /// Its title.
    pub title: &'a str,
    /// The name of its organiser.
    pub organiser: &'a str,
    /// The first day of its rounds.
    pub from: Date,
}

/// What each of them is called: by its title alone where no other has it; otherwise with its organiser, where others of that title
/// have another one, with its first day, where one has the same, and with its key, where that day is the same as well.
///
/// The day is written as in tables, alike in every language.
#[must_use]
pub fn called(all: &[Among<'_>]) -> Vec<String> {
    all.iter().map(|one| name(one, all)).collect()
}

fn name(one: &Among<'_>, all: &[Among<'_>]) -> String {
    let alike = || all.iter().filter(|other| other.id != one.id && other.title == one.title);
    let mut name = one.title.to_owned();
    if alike().any(|other| other.organiser != one.organiser) {
        name.push_str(&format!(" · {}", one.organiser));
    }
    let mut own = alike().filter(|other| other.organiser == one.organiser).peekable();
    if own.peek().is_some() {
        name.push_str(&format!(" · {}", one.from));
    }
    if own.any(|other| other.from == one.from) {
        name.push_str(&format!(" · {}", one.id));
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn among<'a>(id: i64, title: &'a str, organiser: &'a str, year: i16) -> Among<'a> {
        Among { id: ProgrammeId(id), title, organiser, from: date(year, 6, 1) }
    }

    #[test]
    fn programmes_of_one_title_are_told_apart_by_organiser_first_day_and_key_and_others_need_nothing() {
        let all = [among(1, "Study", "P", 2015), among(2, "Safety", "P", 2015)];
        assert_eq!(called(&all), ["Study", "Safety"]);
        let all = [among(1, "Study", "P", 2015), among(2, "Study", "A", 2015), among(3, "Safety", "A", 2015)];
        assert_eq!(called(&all), ["Study · P", "Study · A", "Safety"]);
        let all = [among(1, "Study", "P", 2015), among(2, "Study", "P", 2016)];
        assert_eq!(called(&all), ["Study · 2015-06-01", "Study · 2016-06-01"]);
        let all = [among(1, "Study", "P", 2015), among(2, "Study", "P", 2015), among(3, "Study", "A", 2016)];
        assert_eq!(called(&all), ["Study · P · 2015-06-01 · 1", "Study · P · 2015-06-01 · 2", "Study · A"]);
    }
}
