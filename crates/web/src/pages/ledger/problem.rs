//! A problem with its measures, and the catalogue of manifestations.

use crate::{
    call::Call,
    look::{Cell, Nav, Notice, Shell, Table, Tone},
    reply::{Outcome, page},
};
use askama::Template;
use earnest_app::ledger_show::{show_catalogue, show_problem};
use earnest_model::id::ProblemId;

#[derive(Template)]
#[template(path = "pages/ledger/problem.html")]
struct ProblemPage {
    shell: Shell,
    facts: Vec<(String, String)>,
    measures: Table,
}

pub fn problem(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let view = show_problem(&call.context(), call.id::<ProblemId>("id")?)?;
    let problem = &view.problem;
    let facts = vec![
        (tr.problem_serial().into_owned(), problem.serial.clone()),
        (tr.problem_level().into_owned(), call.word(&format!("level-{}", problem.level.key()))),
        (
            tr.ledger_column_aspect().into_owned(),
            call.state.pack.aspect_name(&problem.aspect, call.lang.tag()).to_owned(),
        ),
        (tr.problem_instance().into_owned(), problem.instance.clone()),
        (tr.problem_source().into_owned(), call.word(&format!("source-{}", problem.source.key()))),
        (tr.problem_found_on().into_owned(), tr.date_long(problem.found_on)),
    ];
    let rows = view.measures.iter().map(|measure| {
        [
            Cell::link(measure.body.as_str(), format!("/measures/{}", measure.id)),
            Cell::Text(measure.owner.clone()),
            super::measure::state(call, measure.state).into(),
        ]
    });
    let measures = Table::new(tr.problem_measures())
        .column(tr.ledger_column_measure())
        .column(tr.measure_owner())
        .column(tr.ledger_column_state())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.problem_no_measures()));
    let shell = call
        .shell(Some(Nav::Ledger), problem.body.as_str())
        .crumb(tr.ledger_title(), Some("/ledger"))
        .crumb(view.unit.name.as_str(), Some(&format!("/units/{}", view.unit.code)));
    page(&ProblemPage { shell, facts, measures })
}

#[derive(Template)]
#[template(path = "pages/ledger/catalogue.html")]
struct CataloguePage {
    shell: Shell,
    table: Table,
}

pub fn catalogue(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let rows = show_catalogue(&call.context())?.into_iter().map(|(_, unit, aspect, text)| {
        let aspect = call.state.pack.aspect_name(&aspect, call.lang.tag()).to_owned();
        [Cell::Text(text), Cell::Text(aspect), Cell::Text(unit)]
    });
    let table = Table::new(tr.catalogue_title())
        .column(tr.catalogue_column_text())
        .column(tr.ledger_column_aspect())
        .column(tr.ledger_column_unit())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.catalogue_empty()));
    let shell = call.shell(Some(Nav::Ledger), tr.catalogue_title()).lede(tr.catalogue_lede());
    page(&CataloguePage { shell, table })
}
