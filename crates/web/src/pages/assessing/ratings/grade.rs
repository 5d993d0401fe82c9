//! The grade of a rating, with its sign.

use crate::{frame::call::Call, look::State};
use earnest_app::assessing::rating_show::RatingBrief;
use earnest_model::programmes::standard::Standard;

/// The grade with its sign: trouble for the lowest and for a veto.
pub(super) fn grade(call: &Call<'_>, standard: Option<&Standard>, rating: &RatingBrief) -> State {
    let tag = call.lang.tag();
    let named = standard.and_then(|standard| standard.grade_named(&rating.grade));
    let mut word = named.map_or(rating.grade.as_str(), |grade| grade.name.get(tag)).to_owned();
    if let Some(key) = &rating.veto {
        let veto = standard.and_then(|standard| standard.veto(key));
        let words = veto.map_or(key.as_str(), |veto| veto.name.get(tag));
        word = call.tr.rating_by_veto(word, words);
    }
    let worst = standard.and_then(Standard::worst).is_some_and(|worst| worst.key == rating.grade);
    if worst { State::trouble(word) } else { State::done(word) }
}
