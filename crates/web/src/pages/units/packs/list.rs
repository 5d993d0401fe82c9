//! The list of packs.

use crate::{
    frame::{
        call::Call,
        reply::{Outcome, page},
    },
    look::{Cell, Nav, Notice, Shell, State, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::units::packs_show::{PackStored, list_packs, may_add};
use earnest_model::id::PackId;

#[derive(Template)]
#[template(path = "pages/units/packs/list.html")]
struct ListPage {
    shell: Shell,
    table: Table,
    may_add: bool,
}

pub(super) fn list(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let (packs, in_force) = list_packs(&call.context())?;
    let table = Table::new(tr.pack_title())
        .column(tr.pack_column_key())
        .column(tr.pack_column_version())
        .column(tr.pack_column_added())
        .column(tr.pack_column_hash())
        .column(tr.pack_column_state())
        .rows(packs.iter().map(|pack| row(call, pack, in_force)))
        .or_say(Notice::new(Tone::Empty, tr.pack_none()));
    let shell = call.shell_of_list(Some(Nav::Accounts), tr.pack_title()).lede(tr.pack_lede());
    if let Some(file) = call.file(&shell, ("packs", false), [&table])? {
        return Ok(file);
    }
    page(&ListPage { table, shell, may_add: may_add(&call.context())? })
}

fn row(call: &Call<'_>, pack: &PackStored, in_force: Option<PackId>) -> [Cell; 5] {
    let tr = call.tr;
    let state = if in_force == Some(pack.id) {
        State::done(tr.pack_in_force())
    } else {
        State::not_begun(tr.pack_kept())
    };
    [
        Cell::link(pack.key.as_str(), paths::units::pack(pack.id)),
        Cell::from(pack.version.to_string()),
        Cell::from(pack.added_on.as_str()),
        Cell::from(pack.sha256.chars().take(16).collect::<String>()),
        state.into(),
    ]
}
