//! How the assessors of a round mark: agreement, severity, sheets marked alike. For the office alone, as questions.

mod one;

use crate::{
    call::Call,
    look::{Cell, Choice, Control, Field, Nav, Notice, Shell, Table, Tone},
    reply::{Outcome, page},
    route::{Need, Route, get},
};
use askama::Template;
use earnest_app::assessors_show::{Assessor, Assessors, AssessorsPage, Leaning, show_assessors};
use earnest_model::{fraction::Fraction, id::RoundId, permit::ActionKind};

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/assessors", Need::May(ActionKind::ReadAssessors), assessors),
    get("/assessors/{id}", Need::May(ActionKind::ReadAssessors), one::assessor),
];

#[derive(Template)]
#[template(path = "pages/assessors/assessors.html")]
struct Page {
    shell: Shell,
    choose: Option<Field>,
    empty: Option<Notice>,
    words: Vec<String>,
    table: Option<Table>,
}

fn assessors(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let shown = show_assessors(&call.context(), call.asked("round"))?;
    let mut shell = call.shell(Some(Nav::Observations), tr.assessor_list_title());
    if let Some(found) = &shown.found {
        shell = shell.lede(tr.assessor_lede(i64::from(found.round.number), found.round.topic.as_str()));
    }
    page(&Page {
        shell,
        choose: choose(call, &shown),
        empty: shown.found.is_none().then(|| Notice::new(Tone::Empty, tr.assessor_none())),
        words: shown.found.as_ref().map_or(Vec::new(), |found| words(call, found)),
        table: shown.found.as_ref().map(|found| table(call, found)),
    })
}

fn choose(call: &Call<'_>, page: &AssessorsPage) -> Option<Field> {
    let shown = page.found.as_ref().map(|found| found.round.id);
    let choice = |(id, number, topic): &(RoundId, i32, String)| {
        let words = call.tr.draw_round_topic(i64::from(*number), topic.as_str());
        Choice::new(id.to_string(), words, shown == Some(*id))
    };
    (page.rounds.len() > 1).then(|| {
        let choices = page.rounds.iter().map(choice).collect();
        Field::new("round", call.tr.rating_round(), Control::List(choices))
    })
}

/// What the marks say, in sentences.
fn words(call: &Call<'_>, found: &Assessors) -> Vec<String> {
    let tr = call.tr;
    let (objects, twice) = found.objects;
    let mut words = vec![tr.assessor_twice(objects, twice)];
    words.push(match (found.alpha, found.alpha_interval) {
        (Some(alpha), Some((low, high))) => {
            tr.assessor_alpha(alpha.rounded(2), high.rounded(2), low.rounded(2), found.seed.to_string())
        }
        (Some(alpha), None) => tr.assessor_alpha_alone(alpha.rounded(2)),
        (None, _) => tr.assessor_alpha_none().into_owned(),
    });
    match found.refusal {
        Some(key) => words.push(tr.assessor_refused(call.word(key))),
        None => words.push(tr.assessor_severity().into_owned()),
    }
    if found.components > 1 {
        words.push(tr.assessor_components(found.components));
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
        .numbers(tr.assessor_alike())
        .rows(found.assessors.iter().map(|assessor| row(call, found, assessor)))
}

fn row(call: &Call<'_>, found: &Assessors, assessor: &Assessor) -> [Cell; 5] {
    let href = format!("/assessors/{}?round={}", assessor.id, found.round.id);
    let number = |count: usize| Cell::from(call.tr.number(count));
    [
        Cell::link(assessor.title.as_str(), href),
        number(assessor.sheets.len()),
        number(assessor.twice()),
        leaning(call, assessor.leaning),
        number(assessor.alike()),
    ]
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
