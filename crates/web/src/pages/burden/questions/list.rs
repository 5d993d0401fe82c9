//! The questions that were put to units, the newest first.

use crate::{
    frame::{
        call::Call,
        reply::{Outcome, page},
    },
    look::{Amount, Cell, Nav, Notice, Shell, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::burden::question_answer::list_questions;
use earnest_model::permit::{ActionKind, may_somewhere};

#[derive(Template)]
#[template(path = "pages/burden/questions/list.html")]
struct ListPage {
    shell: Shell,
    table: Table,
    may_ask: bool,
}

pub(super) fn list(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let questions = list_questions(&call.context(), call.query.find("unit"))?;
    let rows = questions.iter().map(|question| {
        [
            Cell::link(question.title.as_str(), paths::burden::question(question.id)),
            Cell::Text(question.issuer_name.clone()),
            Cell::Text(tr.date_iso(question.asked_on)),
            Cell::Text(tr.date_iso(question.due_on)),
            Amount::time(tr, i64::from(question.minutes)).into(),
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
    let shell = call
        .shell_of_list(Some(Nav::Burden), tr.question_list_title())
        .lede(tr.question_list_lede())
        .crumb(tr.burden_title(), Some(&paths::burden::burden()));
    if let Some(file) = call.file(&shell, ("questions", false), [&table])? {
        return Ok(file);
    }
    page(&ListPage { shell, may_ask: may_somewhere(ActionKind::AskQuestion, call.actor, call.today), table })
}
