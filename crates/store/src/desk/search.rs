//! Searching: the words are looked for in the records themselves, within the permit's subtree. There is no index to
//! keep in step: SQLite calls a function of ours, PostgreSQL matches an expression that names every form of a character.

use crate::{
    Reader,
    connection::AnyConnection,
    error::Result,
    functions::{INITIALS, search_matches},
    ledger::findings::problem::seen,
    schema::{circular, measure, plan, problem, round, seminar, unit, visit},
    sessions::standing::session_stands,
    visits::state::visit_made,
};
use diesel::prelude::*;
use earnest_model::{
    fold::{expression, expression_of_initials, may_be_initials, searched},
    permit::{Permit, ReadAssessments, ReadFigures, ReadLedger, ReadPlans, ReadProgramme, ReadVisits},
    span::Span,
};

/// How many units are offered to choose from.
const FEW: i64 = 9;

/// What is looked for.
#[derive(Debug, Clone)]
pub struct Hunt {
    /// Folded words; all of them must stand in a record.
    pub words: Vec<String>,
    /// The key after which the page begins.
    pub after: Option<i64>,
    /// At most so many.
    pub limit: i64,
}

/// A record in which all words stand.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Match {
    /// Its key in the list: what the next page begins after.
    pub place: i64,
    /// Its key.
    pub id: i64,
    /// Code of its unit.
    pub unit_code: String,
    /// Name of its unit.
    pub unit_name: String,
    /// What it is called: a serial, a title, a day; may be empty.
    pub title: String,
    /// The text in which the words stand; JSON where the record is kept so.
    pub text: String,
}

/// The key of a unit in the list holds its tier and its place in the tree, which is less than this.
const PLACES: i64 = 1_000_000_000_000;

/// A unit that was found.
#[derive(Queryable, Selectable)]
#[diesel(table_name = unit)]
struct UnitRow {
    tier: i32,
    lo: i64,
    id: i64,
    code: String,
    name: String,
}

impl From<UnitRow> for Match {
    fn from(row: UnitRow) -> Self {
        let text = format!("{} {}", row.name, row.code);
        Self {
            place: i64::from(row.tier) * PLACES + row.lo,
            id: row.id,
            unit_code: row.code,
            unit_name: row.name,
            title: String::new(),
            text,
        }
    }
}

/// Narrows a query to a subtree and to rows in whose text all words stand; the newest first, or after a key.
macro_rules! hunt {
    ($reader:expr, $span:expr, $hunt:expr, $query:expr, $key:expr, $text:expr) => {{
        let mut query = $query.filter(unit::lo.between($span.lo, $span.hi)).into_boxed();
        for word in $reader.needles(&$hunt.words) {
            query = query.filter(search_matches($text, word));
        }
        if let Some(after) = $hunt.after {
            query = query.filter($key.lt(after));
        }
        query.order($key.desc()).limit($hunt.limit)
    }};
}

/// The units of a subtree in whose name, its initials or code all words stand.
macro_rules! named {
    ($reader:expr, $span:expr, $words:expr) => {{
        let mut query = unit::table.filter(unit::lo.between($span.lo, $span.hi)).into_boxed();
        for (word, initials) in $reader.needles_of_names($words) {
            let named = search_matches(unit::name.concat(" ").concat(unit::code), word);
            query = match initials {
                Some(initials) => query.filter(named.or(search_matches(unit::name, initials))),
                None => query.filter(named),
            };
        }
        query
    }};
}

impl Reader<'_> {
    /// The words as the engine's function takes them.
    fn needles(&self, words: &[String]) -> Vec<String> {
        match &*self.connection {
            AnyConnection::Sqlite(_) => words.iter().map(|word| searched(word)).collect(),
            AnyConnection::Postgres(_) => words.iter().map(|word| expression(word)).collect(),
        }
    }

    /// The words as the engine's function takes them for names: each as it is, and where it may be, as the initials of a name.
    fn needles_of_names(&self, words: &[String]) -> Vec<(String, Option<String>)> {
        self.needles(words).into_iter().zip(words.iter().map(|word| self.needle_of_initials(word))).collect()
    }

    /// A word as the engine's function takes it for the initials of a name, if it may be that.
    pub(crate) fn needle_of_initials(&self, word: &str) -> Option<String> {
        may_be_initials(word).then(|| match &*self.connection {
            AnyConnection::Sqlite(_) => format!("{INITIALS}{word}"),
            AnyConnection::Postgres(_) => expression_of_initials(word),
        })
    }

    /// Units by name, its initials or code: higher tiers first, since a city is meant more often than its villages, each in the
    /// order of the tree.
    pub fn search_units(&mut self, permit: &Permit<ReadFigures>, hunt: &Hunt) -> Result<Vec<Match>> {
        let mut query = named!(self, permit.span(), &hunt.words);
        if let Some(after) = hunt.after {
            let (tier, lo) = (i32::try_from(after / PLACES).unwrap_or(i32::MAX), after % PLACES);
            query = query.filter(unit::tier.gt(tier).or(unit::tier.eq(tier).and(unit::lo.gt(lo))));
        }
        let rows: Vec<UnitRow> = query
            .order((unit::tier.asc(), unit::lo.asc()))
            .limit(hunt.limit)
            .select(UnitRow::as_select())
            .load(self.connection)?;
        Ok(rows.into_iter().map(Match::from).collect())
    }

    /// Codes and names of some units of a subtree in which all words stand: higher tiers first, each in the order of the tree.
    pub(crate) fn units_with(&mut self, span: Span, words: &[String]) -> Result<Vec<(String, String)>> {
        let query = named!(self, span, words);
        let higher_first = (unit::tier.asc(), unit::lo.asc());
        Ok(query.order(higher_first).limit(FEW).select((unit::code, unit::name)).load(self.connection)?)
    }

    /// Latest versions of plans.
    pub fn search_plans(&mut self, permit: &Permit<ReadPlans>, hunt: &Hunt) -> Result<Vec<Match>> {
        let query =
            plan::table.inner_join(unit::table).inner_join(round::table).filter(plan::latest.eq(true));
        let rows: Vec<Match> = hunt!(self, permit.span(), hunt, query, plan::id, plan::body)
            .select((plan::id, plan::id, unit::code, unit::name, round::topic, plan::body))
            .load(self.connection)?;
        Ok(rows)
    }

    /// Problems; those of persons only where the permit shows them.
    pub fn search_problems(&mut self, permit: &Permit<ReadLedger>, hunt: &Hunt) -> Result<Vec<Match>> {
        let query = problem::table.inner_join(unit::table).filter(seen(permit.sight()));
        let text = problem::serial.concat(" ").concat(problem::body).concat(" ").concat(problem::instance);
        let rows: Vec<Match> = hunt!(self, permit.span(), hunt, query, problem::id, text)
            .select((problem::id, problem::id, unit::code, unit::name, problem::serial, text))
            .load(self.connection)?;
        Ok(rows)
    }

    /// Measures; those on problems of persons only where the permit shows them.
    pub fn search_measures(&mut self, permit: &Permit<ReadLedger>, hunt: &Hunt) -> Result<Vec<Match>> {
        let query = measure::table
            .inner_join(unit::table)
            .inner_join(problem::table.on(problem::id.eq(measure::problem_id)))
            .filter(seen(permit.sight()));
        let text = measure::serial
            .concat(" ")
            .concat(measure::body)
            .concat(" ")
            .concat(measure::owner)
            .concat(" ")
            .concat(measure::deliverable);
        let rows: Vec<Match> = hunt!(self, permit.span(), hunt, query, measure::id, text)
            .select((measure::id, measure::id, unit::code, unit::name, measure::serial, text))
            .load(self.connection)?;
        Ok(rows)
    }

    /// Sessions that were recorded.
    pub fn search_seminars(&mut self, permit: &Permit<ReadAssessments>, hunt: &Hunt) -> Result<Vec<Match>> {
        let query = seminar::table.inner_join(unit::table).filter(session_stands());
        let rows: Vec<Match> = hunt!(self, permit.span(), hunt, query, seminar::id, seminar::body)
            .select((seminar::id, seminar::id, unit::code, unit::name, seminar::held_on, seminar::body))
            .load(self.connection)?;
        Ok(rows)
    }

    /// Visits that were made; a planned one is known to those alone who send it.
    pub fn search_visits(&mut self, permit: &Permit<ReadVisits>, hunt: &Hunt) -> Result<Vec<Match>> {
        let query = visit::table.inner_join(unit::table).filter(visit_made());
        let text = visit::summary.concat(" ").concat(visit::purposes);
        let rows: Vec<Match> = hunt!(self, permit.span(), hunt, query, visit::id, text)
            .select((visit::id, visit::id, unit::code, unit::name, visit::visited_on, text))
            .load(self.connection)?;
        Ok(rows)
    }

    /// Circulars of the permit's unit, of those beneath it and of those above it.
    pub fn search_circulars(&mut self, permit: &Permit<ReadProgramme>, hunt: &Hunt) -> Result<Vec<Match>> {
        let span = permit.span();
        let mut query = circular::table
            .inner_join(unit::table.on(unit::id.eq(circular::organiser_id)))
            .filter(unit::lo.between(span.lo, span.hi).or(unit::lo.le(span.lo).and(unit::hi.ge(span.hi))))
            .into_boxed();
        let text = circular::title.concat(" ").concat(circular::body);
        for word in self.needles(&hunt.words) {
            query = query.filter(search_matches(text, word));
        }
        if let Some(after) = hunt.after {
            query = query.filter(circular::id.lt(after));
        }
        let rows: Vec<Match> = query
            .order(circular::id.desc())
            .limit(hunt.limit)
            .select((circular::id, circular::id, unit::code, unit::name, circular::title, circular::body))
            .load(self.connection)?;
        Ok(rows)
    }
}
