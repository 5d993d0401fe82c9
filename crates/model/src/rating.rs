//! The overall rating: parts, weights, missing parts explained, grade, veto. Exact throughout.

use crate::{
    fraction::Fraction,
    standard::{PartKind, Standard},
};
use serde::{Deserialize, Serialize};

/// What is known of a part before it is rated.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartScores {
    /// Scores out of 100: one for each sheet, or the one of the plan.
    pub scores: Vec<Fraction>,
    /// Why there is none, where there is none.
    pub missing: Option<Missing>,
}

/// Why a part is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// No plan is asked of the unit by this organiser.
    NoPlanAsked,
    /// The plan was not approved.
    PlanNotApproved,
    /// Nobody was sent to listen.
    NotObserved,
    /// The unit was not drawn.
    NotDrawn,
    /// It was drawn, but its materials are not assessed.
    NotAssessed,
}

impl Missing {
    /// The word of the reason.
    pub fn key(self) -> &'static str {
        match self {
            Self::NoPlanAsked => "no-plan-asked",
            Self::PlanNotApproved => "plan-not-approved",
            Self::NotObserved => "not-observed",
            Self::NotDrawn => "not-drawn",
            Self::NotAssessed => "not-assessed",
        }
    }
}

/// A part of a rating, explained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatedPart {
    /// Which part.
    pub part: PartKind,
    /// Its weight in the standard.
    pub weight: Fraction,
    /// Its share in this rating: the weight over the weights of the parts that are there; nought if missing.
    pub share: Fraction,
    /// The scores behind it.
    pub scores: Vec<Fraction>,
    /// Their mean.
    pub score: Option<Fraction>,
    /// The greatest score less the least, where there are several.
    pub spread: Option<Fraction>,
    /// What it adds to the whole.
    pub adds: Fraction,
    /// Why it is missing.
    pub missing: Option<Missing>,
}

/// An overall rating with its whole computation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    /// The parts in the order of the four steps.
    pub parts: Vec<RatedPart>,
    /// The sum of what the parts add, out of 100.
    pub score: Fraction,
    /// Key of the grade.
    pub grade: String,
    /// Key of the veto ground that decided it.
    pub veto: Option<String>,
}

/// Rates a unit. `None` if no part is there: a unit of which nothing is known is not rated.
pub fn rate(standard: &Standard, known: &[(PartKind, PartScores)], vetoes: &[String]) -> Option<Rating> {
    let scores = |part: PartKind| known.iter().find(|(found, _)| *found == part).map(|(_, scores)| scores);
    let present: Fraction = standard
        .parts
        .iter()
        .filter(|part| scores(part.part).is_some_and(|scores| !scores.scores.is_empty()))
        .map(|part| part.weight)
        .sum();
    let mut parts = Vec::new();
    for part in &standard.parts {
        let known = scores(part.part);
        let all = known.map_or(Vec::new(), |known| known.scores.clone());
        let score = Fraction::mean(&all);
        let share = if score.is_some() { part.weight.checked_div(present)? } else { Fraction::ZERO };
        let spread = all
            .iter()
            .max()
            .zip(all.iter().min())
            .filter(|_| all.len() > 1)
            .map(|(most, least)| *most - *least);
        parts.push(RatedPart {
            part: part.part,
            weight: part.weight,
            share,
            adds: score.map_or(Fraction::ZERO, |score| score * share),
            scores: all,
            score,
            spread,
            missing: if score.is_none() { known.and_then(|known| known.missing) } else { None },
        });
    }
    let score = parts.iter().map(|part| part.adds).sum();
    let veto = standard.vetoes.iter().map(|veto| &veto.key).find(|key| vetoes.contains(key)).cloned();
    let grade = if veto.is_some() { standard.worst() } else { standard.grade(score) };
    (present > Fraction::ZERO).then_some(())?;
    Some(Rating { parts, score, grade: grade?.key.clone(), veto })
}
