//! The overall rating: parts, weights, missing parts explained, grade, veto. Exact throughout.

use crate::{
    fraction::Fraction,
    id::SheetId,
    plan::PlanState,
    sheet::SpotCheckState,
    standard::{PartKind, Standard},
};
use serde::{Deserialize, Serialize};

/// What is known of a part before it is rated.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartScores {
    /// Scores out of 100: one for each sheet, or the one of the plan.
    pub scores: Vec<Fraction>,
    /// The sheets that the scores come from, in the same order; none for the plan.
    pub sheets: Vec<SheetId>,
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
            Self::NotObserved => "not-observed",
            Self::SheetNotIn => "sheet-not-in",
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
    /// The sheets that they come from.
    #[serde(default)]
    pub sheets: Vec<SheetId>,
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

/// What the register knows of a unit in a round, before it is rated.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Whether the organiser asks the unit for a plan: it stands directly beneath.
    pub owes_plan: bool,
    /// The state and version of its latest plan.
    pub plan: Option<(PlanState, u32)>,
    /// Whether somebody was sent to its session.
    pub observer_sent: bool,
    /// Sheets of observers with their scores.
    pub observed: Vec<(SheetId, Fraction)>,
    /// How far its spot check has come, if it was drawn.
    pub spot_check: Option<SpotCheckState>,
    /// Sheets on its materials with their scores.
    pub materials: Vec<(SheetId, Fraction)>,
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
        let unseen = if self.observer_sent { Missing::SheetNotIn } else { Missing::NotObserved };
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
        !self.observed.is_empty() || !self.materials.is_empty()
    }
}

fn missing(why: Missing) -> PartScores {
    PartScores { missing: Some(why), ..PartScores::default() }
}

fn one(score: Fraction) -> PartScores {
    PartScores { scores: vec![score], ..PartScores::default() }
}

fn sheets(all: &[(SheetId, Fraction)], why: Missing) -> PartScores {
    let (sheets, scores) = all.iter().copied().unzip();
    PartScores { scores, sheets, missing: all.is_empty().then_some(why) }
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
            sheets: known.map_or(Vec::new(), |known| known.sheets.clone()),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standard::{Grade, LocalName, Part, PlanScore, Veto};
    use proptest::prelude::*;

    fn name() -> LocalName {
        LocalName { zh_hans: "甲".into(), zh_hant: "甲".into(), en: "a".into() }
    }

    fn standard() -> Standard {
        let part = |part, weight| Part { part, weight: Fraction::new(weight, 10).unwrap() };
        let grade =
            |key: &str, least| Grade { key: key.into(), name: name(), at_least: Fraction::whole(least) };
        Standard {
            blocks: Vec::new(),
            parts: vec![
                part(PartKind::PlanReview, 2),
                part(PartKind::Observation, 5),
                part(PartKind::Materials, 3),
            ],
            plan: PlanScore {
                approved: Fraction::whole(100),
                remarks: Fraction::whole(90),
                per_return: Fraction::whole(10),
                floor: Fraction::whole(60),
            },
            grades: vec![grade("excellent", 90), grade("good", 80), grade("fair", 60), grade("poor", 0)],
            vetoes: vec![Veto { key: "not-held".into(), name: name() }],
            spot_check_rate: Fraction::new(1, 5).unwrap(),
            attendance_floor: Fraction::new(9, 10).unwrap(),
        }
    }

    fn rated(known: &Known) -> Rating {
        let standard = standard();
        rate(&standard, &known.parts(&standard), &known.vetoes).unwrap()
    }

    fn sheet(id: i64, score: i64) -> (SheetId, Fraction) {
        (SheetId(id), Fraction::whole(score))
    }

    #[test]
    fn the_parts_are_weighed_exactly_and_two_sheets_give_their_mean_and_spread() {
        let known = Known {
            owes_plan: true,
            plan: Some((PlanState::ApprovedWithRemarks, 2)),
            observed: vec![sheet(1, 85), sheet(2, 92)],
            spot_check: Some(SpotCheckState::Assessed),
            materials: vec![sheet(3, 70)],
            ..Known::default()
        };
        let rating = rated(&known);
        // 80 × 0.2 + 88.5 × 0.5 + 70 × 0.3
        assert_eq!(rating.score, Fraction::parse("81.25").unwrap());
        assert_eq!(rating.grade, "good");
        let observed = &rating.parts[1];
        assert_eq!(
            (observed.spread, observed.score),
            (Some(Fraction::whole(7)), Fraction::parse("88.5").ok())
        );
        assert_eq!(observed.sheets, [SheetId(1), SheetId(2)]);
    }

    #[test]
    fn a_missing_part_gives_its_weight_to_the_others_and_says_why() {
        let known = Known {
            owes_plan: true,
            plan: Some((PlanState::Approved, 1)),
            observer_sent: true,
            materials: vec![sheet(3, 80)],
            spot_check: Some(SpotCheckState::Assessed),
            ..Known::default()
        };
        let rating = rated(&known);
        // (100 × 0.2 + 80 × 0.3) / 0.5
        assert_eq!(rating.score, Fraction::whole(88));
        assert_eq!(rating.parts[1].missing, Some(Missing::SheetNotIn));
        assert_eq!(rating.parts[1].share, Fraction::ZERO);
    }

    #[test]
    fn a_plan_that_was_never_approved_counts_nought_and_one_that_waits_does_not_count() {
        let with =
            |plan| rated(&Known { owes_plan: true, plan, observed: vec![sheet(1, 90)], ..Known::default() });
        assert_eq!(with(None).parts[0].score, Some(Fraction::ZERO));
        assert_eq!(with(Some((PlanState::Returned, 1))).parts[0].score, Some(Fraction::ZERO));
        assert_eq!(with(Some((PlanState::Submitted, 1))).parts[0].missing, Some(Missing::PlanNotApproved));
        assert_eq!(with(Some((PlanState::Submitted, 1))).score, Fraction::whole(90));
    }

    #[test]
    fn a_veto_gives_the_lowest_grade_whatever_the_score() {
        let mut known = Known { observed: vec![sheet(1, 99)], ..Known::default() };
        assert_eq!(rated(&known).grade, "excellent");
        known.vetoes = vec!["not-held".into()];
        let rating = rated(&known);
        assert_eq!((rating.grade.as_str(), rating.veto.as_deref()), ("poor", Some("not-held")));
        assert_eq!(rating.score, Fraction::whole(99), "the score stays, so that the veto explains itself");
    }

    #[test]
    fn nobody_is_rated_of_whom_nothing_is_known() {
        let standard = standard();
        assert_eq!(rate(&standard, &Known::default().parts(&standard), &[]), None);
    }

    proptest! {
        #[test]
        fn the_score_lies_between_the_least_and_the_greatest_part(
            observed in proptest::collection::vec(0_i64..=100, 0..3),
            materials in proptest::collection::vec(0_i64..=100, 1..3),
        ) {
            let list = |scores: Vec<i64>| scores.into_iter().map(|score| sheet(1, score)).collect::<Vec<_>>();
            let known = Known { observed: list(observed), materials: list(materials), ..Known::default() };
            let rating = rated(&known);
            let parts: Vec<_> = rating.parts.iter().filter_map(|part| part.score).collect();
            prop_assert!(rating.score >= *parts.iter().min().unwrap());
            prop_assert!(rating.score <= *parts.iter().max().unwrap());
            let shares: Fraction = rating.parts.iter().map(|part| part.share).sum();
            prop_assert_eq!(shares, Fraction::ONE);
        }
    }
}
