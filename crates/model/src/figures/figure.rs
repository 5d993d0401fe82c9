//! No trace, no number: a count on a page is a [`Figure`], and following it lists exactly its records.

use crate::{id::UnitId, span::Span};
use jiff::civil::Date;
use std::marker::PhantomData;

/// What a figure counts. Figures of different kinds never add, because they are different types.
pub trait Counted {
    /// Which kind, for a figure whose type was erased.
    const UNIT: CountUnit;
}

/// Declares the kinds of things that are counted.
macro_rules! counted {
    ($($(#[$doc:meta])* $name:ident = $key:literal;)*) => {
        /// What a figure counts, where its type was erased to stand in a list.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum CountUnit { $($(#[$doc])* $name,)* }

        impl CountUnit {
            /// All kinds.
            pub const ALL: &[Self] = &[$(Self::$name,)*];
            /// Its word on the command line and in `locales/` (`count-…`).
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }
        }

        $($(#[$doc])* #[derive(Debug, Clone, Copy, PartialEq, Eq)] pub struct $name;
        impl Counted for $name { const UNIT: CountUnit = CountUnit::$name; })*
    };
}

counted! {
    /// Different units, each once.
    DistinctUnits = "units";
    /// Sessions that were held.
    Sessions = "sessions";
    /// Persons, each as often as spoken to.
    PersonTimes = "person-times";
    /// Problems found.
    Problems = "problems";
    /// Measures set.
    Measures = "measures";
    /// Typical manifestations of a catalogue.
    Manifestations = "manifestations";
    /// Aspects under which something stands.
    Aspects = "aspects";
    /// Spot checks: a unit checked twice counts twice.
    Checks = "checks";
    /// Plans.
    Plans = "plans";
    /// Score sheets.
    Sheets = "sheets";
    /// Visits.
    Visits = "visits";
    /// Circulars.
    Circulars = "circulars";
    /// Duties.
    Duties = "duties";
    /// Comments from the public.
    Comments = "comments";
}

/// Over which units, which round and up to when something is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    /// The unit whose subtree is counted.
    pub unit: UnitId,
    /// Its interval.
    pub span: Span,
    /// The number of the round; `None` for all rounds.
    pub round: Option<i32>,
    /// Up to which day.
    pub as_of: Date,
}

/// A number with its trace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure<C: Counted> {
    name: FigureName,
    value: u64,
    scope: Scope,
    counted: PhantomData<C>,
}

/// Two figures that must not be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("figures of different scope never add")]
pub struct ScopesDiffer;

impl<C: Counted> Figure<C> {
    /// Counts with the query of a name. Only the store's figure module calls this,
    /// with the count of the very query that lists the records.
    pub fn counted(name: FigureName, scope: Scope, value: u64) -> Option<Self> {
        (name.counts() == C::UNIT).then_some(Self { name, value, scope, counted: PhantomData })
    }

    /// The number.
    pub fn value(&self) -> u64 {
        self.value
    }

    /// The sum of two figures of the same name whose scopes differ in the round alone.
    pub fn plus(self, other: Self) -> Result<u64, ScopesDiffer> {
        let alike = self.name == other.name
            && self.scope.unit == other.scope.unit
            && self.scope.as_of == other.scope.as_of
            && self.scope.round.is_some()
            && other.scope.round.is_some()
            && self.scope.round != other.scope.round
            // A unit can be in both rounds, so different units never add over rounds.
            && !matches!(C::UNIT, CountUnit::DistinctUnits | CountUnit::Aspects);
        if alike { Ok(self.value + other.value) } else { Err(ScopesDiffer) }
    }

    /// Forgets the type, to stand in a list.
    pub fn erase(self) -> AnyFigure {
        AnyFigure { name: self.name, value: self.value, scope: self.scope }
    }
}

/// A figure whose kind is known at run time only: for lists, links and the command line. It can't be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnyFigure {
    name: FigureName,
    value: u64,
    scope: Scope,
}

impl AnyFigure {
    /// See [`Figure::counted`].
    pub fn counted(name: FigureName, scope: Scope, value: u64) -> Self {
        Self { name, value, scope }
    }

    /// Which figure.
    pub fn name(&self) -> FigureName {
        self.name
    }

    /// The number.
    pub fn value(&self) -> u64 {
        self.value
    }

    /// Over what it was counted.
    pub fn scope(&self) -> Scope {
        self.scope
    }
}

/// A record behind a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Kind of record, which decides the page it opens.
    pub kind: &'static str,
    /// Its key in the register.
    pub id: i64,
    /// The unit it belongs to.
    pub unit: UnitId,
    /// Code of the unit.
    pub unit_code: String,
    /// Name of the unit.
    pub unit_name: String,
    /// What tells it from its neighbours: a text, a date, a role.
    pub label: String,
}

/// Declares the figures: name, word, what it counts, the kind of its records.
macro_rules! figures {
    ($($(#[$doc:meta])* $name:ident = $key:literal, $unit:ident, $kind:literal;)*) => {
        /// The figures that the register can yield.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FigureName { $($(#[$doc])* $name,)* }

        impl FigureName {
            /// All figures in the order of the report.
            pub const ALL: &[Self] = &[$(Self::$name,)*];
            /// Its word in addresses, on the command line and in `locales/` (`figure-…`).
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }
            /// What it counts.
            pub fn counts(self) -> CountUnit {
                match self { $(Self::$name => CountUnit::$unit,)* }
            }
            /// The kind of the records behind it.
            pub fn record_kind(self) -> &'static str {
                match self { $(Self::$name => $kind,)* }
            }
            /// Reads the word of a figure.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|name| name.key() == text)
            }
        }
    };
}

figures! {
    /// Units in the register.
    Units = "units", DistinctUnits, "unit";
    /// Plans that direct subordinates of the organiser owe.
    PlansDue = "plans-due", DistinctUnits, "unit";
    /// Plans submitted (the latest version of each unit and round).
    PlansSubmitted = "plans-submitted", Plans, "plan";
    /// Plans reviewed (the latest version of each unit and round has a review).
    PlansReviewed = "plans-reviewed", Plans, "plan";
    /// Seminar sessions held.
    SeminarsHeld = "seminars-held", Sessions, "seminar";
    /// Different units in whose seminar somebody sat and handed in a sheet.
    UnitsObserved = "units-observed", DistinctUnits, "unit";
    /// Observation sheets handed in.
    ObservationSheets = "observation-sheets", Sheets, "sheet";
    /// Spot checks drawn by lot (a unit checked in two rounds counts twice).
    SpotChecks = "spot-checks", Checks, "spot-check";
    /// Different units drawn.
    UnitsSpotChecked = "units-spot-checked", DistinctUnits, "unit";
    /// Spot checks whose materials were assessed.
    SpotChecksAssessed = "spot-checks-assessed", Checks, "spot-check";
    /// Different units rated.
    UnitsRated = "units-rated", DistinctUnits, "unit";
    /// Circulars published.
    CircularsPublished = "circulars-published", Circulars, "circular";
    /// Problems of the whole area, found by the body at the top of the scope.
    AreaProblems = "area-problems", Problems, "problem";
    /// Aspects under which the problems of the whole area stand.
    AreaAspects = "area-aspects", Aspects, "aspect";
    /// Manifestations in catalogues.
    Manifestations = "manifestations", Manifestations, "manifestation";
    /// Aspects of the catalogues.
    ManifestationAspects = "manifestation-aspects", Aspects, "aspect";
    /// Problems that leading groups of the direct subordinates found in themselves.
    TeamProblems = "team-problems", Problems, "problem";
    /// Measures set against them.
    TeamMeasures = "team-measures", Measures, "measure";
    /// Of these measures, closed after verification.
    MeasuresClosed = "measures-closed", Measures, "measure";
    /// Of these measures, past their deadline and not closed.
    MeasuresOverdue = "measures-overdue", Measures, "measure";
    /// Closed measures that were looked back at and had held.
    MeasuresHeld = "measures-held", Measures, "measure";
    /// Closed measures that were looked back at and were reopened.
    MeasuresReopened = "measures-reopened", Measures, "measure";
    /// Visits made.
    Visits = "visits", Visits, "visit";
    /// Different counties visited.
    CountiesVisited = "counties-visited", DistinctUnits, "unit";
    /// Different county departments visited.
    CountyDepartmentsVisited = "county-departments-visited", DistinctUnits, "unit";
    /// Different townships visited.
    TownshipsVisited = "townships-visited", DistinctUnits, "unit";
    /// Different villages visited.
    VillagesVisited = "villages-visited", DistinctUnits, "unit";
    /// Meetings held at visits.
    MeetingsHeld = "meetings-held", Sessions, "meeting";
    /// Individual interviews held at visits.
    InterviewsHeld = "interviews-held", PersonTimes, "interview";
    /// Duties laid on units.
    DutiesAssigned = "duties-assigned", Duties, "duty";
    /// Duties acknowledged.
    DutiesAcknowledged = "duties-acknowledged", Duties, "duty";
    /// Comments published.
    Comments = "comments", Comments, "comment";
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(round: Option<i32>) -> Scope {
        let as_of = jiff::civil::date(2015, 11, 23);
        Scope { unit: UnitId(1), span: Span { lo: 0, hi: 9 }, round, as_of }
    }

    fn checks(round: Option<i32>, value: u64) -> Figure<Checks> {
        Figure::counted(FigureName::SpotChecks, scope(round), value).unwrap()
    }

    #[test]
    fn checks_of_two_rounds_add_and_everything_else_does_not() {
        assert_eq!(checks(Some(1), 142).plus(checks(Some(2), 143)), Ok(285));
        assert_eq!(checks(Some(1), 142).plus(checks(Some(1), 142)), Err(ScopesDiffer));
        assert_eq!(checks(Some(1), 142).plus(checks(None, 285)), Err(ScopesDiffer));
    }

    #[test]
    fn different_units_never_add_over_rounds() {
        let units =
            |round| Figure::<DistinctUnits>::counted(FigureName::UnitsRated, scope(Some(round)), 5).unwrap();
        assert_eq!(units(1).plus(units(2)), Err(ScopesDiffer));
    }

    #[test]
    fn a_figure_takes_no_type_but_its_own() {
        assert!(Figure::<Measures>::counted(FigureName::TeamProblems, scope(None), 547).is_none());
    }

    #[test]
    fn every_name_reads_back() {
        for name in FigureName::ALL {
            assert_eq!(FigureName::parse(name.key()), Some(*name));
        }
    }
}
