//! Lists of tasks, and one with its chain of steps.

use crate::{
    frame::{
        address::Asking,
        ask::Ask,
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{
        Cell, Control, ErrorSummary, Field, Happening, Nav, Notice, Paging, Shell, State, Table, Timeline,
        Tone,
    },
    pages::paths,
};
use askama::Template;
use earnest_app::{
    Result, Task, TaskSide,
    tasks::{
        task_step::{acknowledge_task, finish_task, follow_task_up, reply_to_task},
        tasks_show::{TaskView, list_tasks, show_task},
    },
};
use earnest_model::{
    id::TaskId,
    message::FieldErrors,
    permit::{ActionKind, may_somewhere},
    tasks::task::{TaskKind, TaskState, TaskStep},
};

/// Tasks on a page.
const PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "pages/tasks/list.html")]
struct TasksPage {
    shell: Shell,
    sends: bool,
    sides: Vec<(String, String, bool)>,
    table: Table,
    next: Option<Paging>,
}

pub(super) fn list(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let sends = may_somewhere(ActionKind::SendTask, call.actor, call.today);
    let wanted = call.query.get("side");
    let side =
        if wanted == "received" || wanted.is_empty() && !sends { TaskSide::Received } else { TaskSide::Sent };
    let found = list_tasks(&call.context(), side, call.asked("before"), call.rows(PAGE))?;
    let table = table(call, tr.task_title().into_owned(), &found.tasks);
    if let Some(file) = call.file("tasks", found.next.is_some(), [&table])? {
        return Ok(file);
    }
    let sides =
        [(TaskSide::Sent, "sent", tr.task_sent()), (TaskSide::Received, "received", tr.task_received())];
    let sides = sides.map(|(one, key, words)| {
        (words.into_owned(), paths::tasks::tasks().asking("side", key), one == side)
    });
    let shown = found.tasks.len();
    let next = found.next.map(|before| {
        let href = paths::tasks::tasks().asking_all(&call.query.with("before", &before.to_string()));
        Paging::new(tr, shown, shown).next(Some(href))
    });
    page(&TasksPage {
        shell: call
            .shell_of_list(Some(Nav::Visits), tr.task_title())
            .lede(tr.task_lede())
            .crumb(tr.visits_title(), Some(&paths::visits::visits())),
        sends,
        sides: sides.to_vec(),
        table,
        next,
    })
}

/// How a task stands, in sign and word.
fn state(call: &Call<'_>, task: &Task) -> State {
    let word = call.word_of(task.state);
    match task.state {
        _ if task.is_late(call.today) => State::trouble(call.tr.task_late(word)),
        TaskState::Done => State::done(word),
        TaskState::Sent => State::not_begun(word),
        TaskState::FollowUp => State::trouble(word),
        TaskState::Acknowledged | TaskState::Replied => State::under_way(word),
    }
}

fn table(call: &Call<'_>, caption: String, tasks: &[Task]) -> Table {
    let tr = call.tr;
    let rows = tasks.iter().map(|task| {
        let due = task.due_on.map_or_else(
            || Cell::NotYet(tr.common_not_yet().into_owned()),
            |day| Cell::from(tr.date_iso(day)),
        );
        [
            Cell::link(task.title.as_str(), paths::tasks::task(task.id)),
            Cell::Text(call.word_of(task.kind)),
            Cell::from(task.leader.as_str()),
            Cell::link(task.name.as_str(), paths::units::unit(&task.code)),
            due,
            state(call, task).into(),
        ]
    });
    Table::new(caption)
        .column(tr.task_about())
        .column(tr.task_kind())
        .column(tr.task_leader())
        .column(tr.task_recipient())
        .column(tr.task_due())
        .column(tr.unit_plan_state())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.task_none()))
}

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
