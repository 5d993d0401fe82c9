//! A task with its chain of steps, and what one may do about it.

use super::list::{state, table};
use crate::{
    frame::{
        ask::Ask,
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Control, ErrorSummary, Field, Happening, Nav, Shell, State, Table, Timeline},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    Result,
    tasks::{
        task_step::{acknowledge_task, finish_task, follow_task_up, reply_to_task},
        tasks_show::{TaskView, show_task},
    },
};
use earnest_model::{
    id::TaskId,
    message::FieldErrors,
    tasks::task::{TaskKind, TaskStep},
};

#[derive(Template)]
#[template(path = "pages/tasks/task.html")]
struct TaskPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    state: State,
    facts: Vec<(String, String)>,
    id: TaskId,
    acknowledge: bool,
    reply: Vec<Field>,
    pass: bool,
    follow_up: Vec<Field>,
    finish: bool,
    passed_on: Option<Table>,
    steps: Timeline,
}

pub(super) fn task(call: &Call<'_>) -> Outcome {
    page(&made(call, call.id("id")?, &FieldErrors::new())?)
}

fn made(call: &Call<'_>, id: TaskId, errors: &FieldErrors) -> std::result::Result<TaskPage, Fault> {
    let tr = call.tr;
    let view = show_task(&call.context(), id)?;
    let task = &view.task;
    let may = |step: TaskStep| view.may.contains(&step);
    let ask = Ask::new(call, errors, "");
    let reply = match may(TaskStep::Reply) {
        true => vec![ask.field("reply", tr.task_reply(), Control::Lines(4), "")],
        false => Vec::new(),
    };
    let follow_up = match may(TaskStep::FollowUp) {
        true => vec![
            ask.field("remarks", tr.task_missing(), Control::Lines(2), ""),
            ask.day("due_on", tr.task_new_due(), ""),
        ],
        false => Vec::new(),
    };
    let summary = ErrorSummary::of(tr, reply.iter().chain(&follow_up));
    let passed_on =
        (!view.passed_on.is_empty()).then(|| table(call, tr.task_passed_on().into_owned(), &view.passed_on));
    let mut shell = call
        .shell(Some(Nav::Visits), task.title.as_str())
        .crumb(tr.task_title(), Some(&paths::tasks::tasks()));
    if task.parent.is_some() {
        shell = shell.lede(tr.task_is_passed_on());
    }
    Ok(TaskPage {
        shell,
        errors: summary,
        state: state(call, task),
        facts: facts(call, &view),
        id,
        acknowledge: may(TaskStep::Acknowledge),
        reply,
        pass: may(TaskStep::PassOn),
        follow_up,
        finish: may(TaskStep::Finish),
        passed_on,
        steps: steps(call, &view),
    })
}

fn facts(call: &Call<'_>, view: &TaskView) -> Vec<(String, String)> {
    let (tr, task) = (call.tr, &view.task);
    let due = task.due_on.map_or_else(|| tr.common_not_yet().into_owned(), |day| tr.date_long(day));
    let mut facts = vec![
        (tr.task_kind().into_owned(), call.word_of(task.kind)),
        (tr.task_sender().into_owned(), format!("{} · {}", view.sender, task.leader)),
        (tr.task_recipient().into_owned(), task.name.clone()),
        (tr.task_body().into_owned(), task.body.clone()),
    ];
    if task.kind == TaskKind::Direction {
        facts.push((tr.task_due().into_owned(), due));
        let reply = task.reply.clone().unwrap_or_else(|| tr.common_not_yet().into_owned());
        facts.push((tr.task_reply().into_owned(), reply));
    }
    facts
}

fn steps(call: &Call<'_>, view: &TaskView) -> Timeline {
    Timeline::new(view.steps.iter().map(|taken| {
        let due = taken.due_on.map(|day| call.tr.task_until(call.tr.date_iso(day)));
        let note: Vec<String> =
            [taken.remarks.clone()].into_iter().filter(|text| !text.is_empty()).chain(due).collect();
        Happening {
            when: call.tr.date_short(taken.on),
            datetime: taken.on.to_string(),
            what: call.word_of(taken.step),
            note: (!note.is_empty()).then(|| note.join(" · ")),
            state: None,
            href: None,
        }
    }))
}

pub(super) fn acknowledge(call: &Call<'_>) -> Outcome {
    let id = call.id("id")?;
    done(call, id, acknowledge_task(&call.context(), id))
}

pub(super) fn reply(call: &Call<'_>) -> Outcome {
    let id = call.id("id")?;
    done(call, id, reply_to_task(&call.context(), id, call.form.get("reply")))
}

pub(super) fn follow_up(call: &Call<'_>) -> Outcome {
    let (id, form) = (call.id("id")?, call.form);
    done(call, id, follow_task_up(&call.context(), id, form.get("remarks"), form.get("due_on")))
}

pub(super) fn finish(call: &Call<'_>) -> Outcome {
    let id = call.id("id")?;
    done(call, id, finish_task(&call.context(), id))
}

fn done(call: &Call<'_>, id: TaskId, result: Result<()>) -> Outcome {
    after_form(result, |()| see(paths::tasks::task(id)), |errors| form_again(&made(call, id, &errors)?))
}
