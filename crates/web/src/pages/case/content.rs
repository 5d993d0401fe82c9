//! What a device asks for to be packed.

use super::leaves::{Leaf, leaves};
use crate::frame::{
    call::Call,
    reply::{Outcome, Reply},
    shell::posts,
};
use earnest_app::AppError;
use earnest_model::{desk::case::CARRIED_DAYS, hash::sha256_hex};
use serde_json::{Map, Value};

/// Whose it is, for how many days it may be kept, and its pages. The session's token goes out as its hash alone.
pub(super) fn content(call: &Call<'_>) -> Outcome {
    let owner = call.actor.account().ok_or(AppError::NotFound)?;
    let about = [
        ("owner", owner.0.into()),
        ("name", call.actor.title().unwrap_or_default().into()),
        ("post", posts(call).into()),
        ("mark", sha256_hex(call.csrf.as_bytes()).into()),
        ("days", CARRIED_DAYS.into()),
    ];
    let pages = leaves(call)?.into_iter().map(|leaf| (leaf.at.clone(), said(leaf)));
    Ok(Reply::Gathered { about: map(about), pages: pages.collect() })
}

fn said(leaf: Leaf) -> Map<String, Value> {
    map([
        ("work", leaf.work.into()),
        ("words", leaf.words.into()),
        ("about", leaf.about.into()),
        ("mark", leaf.mark.into()),
        ("now", leaf.now.into()),
    ])
}

fn map<const N: usize>(fields: [(&str, Value); N]) -> Map<String, Value> {
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
