//! The circular: a published result, versioned; a published version never changes.

use crate::{fraction::Fraction, words::words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

words! {
    /// How a unit is named in a circular.
    Polarity, "error-polarity" {
        /// As a good example.
        Commendation = "commendation",
        /// For what must be mended.
        Criticism = "criticism",
    }
}

/// The frame and the sample of a class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassFacts {
    /// Key of the class.
    pub class: String,
    /// Units in the frame.
    pub frame: u64,
    /// Units drawn.
    pub drawn: u64,
    /// Units whose materials were assessed.
    pub assessed: u64,
}

/// A row of the annexed table of results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultRow {
    /// Key of the class.
    pub class: String,
    /// Code of the unit.
    pub unit: String,
    /// Name of the unit on the day of publication.
    pub name: String,
    /// Score out of 100; none where a veto decided.
    pub score: Option<Fraction>,
    /// Key of the grade.
    pub grade: String,
}

/// What must be done, by when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    /// What.
    pub text: String,
    /// By when.
    pub due_on: Date,
}

/// The document, part by part in its customary order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CircularBody {
    /// Whom it goes to, in words.
    pub recipients: String,
    /// Why, and by which rule.
    pub grounds: String,
    /// First and last day of what was assessed.
    pub period: (Date, Date),
    /// Plans that were due and reviewed.
    pub plans: (u64, u64),
    /// Units whose session was observed.
    pub observed: u64,
    /// Frame and sample by class.
    pub classes: Vec<ClassFacts>,
    /// What went well.
    pub went_well: Vec<String>,
    /// Problems, by kind.
    pub problems: Vec<String>,
    /// What must be done.
    pub requirements: Vec<Requirement>,
    /// The table of results.
    pub results: Vec<ResultRow>,
    /// Who issues it.
    pub issuer: String,
    /// Why a correction was published; none for the first version.
    pub correction: Option<String>,
}

impl CircularBody {
    /// All units drawn.
    pub fn drawn(&self) -> u64 {
        self.classes.iter().map(|class| class.drawn).sum()
    }

    /// All units of the frame.
    pub fn frame(&self) -> u64 {
        self.classes.iter().map(|class| class.frame).sum()
    }
}
