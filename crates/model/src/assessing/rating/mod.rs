//! The overall rating: parts, weights, missing parts explained, grade, veto. Exact throughout.

mod adjustment;
mod bands;
mod known;

pub use adjustment::Adjustment;
pub use bands::{BandRange, Bands, Standing, bands, error_of};
pub use known::{Known, Marked, MarkedSheet, Missing, PartScores};

use crate::{
    fraction::Fraction,
    id::SheetId,
    programmes::standard::{PartKind, SeverityRule, Standard},
};
use serde::{Deserialize, Serialize};

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
    /// What the severity of the assessors does to their mean, where it can be told.
    #[serde(default)]
    pub adjustment: Option<Adjustment>,
    /// What counts: their mean, or the adjusted one if the standard says so and severity can be told.
    pub score: Option<Fraction>,
    /// The greatest score less the least, where several people gave some.
    pub spread: Option<Fraction>,
    /// What it adds to the whole.
    pub adds: Fraction,
    /// Why it is missing.
    pub missing: Option<Missing>,
}

impl RatedPart {
    /// The mean of the scores as they were given.
    pub fn raw(&self) -> Option<Fraction> {
        Fraction::mean(&self.scores)
    }

    /// The score by a rule; the raw one where severity can't be told.
    pub fn by(&self, rule: SeverityRule) -> Option<Fraction> {
        self.raw().map(|raw| counted(raw, self.adjustment.as_ref(), rule))
    }
}

fn counted(raw: Fraction, adjustment: Option<&Adjustment>, rule: SeverityRule) -> Fraction {
    match (rule, adjustment) {
        (SeverityRule::Adjusted, Some(adjustment)) => adjustment.result(raw),
        _ => raw,
    }
}

/// What the parts make by a rule, whichever of them counts.
fn total_by(parts: &[RatedPart], rule: SeverityRule) -> Fraction {
    parts.iter().filter_map(|part| Some(part.by(rule)? * part.share)).sum()
}

/// The variance of the whole score's error; `None` where that of a part isn't known. A plan's way through its review is
/// a matter of record and has none.
fn variance(parts: &[RatedPart], rule: SeverityRule) -> Option<Fraction> {
    let assessed = parts.iter().filter(|part| !part.sheets.is_empty());
    let of = |part: &RatedPart| {
        let error = part.adjustment?.sd_by(rule) * part.share;
        Some(error * error)
    };
    assessed.map(of).sum()
}

/// An overall rating with its whole computation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    /// The parts in the order of the four steps.
    pub parts: Vec<RatedPart>,
    /// The sum of what the parts add, out of 100.
    pub score: Fraction,
    /// The variance of the score's error in squared points, where it is known.
    pub variance: Option<Fraction>,
    /// The score by the rule that doesn't count, where severity can be told.
    pub otherwise: Option<Fraction>,
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
        let known = scores(part.part).cloned().unwrap_or_default();
        let raw = Fraction::mean(&known.scores);
        let score = raw.map(|raw| counted(raw, known.adjustment.as_ref(), standard.severity));
        let share = if score.is_some() { part.weight.checked_div(present)? } else { Fraction::ZERO };
        parts.push(RatedPart {
            part: part.part,
            weight: part.weight,
            share,
            adds: score.map_or(Fraction::ZERO, |score| score * share),
            // Nobody agrees or disagrees with themselves.
            spread: spread(&known.scores).filter(|_| known.assessors > 1),
            scores: known.scores,
            sheets: known.sheets,
            adjustment: known.adjustment,
            score,
            missing: known.missing.filter(|_| score.is_none()),
        });
    }
    let score = parts.iter().map(|part| part.adds).sum();
    let veto = standard.vetoes.iter().map(|veto| &veto.key).find(|key| vetoes.contains(key)).cloned();
    let grade = if veto.is_some() { standard.worst() } else { standard.grade(score) };
    (present > Fraction::ZERO).then_some(())?;
    let variance = variance(&parts, standard.severity);
    let otherwise = variance.map(|_| total_by(&parts, standard.severity.other()));
    Some(Rating { parts, score, variance, otherwise, grade: grade?.key.clone(), veto })
}

/// The greatest score less the least, where there are several.
pub fn spread(scores: &[Fraction]) -> Option<Fraction> {
    let ends = scores.iter().max().zip(scores.iter().min()).filter(|_| scores.len() > 1);
    ends.map(|(most, least)| *most - *least)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programmes::standard::{Grade, LocalName, Part, PlanScore, Veto};
    use crate::{assessing::sheet::SpotCheckState, id::AccountId, plans::plan::PlanState};
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
            observed_share: Fraction::ZERO,
            leading_group: None,
            severity: SeverityRule::Raw,
            double_marking: None,
        }
    }

    fn rated(known: &Known) -> Rating {
        let standard = standard();
        rate(&standard, &known.parts(&standard), &known.vetoes).unwrap()
    }

    fn sheets(all: &[(i64, i64)]) -> Marked {
        let sheet = |(id, score): &(i64, i64)| MarkedSheet {
            id: SheetId(*id),
            score: Fraction::whole(*score),
            assessor: AccountId(*id),
        };
        Marked { sheets: all.iter().map(sheet).collect(), adjustment: None }
    }

    #[test]
    fn the_parts_are_weighed_exactly_and_two_sheets_give_their_mean_and_spread() {
        let known = Known {
            owes_plan: true,
            plan: Some((PlanState::ApprovedWithRemarks, 2)),
            observed: sheets(&[(1, 85), (2, 92)]),
            spot_check: Some(SpotCheckState::Assessed),
            materials: sheets(&[(3, 70)]),
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
            materials: sheets(&[(3, 80)]),
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
            |plan| rated(&Known { owes_plan: true, plan, observed: sheets(&[(1, 90)]), ..Known::default() });
        assert_eq!(with(None).parts[0].score, Some(Fraction::ZERO));
        assert_eq!(with(Some((PlanState::Returned, 1))).parts[0].score, Some(Fraction::ZERO));
        assert_eq!(with(Some((PlanState::Submitted, 1))).parts[0].missing, Some(Missing::PlanNotApproved));
        assert_eq!(with(Some((PlanState::Submitted, 1))).score, Fraction::whole(90));
    }

    #[test]
    fn a_veto_gives_the_lowest_grade_whatever_the_score() {
        let mut known = Known { observed: sheets(&[(1, 99)]), ..Known::default() };
        assert_eq!(rated(&known).grade, "excellent");
        known.vetoes = vec!["not-held".into()];
        let rating = rated(&known);
        assert_eq!((rating.grade.as_str(), rating.veto.as_deref()), ("poor", Some("not-held")));
        assert_eq!(rating.score, Fraction::whole(99), "the score stays, so that the veto explains itself");
    }

    #[test]
    fn the_standard_says_whether_the_raw_or_the_adjusted_score_counts() {
        let adjustment = Adjustment {
            severity: Fraction::whole(4),
            mean: Fraction::whole(80),
            shrinkage: Fraction::new(3, 4).unwrap(),
            raw_sd: Fraction::whole(4),
            sd: Fraction::whole(2),
        };
        let mut known = Known { observed: sheets(&[(1, 92)]), ..Known::default() };
        known.observed.adjustment = Some(adjustment);
        let raw = rated(&known);
        assert_eq!((raw.score, raw.variance), (Fraction::whole(92), Some(Fraction::whole(16))));
        let adjusting = Standard { severity: SeverityRule::Adjusted, ..standard() };
        let adjusted = rate(&adjusting, &known.parts(&adjusting), &[]).unwrap();
        assert_eq!((adjusted.score, adjusted.variance), (Fraction::whole(86), Some(Fraction::whole(4))));
        assert_eq!((raw.grade.as_str(), adjusted.grade.as_str()), ("excellent", "good"));
        assert_eq!((raw.otherwise, adjusted.otherwise), (Some(adjusted.score), Some(raw.score)));
        known.observed.adjustment = None;
        let untold = rate(&adjusting, &known.parts(&adjusting), &[]).unwrap();
        assert_eq!(
            (untold.score, untold.variance),
            (Fraction::whole(92), None),
            "what can't be told changes nothing"
        );
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
            let list = |scores: Vec<i64>| sheets(&scores.into_iter().map(|score| (1, score)).collect::<Vec<_>>());
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
