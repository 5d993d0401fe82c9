//! The units directly beneath that have no problem list, or one that nobody has signed.

use crate::{
    frame::{
        call::Call,
        reply::{Outcome, page},
    },
    look::{Cell, Nav, Notice, Shell, State, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::ledger::findings::unlisted_show::show_unlisted;

#[derive(Template)]
#[template(path = "pages/ledger/findings/unlisted.html")]
struct UnlistedPage {
    shell: Shell,
    table: Table,
}

pub fn unlisted(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let unit = Some(call.query.get("unit")).filter(|code| !code.is_empty());
    let found = show_unlisted(&call.context(), unit)?;
    let rows = found.units.iter().map(|unit| {
        let state = match unit.signed {
            None => State::not_begun(tr.ledger_no_list()),
            Some(_) => State::under_way(tr.ledger_list_waits()),
        };
        [Cell::link(unit.name.as_str(), paths::units::unit(&unit.code)), state.into()]
    });
    let empty = if found.of.value() == 0 { tr.ledger_nobody_beneath() } else { tr.ledger_all_listed() };
    let table = Table::new(tr.ledger_unlisted())
        .column(tr.ledger_column_unit())
        .column(tr.ledger_column_state())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, empty));
    let shell = call
        .shell_of_list(Some(Nav::Ledger), tr.ledger_unlisted())
        .lede(tr.ledger_unlisted_lede(found.units.len(), found.of.value(), found.unit.name.as_str()))
        .crumb(tr.ledger_title(), Some(&paths::ledger::problems()));
    if let Some(file) = call.file(&shell, ("unlisted", false), [&table])? {
        return Ok(file);
    }
    page(&UnlistedPage { shell, table })
}
