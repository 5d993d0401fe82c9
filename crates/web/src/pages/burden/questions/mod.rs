//! Free questions to units: the register of what was asked, the form to ask, the form to answer once.

mod ask;
mod show;

use crate::{
    frame::{
        call::Call,
        reply::{Outcome, page},
        route::{Need, Route, get, post},
    },
    look::{Cell, Nav, Notice, Shell, Table, Tone},
};
use askama::Template;
use earnest_app::burden::question_answer::list_questions;
use earnest_model::permit::{ActionKind, may_somewhere};

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/questions", Need::May(ActionKind::ReadFigures), list),
    get("/questions/new", Need::May(ActionKind::AskQuestion), ask::blank),
    post("/questions/new", Need::May(ActionKind::AskQuestion), ask::send),
    get("/questions/{id}", Need::May(ActionKind::ReadFigures), show::question),
    post("/questions/{id}/answer", Need::May(ActionKind::AnswerQuestion), show::answer),
];

#[derive(Template)]
#[template(path = "pages/burden/questions/list.html")]
struct ListPage {
    shell: Shell,
    table: Table,
    may_ask: bool,
}

fn list(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let questions = list_questions(&call.context(), call.query.find("unit"))?;
    let rows = questions.iter().map(|question| {
        [
            Cell::link(question.title.as_str(), format!("/questions/{}", question.id)),
            Cell::Text(question.issuer_name.clone()),
            Cell::Text(tr.date_iso(question.asked_on)),
            Cell::Text(tr.date_iso(question.due_on)),
            Cell::Text(tr.number(i64::from(question.minutes))),
        ]
    });
    let table = Table::new(tr.question_list_title())
        .column(tr.question_title())
        .column(tr.burden_column_issuer())
        .column(tr.question_asked_on())
        .column(tr.question_due())
        .numbers(tr.burden_column_minutes())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.question_none()));
    if let Some(file) = call.file("questions", false, [&table])? {
        return Ok(file);
    }
    page(&ListPage {
        shell: call
            .shell_of_list(Some(Nav::Burden), tr.question_list_title())
            .lede(tr.question_list_lede())
            .crumb(tr.burden_title(), Some("/burden")),
        may_ask: may_somewhere(ActionKind::AskQuestion, call.actor, call.today),
        table,
    })
}
