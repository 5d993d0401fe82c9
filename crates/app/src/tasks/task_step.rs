//! The steps of a task: acknowledged and answered by its recipient, followed up and finished by its sender.

use crate::{AppError, Context, Result, permit_on};
use earnest_model::{
    Date,
    id::TaskId,
    permit::{AnswerTask, Permit, SendTask, Writes},
    record::OtherSide,
    tasks::{
        acts::TasksAct,
        task::{TaskState, TaskStep, parse_follow_up},
    },
    visits::record_form::parse_reply,
};
use earnest_store::{Located, NewTaskStep, OfTask, OpensTask, Reader, StepsTask, Work};

/// Acknowledges a task of one's own unit; a reminder is done with that.
pub fn acknowledge_task(context: &Context<'_>, id: TaskId) -> Result<()> {
    let mut work = context.begin()?;
    let ready = ready::<AnswerTask, _>(context, &mut work.reader(), id, TaskStep::Acknowledge)?;
    take(work, &ready, Said::default())
}

/// Replies to a direction.
pub fn reply_to_task(context: &Context<'_>, id: TaskId, reply: &str) -> Result<()> {
    let mut work = context.begin()?;
    let ready = ready::<AnswerTask, _>(context, &mut work.reader(), id, TaskStep::Reply)?;
    let reply = parse_reply(reply).map_err(|message| AppError::field("reply", message))?;
    let said = Said { remarks: reply.as_str(), reply: Some(reply.as_str()), due_on: None };
    take(work, &ready, said)
}

/// Asks for more, by a new day.
pub fn follow_task_up(context: &Context<'_>, id: TaskId, missing: &str, due_on: &str) -> Result<()> {
    let mut work = context.begin()?;
    let ready = ready::<SendTask, _>(context, &mut work.reader(), OtherSide(id), TaskStep::FollowUp)?;
    let (missing, day) = parse_follow_up(missing, due_on, context.today).map_err(AppError::Form)?;
    let said = Said { remarks: missing.as_str(), reply: None, due_on: Some(day) };
    take(work, &ready, said)
}

/// Takes the reply: the task is done.
pub fn finish_task(context: &Context<'_>, id: TaskId) -> Result<()> {
    let mut work = context.begin()?;
    let ready = ready::<SendTask, _>(context, &mut work.reader(), OtherSide(id), TaskStep::Finish)?;
    take(work, &ready, Said::default())
}

#[derive(Clone, Copy, Default)]
struct Said<'a> {
    remarks: &'a str,
    reply: Option<&'a str>,
    due_on: Option<Date>,
}

/// A step that can be taken now, with the permit for it and the state after it.
pub(crate) struct Ready<A: StepsTask, K> {
    permit: Permit<A, K>,
    step: TaskStep,
    state: TaskState,
}

/// Whether the actor may take a step with a task now, from the side of its recipient or of its sender.
pub(crate) fn ready<A: StepsTask + OpensTask, K: OfTask + Located>(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    key: K,
    step: TaskStep,
) -> Result<Ready<A, K>> {
    let permit = permit_on(context, reader, key)?;
    let task = reader.task(&permit)?;
    let state = task.state.after(task.kind, step)?;
    Ok(Ready { permit, step, state })
}

fn take<A: StepsTask + Writes, K: OfTask>(
    mut work: Work<'_>,
    ready: &Ready<A, K>,
    said: Said<'_>,
) -> Result<()> {
    let Ready { permit, step, state } = ready;
    let Said { remarks, reply, due_on } = said;
    work.task_step(permit, &NewTaskStep { step: *step, state: *state, remarks, reply, due_on })?;
    Ok(work.commit(&permit.act(told(*step)?))?)
}

fn told(taken: TaskStep) -> Result<TasksAct> {
    let step = taken.key();
    match taken {
        TaskStep::Acknowledge => Ok(TasksAct::TaskAcknowledged { step }),
        TaskStep::Reply => Ok(TasksAct::TaskReplied { step }),
        TaskStep::FollowUp => Ok(TasksAct::TaskFollowedUp { step }),
        TaskStep::Finish => Ok(TasksAct::TaskFinished { step }),
        // They make tasks and are told of each task that they make.
        TaskStep::Send | TaskStep::PassOn => Err(AppError::NotFound),
    }
}
