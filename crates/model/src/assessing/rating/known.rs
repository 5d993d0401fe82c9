//! What the register knows of a unit in a round, part by part, before it is rated.

use super::Adjustment;
use crate::{
    assessing::sheet::SpotCheckState,
    fraction::Fraction,
    id::{AccountId, SheetId},
    plans::plan::PlanState,
    programmes::standard::{PartKind, Standard},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What is known of a part before it is rated.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartScores {
    /// Scores out of 100: one for each sheet, or the one of the plan.
    pub scores: Vec<Fraction>,
    /// The sheets that the scores come from, in the same order; none for the plan.
    pub sheets: Vec<SheetId>,
    /// How many people filled them.
    pub assessors: usize,
    /// What the severity of the assessors does to them, where it can be told.
    pub adjustment: Option<Adjustment>,
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
    /// The unit is excused from its session.
    Excused,
    /// Nobody was sent to listen.
    NotObserved,
    /// Somebody was sent, but no sheet is handed in.
    SheetNotIn,
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
            Self::Excused => "excused",
            Self::NotObserved => "not-observed",
            Self::SheetNotIn => "sheet-not-in",
            Self::NotDrawn => "not-drawn",
            Self::NotAssessed => "not-assessed",
        }
    }
}

/// A sheet that was handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkedSheet {
    /// Its key.
    pub id: SheetId,
    /// Its score out of 100.
    pub score: Fraction,
    /// Who filled it.
    pub assessor: AccountId,
}

/// The sheets of a unit of one kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marked {
    /// The sheets in the order in which they came.
    pub sheets: Vec<MarkedSheet>,
    /// What the severity of their assessors does to their mean, where it can be told.
    pub adjustment: Option<Adjustment>,
}

/// What the register knows of a unit in a round, before it is rated.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Whether the organiser asks the unit for a plan: it stands directly beneath.
    pub owes_plan: bool,
    /// The state and version of its latest plan.
    pub plan: Option<(PlanState, u32)>,
    /// Whether somebody was sent to its session.
    pub observer_sent: bool,
    /// Whether it is excused from its session.
    pub excused: bool,
    /// What observers marked.
    pub observed: Marked,
    /// How far its spot check has come, if it was drawn.
    pub spot_check: Option<SpotCheckState>,
    /// What was marked on its materials.
    pub materials: Marked,
    /// Veto grounds found on any sheet.
    pub vetoes: Vec<String>,
}

impl Known {
    /// The parts, each with its scores or the reason why there are none.
    ///
    /// A plan that was asked for and never approved scores nought: a unit must not gain by sending none. One that
    /// still waits for its review is missing through no fault of the unit.
    pub fn parts(&self, standard: &Standard) -> Vec<(PartKind, PartScores)> {
        let plan = match self.plan {
            _ if !self.owes_plan => missing(Missing::NoPlanAsked),
            Some((PlanState::Submitted, _)) => missing(Missing::PlanNotApproved),
            Some((state, version)) => {
                let remarks = state == PlanState::ApprovedWithRemarks;
                let returns = version.saturating_sub(1);
                let score = standard.plan_score(state.is_approved(), remarks, returns);
                one(score.unwrap_or(Fraction::ZERO))
            }
            None => one(Fraction::ZERO),
        };
        let unseen = match (self.excused, self.observer_sent) {
            (true, _) => Missing::Excused,
            (false, true) => Missing::SheetNotIn,
            (false, false) => Missing::NotObserved,
        };
        let unchecked = match self.spot_check {
            None | Some(SpotCheckState::Void) => Missing::NotDrawn,
            Some(_) => Missing::NotAssessed,
        };
        vec![
            (PartKind::PlanReview, plan),
            (PartKind::Observation, sheets(&self.observed, unseen)),
            (PartKind::Materials, sheets(&self.materials, unchecked)),
        ]
    }

    /// Whether anybody has looked at the unit, so that there is something to rate beside a plan.
    pub fn is_assessed(&self) -> bool {
        !self.observed.sheets.is_empty() || !self.materials.sheets.is_empty()
    }
}

fn missing(why: Missing) -> PartScores {
    PartScores { missing: Some(why), ..PartScores::default() }
}

fn one(score: Fraction) -> PartScores {
    PartScores { scores: vec![score], ..PartScores::default() }
}

fn sheets(all: &Marked, why: Missing) -> PartScores {
    let (sheets, scores) = all.sheets.iter().map(|sheet| (sheet.id, sheet.score)).unzip();
    let assessors: BTreeSet<AccountId> = all.sheets.iter().map(|sheet| sheet.assessor).collect();
    let missing = all.sheets.is_empty().then_some(why);
    PartScores { scores, sheets, assessors: assessors.len(), adjustment: all.adjustment, missing }
}
