//! The basic facts of a circular as figures.

use crate::{
    frame::call::Call,
    look::{Counted, Figure, Figures},
    pages::paths,
};
use earnest_model::figures::figure::Traced;

/// The basic facts of a circular as figures that open to their records.
pub(super) fn facts(call: &Call<'_>, facts: &[Traced], organiser: &str) -> Figures {
    Figures::new(facts.iter().map(|figure| {
        let count = Counted::new(call.tr, figure, paths::figures::traced(figure, organiser, organiser));
        Figure::of(&count, call.word_of(figure.name()))
    }))
}
