//! The one place of the register where a number becomes a count with its question.

use earnest_model::figures::{
    count::{Count, Question},
    figure::{Trace, Traced},
};
use earnest_warrant::warrant;

/// What a query counted, with the question whose answer is the records. An engine counts in signed numbers; none is below
/// nought.
#[expect(clippy::disallowed_methods, reason = "the one place where the register counts")]
pub(crate) fn counted<Q: Question>(question: Q, value: i64) -> Count<Q> {
    Count::counted(question, u64::try_from(value).unwrap_or_default())
}

/// A figure as a query counted it.
pub(crate) fn traced(trace: Trace, value: i64) -> Traced {
    Traced::traced(warrant(), trace, u64::try_from(value).unwrap_or_default())
}
