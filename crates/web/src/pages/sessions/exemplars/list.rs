//! The sessions that are held up as exemplars.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Cell, Nav, Notice, Paging, Shell, Table, Tone},
    pages::{
        paths,
        shared::of_programme::{kept, list_asked, programmes_of_all},
    },
};
use askama::Template;
use earnest_app::sessions::exemplar_show::{Exemplar, list_exemplars};

#[derive(Template)]
#[template(path = "pages/sessions/exemplars/list.html")]
struct ExemplarsPage {
    shell: Shell,
    table: Table,
    paging: Option<Paging>,
}

/// Examples on a page.
const PAGE: i64 = 50;

pub(super) fn exemplars(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let row = |exemplar: &Exemplar| {
        [
            Cell::link(exemplar.unit.as_str(), paths::sessions::exemplar(exemplar.seminar)),
            tr.draw_round_topic(i64::from(exemplar.round), exemplar.topic.as_str()).into(),
            tr.date_iso(exemplar.held_on).into(),
            exemplar.reason.as_str().into(),
        ]
    };
    let all = list_exemplars(&call.context(), list_asked(call)?, call.rows(PAGE))?;
    let table = Table::new(tr.exemplar_list_caption())
        .column(tr.seminar_unit())
        .column(tr.seminar_round())
        .column(tr.seminar_day())
        .column(tr.exemplar_reason())
        .rows(all.lines.iter().map(row))
        .or_say(Notice::new(Tone::Empty, tr.exemplar_none()).text(tr.exemplar_none_text()));
    let shell =
        call.shell_of_list(Some(Nav::Observations), tr.exemplar_list_title()).lede(tr.exemplar_list_lede());
    let shell = shell.listed(programmes_of_all(call)?);
    if let Some(file) = call.file(&shell, ("examples", all.next.is_some()), [&table])? {
        return Ok(file);
    }
    let next = all.next.map(|id| kept(call, paths::sessions::exemplars()).asking("before", id));
    let paging = next.is_some().then(|| Paging::of_more(tr, all.lines.len()).next(next));
    page(&ExemplarsPage { shell, table, paging })
}
