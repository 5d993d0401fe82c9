//! Send a direction or a reminder to units beneath, and pass a direction on to the next tier.

use crate::{AppError, Context, Result, permit, permit_at};
use earnest_model::{
    event::Subject,
    id::{TaskId, UnitId},
    message::{FieldErrors, Message},
    permit::{Permit, SendTask},
    tasks::task::{NewTask, TaskForm, TaskStep, parse_task},
};
use earnest_store::Work;
use serde_json::json;

/// The most recipients of one act.
const MOST: usize = 500;

/// Sends a task of the sender's to units strictly beneath it, by their codes; gives the key of the first.
pub fn send_task(
    context: &Context<'_>,
    sender: &str,
    form: TaskForm<'_>,
    recipients: &[&str],
) -> Result<TaskId> {
    let mut work = context.store.begin(context.now)?;
    let permit = permit::<SendTask>(context, &mut work.reader(), sender)?;
    let (new, units) = parse(context, &mut work, &permit, form, recipients)?;
    let id = work.tasks_insert(&permit, &new, None, &units)?;
    commit(work, &permit, id, detail(&new, units.len()), units.len())?;
    Ok(id)
}

/// Passes a direction that one's own unit received on to units beneath it.
pub fn pass_task_on(
    context: &Context<'_>,
    id: TaskId,
    form: TaskForm<'_>,
    recipients: &[&str],
) -> Result<TaskId> {
    let mut work = context.store.begin(context.now)?;
    let (target, _) = work.reader().locate_task(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<SendTask>(context, target)?;
    let task = work.reader().task(&permit, id)?;
    if task.unit != target.unit {
        return Err(AppError::NotFound);
    }
    let state = task.state.after(task.kind, TaskStep::PassOn)?;
    let (new, units) = parse(context, &mut work, &permit, form, recipients)?;
    if new.due_on.is_some_and(|due| task.due_on.is_some_and(|last| due > last)) {
        return Err(AppError::field("due_on", Message::new("error-task-later")));
    }
    let first = work.tasks_insert(&permit, &new, Some(id), &units)?;
    work.task_write(&permit, id, state, None, None)?;
    work.task_step_insert(&permit, id, TaskStep::PassOn, new.title.as_str(), new.due_on)?;
    commit(work, &permit, first, detail(&new, units.len()), units.len())?;
    Ok(first)
}

/// Every recipient has a record of its own, and each record its entry: the keys follow each other.
fn commit(
    work: Work<'_>,
    permit: &Permit<SendTask>,
    first: TaskId,
    detail: serde_json::Value,
    recipients: usize,
) -> Result<()> {
    let events: Vec<_> = (first.0..)
        .take(recipients)
        .map(|id| permit.event(Subject::new("task", id), detail.clone()))
        .collect();
    let Some((one, rest)) = events.split_first() else { return Err(AppError::NotFound) };
    Ok(work.commit_all(one, rest)?)
}

fn detail(new: &NewTask, units: usize) -> serde_json::Value {
    json!({
        "kind": new.kind.key(), "title": new.title.as_str(), "units": units,
        "due": new.due_on.map(|day| day.to_string()),
    })
}

fn parse(
    context: &Context<'_>,
    work: &mut Work<'_>,
    permit: &Permit<SendTask>,
    form: TaskForm<'_>,
    recipients: &[&str],
) -> Result<(NewTask, Vec<UnitId>)> {
    let parsed = parse_task(form, context.today);
    let mut errors = parsed.as_ref().err().cloned().unwrap_or_else(FieldErrors::new);
    let mut codes: Vec<&str> =
        recipients.iter().map(|code| code.trim()).filter(|code| !code.is_empty()).collect();
    codes.sort_unstable();
    codes.dedup();
    if codes.is_empty() {
        errors.add("units", Message::new("error-task-units"));
    }
    if codes.len() > MOST {
        errors.add("units", Message::new("error-task-many").with("most", MOST));
        codes.truncate(1);
    }
    let units = work.units_to_direct(permit, &codes)?;
    if let Some((code, _)) = codes.iter().zip(&units).find(|(_, unit)| unit.is_none()) {
        errors.add("units", Message::new("error-unit-unknown").with("unit", *code));
    }
    match parsed {
        Ok(new) if errors.is_empty() => Ok((new, units.into_iter().flatten().collect())),
        _ => Err(AppError::Form(errors)),
    }
}
