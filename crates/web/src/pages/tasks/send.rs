//! The form that sends a direction or a reminder, or passes a direction on.

use crate::{
    frame::{
        address::Asking,
        ask::Ask,
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Control, ErrorSummary, Field, Nav, Shell},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    AppError,
    tasks::{
        task_send::{pass_task_on, send_task},
        tasks_show::{TaskChoices, ask_passing, ask_task},
    },
};
use earnest_model::{
    id::TaskId,
    message::FieldErrors,
    tasks::task::{TaskForm, TaskKind},
    units::called::entries,
};

#[derive(Template)]
#[template(path = "pages/tasks/send.html")]
struct SendPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    action: String,
    why: String,
    submit: String,
    sender: String,
    fields: Vec<Field>,
}

/// What stands in a form before anything was sent.
#[derive(Default)]
struct Preset<'p> {
    kind: &'p str,
    title: &'p str,
    body: &'p str,
    due_on: String,
    units: &'p str,
}

pub(super) fn blank(call: &Call<'_>) -> Outcome {
    page(&sending(call, call.query.find("from"), &FieldErrors::new())?)
}

fn sending(call: &Call<'_>, sender: Option<&str>, errors: &FieldErrors) -> Result<SendPage, Fault> {
    let tr = call.tr;
    let found = ask_task(&call.context(), sender, call.query.get("unit"))?;
    let recipient = found.recipient.clone().unwrap_or_default();
    let asked = call.form.find("kind").unwrap_or_else(|| call.query.get("kind"));
    let kind = TaskKind::parse(asked).unwrap_or(TaskKind::Direction);
    let reminder = kind == TaskKind::Reminder;
    let preset = Preset { kind: kind.key(), units: &recipient, ..Preset::default() };
    let fields = fields(call, &found, errors, &preset);
    let title = if reminder { tr.task_remind() } else { tr.task_send() };
    Ok(SendPage {
        shell: call
            .shell(Some(Nav::Visits), title.as_ref())
            .lede(tr.task_send_lede(found.name.as_str()))
            .crumb(tr.task_title(), Some(&paths::tasks::tasks())),
        errors: ErrorSummary::of(tr, &fields),
        action: paths::tasks::task_new(),
        why: (if reminder { tr.task_remind_why() } else { tr.task_send_why() }).into_owned(),
        submit: title.into_owned(),
        sender: found.code,
        fields,
    })
}

fn fields(call: &Call<'_>, found: &TaskChoices, errors: &FieldErrors, preset: &Preset<'_>) -> Vec<Field> {
    let tr = call.tr;
    let ask = Ask::new(call, errors, "");
    let kind = [(preset.kind.to_owned(), call.word(&format!("task-kind-{}", preset.kind)))];
    let posts = found.posts.iter().map(|post| (post.title.clone(), post.title.clone()));
    let children = found.children.iter().map(|child| (child.unit.code.clone(), child.unit.name.clone()));
    let leader = if found.posts.is_empty() {
        ask.line("leader", tr.task_leader())
    } else {
        ask.list("leader", tr.task_leader(), "", posts)
    };
    let beneath = found.children.iter().any(|child| child.unit.code == preset.units);
    let chosen: &[&str] = if beneath { &[preset.units] } else { &[] };
    let mut fields = vec![
        ask.list("kind", tr.task_kind(), preset.kind, kind),
        leader,
        ask.field("title", tr.task_about(), Control::Line("text"), preset.title),
        ask.field("body", tr.task_body(), Control::Lines(4), preset.body),
    ];
    if preset.kind == TaskKind::Direction.key() {
        fields.push(ask.day("due_on", tr.task_due(), &preset.due_on));
    }
    fields.push(ask.any("units", tr.task_recipients(), chosen, children));
    let deeper = if beneath { "" } else { preset.units };
    fields.push(
        ask.field("codes", tr.task_codes(), Control::Lines(2), deeper)
            .help(tr.task_codes_help())
            .optional(tr),
    );
    fields
}

fn asked<'c>(call: &'c Call<'_>) -> (TaskForm<'c>, Vec<String>) {
    let form = call.form;
    let task = TaskForm {
        kind: form.get("kind"),
        leader: form.get("leader"),
        title: form.get("title"),
        body: form.get("body"),
        due_on: form.get("due_on"),
    };
    (task, form.all("units").map(str::to_owned).chain(entries(form.get("codes"))).collect())
}

pub(super) fn send(call: &Call<'_>) -> Outcome {
    let (task, units) = asked(call);
    let units: Vec<&str> = units.iter().map(String::as_str).collect();
    let sender = call.form.get("from");
    match send_task(&call.context(), sender, task, &units) {
        Ok(id) if units.len() == 1 => see(paths::tasks::task(id)),
        Ok(_) => see(paths::tasks::tasks().asking("side", "sent")),
        Err(AppError::Form(errors)) => form_again(&sending(call, Some(sender), &errors)?),
        Err(fault) => Err(fault.into()),
    }
}

pub(super) fn pass_blank(call: &Call<'_>) -> Outcome {
    page(&passing(call, call.id("id")?, &FieldErrors::new())?)
}

fn passing(call: &Call<'_>, id: TaskId, errors: &FieldErrors) -> Result<SendPage, Fault> {
    let tr = call.tr;
    let (task, found) = ask_passing(&call.context(), id)?;
    let preset = Preset {
        kind: TaskKind::Direction.key(),
        title: &task.title,
        body: &task.body,
        due_on: task.due_on.map(|day| day.to_string()).unwrap_or_default(),
        units: "",
    };
    let fields = fields(call, &found, errors, &preset);
    Ok(SendPage {
        shell: call
            .shell(Some(Nav::Visits), tr.task_pass())
            .lede(tr.task_send_lede(found.name.as_str()))
            .crumb(tr.task_title(), Some(&paths::tasks::tasks()))
            .crumb(task.title.as_str(), Some(&paths::tasks::task(id))),
        errors: ErrorSummary::of(tr, &fields),
        action: paths::tasks::task_pass(id),
        why: tr.task_pass_why().into_owned(),
        submit: tr.task_pass().into_owned(),
        sender: found.code,
        fields,
    })
}

pub(super) fn pass(call: &Call<'_>) -> Outcome {
    let id: TaskId = call.id("id")?;
    let (task, units) = asked(call);
    let units: Vec<&str> = units.iter().map(String::as_str).collect();
    after_form(
        pass_task_on(&call.context(), id, task, &units),
        |_| see(paths::tasks::task(id)),
        |errors| form_again(&passing(call, id, &errors)?),
    )
}
