//! What a story says, entry by entry, as its file holds it.

use earnest_model::Date;
use serde::Deserialize;

/// The file of a story.
pub(crate) const STORY: &str = "story.toml";

/// Accounts that are opened where the story needs them; `{unit}` stands for the unit's name.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Titles {
    /// Who keeps a unit's records.
    pub officer: String,
    /// Who signs for it.
    pub head: String,
    /// Who assesses for it; only where its people hear the leading group of their organiser.
    #[serde(default)]
    pub assessor: String,
}

impl Titles {
    /// The title of an account of a unit.
    pub fn of(template: &str, unit: &str) -> String {
        template.replace("{unit}", unit)
    }
}

/// Somebody whose login is shown at the start: a post, never a name.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Person {
    pub login: String,
    pub role: String,
    /// Code of the unit.
    pub unit: String,
    pub title: String,
}

/// Duties: when they are laid on, and on which posts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DutyTale {
    pub on: Date,
    /// Who is responsible first.
    pub first: String,
    /// Who is for what is in the portfolio.
    pub dual: String,
    /// Who organises.
    pub organising: String,
    /// Code of a direct subordinate beneath which they are not taken up.
    #[serde(default)]
    pub slow: Option<String>,
}

/// What sessions are like. Of two numbers what is between them is meant.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SessionTale {
    /// The post that speaks first.
    pub head: String,
    /// Who speaks then; without them as many of the pool `post` as `speakers` says.
    #[serde(default)]
    pub others: Vec<String>,
    #[serde(default)]
    pub speakers: usize,
    pub minutes: [usize; 2],
    pub people: [usize; 2],
    pub interactions: [usize; 2],
    /// Whether cases are told of.
    #[serde(default)]
    pub cases: bool,
}

/// Where digits come from where a story says nothing else.
fn origin() -> String {
    "ten-sided dice, thrown one after another in the meeting room before two witnesses".to_owned()
}

/// A draw.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DrawTale {
    pub on: Date,
    pub rate: String,
    /// Thrown in public; without it the frame is frozen, and no more.
    #[serde(default)]
    pub seed: Option<String>,
    /// Where its digits come from.
    #[serde(default = "origin")]
    pub origin: String,
    /// The classes; those of the pack where none is named.
    #[serde(default)]
    pub classes: Vec<String>,
}

/// A circular.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CircularTale {
    pub title: String,
    pub recipients: String,
    pub grounds: String,
    pub went_well: Vec<String>,
    pub problems: Vec<String>,
    pub requirements: Vec<String>,
    /// By when they are answered.
    pub due: Date,
    /// What the first unit criticised says of its passage. With it the best and the worst are named, without it nobody is.
    #[serde(default)]
    pub reply: Option<String>,
}

/// Ratings, and the circular on them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RatingTale {
    pub on: Date,
    /// By when units that are named answer.
    pub answer_by: Date,
    pub published: Date,
    pub circular: CircularTale,
}

/// A round, as far as it got.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RoundTale {
    pub opens: Date,
    pub plans_due: Date,
    pub ends: Date,
    #[serde(default)]
    pub plans: Option<Date>,
    #[serde(default)]
    pub sessions: Option<Date>,
    #[serde(default)]
    pub draw: Option<DrawTale>,
    #[serde(default)]
    pub rating: Option<RatingTale>,
    /// Every so many units one is listened to.
    #[serde(default = "each")]
    pub listened: usize,
    /// Codes of units whose plan is sent back once.
    #[serde(default)]
    pub returned: Vec<String>,
    /// Codes of those whose plan is approved with remarks.
    #[serde(default)]
    pub remarked: Vec<String>,
    /// Codes of those whose plan waits for its review.
    #[serde(default)]
    pub unread: Vec<String>,
    /// Codes of those that owe one.
    #[serde(default)]
    pub owing: Vec<String>,
    /// Whether the first assessor still owes what was heard.
    #[serde(default)]
    pub sheets_owed: bool,
}

fn each() -> usize {
    1
}

/// The ledger.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LedgerTale {
    /// Problems of a unit in a round.
    pub problems: usize,
    /// Measures of a problem.
    pub measures: [usize; 2],
    /// The day on which units tell what became of them.
    pub worked_on: Date,
}

/// A look-back on closed measures.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LookBackTale {
    pub on: Date,
    /// When the drawn measures are looked at.
    pub looked: Date,
    pub rate: String,
    pub seed: String,
    /// Where its digits come from.
    #[serde(default = "origin")]
    pub origin: String,
}

/// A visit.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VisitTale {
    pub on: Date,
    /// Codes of the units, a day each.
    pub units: Vec<String>,
}

/// All that is told.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Story {
    /// What the organisation is called.
    pub organisation: String,
    /// Code of the organiser.
    pub organiser: String,
    pub language: String,
    pub zone: String,
    pub founded: Date,
    /// The day on which it stands still.
    pub today: Date,
    pub titles: Titles,
    pub people: Vec<Person>,
    pub duties: DutyTale,
    pub sessions: SessionTale,
    pub rounds: Vec<RoundTale>,
    pub ledger: LedgerTale,
    #[serde(default)]
    pub look_back: Option<LookBackTale>,
    #[serde(default)]
    pub visit: Option<VisitTale>,
}
