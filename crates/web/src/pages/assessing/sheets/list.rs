//! The list of sheets.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        moment::moment_cell,
        reply::{Outcome, page},
    },
    look::{Cell, Nav, Notice, Paging, Shell, Table, Tone},
    pages::{
        paths,
        shared::{
            choose_round::round_of,
            of_programme::{kept, list_asked_of_round, programmes_listed},
            score::score,
        },
    },
};
use askama::Template;
use earnest_app::{
    assessing::sheet_show::{SheetBrief, list_sheets},
    programmes::{rounds_list::RoundName, rounds_name::name_rounds},
};
use earnest_model::{
    id::RoundId,
    permit::{ActionKind, may_somewhere},
};
use std::collections::HashMap;

/// Sheets on a page.
const PAGE: i64 = 50;

/// Something owed: a short mark, the words, the way to the form.
struct Owed {
    mark: String,
    words: String,
    href: String,
}

#[derive(Template)]
#[template(path = "pages/assessing/sheets/list.html")]
struct SheetsPage {
    shell: Shell,
    owed: Vec<Owed>,
    waiting: Vec<Owed>,
    table: Table,
    mine: bool,
    /// The way to one's own sheets, or from them to all.
    other: String,
    sends: bool,
    paging: Option<Paging>,
}

pub(super) fn sheets(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let mine = call.asked_yes("mine")?;
    let list = list_sheets(&call.context(), mine, list_asked_of_round(call)?, call.rows_arranged(PAGE))?;
    let owed = list.owed.iter().map(|owed| Owed {
        mark: owed.session_on.map_or(tr.common_not_yet().into_owned(), |day| tr.date_short(day)),
        words: tr.sheet_owed(i64::from(owed.round), owed.name.as_str()),
        href: paths::assessing::sheet_new().asking("observation", owed.id),
    });
    let waiting = list.waiting.iter().map(|check| Owed {
        mark: call.pack().class_name(&check.class, call.lang.tag()).to_owned(),
        words: tr.sheet_waiting(i64::from(check.round), check.name.as_str()),
        href: paths::assessing::sheet_new().asking("spot_check", check.id),
    });
    let rounds = name_rounds(&call.context(), list.sheets.iter().map(|sheet| sheet.of))?;
    let table = Table::new(tr.sheet_list_caption())
        .column(tr.sheet_unit())
        .by("unit")
        .column(tr.sheet_kind())
        .by("kind")
        .column(tr.sheet_round())
        .by("round")
        .column(tr.sheet_assessor())
        .by("assessor")
        .column(tr.sheet_when())
        .by("when")
        .numbers(tr.sheet_score())
        .by("score")
        .rows(list.sheets.iter().map(|sheet| row(call, sheet, &rounds)))
        .or_say(Notice::new(Tone::Empty, tr.sheet_none()));
    let table = call.arranged_whole(table, list.next.is_some())?;
    let shell = call.shell_of_list(Some(Nav::Observations), tr.sheet_list_title()).lede(tr.sheet_list_lede());
    let shell = shell.listed(programmes_listed(call, false)?);
    if let Some(file) = call.file(&shell, ("sheets", list.next.is_some()), [&table])? {
        return Ok(file);
    }
    let next = list.next.map(|id| {
        let next = kept(call, paths::assessing::sheets()).asking("before", id);
        if mine { next.asking("mine", "1") } else { next }
    });
    let shown = list.sheets.len();
    let whole = kept(call, paths::assessing::sheets());
    page(&SheetsPage {
        shell,
        owed: owed.collect(),
        waiting: waiting.collect(),
        table,
        mine,
        other: if mine { whole } else { whole.asking("mine", "1") },
        sends: may_somewhere(ActionKind::AssignObserver, call.actor, call.today),
        paging: next.is_some().then(|| Paging::of_more(tr, shown).next(next)),
    })
}

fn row(call: &Call<'_>, sheet: &SheetBrief, rounds: &HashMap<RoundId, RoundName>) -> [Cell; 6] {
    [
        Cell::link(sheet.name.as_str(), paths::assessing::sheet(sheet.id)),
        call.word_of(sheet.kind).into(),
        round_of(call, rounds, sheet.of, sheet.round).into(),
        sheet.assessor.as_str().into(),
        moment_cell(call, &sheet.submitted_at),
        score(sheet.score).into(),
    ]
}
