//! The records behind a mark.

use super::draw::group_words;
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Cell, Counted, Nav, Notice, Paging, Shell, Table, Tone},
    pages::{paths, shared::of_programme::kept},
};
use askama::Template;
use earnest_app::{AppError, MarkRecord, figures::pictures_show::show_mark};
use earnest_model::{
    figures::picture::{Mark, sunday},
    id::MeasureId,
};

/// Records of a page.
const PAGE: i64 = 100;

#[derive(Template)]
#[template(path = "pages/figures/pictures/records.html")]
struct RecordsPage {
    shell: Shell,
    count: String,
    counts: String,
    table: Table,
    paging: Paging,
}

pub fn records(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let mark = Mark::parse(|name| call.query.get(name)).ok_or(AppError::NotFound)?;
    let unit = call.query.find("unit");
    let shown = {
        let asked = (unit, call.asked("programme")?);
        show_mark(&call.context(), asked, &mark, call.asked("after")?, call.rows(PAGE))?
    };
    let title = words(call, &mark);
    let table = Table::new(title.as_str())
        .column(tr.figure_column_record())
        .column(tr.ledger_column_unit())
        .column(tr.unit_code())
        .rows(shown.records.iter().map(|record| row(call, record)))
        .or_say(Notice::new(Tone::Empty, tr.figure_empty()));
    let shell = call
        .shell_of_list(Some(Nav::Pictures), title)
        .lede(tr.report_lede(tr.date_long(call.today), shown.unit.name.as_str()))
        .crumb(
            tr.picture_title(),
            Some(&kept(call, paths::figures::pictures().asking("unit", &shown.unit.code))),
        );
    if let Some(file) = call.file(&shell, ("records", shown.next.is_some()), [&table])? {
        return Ok(file);
    }
    let next = shown.next.map(|after| call.here(&call.query.with("after", &after.to_string())));
    let kind = if matches!(mark, Mark::Duties { .. }) { "count-duties" } else { "count-measures" };
    let here = call.here(call.query);
    let count = Counted::new(tr, &shown.count, here);
    page(&RecordsPage {
        shell,
        count: count.words().to_owned(),
        counts: call.word(kind),
        paging: Paging::new(tr, shown.records.len(), i64::try_from(shown.count.value()).unwrap_or(i64::MAX))
            .next(next),
        table,
    })
}

/// What the mark counts, in words.
fn words(call: &Call<'_>, mark: &Mark) -> String {
    let tr = call.tr;
    match mark {
        Mark::Measures { by, key, part } => {
            let group = group_words(call, *by, key);
            match part {
                Some(part) => format!("{group} · {}", call.word(&format!("picture-part-{}", part.key()))),
                None => group,
            }
        }
        Mark::Week { series, from } => {
            let word = call.word_of(series);
            tr.picture_week_words(tr.date_iso(*from), tr.date_iso(sunday(*from)), word)
        }
        Mark::Stock { closed, until } => {
            let word = if *closed { tr.picture_stock_closed() } else { tr.picture_stock_open() };
            tr.picture_stock_words(tr.date_iso(*until), word)
        }
        Mark::Duties { tier, part } => {
            let tier = call.pack().tier_name_at(*tier, call.lang.tag());
            match part {
                Some(part) => format!("{tier} · {}", call.word(&format!("picture-duty-{}", part.key()))),
                None => tier.to_owned(),
            }
        }
    }
}

fn row(call: &Call<'_>, record: &MarkRecord) -> [Cell; 3] {
    let unit = paths::units::unit(&record.unit_code);
    let first = match record.kind {
        "duty" => Cell::link(call.word(&format!("duty-kind-{}", record.label)), unit.as_str()),
        _ => Cell::link(record.label.as_str(), paths::ledger::measure(MeasureId(record.id))),
    };
    [first, Cell::link(record.unit_name.as_str(), unit), Cell::Text(record.unit_code.clone())]
}
