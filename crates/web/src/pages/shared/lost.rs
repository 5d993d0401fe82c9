//! What a round leaves undone, in words: before it moves on, and beside a circular that would leave it out.

use crate::{frame::call::Call, look::Counted};
use earnest_app::figures::{gates::GateFigures, lost::Lost};
use earnest_model::figures::count::Count;

/// A sentence for each kind of what is undone.
pub(crate) fn lost_words(call: &Call<'_>, lost: &Lost, figures: &GateFigures) -> Vec<String> {
    let tr = call.tr;
    let named = |units: &[(String, String)]| {
        let names: Vec<_> = units.iter().map(|(_, name)| name.as_str()).collect();
        (Counted::beside(tr, &Count::of(units)), names.join(&*tr.circular_comma()))
    };
    let mut words = Vec::new();
    if !lost.sessions.is_empty() {
        let (count, names) = named(&lost.sessions);
        words.push(tr.round_lost_sessions(count.words(), names));
    }
    for (kind, units) in &lost.activities {
        let (count, names) = named(units);
        let kind = call.word_of(*kind);
        words.push(tr.round_lost_activities(count.words(), tr.date_long(lost.until), kind, names));
    }
    if !lost.sheets.is_empty() {
        let (count, names) = named(&lost.sheets);
        words.push(tr.round_lost_sheets(count.words(), names));
    }
    if lost.waiting > 0 {
        let count = Counted::part(tr, &figures.assessed, &figures.checks, String::new());
        words.push(tr.round_lost_materials(count.words()));
    }
    if !lost.unrated.is_empty() {
        let (count, names) = named(&lost.unrated);
        words.push(tr.round_lost_unrated(count.words(), names));
    }
    if lost.draft.is_some() {
        words.push(tr.round_lost_draft().into_owned());
    }
    words
}
