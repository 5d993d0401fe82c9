//! Counts of what use cases bring together from several counts or lists of the register.

use earnest_model::figures::count::{Count, Question};

/// What was added up of what the register counted or listed, with the question whose answer is the records.
#[expect(clippy::disallowed_methods, reason = "sums of what the register counted apart")]
pub(crate) fn counted<Q: Question>(question: Q, value: u64) -> Count<Q> {
    Count::counted(question, value)
}
