//! Units of which the register has several of the name are told with the unit above them: `Cardiology · Harbour`.

use crate::{Reader, connection::AnyConnection, error::Result, opens::opens, schema::unit};
use diesel::{dsl::count_star, prelude::*};
use earnest_model::{
    fold::words,
    permit::Permit,
    signs::codes,
    span::Span,
    units::called::{Called, name_of, told},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

diesel::alias!(unit as above: Above);

/// A unit with code, name, key and name of the unit above it.
type Row = (String, String, Option<i64>, Option<String>);

/// Names of units by their codes. A name that stands once in the register stays as it is; otherwise the name of the unit above
/// follows it. Where two directly beneath one unit bear it, or two of those asked for are alike still, the code follows, too.
pub(crate) fn apart(connection: &mut AnyConnection, codes: &[&str]) -> Result<HashMap<String, String>> {
    let mut rows: Vec<Row> = Vec::new();
    for some in codes.chunks(MOST) {
        let found: Vec<Row> = unit::table
            .left_join(above.on(above.field(unit::id).nullable().eq(unit::parent_id)))
            .filter(unit::code.eq_any(some))
            .select((unit::code, unit::name, unit::parent_id, above.field(unit::name).nullable()))
            .load(connection)?;
        rows.extend(found);
    }
    let names: BTreeSet<&str> = rows.iter().map(|(_, name, ..)| name.as_str()).collect();
    let names: Vec<&str> = names.into_iter().collect();
    // How often each name stands beneath each unit.
    let mut twice: BTreeMap<String, Vec<(Option<i64>, i64)>> = BTreeMap::new();
    for some in names.chunks(MOST) {
        let found: Vec<(String, Option<i64>, i64)> = unit::table
            .filter(unit::name.eq_any(some))
            .group_by((unit::name, unit::parent_id))
            .select((unit::name, unit::parent_id, count_star()))
            .load(connection)?;
        for (name, parent, count) in found {
            twice.entry(name).or_default().push((parent, count));
        }
    }
    let one = |(code, name, at, parent): &Row| {
        let places = twice.get(name).map_or(&[][..], Vec::as_slice);
        let beside = places.iter().any(|(place, count)| place == at && *count > 1);
        let parent = parent.as_deref().filter(|_| beside || places.len() > 1);
        let name = told(name, parent);
        (code.clone(), if beside { format!("{name} ({code})") } else { name })
    };
    let all: Vec<(String, String)> = rows.iter().map(one).collect();
    let mut alike: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, name) in &all {
        *alike.entry(name).or_default() += 1;
    }
    let last = |(code, name): &(String, String)| {
        let name = if alike.get(name.as_str()).is_some_and(|count| *count > 1) {
            format!("{name} ({code})")
        } else {
            name.clone()
        };
        (code.clone(), name)
    };
    Ok(all.iter().map(last).collect())
}

/// Units of a subtree that may be meant by what was typed, told apart: by code or name, or else by words of the name.
fn units_called(reader: &mut Reader<'_>, span: Span, entries: &[String]) -> Result<Vec<Called>> {
    let whole =
        entries.iter().flat_map(|entry| [entry.as_str(), name_of(entry)].into_iter().chain(codes(entry)));
    let whole: BTreeSet<&str> = whole.collect();
    let whole: Vec<&str> = whole.into_iter().collect();
    let mut found: Vec<(String, String)> = Vec::new();
    for some in whole.chunks(MOST) {
        let rows: Vec<(String, String)> = unit::table
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(unit::code.eq_any(some).or(unit::name.eq_any(some)))
            .order(unit::lo.asc())
            .select((unit::code, unit::name))
            .load(reader.connection)?;
        found.extend(rows);
    }
    let known = |entry: &str| {
        found.iter().any(|(code, name)| code == entry || name == entry || name == name_of(entry))
    };
    let others: Vec<Vec<String>> = entries
        .iter()
        .filter(|entry| !known(entry) && !codes(entry).all(|part| found.iter().any(|(code, _)| code == part)))
        .map(|entry| words(entry))
        .collect();
    for words in others.into_iter().filter(|words| !words.is_empty()).take(LOOKED_FOR) {
        found.extend(reader.units_with(span, &words)?);
    }
    found.sort();
    found.dedup();
    let codes: Vec<&str> = found.iter().map(|(code, _)| code.as_str()).collect();
    let mut told = apart(reader.connection, &codes)?;
    let called = |(code, name): (String, String)| {
        let told = told.remove(&code).unwrap_or_default();
        Called { code, name, told }
    };
    Ok(found.into_iter().map(called).collect())
}

/// How many entries of a form are looked for by the words of names.
const LOOKED_FOR: usize = 20;

/// The most that one statement asks for.
const MOST: usize = 5_000;

opens! {
    /// What names units among others of which some may have the same name.
    TellsApart: ReadDesk, ReadFigures, ReadAssessments, ReadAccounts, DraftCircular, PublishCircular, ReadCircularDrafts
}

opens! {
    /// What looks for units beneath one's own by what was typed.
    FindsUnits: DraftCircular, SendTask, ManageAccounts, ReadDesk, ChangeUnits, NameBody, AssignDuty, PlanTour
}

impl Reader<'_> {
    /// The units of the permit's subtree that may be meant by what was typed: by code, by name, or by a part of it.
    pub fn units_called<A: FindsUnits, K: Copy>(
        &mut self,
        permit: &Permit<A, K>,
        entries: &[String],
    ) -> Result<Vec<Called>> {
        units_called(self, permit.span(), entries)
    }

    /// What the units with these codes are called, told apart from others of the name, for whoever was shown them.
    pub fn told_apart<A: TellsApart, K: Copy>(
        &mut self,
        _: &Permit<A, K>,
        codes: &[&str],
    ) -> Result<HashMap<String, String>> {
        self.remembered("told_apart", &codes, |reader| apart(reader.connection, codes))
    }
}
