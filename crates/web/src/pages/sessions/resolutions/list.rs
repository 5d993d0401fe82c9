//! The list of resolutions.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Cell, Nav, Notice, Paging, Shell, State, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::sessions::resolutions::{Resolution, list_resolutions};
use earnest_model::{
    message::Message,
    sessions::resolution::{ResolutionState, is_late},
};

/// Resolutions on a page.
const PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "pages/sessions/resolutions/list.html")]
struct ListPage {
    shell: Shell,
    table: Table,
    paging: Option<Paging>,
    open: bool,
    only_open: String,
}

pub(super) fn resolutions(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let read = |word: &str| -> Result<ResolutionState, Message> { ResolutionState::parse(word) };
    let open = call.choice("state", read)?.is_some_and(ResolutionState::is_open);
    let list = list_resolutions(&call.context(), (open, call.asked("before")?), call.rows(PAGE))?;
    let table = table(call, &list.resolutions);
    let shell = call
        .shell_of_list(Some(Nav::Observations), tr.resolution_list_title())
        .lede(tr.resolution_list_lede())
        .crumb(tr.seminar_list_title(), Some(&paths::sessions::seminars()));
    if let Some(file) = call.file(&shell, ("resolutions", list.next.is_some()), [&table])? {
        return Ok(file);
    }
    let only_open = paths::sessions::resolutions().asking("state", ResolutionState::Open.key());
    let here = if open { only_open.clone() } else { paths::sessions::resolutions() };
    let next = list.next.map(|id| here.asking("before", id));
    let shown = list.resolutions.len();
    page(&ListPage {
        shell,
        table,
        paging: next.is_some().then(|| Paging::of_more(tr, shown).next(next)),
        open,
        only_open,
    })
}

/// Resolutions as a table.
fn table(call: &Call<'_>, resolutions: &[Resolution]) -> Table {
    let tr = call.tr;
    let rows = resolutions.iter().map(|one| {
        [
            Cell::link(one.body.as_str(), paths::sessions::resolution(one.id)),
            Cell::Text(one.owner.clone()),
            Cell::Text(tr.date_iso(one.due_on)),
            state(call, one).into(),
            Cell::Text(one.name.clone()),
            Cell::link(tr.date_iso(one.held_on), paths::sessions::seminar(one.seminar)),
        ]
    });
    Table::new(tr.resolution_list_caption())
        .column(tr.resolution_body())
        .column(tr.resolution_owner())
        .column(tr.resolution_due())
        .column(tr.follow_state())
        .column(tr.seminar_unit())
        .column(tr.seminar_session())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.resolution_none()))
}

/// How far it has come; of one that is late, that it is.
pub(crate) fn state(call: &Call<'_>, one: &Resolution) -> State {
    let word = call.word_of(one.state);
    match one.state {
        ResolutionState::Done => State::done(word),
        ResolutionState::Dropped => State::not_begun(word),
        ResolutionState::Open if is_late(one.state, one.due_on, call.today) => {
            State::trouble(call.tr.resolution_late(call.tr.date_short(one.due_on)))
        }
        ResolutionState::Open => State::under_way(word),
    }
}
