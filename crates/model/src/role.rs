//! What somebody may be for a unit: the roles. What each may do stands in the table of rules (`permit/rules.rs`) alone.

use crate::message::Message;

/// What a person may be for a unit and everything beneath it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Manages accounts and the tree; sees no sheet and no ledger by that alone.
    Administrator,
    /// The organising office: sets the standard, opens rounds, draws, publishes.
    Office,
    /// Reviews plans, listens in, assesses materials, verifies closures.
    Assessor,
    /// Fills in what the unit owes.
    UnitOfficer,
    /// The unit's chief: the gate on what leaves the unit.
    UnitHead,
    /// Reads everything, changes nothing.
    Auditor,
}

impl Role {
    /// All roles in the order in which they are shown.
    pub const ALL: [Self; 6] =
        [Self::Administrator, Self::Office, Self::Assessor, Self::UnitOfficer, Self::UnitHead, Self::Auditor];

    /// The word of the role in the register and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Office => "office",
            Self::Assessor => "assessor",
            Self::UnitOfficer => "unit-officer",
            Self::UnitHead => "unit-head",
            Self::Auditor => "auditor",
        }
    }

    /// Reads the word of a role.
    pub fn parse(text: &str) -> Result<Self, Message> {
        let known = Self::ALL.into_iter().find(|role| role.key() == text.trim());
        known.ok_or_else(|| Message::new("error-role").with("text", text))
    }

    /// Whether whoever holds it works for the unit and answers for what it does: its officer and its head.
    pub fn answers(self) -> bool {
        matches!(self, Self::UnitOfficer | Self::UnitHead)
    }
}
