//! Resolutions: what a session resolved to do, by which post, until when; followed until it is done, or given up with a reason.

use crate::{
    message::{FieldErrors, Message},
    sessions::roll::{ByPost, Named, Roll},
    text::{Prose, date},
    words::words,
};
use jiff::civil::Date;

words! {
    /// How far a resolution has come.
    ResolutionState, "error-resolution-state" {
        /// To be done.
        Open = "open",
        /// Done.
        Done = "done",
        /// Given up, with the reason.
        Dropped = "dropped",
    }
}

impl ResolutionState {
    /// Whether it is to be done.
    pub fn is_open(self) -> bool {
        self == Self::Open
    }

    /// The state after what somebody says of it: done or given up, once.
    ///
    /// # Errors
    /// It has ended, or would be open again: `error-resolution-ended`, `error-resolution-end`.
    pub fn ended(self, end: Self) -> Result<Self, Message> {
        match (self, end) {
            (Self::Open, Self::Done | Self::Dropped) => Ok(end),
            (Self::Open, Self::Open) => Err(Message::new("error-resolution-end")),
            _ => Err(Message::new("error-resolution-ended")),
        }
    }
}

words! {
    /// What becomes of the open resolutions of a session whose record is taken back.
    OfWithdrawn, "error-session-resolutions" {
        /// They are given up, with the reason for which it is taken back.
        End = "end",
        /// They stand: what was resolved is done all the same.
        Stand = "stand",
    }
}

/// Whether a resolution is late on a day: it is to be done, and its day has passed.
pub fn is_late(state: ResolutionState, due_on: Date, day: Date) -> bool {
    state.is_open() && due_on < day
}

/// A resolution as a form sends it.
#[derive(Debug, Clone, Copy, Default)]
pub struct ResolutionForm<'a> {
    /// What is to be done.
    pub body: &'a str,
    /// The post that owns it: its key or its title.
    pub owner: Named<'a>,
    /// Until when.
    pub due_on: &'a str,
    /// Whether another one is meant than what stands there in the same words.
    pub another: bool,
}

/// A resolution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewResolution {
    /// What is to be done.
    pub body: Prose,
    /// The post that owns it.
    pub owner: ByPost,
    /// Until when.
    pub due_on: Date,
}

/// Parses a resolution of a session that was held on a day; its owner holds the post today.
///
/// # Errors
/// Every fault at `body`, `owner`, `due_on`; a day before the session is none.
pub fn parse_resolution(
    form: &ResolutionForm<'_>,
    roll: &Roll,
    (held_on, today): (Date, Date),
) -> Result<NewResolution, FieldErrors> {
    let mut errors = FieldErrors::new();
    let body = errors.take("body", Prose::parse(form.body));
    let owner = errors.take("owner", roll.read_pair(form.owner, Some(today)));
    let due_on = errors.take("due_on", date(form.due_on));
    if due_on.is_some_and(|day| day < held_on) {
        errors.add("due_on", Message::new("error-resolution-early"));
    }
    match (body, owner, due_on) {
        (Some(body), Some(owner), Some(due_on)) if errors.is_empty() => {
            Ok(NewResolution { body, owner, due_on })
        }
        _ => Err(errors),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn a_resolution_ends_once_and_is_late_only_while_it_is_open() {
        use ResolutionState::{Done, Dropped, Open};
        assert_eq!(Open.ended(Done), Ok(Done));
        assert_eq!(Open.ended(Open).unwrap_err().key, "error-resolution-end");
        for ended in [Done, Dropped] {
            assert_eq!(ended.ended(Done).unwrap_err().key, "error-resolution-ended");
            assert!(!is_late(ended, day(2015, 6, 1), day(2015, 6, 2)));
        }
        assert!(is_late(Open, day(2015, 6, 1), day(2015, 6, 2)));
        assert!(!is_late(Open, day(2015, 6, 1), day(2015, 6, 1)), "on its day it is not late");
    }

    #[test]
    fn a_resolution_has_what_who_and_when_and_no_day_before_its_session() {
        let days = (day(2015, 6, 1), day(2015, 6, 3));
        let form = ResolutionForm { due_on: "2015-05-31", ..ResolutionForm::default() };
        let errors = parse_resolution(&form, &Roll::default(), days).unwrap_err();
        let told: Vec<_> = errors.iter().map(|(field, message)| (field, message.key)).collect();
        assert_eq!(
            told,
            [
                ("body", "error-text-empty"),
                ("due_on", "error-resolution-early"),
                ("owner", "error-roll-neither")
            ]
        );
        let form = ResolutionForm {
            body: "answer letters",
            owner: "head".into(),
            due_on: "2015-06-01",
            ..ResolutionForm::default()
        };
        assert_eq!(parse_resolution(&form, &Roll::default(), days).unwrap().owner.post, None);
    }
}
