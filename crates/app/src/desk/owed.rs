//! Something that waits for a person.

use earnest_model::{
    Date,
    id::{AccountId, UnitId},
    permit::{Permit, ReadDesk},
};

use earnest_store::ProgrammeTitle;

pub use earnest_model::desk::owed::OwedKind;

/// Something that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// What kind.
    pub kind: OwedKind,
    /// Key of the record.
    pub id: i64,
    /// Number of the round, where there is one.
    pub number: i64,
    /// What tells it from its like.
    pub label: String,
    /// What it is about, in the words of its record.
    pub text: Option<String>,
    /// By when.
    pub due_on: Option<Date>,
    /// Since when the person has it, where it was handed on and has no day by which.
    pub since: Option<Date>,
    /// How many of how many are done, where it is said.
    pub part: Option<(usize, usize)>,
    /// Code of the unit.
    pub unit_code: String,
    /// Name of the unit.
    pub unit: String,
    /// The unit at which the post is held that is asked.
    pub at: Option<UnitId>,
    /// In whose hands it is, where it is asked of several.
    pub taken: Option<Taken>,
    /// Whose round it is, where several are about.
    pub whose: Option<Whose>,
}

/// Whose round it is: what tells it from the rounds of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whose {
    /// The organiser, where there are several.
    pub organiser: Option<String>,
    /// The programme, where the organiser has several.
    pub programme: Option<ProgrammeTitle>,
}

/// In whose hands a thing is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// In whose.
    pub account: AccountId,
    /// Their role title.
    pub title: String,
    /// Since when.
    pub since: Date,
    /// Whether it is the actor.
    pub own: bool,
    /// Whether somebody took it out of the actor's hands.
    pub lost: bool,
}

impl Owed {
    /// Which thing of its kind it is.
    pub fn thing(&self) -> String {
        self.kind.thing(self.id, &self.label, &self.unit_code)
    }
}

/// How many days ahead a due measure is shown.
const AHEAD: i64 = 14;

/// The day until which what is due soon is shown.
pub(super) fn soon(permit: &Permit<ReadDesk>) -> Date {
    permit.on().saturating_add(jiff::Span::new().days(AHEAD))
}
