//! The basic facts of a circular as figures.

use crate::{
    frame::call::Call,
    look::{Figure, Figures},
    pages::paths,
};
use earnest_model::figures::figure::Traced;

/// The basic facts of a circular as figures that open to their records.
pub(super) fn facts(call: &Call<'_>, facts: &[Traced], organiser: &str) -> Figures {
    Figures::new(facts.iter().map(|figure| {
        let name = figure.name();
        let value = call.tr.number(i64::try_from(figure.value()).unwrap_or(i64::MAX));
        let counts = call.word_of(name);
        Figure::new(value, counts, paths::figures::traced(figure, organiser, organiser))
    }))
}
