//! A unit says that a request is too much; the office that issued it answers.

use super::request::{reported_words, words};
use crate::{
    frame::{
        address::Asking,
        ask::Ask,
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Choice, Control, ErrorSummary, Field, Nav, Notice, Shell},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    AppError,
    burden::burden_report::{
        answer_burden, answerers, ask_report, report_burden, report_elsewhere, show_report,
    },
};
use earnest_model::{
    burden::{
        budget::{Decision, Kind},
        reported::ElsewhereForm,
    },
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

/// Whether what the register knows nothing of is called too much: no request is named.
fn is_elsewhere(call: &Call<'_>) -> bool {
    call.query.find("kind").is_none()
}

pub fn blank(call: &Call<'_>) -> Outcome {
    let none = FieldErrors::new();
    page(&if is_elsewhere(call) { elsewhere(call, &none)? } else { form(call, &none)? })
}

fn elsewhere(call: &Call<'_>, errors: &FieldErrors) -> Result<FormPage, Fault> {
    let tr = call.tr;
    call.only(&["unit"])?;
    let unit = call.query.get("unit");
    let above = answerers(&call.context(), unit)?;
    let ask = Ask::new(call, errors, "");
    let nearest = above.first().map(|unit| unit.code.clone()).unwrap_or_default();
    let fields = vec![
        ask.line("what", tr.burden_elsewhere_what()).help(tr.burden_elsewhere_what_help()),
        ask.line("asked_by", tr.burden_elsewhere_by()).help(tr.burden_elsewhere_by_help()),
        ask.list(
            "to",
            tr.burden_elsewhere_to(),
            &nearest,
            above.into_iter().map(|unit| (unit.code, unit.name)),
        )
        .help(tr.burden_elsewhere_to_help()),
        ask.field("why", tr.burden_report_field(), Control::Lines(3), "").help(tr.burden_report_help()),
    ];
    Ok(FormPage {
        errors: ErrorSummary::of(tr, &fields),
        notice: None,
        action: paths::burden::report_new().asking_all(call.query),
        why: tr.burden_elsewhere_why().into_owned(),
        minutes: 3,
        submit: tr.burden_report_send().into_owned(),
        groups: vec![(String::new(), fields)],
        shell: call
            .shell(Some(Nav::Burden), tr.burden_elsewhere_title())
            .lede(tr.burden_elsewhere_lede())
            .crumb(tr.burden_title(), Some(&paths::burden::burden().asking("unit", unit))),
    })
}

fn send_elsewhere(call: &Call<'_>) -> Outcome {
    let form = call.form;
    let given =
        ElsewhereForm { asked_by: form.get("asked_by"), what: form.get("what"), why: form.get("why") };
    after_form(
        report_elsewhere(&call.context(), call.query.get("unit"), given, form.get("to")),
        |report| see(paths::burden::report(report)),
        |errors| form_again(&elsewhere(call, &errors)?),
    )
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
    if is_elsewhere(call) {
        return send_elsewhere(call);
    }
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
        (tr.burden_column_answerer().into_owned(), report.issuer_name.clone()),
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
            .shell(Some(Nav::Burden), reported_words(call, report.kind, &report.label))
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
