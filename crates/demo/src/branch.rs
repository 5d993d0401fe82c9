//! Several like organisations under one root: what each calls its units and people, which digits it throws, and whose
//! turn it is to act.
//!
//! Each tells its story by itself, day by day; the [`Calendar`] lets only the one that is furthest behind go on, so that no
//! act is dated before the one that stands before it.

use earnest_model::Date;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Code of the root above several.
pub(super) const ROOT: &str = "0";

/// How many there can be: their numbers have two digits.
pub const MOST: u32 = 99;

/// One of them, from nought. The first stands as its files say; codes and logins of the others bear their number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Branch(pub u32);

impl Branch {
    /// How it calls the unit of this code.
    pub fn code(self, code: &str) -> String {
        match self.0 {
            0 => code.to_owned(),
            number => format!("{:02}-{code}", number + 1),
        }
    }

    /// How it calls somebody with this login.
    pub fn login(self, login: &str) -> String {
        match self.0 {
            0 => login.to_owned(),
            number => format!("{login}.{:02}", number + 1),
        }
    }

    /// The digits that it throws where the first throws these: other ones for each, for digits are used once.
    pub fn digits(self, digits: &str) -> String {
        // Odd and no multiple of five: all of them differ.
        const STEP: u128 = 61_803_398_874_989_484_821;
        let width = digits.len();
        let modulus = u32::try_from(width).ok().and_then(|width| 10_u128.checked_pow(width));
        match (self.0, digits.parse::<u128>(), modulus) {
            (1.., Ok(thrown), Some(modulus)) => {
                format!("{:0width$}", (thrown + u128::from(self.0) * STEP) % modulus)
            }
            _ => digits.to_owned(),
        }
    }

    /// The rows of a file of units (code, name, code above, …) as they stand in its tree.
    fn rows(self, rows: &str) -> String {
        let mut all = String::with_capacity(rows.len() * 5 / 4);
        for row in rows.lines().skip(1) {
            let mut cells = row.splitn(4, ',');
            let (code, name, above, rest) = (cells.next(), cells.next(), cells.next(), cells.next());
            let [code, name, above, rest] = [code, name, above, rest].map(Option::unwrap_or_default);
            let (name, above) = match above {
                "" if self.0 > 0 => (format!("第{:02}省", self.0 + 1), ROOT.to_owned()),
                "" => (name.to_owned(), ROOT.to_owned()),
                above => (name.to_owned(), self.code(above)),
            };
            all.extend([&self.code(code), ",", &name, ",", &above, ",", rest, "\n"]);
        }
        all
    }
}

/// The units of so many like organisations in one table: `file` as it stands for the first, without cells in quotes. With
/// `root`, the line of what stands above them comes first.
pub(super) fn units_of_all(file: &str, branches: u32, root: bool) -> String {
    let mut all = file.lines().next().unwrap_or_default().to_owned();
    all.push('\n');
    if root {
        all.extend([ROOT, ",全国（示例）,,nation\n"]);
    }
    all.extend((0..branches).map(|number| Branch(number).rows(file)));
    all
}

/// A moment of the story at which one waits for the others: the day, and how far it has come on that day.
type Mark = (Date, u8);

/// That there are others, whose turn is waited for.
#[derive(Clone, Copy)]
pub(super) struct Together<'a> {
    pub calendar: &'a Calendar,
    /// How many there are in all.
    pub branches: u32,
}

/// Whose turn it is.
#[derive(Debug)]
pub(super) struct Calendar {
    days: Mutex<Days>,
    turned: Condvar,
}

#[derive(Debug)]
struct Days {
    /// How far each has come; none for whoever is done.
    marks: Vec<Option<Mark>>,
    /// The latest moment of an act: its day and second.
    last: (Date, i64),
}

impl Calendar {
    /// All stand before this day.
    pub fn new(branches: u32, founded: Date) -> Self {
        let marks = (0..branches).map(|_| Some((founded, 0))).collect();
        Self { days: Mutex::new(Days { marks, last: (founded, 0) }), turned: Condvar::new() }
    }

    fn days(&self) -> MutexGuard<'_, Days> {
        // What stands there is whole at every moment, whoever broke off.
        self.days.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until nobody is behind this mark; returns the second of the day from which on acts can be.
    pub fn turn(&self, branch: Branch, mark: Mark, last: (Date, i64)) -> i64 {
        let mut days = self.days();
        days.last = days.last.max(last);
        let own = branch.0 as usize;
        if let Some(place) = days.marks.get_mut(own) {
            *place = Some(mark);
        }
        self.turned.notify_all();
        let mut days = self
            .turned
            .wait_while(days, |days| {
                let first = days.marks.iter().zip(0_usize..).filter_map(|(mark, who)| Some(((*mark)?, who)));
                first.min().is_some_and(|(_, who)| who != own)
            })
            .unwrap_or_else(PoisonError::into_inner);
        match days.last {
            (day, second) if day == mark.0 => second,
            _ => {
                days.last = (mark.0, 0);
                0
            }
        }
    }

    /// Whoever is done, or broke off, is waited for no more.
    pub fn leave(&self, branch: Branch) {
        let mut days = self.days();
        if let Some(place) = days.marks.get_mut(branch.0 as usize) {
            *place = None;
        }
        self.turned.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::{Branch, Calendar, units_of_all};
    use jiff::civil::date;
    use std::sync::Mutex;

    #[test]
    fn the_first_keeps_its_names_and_the_others_have_their_own() {
        assert_eq!(Branch(0).code("5201"), "5201");
        assert_eq!(Branch(1).code("S-G09"), "02-S-G09");
        assert_eq!(Branch(0).login("office"), "office");
        assert_eq!(Branch(31).login("office"), "office.32");
    }

    #[test]
    fn no_two_throw_the_same_digits() {
        let mut thrown: Vec<_> =
            (0..super::MOST).map(|number| Branch(number).digits("31415926535897932384")).collect();
        assert!(thrown.iter().all(|digits| digits.len() == 20));
        assert_eq!(thrown.first().map(String::as_str), Some("31415926535897932384"));
        thrown.sort_unstable();
        thrown.dedup();
        assert_eq!(thrown.len(), super::MOST as usize);
    }

    #[test]
    fn all_hang_on_one_root() {
        let file = "code,name,parent_code,tier\n52,甲省,,province\n5201,乙市,52,prefecture\n";
        let all = "code,name,parent_code,tier\n0,全国（示例）,,nation\n52,甲省,0,province\n5201,乙市,52,prefecture\n\
                   02-52,第02省,0,province\n02-5201,乙市,02-52,prefecture\n";
        assert_eq!(units_of_all(file, 2, true), all);
    }

    #[test]
    fn whoever_is_furthest_behind_goes_on() {
        let days = [date(2015, 5, 4), date(2015, 5, 9), date(2015, 7, 1)];
        let (calendar, told) = (Calendar::new(3, days[0]), Mutex::new(Vec::new()));
        std::thread::scope(|scope| {
            for who in 0..3_u32 {
                let (calendar, told) = (&calendar, &told);
                scope.spawn(move || {
                    let mut last = (days[0], 0);
                    for day in days {
                        let second = calendar.turn(Branch(who), (day, 0), last) + 3;
                        told.lock().unwrap().push((day, second, who));
                        last = (day, second);
                    }
                    calendar.leave(Branch(who));
                });
            }
        });
        let told = told.into_inner().unwrap();
        assert_eq!(told.len(), 9);
        assert!(told.is_sorted(), "days and seconds never go back: {told:?}");
        assert!(told.iter().take(3).map(|(_, second, _)| *second).eq([3, 6, 9]));
    }
}
