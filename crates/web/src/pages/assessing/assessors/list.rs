//! How the assessors of a round mark: agreement, severity, sheets marked alike; and what is marked twice.

use super::{
    second,
    words::{minutes, signed},
};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Cell, Counted, Field, Nav, Notice, Shell, Table, Tone},
    pages::{
        paths,
        shared::choose_round::{choose_round, told_of, which_round},
    },
};
use askama::Template;
use earnest_app::{
    AppError,
    assessing::{
        assessors_show::{Assessor, Assessors, Leaning, show_assessors},
        second_marks_draw::draw_second_marks,
    },
};
use earnest_model::figures::count::{Count, Listed};
use earnest_model::{id::RoundId, message::FieldErrors};

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

pub(super) fn assessors(call: &Call<'_>) -> Outcome {
    let shown = page_of(call, &FieldErrors::new())?;
    let second = shown.second.iter().filter_map(|second| second.table.as_ref());
    match call.file(&shown.shell, ("assessors", false), shown.table.iter().chain(second))? {
        Some(file) => Ok(file),
        None => page(&shown),
    }
}

fn page_of(call: &Call<'_>, errors: &FieldErrors) -> Result<Page, Fault> {
    let tr = call.tr;
    let shown = show_assessors(&call.context(), which_round(call)?)?;
    let mut shell = call.shell_of_list(Some(Nav::Observations), tr.assessor_list_title());
    if let Some(found) = &shown.found {
        let words = tr.assessor_lede(i64::from(found.round.number), found.round.topic.as_str());
        shell = shell.lede(told_of(call, &shown.rounds, found.round.id, &words));
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
    let href = paths::assessing::assessor(assessor.id).asking("round", found.round.id);
    let of_those = |count: Count<Listed>| Cell::from(Counted::closed(call.tr, &count));
    [
        Cell::link(assessor.title.as_str(), href.as_str()),
        Counted::new(call.tr, &Count::of(&assessor.sheets), href).into(),
        of_those(assessor.twice()),
        leaning(call, assessor.leaning),
        minutes(call, assessor.median_minutes()),
        of_those(assessor.alike()),
    ]
}

/// The severity in points with its sign, its standard deviation below it.
fn leaning(call: &Call<'_>, found: Option<Leaning>) -> Cell {
    found.map_or_else(
        || Cell::NotYet(call.tr.common_not_yet().into_owned()),
        |found| Cell::Noted(signed(found.effect), format!("± {}", found.sd.rounded(1))),
    )
}

pub(super) fn draw(call: &Call<'_>) -> Outcome {
    let round: RoundId = call.asked("round")?.ok_or(AppError::NotFound)?;
    after_form(
        draw_second_marks(&call.context(), round, call.form.get("seed")),
        |_| see(paths::assessing::assessors().asking("round", round) + "#second"),
        |errors| form_again(&page_of(call, &errors)?),
    )
}
