//! The list of circulars, each by its latest version.

use super::draft;
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Amount, Cell, Nav, Notice, Paging, Shell, Table, Tone},
    pages::{
        paths,
        shared::of_programme::{kept, list_asked_of_round, programmes_listed},
    },
};
use askama::Template;
use earnest_app::circulars::{
    circular_draft_show::{DraftBrief, open_drafts},
    circular_show::{CircularBrief, list_circulars},
};

/// Circulars on a page.
const PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "pages/circulars/list.html")]
struct CircularsPage {
    shell: Shell,
    table: Table,
    paging: Option<Paging>,
    drafts: Option<Table>,
    write: Vec<(String, String)>,
}

pub(super) fn circulars(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let list = list_circulars(&call.context(), list_asked_of_round(call)?, call.rows(PAGE))?;
    // Where nothing has a number, no column says so of each.
    let numbered = list.circulars.iter().any(|brief| brief.number.is_some());
    let row = |brief: &CircularBrief| {
        let none = || tr.circular_without_number().into_owned();
        let number = numbered.then(|| Cell::Text(brief.number.clone().unwrap_or_else(none)));
        let cells = [
            Cell::link(brief.title.as_str(), paths::circulars::circular(brief.id)),
            brief.organiser.as_str().into(),
            Amount::place(tr, brief.round).into(),
            tr.date_iso(brief.published_on).into(),
            tr.circular_version(i64::from(brief.version)).into(),
        ];
        let [title, rest @ ..] = cells;
        std::iter::once(title).chain(number).chain(rest).collect::<Vec<Cell>>()
    };
    let table = Table::new(tr.circular_list_caption()).column(tr.circular_title());
    let table = if numbered { table.column(tr.circular_number()) } else { table };
    let table = table
        .column(tr.circular_issuer())
        .numbers(tr.circular_round())
        .column(tr.circular_day())
        .column(tr.circular_version_head())
        .rows(list.circulars.iter().map(row))
        .or_say(Notice::new(Tone::Empty, tr.circular_none()).text(tr.circular_none_text()));
    let shell =
        call.shell_of_list(Some(Nav::Circulars), tr.circular_list_title()).lede(tr.circular_list_lede());
    let shell = shell.listed(programmes_listed(call, false)?);
    if let Some(file) = call.file(&shell, ("circulars", list.next.is_some()), [&table])? {
        return Ok(file);
    }
    let write = list.may_publish.iter().map(|(round, version)| {
        let (number, topic) = (i64::from(round.number), round.topic.as_str());
        let words = match version {
            1 => tr.circular_write(number, topic),
            _ => tr.circular_correct_round(number, topic),
        };
        (words, paths::circulars::circular_new().asking("round", round.id))
    });
    let next = list.next.map(|id| kept(call, paths::circulars::circulars()).asking("before", id));
    let shown = list.circulars.len();
    page(&CircularsPage {
        shell,
        table,
        paging: next.is_some().then(|| Paging::of_more(tr, shown).next(next)),
        drafts: drafts(call, &open_drafts(&call.context())?),
        write: write.collect(),
    })
}

/// What the reader's office is writing; nothing for anybody else.
fn drafts(call: &Call<'_>, open: &[DraftBrief]) -> Option<Table> {
    let tr = call.tr;
    let rows = open.iter().map(|draft| {
        let until = draft.due_on.map_or_else(|| tr.common_not_yet().into_owned(), |day| tr.date_iso(day));
        [
            Cell::link(draft.title.as_str(), paths::circulars::draft(draft.id)),
            Amount::place(tr, draft.round).into(),
            draft::draft_state(call, draft.state).into(),
            until.into(),
        ]
    });
    let table = Table::new(tr.circular_drafts())
        .column(tr.circular_title())
        .numbers(tr.circular_round())
        .column(tr.circular_draft_state())
        .column(tr.circular_check_due())
        .rows(rows);
    (!open.is_empty()).then_some(table)
}
