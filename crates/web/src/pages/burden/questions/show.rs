//! A question with its answers; to a unit that was asked, the form to answer it once.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Cell, Control, ErrorSummary, Field, Nav, Notice, Shell, State, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::burden::question_answer::{QuestionView, answer_question, show_question};
use earnest_model::{id::QuestionId, message::FieldErrors};

#[derive(Template)]
#[template(path = "pages/burden/questions/show.html")]
struct QuestionPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    facts: Vec<(String, String)>,
    /// Where an answer goes.
    answer: Option<String>,
    minutes: i32,
    fields: Vec<Field>,
    table: Table,
}

pub fn question(call: &Call<'_>) -> Outcome {
    page(&template(call, &FieldErrors::new())?)
}

fn template(call: &Call<'_>, errors: &FieldErrors) -> Result<QuestionPage, Fault> {
    let tr = call.tr;
    let id: QuestionId = call.id("id")?;
    let view = show_question(&call.context(), id)?;
    let asked = &view.question;
    let facts = vec![
        (tr.burden_column_issuer().into_owned(), asked.issuer_name.clone()),
        (tr.question_why().into_owned(), asked.why.clone()),
        (tr.question_asked_on().into_owned(), tr.date_long(asked.asked_on)),
        (tr.question_due().into_owned(), tr.date_long(asked.due_on)),
    ];
    let fields: Vec<_> = asked
        .fields
        .iter()
        .enumerate()
        .map(|(place, label)| {
            let name = format!("answer-{place}");
            let fault = call.fault(errors, &name);
            let value = call.form.get(&name).to_owned();
            Field::new(name, label.as_str(), Control::Lines(2)).value(value).error(fault)
        })
        .collect();
    let answer = view.owes.as_ref().map(|(code, _)| paths::burden::question_answer(id).asking("unit", code));
    Ok(QuestionPage {
        errors: ErrorSummary::of(tr, &fields),
        facts,
        answer,
        minutes: asked.minutes,
        fields,
        table: answers(call, &view),
        shell: call
            .shell(Some(Nav::Burden), asked.title.as_str())
            .lede(tr.question_lede())
            .crumb(tr.question_list_title(), Some(&paths::burden::questions())),
    })
}

fn answers(call: &Call<'_>, view: &QuestionView) -> Table {
    let tr = call.tr;
    let table = Table::new(tr.question_answers()).column(tr.ledger_column_unit());
    let table = view.question.fields.iter().fold(table, |table, label| table.column(label.as_str()));
    let rows = view.answers.iter().map(|answer| {
        let mut cells = vec![Cell::link(answer.name.as_str(), paths::units::unit(&answer.code))];
        match &answer.answers {
            Some(answers) => cells.extend(answers.iter().map(|text| Cell::Text(text.clone()))),
            None => {
                let dash = || Cell::NotYet(tr.common_not_yet().into_owned());
                cells.extend(view.question.fields.iter().map(|_| dash()));
            }
        }
        cells.push(match answer.answered_on {
            Some(day) => State::done(tr.date_iso(day)).into(),
            None if view.question.due_on < call.today => State::trouble(tr.question_late()).into(),
            None => State::not_begun(tr.question_waits()).into(),
        });
        cells
    });
    table.column(tr.question_answered()).rows(rows).or_say(Notice::new(Tone::Empty, tr.question_nobody()))
}

pub fn answer(call: &Call<'_>) -> Outcome {
    let id: QuestionId = call.id("id")?;
    let texts: Vec<&str> = (0..earnest_model::burden::question::MOST_FIELDS)
        .map(|place| call.form.get(&format!("answer-{place}")))
        .collect();
    after_form(
        answer_question(&call.context(), id, call.query.get("unit"), &texts),
        |()| see(paths::burden::question(id)),
        |errors| form_again(&template(call, &errors)?),
    )
}
