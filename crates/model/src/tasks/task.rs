//! Directions with a recipient and a reply date, and reminders: light acts before any finding.

use crate::{
    id::{TaskId, UnitId},
    late::is_late,
    message::{FieldErrors, Message},
    text::{Line, Prose, date, optional},
    words::words,
};
use jiff::civil::Date;

words! {
    /// Kinds of task.
    TaskKind, "error-task-kind" {
        /// A leader's direction: it asks for a reply by a day.
        Direction = "direction",
        /// An early reminder: it asks for nothing but to be acknowledged, and is no finding.
        Reminder = "reminder",
    }
}

words! {
    /// How far a task has come.
    TaskState, "error-task-state" {
        /// Sent, not yet acknowledged.
        Sent = "sent",
        /// The recipient has acknowledged it.
        Acknowledged = "acknowledged",
        /// The recipient has replied.
        Replied = "replied",
        /// The sender asked for more, by a new day.
        FollowUp = "follow-up",
        /// Done.
        Done = "done",
    }
}

words! {
    /// What is done with a task.
    TaskStep, "error-task-step" {
        /// It is sent.
        Send = "send",
        /// The recipient acknowledges it.
        Acknowledge = "acknowledge",
        /// The recipient passes it on to units beneath.
        PassOn = "pass-on",
        /// The recipient replies.
        Reply = "reply",
        /// The sender asks for more.
        FollowUp = "follow-up",
        /// The sender finishes it.
        Finish = "finish",
    }
}

impl TaskState {
    /// Whether something is owed by the recipient.
    pub fn waits_for_recipient(self) -> bool {
        matches!(self, Self::Sent | Self::Acknowledged | Self::FollowUp)
    }

    /// The state after a step; refused if the step can't be taken now.
    pub fn after(self, kind: TaskKind, step: TaskStep) -> Result<Self, Message> {
        use TaskState as S;
        use TaskStep as T;
        match (kind, self, step) {
            (_, S::Sent, T::Acknowledge) if kind == TaskKind::Reminder => Ok(S::Done),
            (TaskKind::Direction, S::Sent, T::Acknowledge) => Ok(S::Acknowledged),
            (TaskKind::Direction, S::Sent | S::Acknowledged | S::FollowUp, T::Reply) => Ok(S::Replied),
            (TaskKind::Direction, S::Sent, T::PassOn) => Ok(S::Acknowledged),
            (TaskKind::Direction, S::Acknowledged | S::FollowUp, T::PassOn) => Ok(self),
            (TaskKind::Direction, S::Replied, T::FollowUp) => Ok(S::FollowUp),
            (TaskKind::Direction, S::Replied, T::Finish) => Ok(S::Done),
            _ => Err(Message::new("error-task-now")),
        }
    }
}

/// A task as a form gives it.
#[derive(Debug, Clone, Copy, Default)]
pub struct TaskForm<'a> {
    /// Kind.
    pub kind: &'a str,
    /// The post on whose behalf it is sent.
    pub leader: &'a str,
    /// What it is about.
    pub title: &'a str,
    /// What is asked, or what is pointed at.
    pub body: &'a str,
    /// By when a reply is due; blank for a reminder.
    pub due_on: &'a str,
}

/// A task to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTask {
    /// Kind.
    pub kind: TaskKind,
    /// The post on whose behalf it is sent.
    pub leader: Line,
    /// What it is about.
    pub title: Line,
    /// What is asked.
    pub body: Prose,
    /// By when a reply is due.
    pub due_on: Option<Date>,
}

/// Parses a task; every fault is told. A direction has a day, a reminder none.
pub fn parse_task(form: TaskForm<'_>, today: Date) -> Result<NewTask, FieldErrors> {
    let mut errors = FieldErrors::new();
    let kind = errors.take("kind", TaskKind::parse(form.kind));
    let leader = errors.take("leader", Line::parse(form.leader));
    let title = errors.take("title", Line::parse(form.title));
    let body = errors.take("body", Prose::parse(form.body));
    let due_on = errors.take("due_on", optional(form.due_on, date));
    match (kind, due_on) {
        (Some(TaskKind::Direction), Some(None)) => errors.add("due_on", Message::new("error-task-due")),
        (Some(TaskKind::Reminder), Some(Some(_))) => errors.add("due_on", Message::new("error-task-no-due")),
        (_, Some(Some(day))) => not_past(day, today, &mut errors),
        _ => {}
    }
    match (kind, leader, title, body, due_on) {
        (Some(kind), Some(leader), Some(title), Some(body), Some(due_on)) if errors.is_empty() => {
            Ok(NewTask { kind, leader, title, body, due_on })
        }
        _ => Err(errors),
    }
}

/// The day by which a reply is due is not past when it is asked for: told at `due_on`.
fn not_past(day: Date, today: Date, errors: &mut FieldErrors) {
    if day < today {
        errors.add("due_on", Message::new("error-task-past"));
    }
}

/// Asking for more: what is missing, and the new day.
pub fn parse_follow_up(missing: &str, due_on: &str, today: Date) -> Result<(Prose, Date), FieldErrors> {
    let mut errors = FieldErrors::new();
    let missing = errors.take("remarks", Prose::parse(missing));
    let day = errors.take("due_on", date(due_on));
    if let Some(day) = day {
        not_past(day, today, &mut errors);
    }
    match (missing, day) {
        (Some(missing), Some(day)) if errors.is_empty() => Ok((missing, day)),
        _ => Err(errors),
    }
}

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
        self.state.waits_for_recipient() && is_late(self.due_on, today)
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

words! {
    /// What can be late.
    LateKind, "error-late-kind" {
        /// A direction without a reply.
        Task = "task",
        /// What a visit left, without an answer.
        Reply = "reply",
        /// Help that an office offered at a visit, not given.
        Help = "help",
        /// A duty not acknowledged.
        Duty = "duty",
        /// A plan not handed in.
        Plan = "plan",
        /// A measure not closed.
        Measure = "measure",
        /// A requirement of a circular without an answer.
        Obligation = "obligation",
        /// A criticism of a circular that no problem answers.
        Criticism = "criticism",
        /// A circular not confirmed.
        Receipt = "receipt",
        /// Materials called up of which nobody said where they are.
        CallUp = "call-up",
        /// A free question without an answer.
        Question = "question",
        /// A report upward that a request is too much, without an answer of whoever asked.
        Burden = "burden",
        /// An activity of a round besides the seminar, not held.
        Activity = "activity",
        /// What a session resolved, not done.
        Resolution = "resolution",
        /// A session not held on the day of its plan.
        Session = "session",
        /// A sheet on a session not handed in after its day.
        Sheet = "sheet",
        /// What an office asked about signs, without a reply.
        Inquiry = "inquiry",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_reminder_ends_with_its_acknowledgement_and_a_direction_with_its_sender() {
        use TaskKind::{Direction, Reminder};
        let reminded = TaskState::Sent.after(Reminder, TaskStep::Acknowledge);
        assert_eq!(reminded, Ok(TaskState::Done));
        for step in [TaskStep::Reply, TaskStep::PassOn, TaskStep::FollowUp, TaskStep::Finish] {
            assert!(TaskState::Sent.after(Reminder, step).is_err(), "a reminder asks for no more: {step:?}");
        }
        let mut state = TaskState::Sent;
        for step in [
            TaskStep::Acknowledge,
            TaskStep::PassOn,
            TaskStep::Reply,
            TaskStep::FollowUp,
            TaskStep::Reply,
            TaskStep::Finish,
        ] {
            state = state.after(Direction, step).unwrap();
        }
        assert_eq!(state, TaskState::Done);
        assert!(TaskState::Sent.after(Direction, TaskStep::Finish).is_err(), "not before there is a reply");
    }

    #[test]
    fn a_direction_has_a_day_and_a_reminder_none() {
        let today = date(2015, 6, 1);
        let form = TaskForm { kind: "direction", leader: "head", title: "t", body: "b", due_on: "" };
        let key = |form| parse_task(form, today).unwrap_err().at("due_on").unwrap().key;
        assert_eq!(key(form), "error-task-due");
        assert_eq!(key(TaskForm { due_on: "2015-05-31", ..form }), "error-task-past");
        assert_eq!(key(TaskForm { kind: "reminder", due_on: "2015-06-10", ..form }), "error-task-no-due");
        assert!(parse_task(TaskForm { due_on: "2015-06-01", ..form }, today).is_ok());
    }
}
