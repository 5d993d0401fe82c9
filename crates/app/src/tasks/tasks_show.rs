//! Show tasks: those sent, those received, one with its chain; and what is late, by unit.

use crate::{
    AppError, Context, Result,
    counting::counted,
    home::{home, permit_or_home},
    permit, permit_at, permit_on,
    tasks::{task_send, task_step::ready},
};
use earnest_model::{
    figures::{count::Count, scope::OfProgramme},
    id::{TaskId, UnitId},
    permit::{AnswerTask, Permit, ReadDuties, ReadFigures, ReadProgramme, ReadTasks, SendTask},
    record::OtherSide,
    tasks::task::{LateKind, Task, TaskStep, TaskTaken},
    units::unit::Unit,
};
use earnest_store::{ChildUnit, LateRecord, OfTask, Post, Reader, TaskSide};

/// A list of tasks.
#[derive(Debug, Clone)]
pub struct TaskList {
    /// They, the newest first.
    pub tasks: Vec<Task>,
    /// Where the next page begins.
    pub next: Option<TaskId>,
}

/// Lists tasks that the actor's unit sent, or that units of its subtree received.
pub fn list_tasks(
    context: &Context<'_>,
    side: TaskSide,
    before: Option<TaskId>,
    limit: i64,
) -> Result<TaskList> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let own = home(context, &mut reader)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadTasks>(context, own)?;
    let mut tasks = reader.tasks(&permit, side, before, limit + 1)?;
    let more = tasks.len() as i64 > limit;
    tasks.truncate(usize::try_from(limit).unwrap_or_default());
    let next = tasks.last().filter(|_| more).map(|task| task.id);
    Ok(TaskList { tasks, next })
}

/// A task with all that concerns it.
#[derive(Debug, Clone)]
pub struct TaskView {
    /// The task.
    pub task: Task,
    /// Name of the unit that sent it.
    pub sender: String,
    /// What happened to it.
    pub steps: Vec<TaskTaken>,
    /// What it was passed on as.
    pub passed_on: Vec<Task>,
    /// Steps that the actor may take now.
    pub may: Vec<TaskStep>,
}

/// Shows it, from the side of its recipient or of its sender: whoever sent it goes on reading it and takes the reply, also where
/// the recipient stands beneath another unit since.
pub fn show_task(context: &Context<'_>, id: TaskId) -> Result<TaskView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    match permit_on::<ReadTasks, _>(context, &mut reader, id) {
        Ok(permit) => viewed(context, &mut reader, (&permit, id)),
        Err(AppError::Denied(_)) => {
            let permit = permit_on::<ReadTasks, _>(context, &mut reader, OtherSide(id))?;
            viewed(context, &mut reader, (&permit, id))
        }
        Err(fault) => Err(fault),
    }
}

fn viewed<K: OfTask>(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    (permit, id): (&Permit<ReadTasks, K>, TaskId),
) -> Result<TaskView> {
    let task = reader.task(permit)?;
    let sender = reader.at(OtherSide(id))?.ok_or(AppError::NotFound)?;
    let (_, name) = reader.unit_words(&permit_at::<ReadProgramme>(context, sender.target())?)?;
    Ok(TaskView {
        sender: name,
        steps: reader.task_steps(permit)?,
        passed_on: reader.tasks_passed_on(permit)?,
        may: may(context, reader, id),
        task,
    })
}

/// The steps that the actor may take with a task now.
fn may(context: &Context<'_>, reader: &mut Reader<'_>, id: TaskId) -> Vec<TaskStep> {
    use TaskStep::{Acknowledge, Finish, FollowUp, PassOn, Reply};
    let mut can = |step| match step {
        Acknowledge | Reply => ready::<AnswerTask, _>(context, reader, id, step).is_ok(),
        FollowUp | Finish => ready::<SendTask, _>(context, reader, OtherSide(id), step).is_ok(),
        PassOn => task_send::ready(context, reader, id).is_ok(),
        TaskStep::Send => false,
    };
    [Acknowledge, Reply, PassOn, FollowUp, Finish].into_iter().filter(|step| can(*step)).collect()
}

/// What a form for a task offers.
#[derive(Debug, Clone)]
pub struct TaskChoices {
    /// Code of the sender.
    pub code: String,
    /// Name of the sender.
    pub name: String,
    /// Posts held today.
    pub posts: Vec<Post>,
    /// The units directly beneath.
    pub children: Vec<ChildUnit>,
    /// Code of the unit that was asked for, if it stands beneath the sender.
    pub recipient: Option<String>,
}

/// The most direct subordinates that a form lists.
const MOST: i64 = 200;

/// Gathers the choices of a sender: the named unit, or the first at which the actor may send.
pub fn ask_task(context: &Context<'_>, sender: Option<&str>, recipient: &str) -> Result<TaskChoices> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = match sender {
        Some(code) => permit::<SendTask>(context, &mut reader, code)?,
        None => {
            let first = context.places::<SendTask>().into_iter().next();
            permit_at(context, first.ok_or(AppError::NotFound)?)?
        }
    };
    let known = reader.locate(recipient)?.filter(|at| permit.span().strictly_covers(at.span));
    let recipient = known.map(|_| recipient.to_owned());
    Ok(TaskChoices { recipient, ..choices(context, &mut reader, &permit)? })
}

/// The choices of the recipient of a task, to pass it on.
pub fn ask_passing(context: &Context<'_>, id: TaskId) -> Result<(Task, TaskChoices)> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let (permit, task, _) = task_send::ready(context, &mut reader, id)?;
    Ok((task, choices(context, &mut reader, &permit.of_unit())?))
}

fn choices(context: &Context<'_>, reader: &mut Reader<'_>, permit: &Permit<SendTask>) -> Result<TaskChoices> {
    let (code, name) = reader.unit_words(permit)?;
    let mut posts = reader.posts(&permit_at::<ReadDuties>(context, permit.target())?)?;
    posts.retain(|post| post.holds(context.today));
    let programme = permit_at::<ReadProgramme>(context, permit.target())?;
    Ok(TaskChoices { code, name, posts, children: reader.children(&programme, -1, MOST)?, recipient: None })
}

/// What is late at a unit and beneath it, by its direct subordinates.
#[derive(Debug, Clone)]
pub struct Late {
    /// The unit.
    pub unit: Unit,
    /// What it owes itself, in the order of `LateKind::ALL`.
    pub own: Vec<Count<LateKind>>,
    /// The units directly beneath it with something late, each with its counts in the order of `LateKind::ALL`.
    pub rows: Vec<(ChildUnit, Vec<Count<LateKind>>)>,
}

/// Shows it, whoever has most first: of all programmes, of one, or of what belongs to none.
///
/// # Errors
/// A programme that the actor may not read is as if it were not there.
pub fn show_late(context: &Context<'_>, unit: Option<&str>, programme: OfProgramme) -> Result<Late> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_or_home::<ReadFigures>(context, &mut reader, unit)?;
    let reading = permit_at::<ReadProgramme>(context, permit.target())?;
    readable(context, &mut reader, programme)?;
    let mut columns: Vec<Vec<(UnitId, Count<LateKind>)>> = Vec::new();
    let mut own = Vec::new();
    for kind in LateKind::ALL {
        columns.push(reader.late_by_child(&permit, (*kind, programme))?);
        own.push(reader.late_of_own(&permit, (*kind, programme))?);
    }
    let counts = |unit: UnitId| {
        let mut counts: Vec<_> = LateKind::ALL.iter().map(|kind| counted(*kind, 0)).collect();
        for (count, column) in counts.iter_mut().zip(&columns) {
            *count = column.iter().find(|(found, _)| *found == unit).map_or(*count, |(_, count)| *count);
        }
        counts
    };
    let children = reader.children(&reading, -1, 1_000)?.into_iter();
    let mut rows: Vec<_> =
        children.map(|child| (counts(child.unit.id), child)).map(|(all, child)| (child, all)).collect();
    let all = |counts: &[Count<LateKind>]| counts.iter().map(Count::value).sum::<u64>();
    rows.retain(|(_, counts)| all(counts) > 0);
    rows.sort_by_key(|(child, counts)| (std::cmp::Reverse(all(counts)), child.seq));
    Ok(Late { unit: reader.unit(&reading)?, own, rows })
}

/// Lists exactly what of a kind is late in a unit's subtree.
pub fn list_late(
    context: &Context<'_>,
    unit: Option<&str>,
    asked: (LateKind, OfProgramme),
    limit: i64,
) -> Result<(Unit, Vec<LateRecord>)> {
    late_of(context, (unit, asked.1), |reader, permit| Ok(reader.late_records(permit, asked, limit)?))
}

/// Lists exactly what of a kind a unit owes itself.
pub fn list_late_own(
    context: &Context<'_>,
    unit: Option<&str>,
    asked: (LateKind, OfProgramme),
    limit: i64,
) -> Result<(Unit, Vec<LateRecord>)> {
    late_of(context, (unit, asked.1), |reader, permit| Ok(reader.late_records_of_own(permit, asked, limit)?))
}

/// Refuses a programme that the actor may not read.
fn readable(context: &Context<'_>, reader: &mut Reader<'_>, programme: OfProgramme) -> Result<()> {
    if let Some(id) = programme.id() {
        permit_on::<ReadProgramme, _>(context, reader, id)?;
    }
    Ok(())
}

/// A unit, and what is read of it.
fn late_of(
    context: &Context<'_>,
    (unit, programme): (Option<&str>, OfProgramme),
    read: impl FnOnce(&mut Reader<'_>, &Permit<ReadFigures>) -> Result<Vec<LateRecord>>,
) -> Result<(Unit, Vec<LateRecord>)> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_or_home::<ReadFigures>(context, &mut reader, unit)?;
    let unit = reader.unit(&permit_at::<ReadProgramme>(context, permit.target())?)?;
    readable(context, &mut reader, programme)?;
    let records = read(&mut reader, &permit)?;
    Ok((unit, records))
}
