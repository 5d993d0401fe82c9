//! A unit says that a request is too much; the office that issued it answers.

use super::request::words;
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Choice, Control, ErrorSummary, Field, Nav, Notice, Shell},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    AppError,
    burden::burden_report::{answer_burden, ask_report, report_burden, show_report},
};
use earnest_model::{
    burden::budget::{Decision, Kind},
    id::BurdenReportId,
    message::FieldErrors,
};

#[derive(Template)]
#[template(path = "pages/burden/form.html")]
struct FormPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    notice: Option<Notice>,
    action: String,
    why: String,
    minutes: i64,
    submit: String,
    groups: Vec<(String, Vec<Field>)>,
}

fn asked<'c>(call: &'c Call<'_>) -> Result<(&'c str, Kind, i64), Fault> {
    let kind = Kind::parse(call.query.get("kind")).map_err(|_| AppError::NotFound)?;
    Ok((call.query.get("unit"), kind, call.asked("id")?.ok_or(AppError::NotFound)?))
}

pub fn blank(call: &Call<'_>) -> Outcome {
    page(&form(call, &FieldErrors::new())?)
}

fn form(call: &Call<'_>, errors: &FieldErrors) -> Result<FormPage, Fault> {
    let tr = call.tr;
    let (unit, kind, id) = asked(call)?;
    let request = ask_report(&call.context(), unit, kind, id)?;
    let fault = call.fault(errors, "why");
    let fields = vec![
        Field::new("why", tr.burden_report_field(), Control::Lines(3))
            .help(tr.burden_report_help())
            .value(call.form.get("why"))
            .error(fault),
    ];
    Ok(FormPage {
        errors: ErrorSummary::of(tr, &fields),
        notice: None,
        action: paths::burden::report_new().asking_all(call.query),
        why: tr.burden_report_why().into_owned(),
        minutes: 2,
        submit: tr.burden_report_send().into_owned(),
        groups: vec![(String::new(), fields)],
        shell: call
            .shell(Some(Nav::Burden), tr.burden_report_title())
            .lede(words(call, kind, &request.label))
            .crumb(tr.burden_title(), Some(&paths::burden::burden().asking("unit", unit))),
    })
}

pub fn send(call: &Call<'_>) -> Outcome {
    let (unit, kind, id) = asked(call)?;
    after_form(
        report_burden(&call.context(), unit, (kind, id), call.form.get("why")),
        |report| see(paths::burden::report(report)),
        |errors| form_again(&form(call, &errors)?),
    )
}

#[derive(Template)]
#[template(path = "pages/burden/report.html")]
struct ReportPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    facts: Vec<(String, String)>,
    action: Option<String>,
    fields: Vec<Field>,
}

pub fn show(call: &Call<'_>) -> Outcome {
    page(&report(call, &FieldErrors::new())?)
}

fn report(call: &Call<'_>, errors: &FieldErrors) -> Result<ReportPage, Fault> {
    let tr = call.tr;
    let id: BurdenReportId = call.id("id")?;
    let view = show_report(&call.context(), id)?;
    let report = &view.report;
    let mut facts = vec![
        (tr.ledger_column_unit().into_owned(), report.name.clone()),
        (tr.burden_column_issuer().into_owned(), report.issuer_name.clone()),
        (tr.burden_report_field().into_owned(), report.why.clone()),
        (tr.burden_reported_on().into_owned(), tr.date_long(report.reported_on)),
    ];
    match &report.answer {
        Some((decision, reply, on)) => {
            let word = call.word_of(decision);
            facts.push((tr.burden_column_answer().into_owned(), format!("{word} · {}", tr.date_long(*on))));
            facts.push((tr.burden_answer_reply().into_owned(), reply.clone()));
        }
        None => facts.push((tr.burden_answer_due().into_owned(), tr.date_long(report.due_on))),
    }
    let chosen = call.form.get("decision");
    let choices = Decision::ALL.iter().map(|decision| {
        let words = call.word_of(decision);
        Choice::new(decision.key(), words, decision.key() == chosen)
    });
    let fault = |name: &str| call.fault(errors, name);
    let fields = vec![
        Field::new("decision", tr.burden_answer_decision(), Control::One(choices.collect()))
            .error(fault("decision")),
        Field::new("reply", tr.burden_answer_reply(), Control::Lines(3))
            .value(call.form.get("reply"))
            .error(fault("reply")),
    ];
    Ok(ReportPage {
        errors: ErrorSummary::of(tr, &fields),
        facts,
        action: view.may_answer.then(|| paths::burden::report_answer(id)),
        fields,
        shell: call
            .shell(Some(Nav::Burden), words(call, report.kind, &report.label))
            .lede(tr.burden_report_lede())
            .crumb(tr.burden_title(), Some(&paths::burden::burden().asking("unit", &report.code))),
    })
}

pub fn answer(call: &Call<'_>) -> Outcome {
    let id: BurdenReportId = call.id("id")?;
    let form = call.form;
    after_form(
        answer_burden(&call.context(), id, form.get("decision"), form.get("reply")),
        |()| see(paths::burden::report(id)),
        |errors| form_again(&report(call, &errors)?),
    )
}
