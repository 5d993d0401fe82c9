//! What a telling is: which act, what kind of notice it makes, who is told and how the act must stand to them.

use crate::{actor::Role, words::words};

words! {
    /// Kinds of notice.
    NoticeKind, "error-notice-kind" {
        /// Something came that asks something of the unit.
        Arrived = "arrived",
        /// What was handed in came back.
        Returned = "returned",
        /// What was handed in or asked for is decided.
        Decided = "decided",
        /// Somebody replied to what was asked of them.
        Replied = "replied",
    }
}

/// How the unit of an act, or the record it is about, stands to the unit at which somebody holds a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The act is about the same unit.
    Own,
    /// The act is about a unit directly beneath.
    Beneath,
    /// The act is one of the unit directly above.
    Above,
    /// The record names the unit.
    Named(Naming),
}

/// By what a record names a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// It receives the circular.
    Receives,
    /// It was reminded of the circular.
    Reminded,
    /// A passage of the draft, which is being checked, is about it.
    Checks,
    /// No passage of the draft, which is being checked, is about it; its result stands in the table.
    InTable,
    /// The passage is about it.
    Passage,
    /// It is the recipient of the direction.
    TaskRecipient,
    /// It sent the direction.
    TaskSender,
    /// It is asked the question.
    Asked,
    /// Its materials are called up in the draw.
    CalledUp,
    /// It was drawn, and can't be checked.
    Replaced,
    /// It is the next of the order in the place of one that can't be checked.
    Replacing,
    /// The act tells its code: it was left out of a draw, or excused.
    ByCode,
    /// It said that the request is too much.
    Complained,
    /// It was visited.
    Visited,
    /// Guidance for all units was meant for it, too: it stands beneath whoever gave it.
    Guided,
    /// It sent the visit whose finding the problem came from.
    Finder,
    /// It is the unit itself that was changed.
    IsIt,
    /// The unit that was changed stands directly beneath it, stood there before, or was joined to it.
    StoodAbove,
    /// The reader, and not the unit: they verified the closure of the measure.
    Verifier,
}

/// An act that is told to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Telling {
    /// The word: the ending of the keys of `locales/` that say it.
    pub word: &'static str,
    /// What kind of notice it makes.
    pub kind: NoticeKind,
    /// The kind of record that the act is about.
    pub subject: &'static str,
    /// The words of the acts that are told so.
    pub acts: &'static [&'static str],
    /// How the act must stand to the unit of the post.
    pub place: Place,
    /// Who is told.
    pub roles: &'static [Role],
}

impl Telling {
    /// The kind of record to whose page it leads: of what is told of a part of a record, that of the whole.
    pub fn leads_to(&self) -> &'static str {
        match (self.place, self.subject) {
            (Place::Named(Naming::InTable), _) | (_, "appeal") => "rating",
            (Place::Named(Naming::Guided), _) => "guidance",
            (_, "visit-item") => "visit",
            (_, "spot-check") => "draw",
            (_, subject) => subject,
        }
    }

    /// Whether the act is about the unit of the reader, on a record that is of many: what happens with that record later says nothing
    /// of it, and must not stand in its place.
    pub fn singles_out(&self) -> bool {
        matches!(self.place, Place::Named(Naming::ByCode | Naming::Replaced | Naming::Replacing))
    }

    /// Whether an entry of the journal is such an act.
    pub fn is(&self, subject: &str, act: &str) -> bool {
        self.subject == subject && self.acts.contains(&act)
    }
}
