//! A file of people: what it would change, bringing it in as a whole or not at all, and giving it back.

use crate::{
    AppError, Context, Result,
    people::{
        account_change::{keep_the_root, whole},
        accounts_list::widest,
    },
    permit_at,
};
use earnest_model::{
    actor::Role,
    event::Event,
    hash::sha256_hex,
    id::AccountId,
    people::{
        account::Term,
        acts::PeopleAct,
        roll::{
            HeldTerm, Known, MOST_FAULTS, NewPost, RollChange, RollColumn, RollFault, RollKnown, RollRow,
            roll_changes,
        },
    },
    permit::{ManageAccounts, Permit, ReadAccounts},
    signs::trimmed,
    units::called::{Called, choose_one, offered},
};
use earnest_store::{Account, AccountFilter, HeldPost, NewHolding, NewPerson, Reader, Work};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a file changes, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RollCounts {
    /// Accounts that are opened.
    pub opened: usize,
    /// Posts that are given, with the first of each account.
    pub given: usize,
    /// Posts that are given a last day.
    pub ended: usize,
    /// Titles that are corrected.
    pub titled: usize,
    /// Rows of the file.
    pub rows: usize,
}

impl RollCounts {
    /// Whether nothing changes.
    pub const fn is_nothing(self) -> bool {
        self.opened + self.given + self.ended + self.titled == 0
    }
}

fn counted(changes: &[RollChange], rows: usize) -> RollCounts {
    let mut counts = RollCounts { rows, ..RollCounts::default() };
    for change in changes {
        match change {
            RollChange::Open { more, .. } => {
                counts.opened += 1;
                counts.given += 1 + more.len();
            }
            RollChange::Change { title, give, end, .. } => {
                counts.titled += usize::from(title.is_some());
                counts.given += give.len();
                counts.ended += end.len();
            }
        }
    }
    counts
}

/// What a file would change, and what tells it from every other change: by that a person says what they saw.
///
/// # Errors
/// [`AppError::Roll`]: every fault of the file.
pub fn check_roll(context: &Context<'_>, rows: &[RollRow]) -> Result<(RollCounts, String)> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let (changes, _) = changes(context, &mut reader, rows)?;
    Ok((counted(&changes, rows.len()), told_apart(&changes)))
}

/// The same changes have the same words, and no others.
fn told_apart(changes: &[RollChange]) -> String {
    sha256_hex(format!("{changes:?}").as_bytes())
}

/// Brings it in: all of it or nothing, an act for each account and post. Nobody can sign in yet with an account that is opened.
///
/// # Errors
/// [`AppError::Roll`]: every fault of the file. [`AppError::Refused`]: it would do something else than was `seen`.
pub fn import_roll(context: &Context<'_>, rows: &[RollRow], seen: Option<&str>) -> Result<RollCounts> {
    let mut work = context.begin()?;
    let (changes, places) = changes(context, &mut work.reader(), rows)?;
    if seen.is_some_and(|seen| seen != told_apart(&changes)) {
        return Err(AppError::refused("error-roll-otherwise"));
    }
    let counts = counted(&changes, rows.len());
    let mut events = open_all(context, (&mut work, &places), &changes)?;
    for change in &changes {
        carry_out(context, (&mut work, &places), change, &mut events)?;
    }
    match events.split_first() {
        Some((first, rest)) => work.commit_all(first, rest)?,
        None => drop(work),
    }
    Ok(counts)
}

/// The permit with which accounts are managed at each unit that a file names.
type Places = HashMap<String, Permit<ManageAccounts>>;

/// The rows with the code of each unit that is named as it is called: by code, by name, or by its name with the unit above. What
/// is a part of a name alone names nothing in a file, where nobody is asked what was meant. Rows that may name several come
/// back as they are, with a fault each.
fn with_codes(mut rows: Vec<RollRow>, found: &[Called]) -> (Vec<RollRow>, Vec<RollFault>) {
    let mut by_word: HashMap<&str, BTreeSet<usize>> = HashMap::new();
    for (place, unit) in found.iter().enumerate() {
        for word in [&unit.code, &unit.name, &unit.told] {
            by_word.entry(word).or_default().insert(place);
        }
    }
    let mut faults = Vec::new();
    for row in &mut rows {
        let typed = trimmed(&row.unit);
        let fits = by_word.get(typed).into_iter().flatten().filter_map(|place| found.get(*place).cloned());
        match choose_one(typed, &fits.collect::<Vec<_>>()) {
            Ok(code) => row.unit = code,
            Err(fault) if offered(&fault).is_empty() => {}
            Err(message) => {
                faults.push(RollFault { line: row.line, column: Some(RollColumn::Unit), message });
            }
        }
    }
    (rows, faults)
}

/// What the rows of a file change, and where.
fn changes(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    rows: &[RollRow],
) -> Result<(Vec<RollChange>, Places)> {
    let managing = widest::<ManageAccounts>(context, reader)?;
    let typed: BTreeSet<&str> = rows.iter().map(|row| trimmed(&row.unit)).collect();
    let typed: Vec<String> = typed.into_iter().filter(|text| !text.is_empty()).map(str::to_owned).collect();
    let found = reader.units_called(&managing, &typed)?;
    let (rows, mut faults) = with_codes(rows.to_vec(), &found);
    let (known, places) = known(context, reader, &managing, &rows)?;
    match roll_changes(&rows, &known, context.today) {
        Ok(changes) if faults.is_empty() => Ok((changes, places)),
        Ok(_) => Err(AppError::Roll(faults)),
        Err(others) => {
            let told = |fault: &RollFault| {
                faults.iter().any(|it| it.line == fault.line && it.column == fault.column)
            };
            let others: Vec<RollFault> = others.into_iter().filter(|fault| !told(fault)).collect();
            faults.extend(others);
            faults.sort_by_key(|fault| (fault.line, fault.column));
            faults.truncate(MOST_FAULTS);
            Err(AppError::Roll(faults))
        }
    }
}

/// What the register knows of the people and units of a file, as far as the actor may change it.
fn known(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    managing: &Permit<ManageAccounts>,
    rows: &[RollRow],
) -> Result<(RollKnown, Places)> {
    let reading = permit_at::<ReadAccounts>(context, managing.target())?;
    let codes: BTreeSet<&str> = rows.iter().map(|row| row.unit.trim()).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let mut places = Places::new();
    for (code, target) in reader.locate_all(&codes)? {
        if let Ok(permit) = permit_at::<ManageAccounts>(context, target) {
            places.insert(code, permit);
        }
    }
    let wanted: BTreeSet<&str> = rows.iter().map(|row| row.login.trim()).collect();
    let wanted: Vec<&str> = wanted.into_iter().collect();
    let accounts = reader.accounts_called(&reading, &wanted)?;
    let known = RollKnown {
        people: people(reader, &reading, accounts)?,
        logins: reader.logins(managing)?.into_iter().collect(),
        units: places.keys().cloned().collect(),
        own: context.actor.account(),
    };
    Ok((known, places))
}

fn people(
    reader: &mut Reader<'_>,
    reading: &Permit<ReadAccounts>,
    accounts: Vec<Account>,
) -> Result<BTreeMap<String, Known>> {
    let ids: Vec<AccountId> = accounts.iter().map(|account| account.id).collect();
    let mut held: HashMap<AccountId, Vec<HeldTerm>> = HashMap::new();
    for some in ids.chunks(AT_ONCE) {
        for post in reader.posts_held(reading, some)? {
            let term = Term { role: post.role, from: post.from, until: post.until };
            held.entry(post.account).or_default().push(HeldTerm { id: post.id, unit: post.unit_code, term });
        }
    }
    let known = accounts.into_iter().map(|account| {
        let posts = held.remove(&account.id).unwrap_or_default();
        (account.login, Known { account: account.id, title: account.title, held: posts })
    });
    Ok(known.collect())
}

/// Keys in one question: engines take some tens of thousands at most.
const AT_ONCE: usize = 5_000;

/// Opens the accounts that are new, and gives the acts that tell of them.
fn open_all(
    context: &Context<'_>,
    (work, places): (&mut Work<'_>, &Places),
    changes: &[RollChange],
) -> Result<Vec<Event>> {
    let at = |post: &NewPost| places.get(&post.unit).ok_or(AppError::NotFound);
    let (mut people, mut posts) = (Vec::new(), Vec::new());
    for change in changes {
        let RollChange::Open { login, title, first, more, .. } = change else { continue };
        let all: Vec<&NewPost> = std::iter::once(first).chain(more).collect();
        let held = all.iter().map(|post| Ok((at(post)?, holding(post)))).collect::<Result<_>>()?;
        people.push(NewPerson { login, title: title.as_str(), posts: held });
        posts.push(all);
    }
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let managing = widest::<ManageAccounts>(context, &mut work.reader())?;
    let ids = work.accounts_insert(&managing, &people)?;
    let mut events = Vec::new();
    for ((id, person), posts) in ids.into_iter().zip(&people).zip(posts) {
        for (place, post) in posts.into_iter().enumerate() {
            let act = match place {
                0 => PeopleAct::AccountOpened { login: person.login.to_owned(), role: post.term.role.key() },
                _ => given(post),
            };
            events.push(at(post)?.act_on(id, act));
        }
    }
    Ok(events)
}

/// Changes somebody who is known.
fn carry_out(
    context: &Context<'_>,
    (work, places): (&mut Work<'_>, &Places),
    change: &RollChange,
    events: &mut Vec<Event>,
) -> Result<()> {
    let RollChange::Change { account, title, give, end, .. } = change else { return Ok(()) };
    let (whole, reading) = whole(context, work, *account)?;
    let held = work.reader().posts_held(&reading.of_unit(), &[*account])?;
    let ending: Vec<HeldPost> =
        held.into_iter().filter(|post| end.iter().any(|(id, ..)| *id == post.id)).collect();
    keep_the_root(work, &whole, &ending)?;
    if let Some(title) = title {
        work.account_retitle(&whole, title.as_str())?;
        events.push(whole.act(PeopleAct::TitleCorrected { title: title.as_str().to_owned() }));
    }
    for post in give {
        let there = places.get(&post.unit).ok_or(AppError::NotFound)?;
        work.holding_insert(there, &whole, &holding(post))?;
        events.push(there.act_on(*account, given(post)));
    }
    for (post, role, last) in end {
        work.holding_end(&whole, *post, *last)?;
        events.push(whole.act(ended(*role, *last)));
    }
    Ok(())
}

fn holding(post: &NewPost) -> NewHolding {
    NewHolding { role: post.term.role, from: post.term.from, until: post.term.until }
}

fn given(post: &NewPost) -> PeopleAct {
    let term = post.term;
    PeopleAct::RoleGiven { role: term.role.key(), first_day: term.from, last_day: term.until }
}

fn ended(role: Role, last_day: jiff::civil::Date) -> PeopleAct {
    PeopleAct::RoleEnded { role: role.key(), last_day }
}

/// Everybody of whom nothing lies outside the actor's scope: a row per post, by login, as a file holds them.
pub fn export_roll(context: &Context<'_>) -> Result<Vec<RollRow>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = widest::<ReadAccounts>(context, &mut reader)?;
    let mut rows: Vec<RollRow> = Vec::new();
    let mut after = String::new();
    loop {
        let limit = i64::try_from(AT_ONCE).unwrap_or(i64::MAX);
        let accounts = reader.accounts(&permit, &AccountFilter { find: "", after: &after, limit })?;
        let Some(last) = accounts.last() else { return Ok(rows) };
        after.clone_from(&last.login);
        let ids: Vec<AccountId> = accounts.iter().map(|account| account.id).collect();
        let posts = reader.posts_held(&permit, &ids)?;
        let mut of: HashMap<AccountId, Vec<&HeldPost>> = HashMap::new();
        for post in &posts {
            of.entry(post.account).or_default().push(post);
        }
        for account in &accounts {
            for post in of.get(&account.id).map(Vec::as_slice).unwrap_or_default() {
                let line = rows.len() as u64 + 2;
                rows.push(row(line, account, post));
            }
        }
    }
}

fn row(line: u64, account: &Account, post: &HeldPost) -> RollRow {
    RollRow {
        line,
        login: account.login.clone(),
        title: account.title.clone(),
        role: post.role.key().to_owned(),
        unit: post.unit_code.clone(),
        from: post.from.to_string(),
        until: post.until.map(|day| day.to_string()).unwrap_or_default(),
    }
}
