//! The basic facts of a circular as figures.

use crate::{
    frame::call::Call,
    look::{Counted, Figure, Figures, Notice, Tone},
    pages::{paths, shared::lost::lost_words},
};
use earnest_app::circulars::circular_draft_show::Lacking;
use earnest_model::figures::figure::Traced;

/// The basic facts of a circular as figures that open to their records.
pub(super) fn facts(call: &Call<'_>, facts: &[Traced], organiser: &str) -> Figures {
    Figures::new(facts.iter().map(|figure| {
        let count = Counted::new(call.tr, figure, paths::figures::traced(figure, organiser, organiser));
        Figure::of(&count, call.word_of(figure.name()))
    }))
}

/// What the circular leaves out, told beside its facts.
pub(super) fn lacking(call: &Call<'_>, lacking: &Lacking) -> Notice {
    let words = lost_words(call, &lacking.lost, &lacking.figures);
    Notice::new(Tone::Error, call.tr.circular_lacking()).text(words.join(" "))
}
