//! Directions and reminders.

use crate::{
    Reader, Work,
    batch::next_id,
    error::{Result, StoreError},
    schema::{task, task_step, unit},
    units::unit::read_date,
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    id::{TaskId, UnitId},
    permit::{Action, Permit, ReadDesk, ReadTasks, SendTask, Target},
    tasks::task::{NewTask, TaskKind, TaskState, TaskStep},
};

/// A task as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Its key.
    pub id: TaskId,
    /// Kind.
    pub kind: TaskKind,
    /// The unit that sent it.
    pub sender: UnitId,
    /// The unit that received it.
    pub unit: UnitId,
    /// The task of which it was passed on.
    pub parent: Option<TaskId>,
    /// The post on whose behalf it was sent.
    pub leader: String,
    /// What it is about.
    pub title: String,
    /// What is asked.
    pub body: String,
    /// The day it was sent.
    pub sent_on: Date,
    /// By when a reply is due.
    pub due_on: Option<Date>,
    /// How far it has come.
    pub state: TaskState,
    /// The latest reply.
    pub reply: Option<String>,
    /// Code of the recipient.
    pub code: String,
    /// Name of the recipient.
    pub name: String,
}

impl Task {
    /// Whether its day has passed and the recipient still owes something.
    pub fn is_late(&self, today: Date) -> bool {
        self.state.waits_for_recipient() && self.due_on.is_some_and(|due| due < today)
    }
}

/// A step that was taken with a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskTaken {
    /// Which.
    pub step: TaskStep,
    /// When.
    pub on: Date,
    /// What was said.
    pub remarks: String,
    /// The new day, if one was set.
    pub due_on: Option<Date>,
}

type Head = (i64, String, i64, i64, Option<i64>, String);
type Words = (String, String, String, Option<String>, String, Option<String>);
type Row = (Head, Words, (String, String));

fn read(row: Row) -> Result<Task> {
    let (
        (id, kind, sender, unit, parent, leader),
        (title, body, sent_on, due_on, state, reply),
        (code, name),
    ) = row;
    Ok(Task {
        id: TaskId(id),
        kind: TaskKind::parse(&kind).map_err(|_| StoreError::meaningless(kind, "a kind of task"))?,
        sender: UnitId(sender),
        unit: UnitId(unit),
        parent: parent.map(TaskId),
        leader,
        title,
        body,
        sent_on: read_date(&sent_on)?,
        due_on: due_on.as_deref().map(read_date).transpose()?,
        state: TaskState::parse(&state).map_err(|_| StoreError::meaningless(state, "a state of a task"))?,
        reply,
        code,
        name,
    })
}

/// What is selected of a task with its unit.
macro_rules! whole {
    () => {
        (
            (task::id, task::kind, task::sender_id, task::unit_id, task::parent_id, task::leader),
            (task::title, task::body, task::sent_on, task::due_on, task::state, task::reply),
            (unit::code, unit::name),
        )
    };
}

/// Which tasks a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskSide {
    /// Those that the permit's unit sent.
    Sent,
    /// Those that units of the permit's subtree received.
    Received,
}

impl Work<'_> {
    /// Sends a task of the permit's unit to units strictly beneath it; gives the key of the first.
    pub fn tasks_insert(
        &mut self,
        permit: &Permit<SendTask>,
        new: &NewTask,
        parent: Option<TaskId>,
        units: &[UnitId],
    ) -> Result<TaskId> {
        let first = next_id!(self.connection, task);
        let day = permit.on().to_string();
        for (id, unit) in (first..).zip(units) {
            diesel::insert_into(task::table)
                .values((
                    task::id.eq(id),
                    task::kind.eq(new.kind.key()),
                    task::sender_id.eq(permit.unit().0),
                    task::unit_id.eq(unit.0),
                    task::parent_id.eq(parent.map(|parent| parent.0)),
                    task::leader.eq(new.leader.as_str()),
                    task::title.eq(new.title.as_str()),
                    task::body.eq(new.body.as_str()),
                    task::sent_on.eq(&day),
                    task::due_on.eq(new.due_on.map(|day| day.to_string())),
                    task::state.eq(TaskState::Sent.key()),
                ))
                .execute(&mut *self.connection)?;
            self.task_step_insert(permit, TaskId(id), TaskStep::Send, "", new.due_on)?;
        }
        Ok(TaskId(first))
    }

    /// Keys of the units strictly beneath the permit's unit by their codes; `None` where there is none.
    pub fn units_to_direct(
        &mut self,
        permit: &Permit<SendTask>,
        codes: &[&str],
    ) -> Result<Vec<Option<UnitId>>> {
        let span = permit.span();
        let rows: Vec<(String, i64)> = unit::table
            .filter(unit::code.eq_any(codes.iter().copied()))
            .filter(unit::lo.gt(span.lo).and(unit::lo.le(span.hi)))
            .select((unit::code, unit::id))
            .load(&mut *self.connection)?;
        let find = |code: &&str| rows.iter().find(|(found, _)| found == code).map(|(_, id)| UnitId(*id));
        Ok(codes.iter().map(find).collect())
    }

    /// Notes a step of a task.
    pub fn task_step_insert<A: Action>(
        &mut self,
        permit: &Permit<A>,
        id: TaskId,
        step: TaskStep,
        remarks: &str,
        due_on: Option<Date>,
    ) -> Result<()> {
        let key = next_id!(self.connection, task_step);
        diesel::insert_into(task_step::table)
            .values((
                task_step::id.eq(key),
                task_step::task_id.eq(id.0),
                task_step::step.eq(step.key()),
                task_step::taken_on.eq(permit.on().to_string()),
                task_step::account_id.eq(permit.account().map(|account| account.0)),
                task_step::remarks.eq(remarks),
                task_step::due_on.eq(due_on.map(|day| day.to_string())),
            ))
            .execute(&mut *self.connection)?;
        Ok(())
    }

    /// Writes how far a task has come. The permit is of its recipient or of its sender.
    pub fn task_write<A: Action>(
        &mut self,
        permit: &Permit<A>,
        id: TaskId,
        state: TaskState,
        reply: Option<&str>,
        due_on: Option<Date>,
    ) -> Result<()> {
        let here = permit.unit().0;
        let ours =
            || task::table.filter(task::id.eq(id.0).and(task::unit_id.eq(here).or(task::sender_id.eq(here))));
        let changed =
            diesel::update(ours()).set(task::state.eq(state.key())).execute(&mut *self.connection)?;
        if let Some(reply) = reply {
            diesel::update(ours())
                .set((task::reply.eq(reply), task::replied_on.eq(permit.on().to_string())))
                .execute(&mut *self.connection)?;
        }
        if let Some(due_on) = due_on {
            diesel::update(ours()).set(task::due_on.eq(due_on.to_string())).execute(&mut *self.connection)?;
        }
        if changed == 1 { Ok(()) } else { Err(StoreError::NotFound) }
    }
}

impl Reader<'_> {
    /// Where the recipient and the sender of a task stand.
    pub fn locate_task(&mut self, id: TaskId) -> Result<Option<(Target, Target)>> {
        let row: Option<(i64, i64)> = task::table
            .find(id.0)
            .select((task::unit_id, task::sender_id))
            .first(self.connection)
            .optional()?;
        let Some((unit, sender)) = row else { return Ok(None) };
        Ok(self.at(UnitId(unit))?.map(|at| at.target()).zip(self.at(UnitId(sender))?.map(|at| at.target())))
    }

    /// A task whose recipient or sender is the permit's unit.
    pub fn task<A: Action>(&mut self, permit: &Permit<A>, id: TaskId) -> Result<Task> {
        let here = permit.unit().0;
        let row: Option<Row> = task::table
            .inner_join(unit::table.on(unit::id.eq(task::unit_id)))
            .filter(task::id.eq(id.0).and(task::unit_id.eq(here).or(task::sender_id.eq(here))))
            .select(whole!())
            .first(self.connection)
            .optional()?;
        read(row.ok_or(StoreError::NotFound)?)
    }

    /// The tasks that a task was passed on as.
    pub fn tasks_passed_on(&mut self, _: &Permit<ReadTasks>, id: TaskId) -> Result<Vec<Task>> {
        let rows: Vec<Row> = task::table
            .inner_join(unit::table.on(unit::id.eq(task::unit_id)))
            .filter(task::parent_id.eq(id.0))
            .order(task::id.asc())
            .limit(500)
            .select(whole!())
            .load(self.connection)?;
        rows.into_iter().map(read).collect()
    }

    /// What happened to a task, the oldest first.
    pub fn task_steps(&mut self, _: &Permit<ReadTasks>, id: TaskId) -> Result<Vec<TaskTaken>> {
        let rows: Vec<(String, String, String, Option<String>)> = task_step::table
            .filter(task_step::task_id.eq(id.0))
            .order(task_step::id.asc())
            .select((task_step::step, task_step::taken_on, task_step::remarks, task_step::due_on))
            .load(self.connection)?;
        let read = |(step, on, remarks, due): (String, String, String, Option<String>)| {
            Ok(TaskTaken {
                step: TaskStep::parse(&step).map_err(|_| StoreError::meaningless(step, "a step"))?,
                on: read_date(&on)?,
                remarks,
                due_on: due.as_deref().map(read_date).transpose()?,
            })
        };
        rows.into_iter().map(read).collect()
    }

    /// Tasks before a key, the newest first.
    pub fn tasks(
        &mut self,
        permit: &Permit<ReadTasks>,
        side: TaskSide,
        before: Option<TaskId>,
        limit: i64,
    ) -> Result<Vec<Task>> {
        let span = permit.span();
        let mut query = task::table
            .inner_join(unit::table.on(unit::id.eq(task::unit_id)))
            .filter(task::id.lt(before.map_or(i64::MAX, |id| id.0)))
            .order(task::id.desc())
            .limit(limit)
            .select(whole!())
            .into_boxed();
        query = match side {
            TaskSide::Sent => query.filter(task::sender_id.eq(permit.unit().0)),
            TaskSide::Received => query.filter(unit::lo.between(span.lo, span.hi)),
        };
        query.load::<Row>(self.connection)?.into_iter().map(read).collect()
    }

    /// Tasks that wait for the permit's unit to answer (kind in the label), or whose answer waits for it as sender.
    pub fn tasks_owed(&mut self, permit: &Permit<ReadDesk>, as_sender: bool) -> Result<Vec<crate::Waiting>> {
        let here = permit.unit().0;
        let mut query = task::table
            .inner_join(unit::table.on(unit::id.eq(task::unit_id)))
            .order((task::due_on.is_null().asc(), task::due_on.asc(), task::id.asc()))
            .limit(20)
            .select((task::id, task::kind, task::title, task::due_on, unit::code, unit::name))
            .into_boxed();
        query = if as_sender {
            query.filter(task::sender_id.eq(here).and(task::state.eq(TaskState::Replied.key())))
        } else {
            let open = [TaskState::Sent, TaskState::Acknowledged, TaskState::FollowUp].map(TaskState::key);
            query.filter(task::unit_id.eq(here).and(task::state.eq_any(open)))
        };
        let rows: Vec<(i64, String, String, Option<String>, String, String)> = query.load(self.connection)?;
        let waiting = |(id, kind, title, due, code, name): (i64, String, String, Option<String>, _, _)| {
            (id, i32::from(kind == TaskKind::Reminder.key()), title, due, code, name)
        };
        Ok(rows.into_iter().map(waiting).collect())
    }
}
