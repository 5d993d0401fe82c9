//! The list of what units say of themselves.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Cell, Nav, Notice, Paging, Shell, Table, Tone},
    pages::{
        paths,
        shared::{
            choose_round::of_named,
            of_programme::{kept, list_asked_of_round, programmes_listed},
        },
    },
};
use askama::Template;
use earnest_app::{programmes::rounds_name::name_rounds, sessions::self_evaluation::list_self_evaluations};
use earnest_model::permit::{ActionKind, may_somewhere};

/// Rows of a page.
const PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "pages/sessions/self_evaluations/list.html")]
struct ListPage {
    shell: Shell,
    table: Table,
    paging: Option<Paging>,
    records: bool,
}

pub(super) fn self_evaluations(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let (list, next) = list_self_evaluations(&call.context(), list_asked_of_round(call)?, call.rows(PAGE))?;
    let rounds = name_rounds(&call.context(), list.iter().map(|one| one.of))?;
    let rows = list.iter().map(|one| {
        [
            Cell::link(one.name.as_str(), paths::units::unit(&one.code)),
            Cell::Text(of_named(call, &rounds, one.of, (one.round, &one.topic))),
            Cell::Text(call.word_of(one.gained)),
            Cell::Text(one.words.clone()),
            Cell::Text(tr.date_iso(one.entered_on)),
        ]
    });
    let table = Table::new(tr.self_evaluation_caption())
        .column(tr.seminar_unit())
        .column(tr.seminar_round())
        .column(tr.self_evaluation_gained())
        .column(tr.self_evaluation_words())
        .column(tr.seminar_day())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.self_evaluation_none()));
    let shell = call
        .shell_of_list(Some(Nav::Observations), tr.self_evaluation_title())
        .lede(tr.self_evaluation_lede())
        .listed(programmes_listed(call, false)?)
        .crumb(tr.seminar_list_title(), Some(&paths::sessions::seminars()));
    if let Some(file) = call.file(&shell, ("self-evaluations", next.is_some()), [&table])? {
        return Ok(file);
    }
    let next = next.map(|id| kept(call, paths::sessions::self_evaluations()).asking("before", id));
    let shown = list.len();
    page(&ListPage {
        shell,
        table,
        paging: next.is_some().then(|| Paging::of_more(tr, shown).next(next)),
        records: may_somewhere(ActionKind::RecordSeminar, call.actor, call.today),
    })
}
