//! Send a direction or a reminder to units beneath, and pass a direction on to the next tier.

use crate::{AppError, Context, Result, permit, permit_on};
use earnest_model::{
    id::{TaskId, UnitId},
    message::{FieldErrors, Message},
    permit::{Permit, SendTask},
    record::Key,
    tasks::{
        acts::TasksAct,
        task::{NewTask, Task, TaskForm, TaskKind, TaskState, TaskStep, parse_task},
    },
    units::called::choose,
};
use earnest_store::{Reader, Work};

/// The most recipients of one act.
const MOST: usize = 500;

/// Sends a task of the sender's to units strictly beneath it, by their codes or names; gives the key of the first.
pub fn send_task(
    context: &Context<'_>,
    sender: &str,
    form: TaskForm<'_>,
    recipients: &[&str],
) -> Result<TaskId> {
    let mut work = context.begin()?;
    let permit = permit::<SendTask>(context, &mut work.reader(), sender)?;
    let (new, units) = parse(context, &mut work.reader(), &permit, form, recipients)?;
    let id = work.tasks_insert(&permit, &new, &units)?;
    commit(work, &permit, id, &told(&new, units.len()), units.len())?;
    Ok(id)
}

/// Passes a direction that one's own unit received on to units beneath it.
pub fn pass_task_on(
    context: &Context<'_>,
    id: TaskId,
    form: TaskForm<'_>,
    recipients: &[&str],
) -> Result<TaskId> {
    let mut work = context.begin()?;
    let (permit, task, state) = ready(context, &mut work.reader(), id)?;
    let (new, units) = parse(context, &mut work.reader(), &permit, form, recipients)?;
    if new.due_on.is_some_and(|due| task.due_on.is_some_and(|last| due > last)) {
        return Err(AppError::field("due_on", Message::new("error-task-later")));
    }
    let first = work.task_pass_on(&permit, state, &new, &units)?;
    commit(work, &permit, first, &told(&new, units.len()), units.len())?;
    Ok(first)
}

/// The permit to pass a direction on that one's own unit received, the direction, and its state afterwards. A unit
/// without units beneath it passes nothing on.
pub(crate) fn ready(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    id: TaskId,
) -> Result<(Permit<SendTask, TaskId>, Task, TaskState)> {
    let permit = permit_on::<SendTask, _>(context, reader, id)?;
    if permit.span().hi == permit.span().lo {
        return Err(AppError::NotFound);
    }
    let task = reader.task(&permit)?;
    let state = task.state.after(task.kind, TaskStep::PassOn)?;
    Ok((permit, task, state))
}

/// Every recipient has a record of its own, and each record its entry: the keys follow each other.
fn commit<K: Key>(
    work: Work<'_>,
    permit: &Permit<SendTask, K>,
    first: TaskId,
    told: &TasksAct,
    recipients: usize,
) -> Result<()> {
    let keys = (first.0..).take(recipients).map(TaskId);
    let events: Vec<_> = keys.map(|id| permit.act_on(id, told.clone())).collect();
    let Some((one, rest)) = events.split_first() else { return Err(AppError::NotFound) };
    Ok(work.commit_all(one, rest)?)
}

fn told(new: &NewTask, units: usize) -> TasksAct {
    let (kind, title, due) = (new.kind.key(), new.title.to_string(), new.due_on);
    match new.kind {
        TaskKind::Direction => TasksAct::DirectionSent { kind, title, units, due },
        TaskKind::Reminder => TasksAct::ReminderSent { kind, title, units, due },
    }
}

fn parse<K: Copy>(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<SendTask, K>,
    form: TaskForm<'_>,
    recipients: &[&str],
) -> Result<(NewTask, Vec<UnitId>)> {
    let parsed = parse_task(form, context.today);
    let mut errors = parsed.as_ref().err().cloned().unwrap_or_else(FieldErrors::new);
    let mut typed: Vec<String> =
        recipients.iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect();
    typed.sort_unstable();
    typed.dedup();
    if typed.len() > MOST {
        errors.add("units", Message::new("error-task-many").with("most", MOST));
        typed.truncate(1);
    }
    let found = reader.units_called(permit, &typed)?;
    let chosen = errors.take("units", choose(&typed, &found)).unwrap_or_default();
    let mut codes: Vec<&str> = chosen.iter().map(String::as_str).collect();
    if typed.is_empty() {
        errors.add("units", Message::new("error-task-units"));
    }
    if codes.len() > MOST {
        errors.add("units", Message::new("error-task-many").with("most", MOST));
        codes.truncate(1);
    }
    let units = reader.units_to_direct(permit, &codes)?;
    if let Some((code, _)) = codes.iter().zip(&units).find(|(_, unit)| unit.is_none()) {
        errors.add("units", Message::new("error-unit-unknown").with("unit", *code));
    }
    match parsed {
        Ok(new) if errors.is_empty() => Ok((new, units.into_iter().flatten().collect())),
        _ => Err(AppError::Form(errors)),
    }
}
