//! The library of cases.

use super::show::title;
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Cell, Nav, Notice, Paging, Shell, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::sessions::cases_show::{CaseShown, list_cases};

/// Cases on a page.
const PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "pages/sessions/cases/list.html")]
struct CasesPage {
    shell: Shell,
    table: Table,
    paging: Option<Paging>,
    registers: bool,
}

pub(super) fn cases(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let list = list_cases(&call.context(), call.asked("before")?, call.rows(PAGE))?;
    let row = |case: &CaseShown| {
        let source = case.text.as_ref().map_or_else(
            || Cell::NotYet(tr.common_not_yet().into_owned()),
            |text| Cell::Text(text.source.to_string()),
        );
        let used = match case.used {
            0 => Cell::Text(tr.case_unused().into_owned()),
            used => Cell::link(tr.case_used(used), paths::sessions::case(case.id) + "#sessions"),
        };
        [
            Cell::link(title(call, case), paths::sessions::case(case.id)),
            call.word_of(case.kind).into(),
            source,
            case.unit.as_str().into(),
            used,
        ]
    };
    let table = Table::new(tr.case_list_caption())
        .column(tr.case_title())
        .column(tr.case_kind())
        .column(tr.case_source())
        .column(tr.case_unit())
        .column(tr.case_sessions())
        .rows(list.cases.iter().map(row))
        .or_say(Notice::new(Tone::Empty, tr.case_none()).text(tr.case_none_text()));
    let shell = call
        .shell_of_list(Some(Nav::Observations), tr.case_list_title())
        .lede(tr.case_list_lede())
        .crumb(tr.seminar_list_title(), Some(&paths::sessions::seminars()));
    if let Some(file) = call.file(&shell, ("cases", list.next.is_some()), [&table])? {
        return Ok(file);
    }
    let next = list.next.map(|id| paths::sessions::cases().asking("before", id));
    let shown = list.cases.len();
    page(&CasesPage {
        shell,
        table,
        paging: next.is_some().then(|| Paging::of_more(tr, shown).next(next)),
        registers: !list.offices.is_empty(),
    })
}
