//! The report as a paper: the text of its page, with each figure a link to its records where the server knows its address.

use super::make::{self, Telling};
use crate::{
    frame::{call::Call, reply::Outcome},
    look::markdown_blocks,
    pages::journal::print_standing,
};
use earnest_app::anchor::standing::Published;
use earnest_model::figures::report_template::Counted;
use earnest_model::figures::report_template::Made;
use earnest_model::paper::PaperKind;
use earnest_papers::{Paper, Words};

/// The page, or its paper.
pub(super) fn report(call: &Call<'_>) -> Outcome {
    if !call.wants_paper() {
        return make::report(call);
    }
    let report = make::made(call, None)?;
    let title = make::title(call, &report);
    let lede = call.tr.report_scope(make::scope_of(call, &report));
    let rounds: Vec<i32> = report.rounds.iter().map(|(number, ..)| *number).collect();
    let telling = Telling { as_of: report.facts.as_of, rounds: &rounds };
    let paper = written(call, (title, lede), &report.made, telling);
    call.paper_file(&format!("report-{}", report.unit.code), PaperKind::Report, &paper)
}

/// The page of a frozen report, or its paper: with what was counted when it was frozen.
pub(super) fn frozen(call: &Call<'_>) -> Outcome {
    if !call.wants_paper() {
        return make::frozen(call);
    }
    let view = make::frozen_report(call)?;
    let report = &view.report;
    let lede = call.tr.report_scope(make::scope_then(call, &view));
    let telling = Telling { as_of: report.as_of, rounds: &view.rounds };
    let mut paper = written(call, (report.title.clone(), lede), &report.made, telling);
    paper.note = format!("{}\nSHA-256 {}", make::signed(call, report.signed_on), report.sha256);
    print_standing(call, Published::Report(report.id), &mut paper)?;
    call.paper_file(&format!("report-{}", report.unit_code), PaperKind::Report, &paper)
}

fn written(call: &Call<'_>, (title, lede): (String, String), made: &Made, telling: Telling<'_>) -> Paper {
    let figure = |place: usize| {
        made.figures.get(place).map_or_else(Words::default, |figure| linked(call, figure, telling))
    };
    let (own, blocks) = markdown_blocks::blocks(&made.text, &figure);
    let mut paper = call.new_paper(title.clone(), telling.as_of, own.unwrap_or(title));
    paper.subtitle = lede;
    paper.body = blocks;
    paper
}

/// A figure that leads to its records; of a sum, to those of its first part.
fn linked(call: &Call<'_>, figure: &Counted, telling: Telling<'_>) -> Words {
    let value = make::number(call, figure.value);
    let href = figure.of.first().and_then(|part| make::href(figure, part, telling));
    match href.and_then(|href| call.whole_address(&href)) {
        Some(href) => Words::default().then_link(value, href),
        None => Words::default().then_whole(value),
    }
}
