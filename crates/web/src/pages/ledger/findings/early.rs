//! One more measure against a problem, a measure mended early, and a problem settled from above.

use super::report::owner_control;
use crate::{
    frame::{
        address::Asking,
        call::Call,
        fields::Fields,
        reply::{Outcome, after_form, form_again, page, see},
    },
    look::{Choice, Control, ErrorSummary, Field, Nav, Shell},
    pages::{
        paths,
        shared::opening::{again, means_another},
    },
};
use askama::Template;
use earnest_app::{
    AppError,
    ledger::{
        ledger_show::{show_measure, show_problem},
        measures::{measure_add::add_measure, measure_edit::edit_measure},
    },
};
use earnest_model::{
    id::{MeasureId, ProblemId},
    ledger::measures::measure_form::{MeasureForm, TimeClass},
    message::FieldErrors,
};

#[derive(Template)]
#[template(path = "pages/ledger/findings/early.html")]
struct EarlyPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    action: String,
    why: String,
    submit: String,
    fields: Vec<Field>,
}

fn form_of(sent: &Fields) -> MeasureForm<'_> {
    MeasureForm {
        body: sent.get("body"),
        owner: sent.get("owner"),
        deliverable: sent.get("deliverable"),
        time_class: sent.get("time_class"),
        due_on: sent.get("due_on"),
    }
}

fn fields(call: &Call<'_>, sent: &Fields, errors: &FieldErrors, owners: &[String]) -> Vec<Field> {
    let tr = call.tr;
    let field = |name: &'static str, label: &str, control| {
        let fault = call.fault(errors, name);
        Field::new(name, label, control).value(sent.get(name)).error(fault)
    };
    let chosen =
        Some(sent.get("time_class")).filter(|class| !class.is_empty()).unwrap_or(TimeClass::ByDate.key());
    let classes = TimeClass::ALL
        .iter()
        .map(|class| Choice::new(class.key(), call.word_of(class), class.key() == chosen));
    let classes = Control::List(classes.collect());
    vec![
        field("body", &tr.ledger_column_measure(), Control::Lines(2)),
        field("owner", &tr.measure_owner(), owner_control(call, owners, sent.get("owner"))),
        field("deliverable", &tr.measure_deliverable(), Control::Line("text")),
        field("due_on", &tr.ledger_column_due(), Control::Line("date"))
            .help(tr.problem_due_help())
            .optional(tr),
        field("time_class", &tr.measure_time_class(), classes),
    ]
}

/// The form for one more measure.
pub fn add_blank(call: &Call<'_>) -> Outcome {
    page(&adding(call, &FieldErrors::new())?)
}

/// One more measure.
pub fn add(call: &Call<'_>) -> Outcome {
    let id: ProblemId = call.id("id")?;
    after_form(
        add_measure(&call.context(), id, &form_of(call.form), means_another(call)),
        |_| see(paths::ledger::problem(id).asking("done", "1")),
        |errors| form_again(&adding(call, &errors)?),
    )
}

fn adding(call: &Call<'_>, errors: &FieldErrors) -> Result<EarlyPage, AppError> {
    let (tr, id) = (call.tr, call.id::<ProblemId>("id")?);
    let view = show_problem(&call.context(), id)?;
    if !view.may_add {
        return Err(AppError::NotFound);
    }
    let mut fields = fields(call, call.form, errors, &view.owners);
    if errors.at("again").is_some() {
        fields.push(again(call, tr.measure_alike_yes(), errors));
    }
    Ok(EarlyPage {
        shell: call
            .shell(Some(Nav::Ledger), tr.measure_add())
            .lede(view.problem.body.as_str())
            .crumb(tr.ledger_title(), Some(&paths::ledger::ledger()))
            .crumb(view.problem.serial.as_str(), Some(&paths::ledger::problem(id))),
        errors: ErrorSummary::of(tr, &fields),
        action: paths::ledger::measure_add(id),
        why: tr.measure_add_why().into_owned(),
        submit: tr.measure_add().into_owned(),
        fields,
    })
}

/// The form that mends a measure.
pub fn edit_blank(call: &Call<'_>) -> Outcome {
    let measure = show_measure(&call.context(), call.id("id")?)?.measure;
    let sent = [
        ("body", measure.body),
        ("owner", measure.owner),
        ("deliverable", measure.deliverable),
        ("time_class", measure.time_class.key().to_owned()),
        ("due_on", measure.due_on.map(|day| day.to_string()).unwrap_or_default()),
    ];
    let sent = Fields(sent.map(|(name, value)| (name.to_owned(), value)).to_vec());
    page(&editing(call, &sent, &FieldErrors::new())?)
}

/// A measure mended.
pub fn edit(call: &Call<'_>) -> Outcome {
    let id: MeasureId = call.id("id")?;
    after_form(
        edit_measure(&call.context(), id, &form_of(call.form)),
        |()| see(paths::ledger::measure(id).asking("done", "1")),
        |errors| form_again(&editing(call, call.form, &errors)?),
    )
}

fn editing(call: &Call<'_>, sent: &Fields, errors: &FieldErrors) -> Result<EarlyPage, AppError> {
    let (tr, id) = (call.tr, call.id::<MeasureId>("id")?);
    let view = show_measure(&call.context(), id)?;
    if !view.may_edit {
        return Err(AppError::NotFound);
    }
    let fields = fields(call, sent, errors, &view.owners);
    Ok(EarlyPage {
        shell: call
            .shell(Some(Nav::Ledger), tr.measure_edit())
            .lede(view.measure.serial.as_str())
            .crumb(tr.ledger_title(), Some(&paths::ledger::ledger()))
            .crumb(view.measure.serial.as_str(), Some(&paths::ledger::measure(id))),
        errors: ErrorSummary::of(tr, &fields),
        action: paths::ledger::measure_edit(id),
        why: tr.measure_edit_why().into_owned(),
        submit: tr.measure_edit().into_owned(),
        fields,
    })
}

/// The questions with which a problem is settled.
pub fn settle_fields(call: &Call<'_>, errors: &FieldErrors) -> Vec<Field> {
    let tr = call.tr;
    let field = |name: &'static str, label: &str, control| {
        let fault = call.fault(errors, name);
        Field::new(name, label, control).value(call.form.get(name)).error(fault)
    };
    vec![
        field("into", &tr.problem_into(), Control::Line("text")).help(tr.problem_into_help()).optional(tr),
        field("settle_reason", &tr.change_reason(), Control::Lines(2)).help(tr.change_reason_help()),
    ]
}
