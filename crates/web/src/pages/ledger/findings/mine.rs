//! Problems of a person that are about whoever asks: nobody else has this page of theirs.

use super::problem;
use crate::{
    frame::{
        call::Call,
        reply::{Outcome, page},
    },
    look::{Cell, Notice, Shell, Table, Tone},
    pages::{paths, shared::measure_state::measure_state},
};
use askama::Template;
use earnest_app::ledger::findings::person_show::{OwnProblem, own_problems};

/// A problem with its measures.
struct Own {
    title: String,
    facts: Vec<(String, String)>,
    measures: Table,
}

#[derive(Template)]
#[template(path = "pages/ledger/findings/mine.html")]
struct MinePage {
    shell: Shell,
    problems: Vec<Own>,
    empty: Option<Notice>,
}

pub fn mine(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let own = own_problems(&call.context())?;
    page(&MinePage {
        shell: call
            .shell(None, tr.person_title())
            .lede(lede(call, &own))
            .crumb(tr.me_title(), Some(&paths::people::me())),
        empty: own.is_empty().then(|| Notice::new(Tone::Empty, tr.person_none()).text(tr.person_none_text())),
        problems: own.iter().map(|own| shown(call, own)).collect(),
    })
}

/// What is about oneself, and what one wrote down of somebody who is not named yet.
fn lede(call: &Call<'_>, own: &[OwnProblem]) -> String {
    let written = own.iter().filter(|own| own.problem.person.is_none()).count();
    let about = call.tr.person_lede(own.len() - written);
    match written {
        0 => about,
        _ => format!("{about} {}", call.tr.person_written(written)),
    }
}

fn shown(call: &Call<'_>, own: &OwnProblem) -> Own {
    let tr = call.tr;
    let problem = &own.problem;
    let rows = own.measures.iter().map(|measure| {
        [
            Cell::from(measure.body.as_str()),
            measure.owner.as_str().into(),
            measure.due_on.map_or(tr.common_not_yet().into_owned(), |day| tr.date_iso(day)).into(),
            measure_state(call, measure.state).into(),
        ]
    });
    let measures = Table::new(tr.problem_measures())
        .column(tr.ledger_column_measure())
        .column(tr.measure_owner())
        .column(tr.ledger_column_due())
        .column(tr.ledger_column_state())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.problem_no_measures()));
    let unit = (tr.ledger_column_unit().into_owned(), own.unit.clone());
    let nobody = problem.person.is_none().then(|| tr.person_nobody().into_owned());
    let whom = nobody.map(|nobody| (tr.person_name().into_owned(), nobody));
    let facts = std::iter::once(unit).chain(whom).chain(problem::facts(call, problem)).collect();
    Own { title: problem.body.clone(), facts, measures }
}
