//! Why severity can't be told.

use thiserror::Error;

/// Why a model can't be fitted.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The columns do not fit together.
    #[error("a column of the scores has not one value per row, or a value is missing")]
    Length,
    /// Nothing varies.
    #[error("all scores are the same, so there is nothing to divide between units and assessors")]
    Constant,
    /// One assessor.
    #[error("there is a single assessor; severity compares assessors with each other")]
    SingleAssessor,
    /// One unit.
    #[error("there is a single unit, so units can't be told from the mean")]
    SingleUnit,
    /// Every unit has one score.
    #[error("every unit has one score, so the difference between units can't be told from the residual")]
    OneScorePerUnit,
    /// Every assessor gave one score.
    #[error("every assessor gave one score, so severity can't be told from the residual")]
    OneScorePerAssessor,
    /// Every assessor scored a unit of their own.
    #[error(
        "every assessor scored one unit that no one else scored, so severity can't be told from the units"
    )]
    OneUnitPerAssessor,
    /// Units and assessors explain every score.
    #[error(
        "units and assessors explain every score exactly (the residual is 0), so no uncertainty can be estimated"
    )]
    NoResidual,
    /// More levels than the method can hold.
    #[error(
        "there are more than {0} units and more than {0} assessors; this method can't fit so many of both"
    )]
    TooLarge(usize),
}
