//! The desk: what this person owes now, by when; nothing else.

use crate::{
    frame::{
        call::Call,
        reply::{Outcome, page},
    },
    look::{Nav, Notice, Shell, Tone},
    pages::{
        paths,
        shared::owed::{Item, items},
    },
};
use askama::Template;

#[derive(Template)]
#[template(path = "pages/desk/desk.html")]
struct Desk {
    shell: Shell,
    items: Vec<Item>,
    empty: Option<Notice>,
}

pub(super) fn desk(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let items = items(call)?;
    let lede = tr.desk_lede(items.len(), tr.date_words(call.today));
    let empty = items.is_empty().then(|| {
        Notice::new(Tone::Empty, tr.desk_empty()).way(tr.desk_empty_way(), paths::programmes::rounds())
    });
    page(&Desk { shell: call.shell(Some(Nav::Desk), tr.desk_title()).lede(lede), items, empty })
}
