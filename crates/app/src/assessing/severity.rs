//! The severity of a round's assessors, taken out of what they scored.

use earnest_model::{
    assessing::rating::{Adjustment, Marked},
    fraction::Fraction,
    id::AccountId,
};
use earnest_stats::{
    marking::{Freed, Mark, Marking, Marks, marking},
    severity::Refusal,
};
use earnest_store::KnownUnit;
use std::collections::BTreeMap;

/// Gives every unit's sheets what the severity of their assessors does to them. One model for all sheets of the round:
/// a session and the materials of a unit are two objects, an assessor has one severity. Nothing where it can't be told.
pub(crate) fn adjust(units: &mut [KnownUnit]) {
    let mut places: BTreeMap<AccountId, u32> = BTreeMap::new();
    let mut marks = Vec::new();
    let mut objects = 0;
    for marked in units.iter_mut().flat_map(marked) {
        for sheet in &marked.sheets {
            let next = u32::try_from(places.len()).unwrap_or(u32::MAX);
            marks.push(Mark {
                object: objects,
                assessor: *places.entry(sheet.assessor).or_insert(next),
                score: (sheet.score.numerator(), sheet.score.denominator()),
            });
        }
        objects += 1;
    }
    let objects = usize::try_from(objects).unwrap_or(usize::MAX);
    let Ok(found) = marking(Marks { marks: &marks, objects, assessors: places.len() }) else { return };
    for (marked, freed) in units.iter_mut().flat_map(marked).zip(&found.freed) {
        marked.adjustment = Some(adjustment(&found, freed));
    }
}

/// What was marked of a unit, where anything was.
fn marked(unit: &mut KnownUnit) -> impl Iterator<Item = &mut Marked> {
    let both = [&mut unit.known.observed, &mut unit.known.materials];
    both.into_iter().filter(|marked| !marked.sheets.is_empty())
}

fn adjustment(found: &Marking, freed: &Freed) -> Adjustment {
    Adjustment {
        severity: Fraction::thousandths(freed.severity),
        mean: Fraction::thousandths(found.mean),
        shrinkage: Fraction::thousandths(freed.shrinkage),
        raw_sd: Fraction::thousandths(freed.raw_sd),
        sd: Fraction::thousandths(freed.sd),
    }
}

/// The key of the sentence that says why severity can't be told.
pub(crate) fn why(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Constant | Refusal::NoResidual => "severity-refused-constant",
        Refusal::SingleAssessor => "severity-refused-assessor",
        Refusal::SingleUnit | Refusal::OneScorePerUnit => "severity-refused-unit",
        Refusal::OneScorePerAssessor | Refusal::OneUnitPerAssessor => "severity-refused-few",
        Refusal::Length | Refusal::TooLarge(_) => "severity-refused-large",
    }
}
