//! Materials that a draw calls up, and what was said of them.

use crate::{
    frame::{address::Asking, call::Call},
    pages::paths,
};
use earnest_app::draws::call_up::{CallUp, HeldMaterial};
use earnest_model::draws::call_up::{MaterialKind, Place, is_made_for_it};

/// A kind of material, where it is, and the way to it if the register holds it.
pub(crate) struct Material {
    pub(crate) kind: String,
    pub(crate) place: String,
    pub(crate) href: Option<String>,
}

pub(crate) fn word(call: &Call<'_>, kind: MaterialKind) -> String {
    call.word_of(kind)
}

/// What of a call-up lies where: what the register holds, or holds not, and what the unit said; and the way to its files.
pub(crate) fn said(call: &Call<'_>, asked: &CallUp, unit: &str) -> Vec<Material> {
    let mut all = answered(call, asked, unit);
    if asked.files > 0 {
        let href = Some(paths::ledger::call_up_files(asked.check));
        let tr = call.tr;
        let (kind, place) = (tr.attachment_of_call_up().into_owned(), tr.call_up_files(asked.files));
        all.push(Material { kind, place, href });
    }
    all
}

/// What of a call-up lies where, without its files.
pub(crate) fn answered(call: &Call<'_>, asked: &CallUp, unit: &str) -> Vec<Material> {
    let tr = call.tr;
    let one = |kind: &MaterialKind| {
        if let Some(held) = asked.held.iter().find(|held| held.kind == *kind) {
            return in_register(call, held, unit);
        }
        match asked.answer.as_ref().map(|answer| answer.get(kind.key()).cloned().flatten()) {
            None => Material { kind: word(call, *kind), place: tr.common_not_yet().into_owned(), href: None },
            Some(None) => {
                Material { kind: word(call, *kind), place: tr.call_up_none().into_owned(), href: None }
            }
            Some(Some(place)) => named(call, asked, *kind, &place),
        }
    };
    asked.kinds.iter().map(one).collect()
}

/// A material where its unit says that it is, with the day of which it is: one of a later day than the draw was made for it.
fn named(call: &Call<'_>, asked: &CallUp, kind: MaterialKind, at: &Place) -> Material {
    let (tr, said) = (call.tr, at.place().as_str());
    let place = match at.made_on() {
        Some(day) if is_made_for_it(day, asked.drawn_on) => tr.call_up_made_after(tr.date_long(day), said),
        Some(day) => tr.call_up_made(tr.date_long(day), said),
        None => said.to_owned(),
    };
    Material { kind: word(call, kind), place, href: own_address(said) }
}

/// An address of this register that was given as the place, and nothing that leads elsewhere.
fn own_address(said: &str) -> Option<String> {
    let plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '/' | '-' | '_' | '.');
    let own = said.starts_with('/') && !said.starts_with("//") && said.chars().all(plain);
    own.then(|| said.to_owned())
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
    let tr = call.tr;
    let place = match held.count - held.before {
        0 => tr.call_up_in_register().into_owned(),
        _ if held.before == 0 => tr.call_up_in_register_after().into_owned(),
        since => tr.call_up_in_register_since(held.count, since),
    };
    Material { kind, place, href: Some(href) }
}
