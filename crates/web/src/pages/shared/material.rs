//! Materials that a draw calls up, and what was said of them.

use crate::frame::call::Call;
use earnest_model::draws::call_up::{Answer, MaterialKind};

pub(crate) fn word(call: &Call<'_>, kind: MaterialKind) -> String {
    call.word_of(kind)
}

/// What a unit said, for whoever assesses it: the kind and where it is.
pub(crate) fn said(
    call: &Call<'_>,
    kinds: &[MaterialKind],
    answer: Option<&Answer>,
) -> Vec<(String, String)> {
    let tr = call.tr;
    let place = |kind: &MaterialKind| {
        if kind.in_register() {
            return tr.call_up_in_register().into_owned();
        }
        match answer.map(|answer| answer.get(kind.key()).cloned().flatten()) {
            None => tr.common_not_yet().into_owned(),
            Some(None) => tr.call_up_none().into_owned(),
            Some(Some(place)) => place.into(),
        }
    };
    kinds.iter().map(|kind| (word(call, *kind), place(kind))).collect()
}
