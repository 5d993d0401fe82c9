//! Whether a standard is at least as strict as the superior's.

use super::{PartKind, SheetKind, Standard};
use crate::fraction::Fraction;

/// A way in which a standard asks for less than the superior's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Laxer {
    /// A grade is earned with less.
    Grade(String),
    /// A veto ground is missing.
    Veto(String),
    /// An item is missing.
    Item(String),
    /// An item gives fewer points than its superior's leaves room for.
    Points(String),
    /// An item is no longer scored on a sheet on which the superior's is.
    Sheets(String),
    /// A part of the rating is missing.
    Part(PartKind),
    /// A part weighs less than the superior's leaves room for.
    Weight(PartKind),
    /// Plans are scored more kindly.
    PlanScore,
    /// Fewer units are drawn.
    Rate,
    /// Less attendance is asked for.
    Attendance,
    /// Fewer units are observed.
    Observed,
    /// The organiser's own leading group takes no part.
    LeadingGroup,
    /// Fewer materials are marked twice, or a wider spread passes.
    DoubleMarking,
}

impl Laxer {
    /// What is laxer, for a message: a key of the standard or of the rule.
    pub fn about(&self) -> &str {
        match self {
            Self::Grade(key) | Self::Veto(key) | Self::Item(key) | Self::Points(key) | Self::Sheets(key) => {
                key
            }
            Self::Part(part) | Self::Weight(part) => part.key(),
            Self::PlanScore => "plan-score",
            Self::Rate => "spot-check-rate",
            Self::Attendance => "attendance-floor",
            Self::Observed => "observed-share",
            Self::LeadingGroup => "leading-group",
            Self::DoubleMarking => "double-marking",
        }
    }
}

/// The least that an item or a part must keep of what it is worth in the superior's standard: four fifths. A standard
/// always makes 100 points, so something has to give way for items of one's own: a fifth at most, and of each alike.
pub fn least_kept(theirs: Fraction) -> Fraction {
    theirs * Fraction::thousandths(800)
}

/// Every way in which `own` is laxer than `superior`; empty means at least as strict. It may add to each of them.
///
/// All but the points and weights is handed down: whoever is as strict as the tier above is as strict as the one above
/// that. A fifth of a fifth is not, so points are held against the standard of every tier above.
pub fn laxities(own: &Standard, superior: &Standard) -> Vec<Laxer> {
    let mut found = Vec::new();
    for grade in &superior.grades {
        if own.grade_named(&grade.key).is_none_or(|mine| mine.at_least < grade.at_least) {
            found.push(Laxer::Grade(grade.key.clone()));
        }
    }
    for veto in &superior.vetoes {
        if own.veto(&veto.key).is_none() {
            found.push(Laxer::Veto(veto.key.clone()));
        }
    }
    items(own, superior, &mut found);
    for part in &superior.parts {
        let mine = own.weight(part.part);
        if mine == Fraction::ZERO {
            found.push(Laxer::Part(part.part));
        } else if mine < least_kept(part.weight) {
            found.push(Laxer::Weight(part.part));
        }
    }
    let (mine, theirs) = (&own.plan, &superior.plan);
    if mine.approved > theirs.approved
        || mine.remarks > theirs.remarks
        || mine.floor > theirs.floor
        || mine.per_return < theirs.per_return
    {
        found.push(Laxer::PlanScore);
    }
    if own.spot_check_rate < superior.spot_check_rate {
        found.push(Laxer::Rate);
    }
    if own.attendance_floor < superior.attendance_floor {
        found.push(Laxer::Attendance);
    }
    if own.observed_share < superior.observed_share {
        found.push(Laxer::Observed);
    }
    // Who hears it is each organiser's own matter: not every one has units beside it, or anybody outside.
    if own.leading_group.is_none() && superior.leading_group.is_some() {
        found.push(Laxer::LeadingGroup);
    }
    if let Some(theirs) = &superior.double_marking {
        let mine = own.double_marking.as_ref();
        if mine.is_none_or(|mine| mine.share < theirs.share || mine.spread_limit > theirs.spread_limit) {
            found.push(Laxer::DoubleMarking);
        }
    }
    found
}

fn items(own: &Standard, superior: &Standard, found: &mut Vec<Laxer>) {
    for block in &superior.blocks {
        for item in &block.items {
            let kept = own.blocks.iter().find_map(|mine| {
                let found = mine.items.iter().find(|one| one.key == item.key)?;
                Some((found, &mine.sheets))
            });
            let Some((mine, sheets)) = kept else {
                found.push(Laxer::Item(item.key.clone()));
                continue;
            };
            if mine.points < least_kept(item.points) {
                found.push(Laxer::Points(item.key.clone()));
            }
            let misses = |sheet: &SheetKind| !sheets.contains(sheet);
            if block.sheets.iter().any(misses) {
                found.push(Laxer::Sheets(item.key.clone()));
            }
        }
    }
}
