//! The sheets of one assessor beside those of others on the same object.

use super::words::{minutes, signed};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Cell, Nav, Shell, Table},
    pages::{paths, shared::score::score},
};
use askama::Template;
use earnest_app::{
    AppError,
    assessing::assessors_show::{SheetSeen, show_assessor},
};
use earnest_model::id::{AccountId, RoundId};

#[derive(Template)]
#[template(path = "pages/assessing/assessors/show.html")]
struct Page {
    shell: Shell,
    table: Table,
}

/// Shows them.
pub fn assessor(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let round: RoundId = call.asked("round")?.ok_or(AppError::NotFound)?;
    let id: AccountId = call.id("id")?;
    let one = show_assessor(&call.context(), round, id)?;
    let back = paths::assessing::assessors().asking("round", round);
    let mut shell =
        call.shell(Some(Nav::Observations), one.title.as_str()).crumb(tr.assessor_list_title(), Some(&back));
    if let Some(leaning) = one.leaning {
        shell = shell.lede(tr.assessor_one_lede(signed(leaning.effect), leaning.sd.rounded(1)));
    }
    let table = Table::new(tr.assessor_one_caption())
        .column(tr.rating_unit())
        .column(tr.assessor_kind())
        .numbers(tr.rating_score())
        .numbers(tr.assessor_others())
        .numbers(tr.assessor_difference())
        .numbers(tr.assessor_minutes_one())
        .column(tr.assessor_note())
        .rows(one.sheets.iter().map(|seen| row(call, seen)));
    page(&Page { shell, table })
}

fn row(call: &Call<'_>, seen: &SheetSeen) -> [Cell; 7] {
    let tr = call.tr;
    let dash = || Cell::NotYet(tr.common_not_yet().into_owned());
    let sheet = &seen.sheet;
    [
        Cell::link(sheet.name.as_str(), paths::assessing::sheet(sheet.id)),
        call.word_of(sheet.kind).into(),
        score(sheet.score).into(),
        seen.others.map_or_else(dash, |others| score(others).into()),
        seen.others.map_or_else(dash, |others| signed(sheet.score - others).into()),
        minutes(call, sheet.minutes),
        if seen.alike { Cell::from(tr.assessor_is_alike().into_owned()) } else { dash() },
    ]
}
