//! The figures that there are: their words, what they count, and how they can be asked.

use crate::record::RecordKind;

/// Declares the kinds of things that are counted.
macro_rules! counted {
    ($($(#[$doc:meta])* $name:ident = $key:literal;)*) => {
        /// What a figure counts. Figures of different kinds never add.
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
    };
}

counted! {
    /// Different units, each once.
    DistinctUnits = "units";
    /// Different persons, each once.
    DistinctPersons = "persons";
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
    /// Requirements of circulars, each as often as units owe it.
    Requirements = "requirements";
}

impl CountUnit {
    /// Whether each of these is counted once however often it comes up: such figures never add over rounds.
    pub fn is_distinct(self) -> bool {
        matches!(self, Self::DistinctUnits | Self::DistinctPersons | Self::Aspects)
    }
}

/// Of whom a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Of the place alone: it has no organiser.
    Place,
    /// Of the acts of rounds: those of one organiser's programme.
    Rounds,
    /// Of one organiser, and of its rounds where one is named.
    Organiser,
}

/// Whether what was entered after a day can be of a day up to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// It can, and is told apart.
    Told,
    /// It can't: such a record is of the day on which it is entered.
    ByEntry,
    /// It can, but is counted once with what was there before: there is no number of its own.
    Once,
}

impl Since {
    /// Its word in lists.
    pub fn key(self) -> &'static str {
        match self {
            Self::Told => "told",
            Self::ByEntry => "by-entry",
            Self::Once => "once",
        }
    }
}

/// Declares the figures: name, word, what it counts, the kind of its records, of whom it is.
macro_rules! figures {
    ($($(#[$doc:meta])* $name:ident = $key:literal, $unit:ident, $kind:ident, $of:ident;)*) => {
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
            pub fn record_kind(self) -> RecordKind {
                match self { $(Self::$name => RecordKind::$kind,)* }
            }
            /// Of whom it is.
            pub fn of(self) -> Of {
                match self { $(Self::$name => Of::$of,)* }
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
    Units = "units", DistinctUnits, Unit, Place;
    /// Plans that direct subordinates of the organiser owe.
    PlansDue = "plans-due", DistinctUnits, Unit, Rounds;
    /// Plans submitted (the latest version of each unit and round).
    PlansSubmitted = "plans-submitted", Plans, Plan, Rounds;
    /// Plans of which the first version came in by the day on which plans were due.
    PlansInTime = "plans-in-time", Plans, Plan, Rounds;
    /// Plans reviewed, whatever the review said (the latest version of each unit and round).
    PlansReviewed = "plans-reviewed", Plans, Plan, Rounds;
    /// Plans approved, with or without remarks, of units that owe one: what a round needs to move on.
    PlansApproved = "plans-approved", Plans, Plan, Rounds;
    /// Seminar sessions held.
    SeminarsHeld = "seminars-held", Sessions, Seminar, Organiser;
    /// Opening lectures held.
    LecturesHeld = "lectures-held", Sessions, Seminar, Organiser;
    /// Study sessions of leading groups held.
    StudiesHeld = "studies-held", Sessions, Seminar, Organiser;
    /// Review meetings held.
    ReviewsHeld = "reviews-held", Sessions, Seminar, Organiser;
    /// Sessions of whatever kind that whoever was first responsible there attended, on their day or made up.
    LeadAttended = "lead-attended", Sessions, Seminar, Organiser;
    /// Different units in whose seminar somebody sat and handed in a sheet.
    UnitsObserved = "units-observed", DistinctUnits, Unit, Rounds;
    /// Observation sheets handed in.
    ObservationSheets = "observation-sheets", Sheets, Sheet, Rounds;
    /// Spot checks drawn by lot that stand (a unit checked in two rounds counts twice).
    SpotChecks = "spot-checks", Checks, SpotCheck, Rounds;
    /// Spot checks in whose place the next unit of the order came.
    SpotChecksReplaced = "spot-checks-replaced", Checks, SpotCheck, Rounds;
    /// Spot checks of draws that were declared void.
    SpotChecksVoid = "spot-checks-void", Checks, SpotCheck, Rounds;
    /// Different units drawn.
    UnitsSpotChecked = "units-spot-checked", DistinctUnits, Unit, Rounds;
    /// Spot checks whose materials were assessed.
    SpotChecksAssessed = "spot-checks-assessed", Checks, SpotCheck, Rounds;
    /// Different units rated.
    UnitsRated = "units-rated", DistinctUnits, Unit, Rounds;
    /// Circulars published.
    CircularsPublished = "circulars-published", Circulars, Circular, Rounds;
    /// What units owe by the requirements of circulars that stand.
    Requirements = "requirements", Requirements, Obligation, Rounds;
    /// Of these, answered.
    RequirementsAnswered = "requirements-answered", Requirements, Obligation, Rounds;
    /// Of these, answered by their day.
    RequirementsInTime = "requirements-in-time", Requirements, Obligation, Rounds;
    /// Problems of the whole area, found by the organiser.
    AreaProblems = "area-problems", Problems, Problem, Organiser;
    /// Aspects under which the problems of the whole area stand.
    AreaAspects = "area-aspects", Aspects, Aspect, Organiser;
    /// Manifestations in catalogues.
    Manifestations = "manifestations", Manifestations, Manifestation, Place;
    /// Aspects of the catalogues, each once.
    ManifestationAspects = "manifestation-aspects", Aspects, Aspect, Place;
    /// Problems that leading groups of the organiser's direct subordinates found in themselves.
    TeamProblems = "team-problems", Problems, Problem, Organiser;
    /// Measures set against them.
    TeamMeasures = "team-measures", Measures, Measure, Organiser;
    /// Of these measures, closed after verification.
    MeasuresClosed = "measures-closed", Measures, Measure, Organiser;
    /// Of these measures, past their deadline and not closed.
    MeasuresOverdue = "measures-overdue", Measures, Measure, Organiser;
    /// Closed measures that were looked back at and had held.
    MeasuresHeld = "measures-held", Measures, Measure, Organiser;
    /// Closed measures that were looked back at and were reopened.
    MeasuresReopened = "measures-reopened", Measures, Measure, Organiser;
    /// Measures of all ledgers, whoever found the problems.
    LedgerMeasures = "ledger-measures", Measures, Measure, Place;
    /// Of the measures of all ledgers, those that are closed.
    LedgerClosed = "ledger-closed", Measures, Measure, Place;
    /// Problems that were corrected while a measure against them was past its day and not closed.
    ProblemsChangedOverdue = "problems-changed-overdue", Problems, Problem, Place;
    /// Visits made.
    Visits = "visits", Visits, Visit, Organiser;
    /// Different units visited.
    PlacesVisited = "places-visited", DistinctUnits, Unit, Organiser;
    /// Meetings held at visits.
    MeetingsHeld = "meetings-held", Sessions, Meeting, Organiser;
    /// Individual interviews held at visits.
    InterviewsHeld = "interviews-held", PersonTimes, Interview, Organiser;
    /// Different persons interviewed.
    PersonsInterviewed = "persons-interviewed", DistinctPersons, Interview, Organiser;
    /// Duties laid on units.
    DutiesAssigned = "duties-assigned", Duties, Duty, Place;
    /// Duties acknowledged.
    DutiesAcknowledged = "duties-acknowledged", Duties, Duty, Place;
    /// Units on which a duty is laid and for which nobody who holds the post is first responsible.
    FirstVacant = "first-vacant", DistinctUnits, Unit, Place;
    /// Units on which no duty is laid.
    UnitsUnasked = "units-unasked", DistinctUnits, Unit, Place;
    /// Duties that a unit carries already: of the same kind and programme, a deputy's by the same post.
    DutiesTwice = "duties-twice", Duties, Duty, Place;
    /// Comments published.
    Comments = "comments", Comments, Comment, Place;
}

impl FigureName {
    /// Whether it can be asked of a round, and so of a programme.
    pub fn takes_round(self) -> bool {
        use FigureName as N;
        match self.of() {
            Of::Rounds => true,
            Of::Place => false,
            Of::Organiser => !matches!(
                self,
                N::Visits | N::PlacesVisited | N::MeetingsHeld | N::InterviewsHeld | N::PersonsInterviewed
            ),
        }
    }

    /// Whether it can be asked of a programme.
    pub fn takes_programme(self) -> bool {
        use FigureName as N;
        self.takes_round()
            || matches!(
                self,
                N::DutiesAssigned
                    | N::DutiesAcknowledged
                    | N::LedgerMeasures
                    | N::LedgerClosed
                    | N::Visits
                    | N::PlacesVisited
                    | N::MeetingsHeld
                    | N::InterviewsHeld
                    | N::PersonsInterviewed
            )
    }

    /// Whether there can be records of it that belong to no programme: found, held or visited in no round, and for none.
    pub fn knows_none(self) -> bool {
        self.takes_programme() && self.of() != Of::Rounds
    }

    /// Whether it can be asked by where its records came from.
    pub fn takes_sources(self) -> bool {
        self.takes_round() && self.of() == Of::Organiser
    }

    /// Whether, and how, what is entered later can be of an earlier day.
    pub fn since(self) -> Since {
        use FigureName as N;
        match self {
            N::AreaAspects | N::PersonsInterviewed | N::FirstVacant | N::UnitsUnasked | N::DutiesTwice => {
                Since::Once
            }
            N::Units | N::DutiesAssigned | N::DutiesAcknowledged | N::LedgerMeasures | N::LedgerClosed => {
                Since::Told
            }
            _ if self.of() == Of::Organiser => Since::Told,
            _ => Since::ByEntry,
        }
    }

    /// Whether what was entered since a day for days up to it is a figure of its own.
    pub fn takes_since(self) -> bool {
        self.since() == Since::Told
    }

    /// Whether the figures of the units directly beneath and the unit's own, of the same organiser, make the whole.
    pub fn adds(self) -> bool {
        !matches!(self.counts(), CountUnit::DistinctPersons | CountUnit::Aspects)
    }

    /// Reads the word of a figure and, where it names a class of units as `counties-visited` does, that class.
    pub fn parse_with_class(text: &str) -> Option<(Self, Option<String>)> {
        if let Some(name) = Self::parse(text) {
            return Some((name, None));
        }
        let plural = text.strip_suffix("-visited")?;
        let class = match plural.strip_suffix("ies") {
            Some(stem) => format!("{stem}y"),
            None => plural.strip_suffix('s')?.to_owned(),
        };
        (!class.is_empty()).then_some((Self::PlacesVisited, Some(class)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_reads_back() {
        for name in FigureName::ALL {
            assert_eq!(FigureName::parse(name.key()), Some(*name));
            assert_eq!(FigureName::parse_with_class(name.key()), Some((*name, None)));
        }
    }

    #[test]
    fn a_word_that_names_a_class_is_the_figure_of_places_with_that_class() {
        let of = |text| FigureName::parse_with_class(text).and_then(|(_, class)| class);
        assert_eq!(of("counties-visited").as_deref(), Some("county"));
        assert_eq!(of("county-departments-visited").as_deref(), Some("county-department"));
        assert_eq!(of("villages-visited").as_deref(), Some("village"));
        assert_eq!(FigureName::parse_with_class("s-visited"), None);
        assert_eq!(FigureName::parse_with_class("visited"), None);
    }
}
