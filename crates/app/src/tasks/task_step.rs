//! The steps of a task: acknowledged and answered by its recipient, followed up and finished by its sender.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    Date,
    event::Subject,
    id::TaskId,
    permit::{Action, AnswerTask, Permit, SendTask},
    tasks::task::{TaskStep, parse_follow_up},
    visits::tour::parse_reply,
};
use earnest_store::{Task, Work};
use serde_json::json;

/// Acknowledges a task of one's own unit; a reminder is done with that.
pub fn acknowledge_task(context: &Context<'_>, id: TaskId) -> Result<()> {
    let (mut work, permit, task) = as_recipient(context, id)?;
    take(&mut work, &permit, &task, TaskStep::Acknowledge, Said::default())?;
    done(work, &permit, &task, TaskStep::Acknowledge)
}

/// Replies to a direction.
pub fn reply_to_task(context: &Context<'_>, id: TaskId, reply: &str) -> Result<()> {
    let (mut work, permit, task) = as_recipient(context, id)?;
    let reply = parse_reply(reply).map_err(|message| AppError::field("reply", message))?;
    let said = Said { remarks: reply.as_str(), reply: Some(reply.as_str()), due_on: None };
    take(&mut work, &permit, &task, TaskStep::Reply, said)?;
    done(work, &permit, &task, TaskStep::Reply)
}

/// Asks for more, by a new day.
pub fn follow_task_up(context: &Context<'_>, id: TaskId, missing: &str, due_on: &str) -> Result<()> {
    let (mut work, permit, task) = as_sender(context, id)?;
    let (missing, day) = parse_follow_up(missing, due_on, context.today).map_err(AppError::Form)?;
    let said = Said { remarks: missing.as_str(), reply: None, due_on: Some(day) };
    take(&mut work, &permit, &task, TaskStep::FollowUp, said)?;
    done(work, &permit, &task, TaskStep::FollowUp)
}

/// Takes the reply: the task is done.
pub fn finish_task(context: &Context<'_>, id: TaskId) -> Result<()> {
    let (mut work, permit, task) = as_sender(context, id)?;
    take(&mut work, &permit, &task, TaskStep::Finish, Said::default())?;
    done(work, &permit, &task, TaskStep::Finish)
}

#[derive(Clone, Copy, Default)]
struct Said<'a> {
    remarks: &'a str,
    reply: Option<&'a str>,
    due_on: Option<Date>,
}

fn as_recipient<'a>(context: &Context<'a>, id: TaskId) -> Result<(Work<'a>, Permit<AnswerTask>, Task)> {
    let mut work = context.store.begin(context.now)?;
    let (target, _) = work.reader().locate_task(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<AnswerTask>(context, target)?;
    let task = work.reader().task(&permit, id)?;
    Ok((work, permit, task))
}

fn as_sender<'a>(context: &Context<'a>, id: TaskId) -> Result<(Work<'a>, Permit<SendTask>, Task)> {
    let mut work = context.store.begin(context.now)?;
    let (_, sender) = work.reader().locate_task(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<SendTask>(context, sender)?;
    let task = work.reader().task(&permit, id)?;
    Ok((work, permit, task))
}

fn take<A: Action>(
    work: &mut Work<'_>,
    permit: &Permit<A>,
    task: &Task,
    step: TaskStep,
    said: Said<'_>,
) -> Result<()> {
    let state = task.state.after(task.kind, step)?;
    work.task_write(permit, task.id, state, said.reply, said.due_on)?;
    work.task_step_insert(permit, task.id, step, said.remarks, said.due_on)?;
    Ok(())
}

fn done<A: Action>(work: Work<'_>, permit: &Permit<A>, task: &Task, step: TaskStep) -> Result<()> {
    let detail = json!({ "step": step.key() });
    Ok(work.commit(&permit.event(Subject::new("task", task.id.0), detail))?)
}
