//! Whether a standard is at least as strict as the superior's.

use super::{PartKind, Standard};

/// A way in which a standard asks for less than the superior's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Laxer {
    /// A grade is earned with less.
    Grade(String),
    /// A veto ground is missing.
    Veto(String),
    /// An item is missing, or gives nothing.
    Item(String),
    /// A part of the rating is missing.
    Part(PartKind),
    /// Plans are scored more kindly.
    PlanScore,
    /// Fewer units are drawn.
    Rate,
    /// Less attendance is asked for.
    Attendance,
}

impl Laxer {
    /// What is laxer, for a message: a key of the standard or of the rule.
    pub fn about(&self) -> &str {
        match self {
            Self::Grade(key) | Self::Veto(key) | Self::Item(key) => key,
            Self::Part(part) => part.key(),
            Self::PlanScore => "plan-score",
            Self::Rate => "spot-check-rate",
            Self::Attendance => "attendance-floor",
        }
    }
}

/// Every way in which `own` is laxer than `superior`; empty means at least as strict. It may add to each of them.
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
    for item in superior.blocks.iter().flat_map(|block| &block.items) {
        let kept = own.blocks.iter().flat_map(|block| &block.items).any(|mine| mine.key == item.key);
        if !kept {
            found.push(Laxer::Item(item.key.clone()));
        }
    }
    for part in &superior.parts {
        if own.weight(part.part) == crate::fraction::Fraction::ZERO {
            found.push(Laxer::Part(part.part));
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
    found
}
