//! A file of people: a row per post that somebody holds. What it would change is worked out before anything is written.

use super::{
    account::{Term, separate},
    login::parse_login,
    lookalike::look,
};
use crate::{
    actor::Role,
    days::Days,
    id::AccountId,
    message::Message,
    text::{self, Line},
};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The most faults that are told at once.
pub const MOST_FAULTS: usize = 200;

/// A column of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RollColumn {
    /// The login.
    Login,
    /// The role title that others see.
    Title,
    /// The role.
    Role,
    /// Code of the unit.
    Unit,
    /// First day.
    From,
    /// Last day.
    Until,
}

impl RollColumn {
    /// All of them, in the order of the file.
    pub const ALL: [Self; 6] = [Self::Login, Self::Title, Self::Role, Self::Unit, Self::From, Self::Until];

    /// Its name in the program's own files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Login => "login",
            Self::Title => "title",
            Self::Role => "role",
            Self::Unit => "unit",
            Self::From => "from",
            Self::Until => "until",
        }
    }

    /// Whether no file can do without it.
    pub const fn is_needed(self) -> bool {
        matches!(self, Self::Login | Self::Title | Self::Role | Self::Unit)
    }
}

/// A row as it stands in the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RollRow {
    /// Line of the file, the header being 1.
    pub line: u64,
    /// The login.
    pub login: String,
    /// The role title that others see.
    pub title: String,
    /// The word of the role.
    pub role: String,
    /// The unit: its code, its name, or its name with the unit above.
    pub unit: String,
    /// First day; blank: the day on which the file is brought in.
    pub from: String,
    /// Last day; blank: none.
    pub until: String,
}

/// A fault of the file, with the line and column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollFault {
    /// Line of the file.
    pub line: u64,
    /// The column, if it is one cell.
    pub column: Option<RollColumn>,
    /// What is wrong.
    pub message: Message,
}

/// A row that says something.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    line: u64,
    login: String,
    title: Line,
    unit: String,
    role: Role,
    /// First day; `None`: unsaid.
    from: Option<Date>,
    until: Option<Date>,
}

/// A post that somebody holds in the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldTerm {
    /// Its key.
    pub id: i64,
    /// Code of its unit.
    pub unit: String,
    /// Role and days.
    pub term: Term,
}

/// Somebody whom the register knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Their account.
    pub account: AccountId,
    /// The title.
    pub title: String,
    /// What they hold.
    pub held: Vec<HeldTerm>,
}

/// A post to give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPost {
    /// Line of the file.
    pub line: u64,
    /// Code of its unit.
    pub unit: String,
    /// Role and days.
    pub term: Term,
}

/// What is to be done with one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RollChange {
    /// An account is opened, with its posts; there is at least one.
    Open {
        /// Line of the file.
        line: u64,
        /// The login.
        login: String,
        /// The title.
        title: Line,
        /// The first post.
        first: NewPost,
        /// The others.
        more: Vec<NewPost>,
    },
    /// Somebody who is known is changed.
    Change {
        /// Line of the file.
        line: u64,
        /// The account.
        account: AccountId,
        /// The title, if it is another.
        title: Option<Line>,
        /// Posts to give.
        give: Vec<NewPost>,
        /// Posts to end: key, role and last day.
        end: Vec<(i64, Role, Date)>,
    },
}

/// What the register knows of the people of a file.
#[derive(Debug, Clone, Default)]
pub struct RollKnown {
    /// Those who may be changed, by login.
    pub people: BTreeMap<String, Known>,
    /// Every login that there is, with whom the file may not touch among them.
    pub logins: BTreeSet<String>,
    /// The units that may be named.
    pub units: BTreeSet<String>,
    /// The account of whoever brings the file in: nobody changes their own.
    pub own: Option<AccountId>,
}

/// What a file would change, in its order; every fault is told. A file that says what the register says changes nothing. Posts
/// that the file does not name stay as they are.
///
/// # Errors
/// Every fault with its line and column, at most [`MOST_FAULTS`].
pub fn roll_changes(
    rows: &[RollRow],
    known: &RollKnown,
    today: Date,
) -> Result<Vec<RollChange>, Vec<RollFault>> {
    let mut roll = Roll { known, today, faults: Vec::new() };
    let entries: Vec<Entry> = rows.iter().filter_map(|row| roll.entry(row)).collect();
    roll.look_alike(&entries);
    let mut order: Vec<&str> = Vec::new();
    let mut of: HashMap<&str, Vec<&Entry>> = HashMap::new();
    for entry in &entries {
        let all = of.entry(entry.login.as_str()).or_default();
        if all.is_empty() {
            order.push(&entry.login);
        }
        all.push(entry);
    }
    let mut changes = Vec::new();
    for login in order {
        let entries = of.get(login).map(Vec::as_slice).unwrap_or_default();
        changes.extend(roll.person(login, entries));
    }
    roll.faults.sort_by_key(|fault| (fault.line, fault.column));
    roll.faults.truncate(MOST_FAULTS);
    if roll.faults.is_empty() { Ok(changes) } else { Err(roll.faults) }
}

struct Roll<'a> {
    known: &'a RollKnown,
    today: Date,
    faults: Vec<RollFault>,
}

impl Roll<'_> {
    fn fault(&mut self, line: u64, column: RollColumn, message: Message) {
        self.faults.push(RollFault { line, column: Some(column), message });
    }

    fn take<T>(&mut self, (line, column): (u64, RollColumn), read: Result<T, Message>) -> Option<T> {
        read.map_err(|message| self.fault(line, column, message)).ok()
    }

    fn entry(&mut self, row: &RollRow) -> Option<Entry> {
        let at = |column| (row.line, column);
        let login = self.take(at(RollColumn::Login), parse_login(row.login.trim()));
        let title = self.take(at(RollColumn::Title), Line::parse(&row.title));
        let role = self.take(at(RollColumn::Role), Role::parse(row.role.trim()));
        let from = self.take(at(RollColumn::From), text::optional(&row.from, text::date));
        let until = self.take(at(RollColumn::Until), text::optional(&row.until, text::date));
        let unit = row.unit.trim();
        let there = self.known.units.contains(unit);
        if !there {
            self.fault(row.line, RollColumn::Unit, Message::new("error-unit-unknown").with("unit", unit));
        }
        let (unit, line) = (unit.to_owned(), row.line);
        Some(Entry { line, login: login?, title: title?, unit, role: role?, from: from?, until: until? })
            .filter(|_| there)
    }

    /// Two logins that people take for each other: of the file, or one of it and one of the register.
    fn look_alike(&mut self, entries: &[Entry]) {
        let mut seen: HashMap<String, &str> =
            self.known.logins.iter().map(|login| (look(login), login.as_str())).collect();
        for entry in entries {
            let same = seen.entry(look(&entry.login)).or_insert(&entry.login);
            if *same != entry.login {
                self.faults.push(RollFault {
                    line: entry.line,
                    column: Some(RollColumn::Login),
                    message: Message::new("error-login-alike"),
                });
            }
        }
    }

    /// What becomes of one person.
    fn person(&mut self, login: &str, entries: &[&Entry]) -> Option<RollChange> {
        let first = entries.first()?;
        if let Some(other) = entries.iter().find(|entry| entry.title != first.title) {
            let message = Message::new("error-roll-title").with("line", first.line.to_string());
            self.fault(other.line, RollColumn::Title, message);
        }
        match self.known.people.get(login) {
            Some(person) => self.change(person, entries),
            None if self.known.logins.contains(login) => {
                let message = Message::new("error-login-taken").with("login", login);
                self.fault(first.line, RollColumn::Login, message);
                None
            }
            None => self.open(login, entries),
        }
    }

    fn open(&mut self, login: &str, entries: &[&Entry]) -> Option<RollChange> {
        let mut held: Vec<HeldTerm> = Vec::new();
        let mut posts = Vec::new();
        for entry in entries {
            posts.extend(self.post(entry, &mut held));
        }
        let first = entries.first()?;
        let mut posts = posts.into_iter();
        let (line, login, title) = (first.line, login.to_owned(), first.title.clone());
        Some(RollChange::Open { line, login, title, first: posts.next()?, more: posts.collect() })
    }

    fn change(&mut self, person: &Known, entries: &[&Entry]) -> Option<RollChange> {
        let first = entries.first()?;
        let mut held = person.held.clone();
        let (mut give, mut end) = (Vec::new(), Vec::new());
        for entry in entries {
            let same = |post: &&HeldTerm| {
                let days = entry.from.is_none_or(|from| from == post.term.from);
                post.unit == entry.unit && post.term.role == entry.role && days
            };
            match person.held.iter().rev().find(same) {
                Some(post) if post.term.until == entry.until => {}
                Some(post) => end.extend(self.ending(entry, post)),
                None => give.extend(self.post(entry, &mut held)),
            }
        }
        let title = Some(first.title.clone()).filter(|title| title.as_str() != person.title);
        if title.is_none() && give.is_empty() && end.is_empty() {
            return None;
        }
        if self.known.own == Some(person.account) {
            self.fault(first.line, RollColumn::Login, Message::new("error-account-own"));
            return None;
        }
        Some(RollChange::Change { line: first.line, account: person.account, title, give, end })
    }

    /// A post that is given a last day.
    fn ending(&mut self, entry: &Entry, post: &HeldTerm) -> Option<(i64, Role, Date)> {
        let at = (entry.line, RollColumn::Until);
        let last = entry.until.ok_or_else(|| Message::new("error-days-ended"));
        let last = self.take(at, last)?;
        let days = Days::kept(post.term.from, post.term.until);
        self.take(at, days.may_end(last))?;
        Some((post.id, post.term.role, last))
    }

    /// A post that is given.
    fn post(&mut self, entry: &Entry, held: &mut Vec<HeldTerm>) -> Option<NewPost> {
        let from = entry.from.unwrap_or(self.today);
        let term = self.take((entry.line, RollColumn::Until), Term::new(entry.role, from, entry.until))?;
        let twice = |post: &&HeldTerm| {
            post.unit == entry.unit && post.term.role == term.role && post.term.overlaps(term)
        };
        if held.iter().find(twice).is_some() {
            self.fault(entry.line, RollColumn::Role, Message::new("error-roll-twice"));
            return None;
        }
        let terms: Vec<Term> = held.iter().map(|post| post.term).collect();
        self.take((entry.line, RollColumn::Role), separate(&terms, term))?;
        held.push(HeldTerm { id: 0, unit: entry.unit.clone(), term });
        Some(NewPost { line: entry.line, unit: entry.unit.clone(), term })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2015, 6, 1);

    fn row(line: u64, cells: [&str; 6]) -> RollRow {
        let [login, title, role, unit, from, until] = cells.map(str::to_owned);
        RollRow { line, login, title, role, unit, from, until }
    }

    fn known() -> RollKnown {
        let term = Term::new(Role::Office, date(2015, 1, 1), None).unwrap();
        let held = vec![HeldTerm { id: 7, unit: "A".to_owned(), term }];
        let office = Known { account: AccountId(3), title: "Office".to_owned(), held };
        RollKnown {
            people: BTreeMap::from([("office".to_owned(), office)]),
            logins: ["office", "outside"].map(str::to_owned).into(),
            units: ["A", "B"].map(str::to_owned).into(),
            own: Some(AccountId(9)),
        }
    }

    fn faults(rows: &[RollRow]) -> Vec<(u64, &'static str, &'static str)> {
        let faults = roll_changes(rows, &known(), TODAY).unwrap_err();
        let said =
            |fault: RollFault| (fault.line, fault.column.map_or("", RollColumn::key), fault.message.key);
        faults.into_iter().map(said).collect()
    }

    #[test]
    fn who_is_not_known_is_opened_with_every_post_and_who_is_known_is_given_what_is_new() {
        let rows = [
            row(2, ["ann", "Quality", "unit-officer", "B", "", ""]),
            row(3, ["office", "Office", "office", "A", "2015-01-01", ""]),
            row(4, ["ann", "Quality", "assessor", "A", "2015-07-01", "2015-12-31"]),
            row(5, ["office", "Office", "unit-head", "B", "", ""]),
        ];
        let changes = roll_changes(&rows, &known(), TODAY).unwrap();
        let [RollChange::Open { login, first, more, .. }, RollChange::Change { give, end, title, .. }] =
            changes.as_slice()
        else {
            panic!("{changes:?}")
        };
        assert_eq!((login.as_str(), first.term.from, more.len()), ("ann", TODAY, 1));
        assert_eq!((give.len(), end.len(), title), (1, 0, &None));
    }

    #[test]
    fn a_file_that_says_what_the_register_says_changes_nothing() {
        for from in ["2015-01-01", ""] {
            let rows = [row(2, ["office", "Office", "office", "A", from, ""])];
            assert_eq!(roll_changes(&rows, &known(), TODAY).unwrap(), []);
        }
    }

    #[test]
    fn a_last_day_ends_a_post_once_and_another_title_corrects_it() {
        let rows = [row(2, ["office", "The office", "office", "A", "", "2015-08-01"])];
        let changes = roll_changes(&rows, &known(), TODAY).unwrap();
        let [RollChange::Change { title: Some(title), end, .. }] = changes.as_slice() else {
            panic!("{changes:?}")
        };
        assert_eq!(
            (title.as_str(), end.as_slice()),
            ("The office", &[(7, Role::Office, date(2015, 8, 1))][..])
        );
    }

    #[test]
    fn every_fault_is_told_with_its_line_and_column() {
        let rows = [
            row(2, ["", "", "king", "Z", "1.5.", "never"]),
            row(3, ["0ffice", "Office", "office", "A", "", ""]),
            row(4, ["outside", "X", "office", "A", "", ""]),
            row(5, ["bob", "X", "administrator", "A", "", ""]),
            row(6, ["bob", "Y", "assessor", "A", "", ""]),
            row(7, ["cy", "X", "office", "A", "2015-06-01", "2015-05-01"]),
            row(8, ["dee", "X", "office", "A", "", ""]),
            row(9, ["dee", "X", "office", "A", "2015-09-01", ""]),
        ];
        assert_eq!(
            faults(&rows).iter().map(|(line, column, _)| (*line, *column)).collect::<Vec<_>>(),
            [
                (2, "login"),
                (2, "title"),
                (2, "role"),
                (2, "unit"),
                (2, "from"),
                (2, "until"),
                (3, "login"),
                (4, "login"),
                (6, "title"),
                (6, "role"),
                (7, "until"),
                (9, "role"),
            ]
        );
    }

    #[test]
    fn nobody_changes_their_own_account_by_a_file_either() {
        let mut known = known();
        known.own = Some(AccountId(3));
        let same = [row(2, ["office", "Office", "office", "A", "", ""])];
        assert_eq!(roll_changes(&same, &known, TODAY).unwrap(), []);
        let other = [row(2, ["office", "Chief", "office", "A", "", ""])];
        let faults = roll_changes(&other, &known, TODAY).unwrap_err();
        assert_eq!(faults[0].message.key, "error-account-own");
    }
}
