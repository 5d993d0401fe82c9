//! The lists behind the figures of a tier: its requests, its units.

use super::request::{self, link, wanted};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Amount, Cell, Counted, Nav, Notice, Shell, State, Table, Tone},
    pages::{paths, shared::burden::month},
};
use askama::Template;
use earnest_app::{
    AppError,
    burden::burden_show::{Listed, list_requests, list_units},
};
use earnest_model::figures::{count::Count, question::malformed};

/// Lines that a page shows; the file has all of them.
const MOST: usize = 500;

#[derive(Template)]
#[template(path = "pages/burden/list.html")]
struct ListPage {
    shell: Shell,
    count: String,
    counts: String,
    table: Table,
}

fn shell<T>(call: &Call<'_>, listed: &Listed<T>, tier: i32, title: String) -> Shell {
    let tr = call.tr;
    let tier = call.pack().tier_name_at(tier, call.lang.tag());
    let mut lede = format!("{tier} · {}", request::lede(call, listed.on, listed.unit.name.as_str()));
    if listed.lines.len() > MOST && !call.wants_file() {
        lede = format!("{lede} {}", tr.burden_first(MOST));
    }
    let back = paths::burden::burden().asking("unit", &listed.unit.code).asking("month", month(listed.on));
    call.shell_of_list(Some(Nav::Burden), title).lede(lede).crumb(tr.burden_title(), Some(&back))
}

pub fn requests(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let tier = call.asked("tier")?.ok_or(AppError::NotFound)?;
    let listed = list_requests(&call.context(), call.pack(), wanted(call)?, tier)?;
    let most = usize::try_from(call.rows(MOST as i64)).unwrap_or(MOST);
    let rows = listed.lines.iter().take(most).map(|costed| {
        [
            link(call, &costed.request),
            Cell::link(
                costed.request.name.as_str(),
                paths::burden::burden().asking("unit", &costed.request.code),
            ),
            Cell::Text(tr.date_iso(costed.request.on)),
            Amount::time(tr, costed.minutes).into(),
        ]
    });
    let table = Table::new(tr.burden_column_requests())
        .column(tr.burden_column_request())
        .column(tr.ledger_column_unit())
        .column(tr.burden_column_day())
        .numbers(tr.burden_column_minutes())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.burden_none()));
    let shell = shell(call, &listed, tier, tr.burden_column_requests().into_owned());
    if let Some(file) = call.file(&shell, ("requests", listed.lines.len() > most), [&table])? {
        return Ok(file);
    }
    let minutes: i64 = listed.lines.iter().map(|costed| costed.minutes).sum();
    page(&ListPage {
        count: Counted::beside(tr, &Count::of(&listed.lines)).words().to_owned(),
        counts: tr.burden_requests_of(minutes),
        shell,
        table,
    })
}

pub fn units(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let tier = call.asked("tier")?.ok_or(AppError::NotFound)?;
    let (over, within) = match call.query.get("over") {
        "" => (false, false),
        "1" => (true, false),
        "0" => (false, true),
        other => return Err(AppError::field("over", malformed("over", other)).into()),
    };
    let mut listed = list_units(&call.context(), call.pack(), wanted(call)?, tier, over)?;
    listed.lines.retain(|unit| !within || !unit.over());
    let most = usize::try_from(call.rows(MOST as i64)).unwrap_or(MOST);
    let rows = listed.lines.iter().take(most).map(|unit| {
        let budget = unit.budget.map(|budget| String::from(Amount::time(tr, i64::from(budget.month))));
        let minutes = String::from(Amount::time(tr, unit.load.month));
        let own = paths::burden::burden().asking("unit", &unit.code).asking("month", month(listed.on));
        [
            Cell::link(unit.name.as_str(), own),
            Counted::closed(tr, &unit.requests).into(),
            if unit.over() { State::trouble(minutes).into() } else { Cell::Text(minutes) },
            Cell::Text(budget.unwrap_or_else(|| tr.common_not_yet().into_owned())),
        ]
    });
    let table = Table::new(tr.burden_column_units())
        .column(tr.ledger_column_unit())
        .numbers(tr.burden_column_requests())
        .numbers(tr.burden_column_minutes())
        .numbers(tr.burden_column_budget())
        .rows(rows)
        .or_say(Notice::new(
            Tone::Empty,
            if over || within { tr.burden_units_none() } else { tr.burden_none() },
        ));
    let title = match (over, within) {
        (true, _) => tr.burden_units_over(),
        (_, true) => tr.burden_units_within(),
        _ => tr.burden_column_units(),
    };
    let shell = shell(call, &listed, tier, title.into_owned());
    if let Some(file) = call.file(&shell, ("burden-units", listed.lines.len() > most), [&table])? {
        return Ok(file);
    }
    page(&ListPage {
        count: Counted::beside(tr, &Count::of(&listed.lines)).words().to_owned(),
        counts: call.word("count-units"),
        shell,
        table,
    })
}
