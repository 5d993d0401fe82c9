//! Directions and reminders: those that one has to answer, and those that one sent.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Cell, Nav, Notice, Paging, Shell, State, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::{TaskSide, tasks::tasks_show::list_tasks};
use earnest_model::{
    figures::question::malformed,
    permit::{ActionKind, may_somewhere},
    tasks::task::{Task, TaskState},
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
    let read = |word: &str| match word {
        "sent" => Ok(TaskSide::Sent),
        "received" => Ok(TaskSide::Received),
        other => Err(malformed("side", other)),
    };
    let usual = if sends { TaskSide::Sent } else { TaskSide::Received };
    let side = call.choice("side", read)?.unwrap_or(usual);
    let found = list_tasks(&call.context(), side, call.asked("before")?, call.rows_arranged(PAGE))?;
    let table = table(call, tr.task_title().into_owned(), &found.tasks);
    let table = call.arranged_whole(table, found.next.is_some())?;
    let shell = call
        .shell_of_list(Some(Nav::Visits), tr.task_title())
        .lede(tr.task_lede())
        .crumb(tr.visits_title(), Some(&paths::visits::visits()));
    if let Some(file) = call.file(&shell, ("tasks", found.next.is_some()), [&table])? {
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
        Paging::of_more(tr, shown).next(Some(href))
    });
    page(&TasksPage { shell, sends, sides: sides.to_vec(), table, next })
}

pub(super) fn table(call: &Call<'_>, caption: String, tasks: &[Task]) -> Table {
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
        .by("about")
        .column(tr.task_kind())
        .by("kind")
        .column(tr.task_leader())
        .by("leader")
        .column(tr.task_recipient())
        .by("recipient")
        .column(tr.task_due())
        .by("due")
        .column(tr.unit_plan_state())
        .by("state")
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.task_none()))
}

/// How a task stands, in sign and word.
pub(super) fn state(call: &Call<'_>, task: &Task) -> State {
    let word = call.word_of(task.state);
    match task.state {
        _ if task.is_late(call.today) => State::trouble(call.tr.task_late(word)),
        TaskState::Done => State::done(word),
        TaskState::Sent => State::not_begun(word),
        TaskState::FollowUp => State::trouble(word),
        TaskState::Acknowledged | TaskState::Replied => State::under_way(word),
    }
}
