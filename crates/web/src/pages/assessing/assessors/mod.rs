//! How the assessors of a round mark: agreement, severity, sheets marked alike. For the office alone, as questions.

mod one;
mod second;

use crate::pages::programmes::rounds::choose_round;
use crate::{
    frame::{
        call::Call,
        reply::{Fault, Outcome, page},
        route::{Need, Route, get, post},
    },
    look::{Cell, Field, Nav, Notice, Shell, Table, Tone},
};
use askama::Template;
use earnest_app::assessing::assessors_show::{Assessor, Assessors, Leaning, show_assessors};
use earnest_model::{fraction::Fraction, message::FieldErrors, permit::ActionKind};

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/assessors", Need::May(ActionKind::ReadAssessors), assessors),
    get("/assessors/{id}", Need::May(ActionKind::ReadAssessors), one::assessor),
    post("/assessors/second", Need::May(ActionKind::DrawSecondMarks), second::draw),
    get("/assessors/second/{id}/certificate.json", Need::May(ActionKind::ReadAssessors), second::certificate),
];

#[derive(Template)]
#[template(path = "pages/assessing/assessors/assessors.html")]
struct Page {
    shell: Shell,
    choose: Vec<Field>,
    empty: Option<Notice>,
    words: Vec<String>,
    table: Option<Table>,
    second: Option<second::Shown>,
}

fn assessors(call: &Call<'_>) -> Outcome {
    let shown = page_of(call, &FieldErrors::new())?;
    match call.file("assessors", false, &shown.table)? {
        Some(file) => Ok(file),
        None => page(&shown),
    }
}

fn page_of(call: &Call<'_>, errors: &FieldErrors) -> Result<Page, Fault> {
    let tr = call.tr;
    let shown = show_assessors(&call.context(), call.asked("round"))?;
    let mut shell = call.shell_of_list(Some(Nav::Observations), tr.assessor_list_title());
    if let Some(found) = &shown.found {
        shell = shell.lede(tr.assessor_lede(i64::from(found.round.number), found.round.topic.as_str()));
    }
    let round = shown.found.as_ref().map(|found| found.round.id);
    Ok(Page {
        second: round
            .zip(shown.found.as_ref())
            .map(|(round, found)| second::shown(call, round, &found.second, errors)),
        shell,
        choose: choose_round(call, &shown.rounds, shown.found.as_ref().map(|found| found.round.id)),
        empty: shown.found.is_none().then(|| Notice::new(Tone::Empty, tr.assessor_none())),
        words: shown.found.as_ref().map_or(Vec::new(), |found| words(call, found)),
        table: shown.found.as_ref().map(|found| table(call, found)),
    })
}

/// What the marks say, in sentences.
fn words(call: &Call<'_>, found: &Assessors) -> Vec<String> {
    let tr = call.tr;
    let agreement = &found.agreement;
    let mut words = vec![tr.assessor_twice(agreement.objects, agreement.twice)];
    words.push(match (agreement.alpha, agreement.interval) {
        (Some(alpha), Some((low, high))) => {
            let seed = agreement.seed.to_string();
            tr.assessor_alpha(alpha.rounded(2), high.rounded(2), low.rounded(2), seed)
        }
        (Some(alpha), None) => tr.assessor_alpha_alone(alpha.rounded(2)),
        (None, _) => tr.assessor_alpha_none().into_owned(),
    });
    match found.components {
        Err(key) => words.push(tr.assessor_refused(call.word(key))),
        Ok(components) => {
            words.push(tr.assessor_severity().into_owned());
            if components > 1 {
                words.push(tr.assessor_components(components));
            }
        }
    }
    words
}

fn table(call: &Call<'_>, found: &Assessors) -> Table {
    let tr = call.tr;
    Table::new(tr.assessor_caption())
        .column(tr.assessor_who())
        .numbers(tr.assessor_sheets())
        .numbers(tr.assessor_shared())
        .numbers(tr.assessor_leaning())
        .numbers(tr.assessor_minutes())
        .numbers(tr.assessor_alike())
        .rows(found.assessors.iter().map(|assessor| row(call, found, assessor)))
}

fn row(call: &Call<'_>, found: &Assessors, assessor: &Assessor) -> [Cell; 6] {
    let href = format!("/assessors/{}?round={}", assessor.id, found.round.id);
    let number = |count: usize| Cell::from(call.tr.number(count));
    [
        Cell::link(assessor.title.as_str(), href),
        number(assessor.sheets.len()),
        number(assessor.twice()),
        leaning(call, assessor.leaning),
        minutes(call, assessor.median_minutes()),
        number(assessor.alike()),
    ]
}

fn minutes(call: &Call<'_>, minutes: Option<i32>) -> Cell {
    minutes.map_or_else(
        || Cell::NotYet(call.tr.common_not_yet().into_owned()),
        |known| call.tr.number(known).into(),
    )
}

/// The severity in points with its sign, its standard deviation below it.
fn leaning(call: &Call<'_>, found: Option<Leaning>) -> Cell {
    found.map_or_else(
        || Cell::NotYet(call.tr.common_not_yet().into_owned()),
        |found| Cell::Noted(signed(found.effect), format!("± {}", found.sd.rounded(1))),
    )
}

/// A number of points with its sign, to one digit.
fn signed(points: Fraction) -> String {
    let text = points.rounded(1);
    if points > Fraction::ZERO { format!("+{text}") } else { text }
}
