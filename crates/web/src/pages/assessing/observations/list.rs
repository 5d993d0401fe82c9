//! Who listens in where: the units concerned see who comes, the people sent see where they are expected.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Nav, Notice, Paging, Shell, Table, Tone},
    pages::{
        paths,
        shared::{
            observers::table,
            of_programme::{kept, list_asked_of_round, programmes_listed},
        },
    },
};
use askama::Template;
use earnest_app::assessing::observations_list::list_observations;
use earnest_model::permit::{ActionKind, may_somewhere};

/// Observations on a page.
const PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "pages/assessing/observations/list.html")]
struct ListPage {
    shell: Shell,
    table: Table,
    sends: bool,
    listens: bool,
    paging: Option<Paging>,
}

pub(super) fn observations(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let list = list_observations(&call.context(), list_asked_of_round(call)?, call.rows_arranged(PAGE))?;
    let table = call.arranged_whole(table(call, &list.lines), list.next.is_some())?;
    let next = list.next.map(|id| kept(call, paths::assessing::observations()).asking("before", id));
    let shown = list.lines.len();
    let may = |kind| may_somewhere(kind, call.actor, call.today);
    let mut shell = call
        .shell_of_list(Some(Nav::Observations), tr.observation_list_title())
        .lede(tr.observation_list_lede())
        .listed(programmes_listed(call, false)?)
        .crumb(tr.sheet_list_title(), Some(&paths::assessing::sheets()));
    if let Ok(sent @ 1..) = call.query.get("sent").parse::<usize>() {
        shell = shell.notice(Notice::new(Tone::Done, tr.observation_sent(sent)));
    }
    if let Some(file) = call.file(&shell, ("observations", list.next.is_some()), [&table])? {
        return Ok(file);
    }
    page(&ListPage {
        shell,
        table,
        sends: may(ActionKind::AssignObserver),
        listens: may(ActionKind::FillSheet),
        paging: next.is_some().then(|| Paging::of_more(tr, shown).next(next)),
    })
}
