//! A count with the question that lists exactly its records.

use crate::{duties::cascade::CascadeStage, tasks::task::LateKind};

/// A number with the question behind it. The register's queries alone make one: elsewhere `clippy.toml` forbids the call.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count<Q> {
    question: Q,
    value: u64,
}

/// A question whose count may be put together from counts of the register. The trace of a figure is none: a figure is
/// counted by the register alone.
pub trait Question {}

impl<Q: Question> Count<Q> {
    /// A number as the register counted it, with the question whose answer is its records.
    pub fn counted(question: Q, value: u64) -> Self {
        Self { question, value }
    }
}

impl<Q> Count<Q> {
    /// Of whatever question; what is made of it decides who may ask.
    pub(super) fn made(question: Q, value: u64) -> Self {
        Self { question, value }
    }

    /// What was asked.
    pub fn question(&self) -> &Q {
        &self.question
    }

    /// The number.
    pub fn value(&self) -> u64 {
        self.value
    }
}

impl Count<Listed> {
    /// How many there are of what is listed beside the number: nobody but the list says it.
    pub fn of<T>(list: &[T]) -> Self {
        Self { question: Listed, value: list.len() as u64 }
    }

    /// How many of what is listed beside the number are of a kind.
    pub fn of_those<T>(list: &[T], kind: impl Fn(&T) -> bool) -> Self {
        Self { question: Listed, value: list.iter().filter(|one| kind(one)).count() as u64 }
    }
}

/// The question behind a count of what is listed beside it: there is nothing more to ask.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Listed;

/// The question behind a count beside a record: which of its kind hang on that record. The record's page lists them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OfRecord;

impl Question for Listed {}
impl Question for OfRecord {}
impl Question for CascadeStage {}
impl Question for LateKind {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_counts_itself() {
        let list = [3, 4, 5];
        assert_eq!(Count::of(&list).value(), 3);
        assert_eq!(Count::of_those(&list, |one| one % 2 == 1).value(), 2);
    }
}
