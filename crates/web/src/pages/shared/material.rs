//! Materials that a draw calls up, and what was said of them.

use crate::{
    frame::{address::Asking, call::Call},
    pages::paths,
};
use earnest_app::draws::call_up::{CallUp, HeldMaterial};
use earnest_model::draws::call_up::MaterialKind;

/// A kind of material, where it is, and the way to it if the register holds it.
pub(crate) struct Material {
    pub(crate) kind: String,
    pub(crate) place: String,
    pub(crate) href: Option<String>,
}

pub(crate) fn word(call: &Call<'_>, kind: MaterialKind) -> String {
    call.word_of(kind)
}

/// What of a call-up lies where: what the register holds, or holds not, and what the unit said.
pub(crate) fn said(call: &Call<'_>, asked: &CallUp, unit: &str) -> Vec<Material> {
    let tr = call.tr;
    let one = |kind: &MaterialKind| {
        if let Some(held) = asked.held.iter().find(|held| held.kind == *kind) {
            return in_register(call, held, unit);
        }
        let place = match asked.answer.as_ref().map(|answer| answer.get(kind.key()).cloned().flatten()) {
            None => tr.common_not_yet().into_owned(),
            Some(None) => tr.call_up_none().into_owned(),
            Some(Some(place)) => place.into(),
        };
        Material { kind: word(call, *kind), place, href: None }
    };
    asked.kinds.iter().map(one).collect()
}

/// What the register has of a kind: it is said to be there only where it is.
pub(crate) fn in_register(call: &Call<'_>, held: &HeldMaterial, unit: &str) -> Material {
    let kind = word(call, held.kind);
    if held.count == 0 {
        return Material { kind, place: call.tr.call_up_not_in_register().into_owned(), href: None };
    }
    let href = match held.plan {
        Some(plan) => paths::plans::plan(plan),
        None => paths::ledger::ledger().asking("unit", unit),
    };
    Material { kind, place: call.tr.call_up_in_register().into_owned(), href: Some(href) }
}
