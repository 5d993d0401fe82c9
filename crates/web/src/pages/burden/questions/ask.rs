//! Asking: written once, weighed, and only then sent.

use crate::{
    frame::{
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Choice, Control, ErrorSummary, Field, Nav, Notice, Shell},
    pages::{paths, shared::burden},
};
use askama::Template;
use earnest_app::{
    AppError,
    burden::question_ask::{Ask, ask_question, may_ask, weigh_question},
};
use earnest_model::{
    burden::{
        budget::Weighed,
        question::{MOST_FIELDS, QuestionForm},
    },
    message::{Argument, FieldErrors, Message},
};

#[derive(Template)]
#[template(path = "pages/burden/questions/ask.html")]
struct AskPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    weighed: Option<Notice>,
    /// The way to where it was asked already.
    before: Option<(String, String)>,
    /// Whether it may be sent, once whoever asks has seen what it costs.
    sendable: bool,
    action: String,
    submit: String,
    fields: Vec<Field>,
    /// Lines that few questions need.
    more: Vec<Field>,
    more_open: bool,
    rest: Vec<Field>,
}

/// Questions before the lines: who asks, what, what for.
const HEAD: usize = 3;

/// Lines of a question that are always in sight.
const IN_SIGHT: usize = 3;

pub fn blank(call: &Call<'_>) -> Outcome {
    page(&template(call, &FieldErrors::new(), None)?)
}

fn template(call: &Call<'_>, errors: &FieldErrors, weighed: Option<&Weighed>) -> Result<AskPage, Fault> {
    let tr = call.tr;
    let mut fields = fields(call, errors)?;
    let summary = ErrorSummary::of(tr, &fields);
    let rest = fields.split_off(HEAD + MOST_FIELDS);
    let more = fields.split_off(HEAD + IN_SIGHT);
    let sendable = weighed.is_some_and(|weighed| weighed.check().is_ok());
    let submit = if sendable { tr.question_send() } else { tr.question_weigh() };
    Ok(AskPage {
        errors: summary,
        weighed: weighed.map(|weighed| burden::notice(call, weighed)),
        sendable,
        before: errors.iter().find_map(|(_, message)| asked_before(message)),
        action: paths::burden::question_new(),
        submit: submit.into_owned(),
        fields,
        more_open: more.iter().any(Field::is_needed),
        more,
        rest,
        shell: call
            .shell(Some(Nav::Burden), tr.question_new_title())
            .lede(tr.question_new_lede())
            .crumb(tr.question_list_title(), Some(&paths::burden::questions())),
    })
}

/// Title and place of the question that asked the same.
fn asked_before(message: &Message) -> Option<(String, String)> {
    let told = |name: &str| {
        let (_, argument) = message.arguments.iter().find(|(known, _)| *known == name)?;
        match argument {
            Argument::Text(text) => Some(text.clone()),
            Argument::Count(_) => None,
        }
    };
    (message.key == "error-question-asked").then(|| told("title").zip(told("place"))).flatten()
}

fn fields(call: &Call<'_>, errors: &FieldErrors) -> Result<Vec<Field>, Fault> {
    let (tr, form) = (call.tr, call.form);
    let (pack, tag) = (call.pack(), call.lang.tag());
    let asked = form.find("unit").unwrap_or_else(|| call.query.get("unit"));
    let units = may_ask(&call.context())?;
    let highest = units.iter().map(|(.., tier)| *tier).min().unwrap_or_default();
    let units = units.iter().map(|(code, name, _)| Choice::new(code.as_str(), name.as_str(), code == asked));
    // Nobody asks a class that stands at their own tier or above.
    let tier = |key: &str| pack.tiers.iter().position(|tier| tier.key == key);
    let beneath = pack.classes.iter().filter(|class| {
        tier(&class.tier).and_then(|tier| i32::try_from(tier).ok()).is_some_and(|tier| tier > highest)
    });
    let classes = beneath.map(|class| {
        let chosen = form.all("classes").any(|sent| sent == class.key);
        Choice::new(class.key.as_str(), class.name.get(tag), chosen)
    });
    let field = |name: &str, label: String, control: Control| {
        let fault = call.fault(errors, name);
        Field::new(name, label, control).value(form.get(name)).error(fault)
    };
    let mut fields = vec![
        field("unit", tr.question_office().into_owned(), Control::List(units.collect())),
        field("title", tr.question_title().into_owned(), Control::Line("text")),
        field("why", tr.question_why().into_owned(), Control::Line("text")).help(tr.question_why_help()),
    ];
    for place in 0..MOST_FIELDS {
        let one = field(&format!("field-{place}"), tr.question_field(place + 1), Control::Line("text"));
        fields.push(if place == 0 { one.help(tr.question_field_help()) } else { one.optional(tr) });
    }
    fields.push(field("minutes", tr.question_minutes().into_owned(), Control::Number(1, 480)));
    fields.push(field("due_on", tr.question_due().into_owned(), Control::Line("date")));
    fields.push(
        field("classes", tr.question_classes().into_owned(), Control::Any(classes.collect()))
            .help(tr.question_classes_help())
            .optional(tr),
    );
    Ok(fields)
}

pub fn send(call: &Call<'_>) -> Outcome {
    let form = call.form;
    let names: Vec<String> = (0..=MOST_FIELDS).map(|place| format!("field-{place}")).collect();
    let ask = Ask {
        unit: form.get("unit"),
        form: QuestionForm {
            title: form.get("title"),
            why: form.get("why"),
            fields: names.iter().map(|name| form.get(name)).collect(),
            minutes: form.get("minutes"),
            due_on: form.get("due_on"),
        },
        classes: form.all("classes").map(str::to_owned).collect(),
    };
    let pack = call.pack();
    // Whoever sees for the first time what it costs decides anew.
    let weighed = match weigh_question(&call.context(), pack, &ask) {
        Ok(weighed) => weighed,
        Err(AppError::Form(errors)) => return form_again(&template(call, &errors, None)?),
        Err(fault) => return Err(fault.into()),
    };
    if !form.ticked("sure")? || weighed.check().is_err() {
        return page(&template(call, &FieldErrors::new(), Some(&weighed))?);
    }
    after_form(
        ask_question(&call.context(), pack, &ask),
        |id| see(paths::burden::question(id)),
        |errors| form_again(&template(call, &errors, None)?),
    )
}
