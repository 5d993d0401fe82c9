//! The one place of the register where a number becomes a count with its question.

use earnest_model::figures::count::Count;

/// What a query counted, with the question whose answer is the records. An engine counts in signed numbers; none is below
/// nought.
#[expect(clippy::disallowed_methods, reason = "the one place where the register counts")]
pub(crate) fn counted<Q>(question: Q, value: i64) -> Count<Q> {
    Count::counted(question, u64::try_from(value).unwrap_or_default())
}
