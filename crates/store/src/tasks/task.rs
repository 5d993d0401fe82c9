//! Directions and reminders.

use crate::{
    Reader, Work,
    batch::next_id,
    connection::AnyConnection,
    day::read_date,
    error::{Result, StoreError, one},
    locate::{check_beneath, located},
    opens::opens,
    schema::{task, task_step, unit},
    waiting::{Backlog, backlog, no_number, no_words},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    days::Days,
    id::{TaskId, UnitId},
    permit::{Permit, ReadDesk, ReadTasks, SendTask, Writes},
    record::{Key, OtherSide},
    tasks::task::{NewTask, Task, TaskKind, TaskState, TaskStep, TaskTaken},
};

#[derive(Queryable)]
struct TaskRow {
    id: i64,
    kind: String,
    sender: i64,
    unit: i64,
    parent: Option<i64>,
    leader: String,
    title: String,
    body: String,
    sent_on: String,
    due_on: Option<String>,
    state: String,
    reply: Option<String>,
    code: String,
    name: String,
}

fn read(row: TaskRow) -> Result<Task> {
    Ok(Task {
        id: TaskId(row.id),
        kind: TaskKind::parse(&row.kind).map_err(|_| StoreError::meaningless(row.kind, "a kind of task"))?,
        sender: UnitId(row.sender),
        unit: UnitId(row.unit),
        parent: row.parent.map(TaskId),
        leader: row.leader,
        title: row.title,
        body: row.body,
        sent_on: read_date(&row.sent_on)?,
        due_on: row.due_on.as_deref().map(read_date).transpose()?,
        state: TaskState::parse(&row.state)
            .map_err(|_| StoreError::meaningless(row.state, "a state of a task"))?,
        reply: row.reply,
        code: row.code,
        name: row.name,
    })
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = task_step)]
struct TakenRow {
    step: String,
    taken_on: String,
    remarks: String,
    due_on: Option<String>,
}

impl TryFrom<TakenRow> for TaskTaken {
    type Error = StoreError;
    fn try_from(row: TakenRow) -> Result<Self> {
        Ok(Self {
            step: TaskStep::parse(&row.step).map_err(|_| StoreError::meaningless(row.step, "a step"))?,
            on: read_date(&row.taken_on)?,
            remarks: row.remarks,
            due_on: row.due_on.as_deref().map(read_date).transpose()?,
        })
    }
}

/// Tasks with their recipients.
macro_rules! tasks {
    () => {
        task::table.inner_join(unit::table.on(unit::id.eq(task::unit_id))).select((
            task::id,
            task::kind,
            task::sender_id,
            task::unit_id,
            task::parent_id,
            task::leader,
            task::title,
            task::body,
            task::sent_on,
            task::due_on,
            task::state,
            task::reply,
            unit::code,
            unit::name,
        ))
    };
}

located!(TaskId, |key| task::table
    .inner_join(unit::table.on(unit::id.eq(task::unit_id)))
    .filter(task::id.eq(key))
    .select((unit::id, unit::lo, unit::hi)));
located!(OtherSide<TaskId>, |key| task::table
    .inner_join(unit::table.on(unit::id.eq(task::sender_id)))
    .filter(task::id.eq(key.0))
    .select((unit::id, unit::lo, unit::hi)));

/// A key of a task, from one of its two sides.
pub trait OfTask: Key {}
impl OfTask for TaskId {}
impl OfTask for OtherSide<TaskId> {}

opens! {
    /// Opens a task: to read it, to answer it, or, for those who send, to follow it up and pass it on.
    OpensTask: ReadTasks, AnswerTask, SendTask
}

opens! {
    /// Takes steps with a task: its recipient answers it, its sender follows it up.
    StepsTask: AnswerTask, SendTask
}

/// Tasks that wait for their recipient.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn task_waits_for_recipient() -> _ {
    let waiting: Vec<&'static str> = TaskState::keys_where(TaskState::waits_for_recipient);
    task::state.eq_any(waiting)
}

/// Tasks whose reply waits for their sender.
#[diesel::dsl::auto_type(no_type_alias)]
fn task_replied() -> _ {
    let replied: &'static str = TaskState::Replied.key();
    task::state.eq(replied)
}

/// A step to be written, and how far the task has come by it.
#[derive(Debug, Clone, Copy)]
pub struct NewTaskStep<'a> {
    /// Which.
    pub step: TaskStep,
    /// The state after it.
    pub state: TaskState,
    /// What was said.
    pub remarks: &'a str,
    /// The reply, if it is one.
    pub reply: Option<&'a str>,
    /// The new day, if one is set.
    pub due_on: Option<Date>,
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
        units: &[UnitId],
    ) -> Result<TaskId> {
        insert(self.under(permit), permit, None, new, units)
    }

    /// Passes the permit's task, which its unit received, on to units strictly beneath; gives the key of the first.
    pub fn task_pass_on(
        &mut self,
        permit: &Permit<SendTask, TaskId>,
        state: TaskState,
        new: &NewTask,
        units: &[UnitId],
    ) -> Result<TaskId> {
        let first = insert(self.under(permit), &permit.of_unit(), Some(permit.key()), new, units)?;
        let (remarks, due_on) = (new.title.as_str(), new.due_on);
        let connection = self.under(permit);
        let ours = task::table.filter(task::id.eq(permit.key().0).and(task::unit_id.eq(permit.unit().0)));
        one(diesel::update(ours).set(task::state.eq(state.key())).execute(connection)?)?;
        step_insert(connection, permit, permit.key(), (TaskStep::PassOn, remarks, due_on))?;
        Ok(first)
    }

    /// Writes a step of the permit's task and how far it has come. The permit is of its recipient or of its sender.
    pub fn task_step<A: StepsTask + Writes, K: OfTask>(
        &mut self,
        permit: &Permit<A, K>,
        new: &NewTaskStep<'_>,
    ) -> Result<()> {
        let (id, here) = (permit.key().number(), permit.unit().0);
        let connection = self.under(permit);
        let ours =
            || task::table.filter(task::id.eq(id).and(task::unit_id.eq(here).or(task::sender_id.eq(here))));
        one(diesel::update(ours()).set(task::state.eq(new.state.key())).execute(connection)?)?;
        if let Some(reply) = new.reply {
            let set = (task::reply.eq(reply), task::replied_on.eq(permit.on().to_string()));
            one(diesel::update(ours()).set(set).execute(connection)?)?;
        }
        if let Some(due_on) = new.due_on {
            let set = task::due_on.eq(due_on.to_string());
            one(diesel::update(ours()).set(set).execute(connection)?)?;
        }
        step_insert(connection, permit, TaskId(id), (new.step, new.remarks, new.due_on))
    }
}

fn insert(
    connection: &mut AnyConnection,
    permit: &Permit<SendTask>,
    parent: Option<TaskId>,
    new: &NewTask,
    units: &[UnitId],
) -> Result<TaskId> {
    check_beneath(connection, permit.span(), units)?;
    let first = next_id!(connection, task);
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
            .execute(connection)?;
        step_insert(connection, permit, TaskId(id), (TaskStep::Send, "", new.due_on))?;
    }
    Ok(TaskId(first))
}

/// Notes a step of a task.
fn step_insert<A: StepsTask, K: Copy>(
    connection: &mut AnyConnection,
    permit: &Permit<A, K>,
    id: TaskId,
    (step, remarks, due_on): (TaskStep, &str, Option<Date>),
) -> Result<()> {
    let key = next_id!(connection, task_step);
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
        .execute(connection)?;
    Ok(())
}

/// What a desk tells of a task.
macro_rules! task_line {
    () => {
        (task::id, no_number(), no_words(), task::title.nullable(), task::due_on, unit::code, unit::name)
    };
}

impl Reader<'_> {
    /// Keys of the units strictly beneath the permit's unit by their codes; `None` where there is none.
    pub fn units_to_direct<K: Copy>(
        &mut self,
        permit: &Permit<SendTask, K>,
        codes: &[&str],
    ) -> Result<Vec<Option<UnitId>>> {
        let span = permit.span();
        let rows: Vec<(String, i64)> = unit::table
            .filter(unit::code.eq_any(codes.iter().copied()))
            .filter(unit::lo.gt(span.lo).and(unit::lo.le(span.hi)))
            .select((unit::code, unit::id))
            .load(self.connection)?;
        let find = |code: &&str| rows.iter().find(|(found, _)| found == code).map(|(_, id)| UnitId(*id));
        Ok(codes.iter().map(find).collect())
    }

    /// The permit's task, from the side of its recipient or of its sender.
    pub fn task<A: OpensTask, K: OfTask>(&mut self, permit: &Permit<A, K>) -> Result<Task> {
        let here = permit.unit().0;
        let row: Option<TaskRow> = tasks!()
            .filter(task::id.eq(permit.key().number()))
            .filter(task::unit_id.eq(here).or(task::sender_id.eq(here)))
            .first(self.connection)
            .optional()?;
        read(row.ok_or(StoreError::NotFound)?)
    }

    /// The tasks as which the recipient of the permit's task passed it on; told to its side.
    pub fn tasks_passed_on<K: OfTask>(&mut self, permit: &Permit<ReadTasks, K>) -> Result<Vec<Task>> {
        let rows: Vec<TaskRow> = tasks!()
            .filter(task::parent_id.eq(permit.key().number()).and(task::sender_id.eq(permit.unit().0)))
            .order(task::id.asc())
            .limit(500)
            .load(self.connection)?;
        rows.into_iter().map(read).collect()
    }

    /// What happened to the permit's task, the oldest first.
    pub fn task_steps<K: OfTask>(&mut self, permit: &Permit<ReadTasks, K>) -> Result<Vec<TaskTaken>> {
        let here = permit.unit().0;
        let rows: Vec<TakenRow> = task_step::table
            .inner_join(task::table)
            .filter(task::id.eq(permit.key().number()))
            .filter(task::unit_id.eq(here).or(task::sender_id.eq(here)))
            .order(task_step::id.asc())
            .select(TakenRow::as_select())
            .load(self.connection)?;
        rows.into_iter().map(TaskTaken::try_from).collect()
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
        let mut query = tasks!()
            .filter(task::id.lt(before.map_or(i64::MAX, |id| id.0)))
            .order(task::id.desc())
            .limit(limit)
            .into_boxed();
        query = match side {
            TaskSide::Sent => query.filter(task::sender_id.eq(permit.unit().0)),
            TaskSide::Received => query.filter(unit::lo.between(span.lo, span.hi)),
        };
        query.load::<TaskRow>(self.connection)?.into_iter().map(read).collect()
    }

    /// What the permit's unit sent in the name of a post, within the days of the post, the newest first.
    pub fn tasks_of_leader(
        &mut self,
        permit: &Permit<ReadTasks>,
        (leader, days): (&str, Days),
        limit: i64,
    ) -> Result<Vec<Task>> {
        let mut query = tasks!()
            .filter(task::sender_id.eq(permit.unit().0).and(task::leader.eq(leader)))
            .filter(task::sent_on.ge(days.first().to_string()))
            .order(task::id.desc())
            .limit(limit)
            .into_boxed();
        if let Some(last) = days.last() {
            query = query.filter(task::sent_on.le(last.to_string()));
        }
        query.load::<TaskRow>(self.connection)?.into_iter().map(read).collect()
    }

    /// Directions, or reminders, that wait for the permit's unit to answer.
    pub fn tasks_received(
        &mut self,
        permit: &Permit<ReadDesk>,
        reminders: bool,
        most: i64,
    ) -> Result<Backlog> {
        let kinds = TaskKind::keys_where(|kind| (kind == TaskKind::Reminder) == reminders);
        let query = task::table
            .inner_join(unit::table.on(unit::id.eq(task::unit_id)))
            .filter(task::unit_id.eq(permit.unit().0).and(task_waits_for_recipient()))
            .filter(task::kind.eq_any(kinds))
            .order((task::due_on.is_null().asc(), task::due_on.asc(), task::id.asc()))
            .select(task_line!());
        backlog(self.connection, query, most)
    }

    /// Tasks whose answer waits for the permit's unit as their sender.
    pub fn tasks_replied(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        let query = task::table
            .inner_join(unit::table.on(unit::id.eq(task::unit_id)))
            .filter(task::sender_id.eq(permit.unit().0).and(task_replied()))
            .order((task::due_on.is_null().asc(), task::due_on.asc(), task::id.asc()))
            .select(task_line!());
        backlog(self.connection, query, most)
    }
}
