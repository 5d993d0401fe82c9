//! Tours and visits: where somebody from above went, what was heard, and what was left behind.

use crate::{
    message::{FieldErrors, Message},
    text::{Line, Prose},
    words::words,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

words! {
    /// Kinds of meeting held at a visit.
    MeetingKind, "error-meeting-kind" {
        /// Around a table.
        Forum = "forum",
        /// In a courtyard or a field, informal.
        OpenAir = "open-air",
        /// With a leading group.
        LeadingGroup = "leading-group",
    }
}

words! {
    /// What a visit leaves.
    ItemKind, "error-visit-item-kind" {
        /// A fault that was seen.
        Finding = "finding",
        /// What to do, and how.
        Guidance = "guidance",
        /// Help that is offered.
        Support = "support",
        /// A measure of the ledger that was checked on the spot.
        Check = "check",
        /// How far an item of the programme has come.
        Progress = "progress",
    }
}

words! {
    /// How far an item of the programme has come where a visit looked at it.
    Progress, "error-visit-progress" {
        /// Nothing is seen of it.
        NotBegun = "not-begun",
        /// It is under way.
        UnderWay = "under-way",
        /// It is done.
        Done = "done",
    }
}

words! {
    /// For whom an item is meant.
    Reach, "error-visit-reach" {
        /// For the unit that was visited.
        Unit = "unit",
        /// For all units.
        All = "all",
    }
}

words! {
    /// What a check of a measure on the spot showed.
    Seen, "error-visit-seen" {
        /// It is as the ledger says.
        AsReported = "as-reported",
        /// It is not.
        Otherwise = "otherwise",
    }
}

impl ItemKind {
    /// Whether the visited unit owes the answer. Help is owed by the office that offered it; how far something has come asks for
    /// none.
    pub fn is_owed_by_the_unit(self) -> bool {
        !matches!(self, Self::Support | Self::Progress)
    }

    /// Whether it is help, which the office owes that offered it.
    pub fn is_help(self) -> bool {
        self == Self::Support
    }
}

/// A meeting: one session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMeeting {
    /// Its kind.
    pub kind: MeetingKind,
    /// How many came.
    pub participants: i32,
    /// From which tiers, and how many of each.
    pub counted: Vec<FromTier>,
    /// From which tiers, in words, where nobody counted them.
    pub tiers: Option<Line>,
}

/// How many of those who came to a meeting were of a tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FromTier {
    /// The tier; none is the public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<i32>,
    /// How many.
    pub people: i32,
}

/// An interview: one person-time. What was said is sealed: no list, figure, journal or file holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInterview {
    /// A key that tells persons apart within the tour and says nothing else; without one nobody else is this person.
    pub person: Option<Line>,
    /// The role of the person.
    pub role: Line,
    /// What was said, if it was noted.
    pub note: Option<Prose>,
}

words! {
    /// What a form offers to leave: each choice says for whom it is. Only guidance may be for all units.
    ItemChoice, "error-visit-item-kind" {
        /// A fault that was seen at the unit.
        Finding = "finding",
        /// What the unit is to do, and how.
        Guidance = "guidance",
        /// What all units are to do, and how.
        GuidanceForAll = "guidance-all",
        /// Help that is offered to the unit.
        Support = "support",
        /// A measure of the unit's ledger that was checked on the spot.
        Check = "check",
        /// How far an item of the programme has come at the unit.
        Progress = "progress",
    }
}

/// What an item of a visit is. A finding, help and a check are of the visited unit; guidance alone says for whom it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Left {
    /// A fault that was seen.
    Finding,
    /// What to do, and how; for whom.
    Guidance(Reach),
    /// Help that is offered.
    Support,
    /// A measure of the ledger that was checked on the spot.
    Check {
        /// Its serial.
        measure: String,
        /// What the check showed.
        seen: Seen,
    },
    /// How far an item of the programme has come.
    Progress {
        /// Which item, by its key.
        subject: Line,
        /// How far.
        state: Progress,
    },
}

impl Left {
    /// Its kind.
    pub fn kind(&self) -> ItemKind {
        match self {
            Self::Finding => ItemKind::Finding,
            Self::Guidance(_) => ItemKind::Guidance,
            Self::Support => ItemKind::Support,
            Self::Check { .. } => ItemKind::Check,
            Self::Progress { .. } => ItemKind::Progress,
        }
    }

    /// For whom it is.
    pub fn reach(&self) -> Reach {
        if let Self::Guidance(reach) = self { *reach } else { Reach::Unit }
    }

    /// The item of the programme that was looked at, and how far it has come.
    pub fn progress(&self) -> Option<(&str, Progress)> {
        if let Self::Progress { subject, state } = self { Some((subject.as_str(), *state)) } else { None }
    }

    /// The measure that was checked, and what was seen of it.
    pub fn check(&self) -> Option<(&str, Seen)> {
        if let Self::Check { measure, seen } = self { Some((measure, *seen)) } else { None }
    }
}

/// Something that a visit leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewItem {
    /// What it is, and for whom.
    pub left: Left,
    /// What it says.
    pub body: Prose,
    /// When an answer is due.
    pub reply_due_on: Option<Date>,
}

/// A visit to one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewVisit {
    /// Code of the unit.
    pub unit: String,
    /// The day.
    pub visited_on: Date,
    /// What it was for: several purposes in one visit.
    pub purposes: Vec<Line>,
    /// How it was found.
    pub summary: Prose,
    /// Meetings.
    pub meetings: Vec<NewMeeting>,
    /// Interviews.
    pub interviews: Vec<NewInterview>,
    /// What was left.
    pub items: Vec<NewItem>,
}

/// What is added to a visit that was made, while it is open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Addition {
    /// Meetings.
    pub meetings: Vec<NewMeeting>,
    /// Interviews.
    pub interviews: Vec<NewInterview>,
    /// What was left.
    pub items: Vec<NewItem>,
}

/// The parts of a visit, written with it or added later.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a> {
    /// Meetings.
    pub meetings: &'a [NewMeeting],
    /// Interviews.
    pub interviews: &'a [NewInterview],
    /// What was left.
    pub items: &'a [NewItem],
}

impl Addition {
    /// Its parts.
    pub fn parts(&self) -> Parts<'_> {
        Parts { meetings: &self.meetings, interviews: &self.interviews, items: &self.items }
    }
}

impl NewVisit {
    /// Its parts.
    pub fn parts(&self) -> Parts<'_> {
        Parts { meetings: &self.meetings, interviews: &self.interviews, items: &self.items }
    }

    /// The methods that were used, in words of `locales/`: those of which its parts tell.
    pub fn methods(&self) -> Vec<&'static str> {
        self.parts().methods()
    }
}

impl Parts<'_> {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.meetings.is_empty() && self.interviews.is_empty() && self.items.is_empty()
    }

    /// The methods of which they tell, in words of `locales/`.
    pub fn methods(&self) -> Vec<&'static str> {
        let checked = self.items.iter().any(|item| item.left.kind() == ItemKind::Check);
        let all = [
            (!self.meetings.is_empty(), "meeting"),
            (!self.interviews.is_empty(), "interview"),
            (checked, "site-check"),
        ];
        all.iter().filter(|(used, _)| *used).map(|(_, method)| *method).collect()
    }
}

/// A tour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTour {
    /// The post that led it.
    pub leader: Line,
    /// What it was for.
    pub purpose: Line,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// Its visits: at least one.
    pub visits: Vec<NewVisit>,
}

/// What is said of a day outside the days of a visit: it is moved there first, with the reason.
pub fn outside((from, until): (Date, Date)) -> Message {
    Message::new("error-visit-day").with("from", from.to_string()).with("until", until.to_string())
}

/// Checks what can't be told from one field alone.
pub fn check_tour(tour: &NewTour, today: Date) -> Result<(), FieldErrors> {
    let mut errors = FieldErrors::new();
    if tour.until < tour.from || tour.until > today {
        errors.add("until", Message::new("error-tour-days"));
    }
    if tour.visits.is_empty() {
        errors.add("visits", Message::new("error-tour-empty"));
    }
    for (place, visit) in tour.visits.iter().enumerate() {
        if visit.visited_on < tour.from || visit.visited_on > tour.until {
            errors.add(format!("{place}-visited_on"), outside((tour.from, tour.until)));
        }
        if visit.purposes.is_empty() {
            errors.add(format!("{place}-purposes"), Message::new("error-visit-purposes"));
        }
        for item in &visit.items {
            if item.reply_due_on.is_some_and(|due| due < visit.visited_on) {
                errors.add(format!("{place}-items"), Message::new("error-visit-reply"));
            }
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}
