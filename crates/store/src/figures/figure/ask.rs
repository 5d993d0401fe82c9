//! What a figure's query is asked, in the register's words, and what it gives.

use crate::{
    connection::Backend,
    ledger::standing::OPEN,
    programmes::alone::{AloneDays, OnDays},
    units::then::{DirectlyBeneath, Within},
};
use diesel::query_builder::QueryFragment;
use earnest_model::{
    figures::{
        figure::Trace,
        figure_name::{FigureName, Of},
        origin::Origin,
        scope::OfProgramme,
    },
    id::{ProgrammeId, UnitId},
    units::change::PastTree,
};

/// A record as a figure's query selects it: key, unit, code, name, label.
pub(super) type Row = (i64, i64, String, String, String);

/// A query that other statements count, whole or parted.
pub(super) type Part = Box<dyn QueryFragment<Backend>>;

/// What is wanted of a figure's query.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wanted {
    /// The query itself, to be counted.
    Part,
    /// The records after a key, at most so many.
    Records {
        /// The key.
        after: i64,
        /// The most.
        limit: i64,
    },
}

/// What a figure's query gives.
pub(super) enum Given {
    Part(Part),
    Records(Vec<Row>),
}

/// What is asked of a figure's query.
#[derive(Clone)]
pub(super) struct Ask {
    /// Which figure.
    pub name: FigureName,
    /// The day.
    pub day: String,
    /// Where in the tree of the day.
    pub within: Within,
    /// Where in the tree of the day, also where the figure as a whole asks for no place.
    pub here: Within,
    /// The units that stood directly beneath the organiser on the day.
    pub subordinates: DirectlyBeneath,
    /// Whose acts; no unit where the figure has no organiser.
    pub organiser: i64,
    /// Of which programme.
    pub programme: OfProgramme,
    /// The days on which what is of no round, and for no programme, is one programme's all the same.
    pub alone: AloneDays,
    /// Whether one round is asked for.
    pub of_round: bool,
    /// The first and the last number of the rounds.
    pub numbers: (i32, i32),
    /// Activities from which the records come.
    pub activities: Vec<&'static str>,
    /// Rounds from which the records come.
    pub rounds: Vec<i32>,
    /// Class of the units.
    pub class: Option<String>,
    /// Between which days a record was entered.
    pub entered: (String, String),
    /// Whether what was entered since is asked for.
    pub since: bool,
}

impl Ask {
    /// `tree`: that of the trace's day.
    /// `alone`: the days of the organiser's programmes; they are read where one programme, or none, is asked for.
    pub fn of(trace: &Trace, tree: &PastTree, alone: AloneDays) -> Self {
        let scope = &trace.scope;
        let day = trace.day.to_string();
        let mut activities = Vec::new();
        let mut rounds = Vec::new();
        for source in &scope.sources {
            match source {
                Origin::Activity(word) => activities.push(*word),
                Origin::Round(number) => rounds.push(*number),
            }
        }
        Self {
            name: trace.name,
            within: Within(places(trace, tree)),
            here: Within(standing(trace, tree)),
            subordinates: DirectlyBeneath::of(scope.organiser.unwrap_or(UnitId(-1)), tree),
            organiser: scope.organiser.map_or(-1, |unit| unit.0),
            programme: scope.programme,
            alone,
            of_round: scope.round.is_some(),
            numbers: scope.round.map_or((i32::MIN, i32::MAX), |number| (number, number)),
            activities,
            rounds,
            class: scope.class.clone(),
            // A space sorts after the day itself and before the next one; a tilde after every day.
            entered: if trace.since {
                (format!("{day} "), "~".to_owned())
            } else {
                (String::new(), day.clone())
            },
            since: trace.since,
            day,
        }
    }

    /// Of which programme, if of one.
    pub fn programme_key(&self) -> Option<i64> {
        self.programme.id().map(|programme| programme.0)
    }

    /// Whether a record's day, in this column, is one on which what names no programme is of the one that is asked for.
    pub fn own_days(&self, column: &'static str) -> OnDays {
        self.alone.of(self.programme.id().unwrap_or(ProgrammeId(-1)), column)
    }

    /// Whether a record's day is one on which what names no programme is of some programme.
    pub fn any_days(&self, column: &'static str) -> OnDays {
        self.alone.of_any(column)
    }

    /// Whether records are asked for by where they came from.
    pub fn by_source(&self) -> bool {
        !self.activities.is_empty() || !self.rounds.is_empty()
    }

    /// The same, of what had been entered by the end of the day.
    pub fn on_the_day(&self) -> Self {
        Self { entered: (String::new(), self.day.clone()), since: false, ..self.clone() }
    }

    /// The day after which a record may have been withdrawn and counts all the same: what stood on the day counts for it; what
    /// was entered since and withdrawn again was never said of the day, and counts for nothing.
    pub fn stands_after(&self) -> String {
        if self.since { "~".to_owned() } else { self.day.clone() }
    }

    /// What stood on the day ends after it; what was entered since stands still.
    pub fn ends_after(&self) -> String {
        if self.since { OPEN_BEFORE.to_owned() } else { self.day.clone() }
    }
}

/// Where a figure's records stand, in today's places.
///
/// A round keeps the units that owed it, wherever they went since: a figure of an organiser's own rounds over all that is its
/// own asks for no place.
fn places(trace: &Trace, tree: &PastTree) -> Vec<(i64, i64)> {
    let scope = &trace.scope;
    let of_rounds = trace.name.of() == Of::Rounds || trace.name == FigureName::SeminarsHeld;
    if of_rounds && !scope.own && scope.organiser == Some(scope.unit) {
        return Vec::new();
    }
    standing(trace, tree)
}

/// Where the unit of a figure and those beneath it stood, in today's places.
fn standing(trace: &Trace, tree: &PastTree) -> Vec<(i64, i64)> {
    let scope = &trace.scope;
    if scope.own {
        return vec![scope.places()];
    }
    if tree.is_todays() { vec![scope.places()] } else { tree.places_of(scope.span) }
}

/// The day before [`OPEN`].
const OPEN_BEFORE: &str = "9999-12-30";
const _: () = assert!(OPEN_BEFORE.len() == OPEN.len());

/// Gives a boxed query as a part to be counted or as records. The query is written once in the caller, and both uses see
/// the same filter; place and class are asked here for all alike. `unit` is the unit of the record.
macro_rules! serve {
    ($connection:expr, $ask:expr, $wanted:expr, $query:expr, $key:expr, $label:expr) => {{
        let mut query = $query.filter($ask.within.clone());
        if let Some(class) = &$ask.class {
            query = query.filter(unit::class.eq(class.clone()));
        }
        match $wanted {
            $crate::figures::figure::ask::Wanted::Part => $crate::figures::figure::ask::Given::Part(
                Box::new(query.select((unit::id, unit::lo, unit::class))),
            ),
            $crate::figures::figure::ask::Wanted::Records { after, limit } => {
                let rows = query
                    .filter($key.gt(after))
                    .order($key.asc())
                    .limit(limit)
                    .select(($key, unit::id, unit::code, unit::name, $label))
                    .load($connection)?;
                $crate::figures::figure::ask::Given::Records(rows)
            }
        }
    }};
}

/// The same for things that are counted once however often they come up: `$what` says which are the same. A record
/// stands for those that are the same as it, by the smallest key.
macro_rules! serve_once {
    ($connection:expr, $ask:expr, $wanted:expr, $query:expr, $key:expr, $label:expr, $what:expr, $same:ty) => {{
        let mut query = $query.filter($ask.within.clone());
        if let Some(class) = &$ask.class {
            query = query.filter(unit::class.eq(class.clone()));
        }
        match $wanted {
            $crate::figures::figure::ask::Wanted::Part => {
                $crate::figures::figure::ask::Given::Part(Box::new(query.select($what).distinct()))
            }
            $crate::figures::figure::ask::Wanted::Records { after, limit } => {
                let rows: Vec<($crate::figures::figure::ask::Row, $same)> = query
                    .order($key.asc())
                    .select((($key, unit::id, unit::code, unit::name, $label), $what))
                    .load($connection)?;
                $crate::figures::figure::ask::Given::Records($crate::figures::figure::ask::once(
                    rows, after, limit,
                ))
            }
        }
    }};
}
pub(super) use serve;
pub(super) use serve_once;

/// Of rows that are the same the first, then those after a key.
pub(super) fn once<T: Ord>(rows: Vec<(Row, T)>, after: i64, limit: i64) -> Vec<Row> {
    let mut seen = std::collections::BTreeSet::new();
    rows.into_iter()
        .filter_map(|(row, what)| seen.insert(what).then_some(row))
        .filter(|row| row.0 > after)
        .take(usize::try_from(limit).unwrap_or_default())
        .collect()
}
