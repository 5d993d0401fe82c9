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
use earnest_app::desk::desk_show::{GoingOn, going_on};
use earnest_model::programmes::turn::Wait;

#[derive(Template)]
#[template(path = "pages/desk/desk.html")]
struct Desk {
    shell: Shell,
    items: Vec<Item>,
    /// What others have to do first.
    going: Vec<Item>,
    empty: Option<Notice>,
}

pub(super) fn desk(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let items = items(call)?;
    let lede = tr.desk_lede(items.len(), tr.date_words(call.today));
    let going: Vec<_> = going_on(&call.context())?.iter().map(|one| going_item(call, one)).collect();
    let empty = items.is_empty().then(|| {
        Notice::new(Tone::Empty, tr.desk_empty()).way(tr.desk_empty_way(), paths::programmes::rounds())
    });
    page(&Desk { shell: call.shell(Some(Nav::Desk), tr.desk_title()).lede(lede), items, going, empty })
}

/// What goes on in a round while others have their turn.
fn going_item(call: &Call<'_>, one: &GoingOn) -> Item {
    let (tr, number, unit) = (call.tr, i64::from(one.round.number), one.unit.as_str());
    let (done, all) = one.part;
    let words = match one.wait {
        Wait::Plans => tr.desk_wait_plans(done, number, all, unit),
        Wait::Sessions => tr.desk_wait_sessions(done, number, all, unit),
        Wait::Materials => tr.desk_wait_materials(done, number, all, unit),
        Wait::Check => tr.desk_wait_check(number, unit),
    };
    let href = one.draft.map_or_else(|| paths::programmes::round(one.round.id), paths::circulars::draft);
    let mark = one.until.map_or_else(|| tr.common_not_yet().into_owned(), |day| tr.date_short(day));
    Item { mark, now: false, words, href }
}
