//! Take what the desk of one's unit asks of several people, hand it on to a colleague, put it back. It stays on the desk of all.

use super::{
    desk_show::{collect, pile},
    hands::{held, may_be_asked},
    owed::{Owed, OwedKind},
    pile::{Pile, by_day},
};
use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    Date,
    desk::{acts::DeskAct, taking::TakingStep},
    figures::question::malformed,
    id::{AccountId, UnitId},
    message::Message,
    permit::{ReadDesk, TakeWork},
};
use std::{fmt, str::FromStr};

pub use earnest_store::Colleague;

/// The most things of a kind among which those are looked for that are taken.
const MOST: i64 = 10_000;

/// Things of a kind, as a form names them.
#[derive(Debug, Clone)]
pub struct Things<'a> {
    /// The kind.
    pub kind: OwedKind,
    /// The unit at which the post is held that is asked, and which thing of the kind.
    pub things: Vec<(UnitId, &'a str)>,
}

/// Where a line stands among those of its kind: by day, what has none last; then by unit and thing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LinePlace {
    dayless: bool,
    day: Option<Date>,
    unit: i64,
    thing: String,
}

impl LinePlace {
    fn of(owed: &Owed) -> Self {
        let (dayless, day) = by_day(owed);
        Self { dayless, day, unit: owed.at.map_or(0, |unit| unit.0), thing: owed.thing() }
    }
}

impl fmt::Display for LinePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = self.day.map_or_else(String::new, |day| day.to_string());
        write!(f, "{day}:{}:{}", self.unit, self.thing)
    }
}

impl FromStr for LinePlace {
    type Err = Message;
    fn from_str(text: &str) -> std::result::Result<Self, Message> {
        let wrong = || malformed("after", text);
        let mut parts = text.splitn(3, ':');
        let mut part = || parts.next().ok_or_else(wrong);
        let day = Some(part()?).filter(|day| !day.is_empty());
        let day: Option<Date> = day.map(|day| day.parse().map_err(|_| wrong())).transpose()?;
        let unit = part()?.parse().map_err(|_| wrong())?;
        Ok(Self { dayless: day.is_none(), day, unit, thing: part()?.to_owned() })
    }
}

/// Lines of a kind, to be taken.
#[derive(Debug, Clone)]
pub struct TakingPage {
    /// The lines, with to whom they can be handed on.
    pub pile: Pile,
    /// The place of the last of them, if more follow.
    pub next: Option<LinePlace>,
}

/// The lines of a kind after a place, so many of them: each of them can be taken.
pub fn lines_to_take(
    context: &Context<'_>,
    kind: OwedKind,
    after: Option<&LinePlace>,
    limit: usize,
) -> Result<TakingPage> {
    let mut pile = pile(context, kind, MOST)?;
    pile.first.sort_by_cached_key(LinePlace::of);
    pile.first.retain(|owed| after.is_none_or(|after| LinePlace::of(owed) > *after));
    let more = pile.first.len() > limit;
    pile.first.truncate(limit);
    let next = pile.first.last().filter(|_| more).map(LinePlace::of);
    Ok(TakingPage { pile, next })
}

/// Takes things of a kind, hands them on to a colleague of the same unit, or puts them back: all of them or none, with an act
/// for each.
///
/// # Errors
/// A thing that the desk of the unit does not ask the actor for; nobody of the unit at `to`.
pub fn take_work(
    context: &Context<'_>,
    step: TakingStep,
    request: &Things<'_>,
    to: Option<AccountId>,
) -> Result<usize> {
    let own = context.actor.account().ok_or(AppError::NotFound)?;
    let kind = request.kind;
    if !kind.is_taken() {
        return Err(AppError::NotFound);
    }
    if request.things.is_empty() {
        return Err(AppError::field("thing", Message::new("error-taking-none")));
    }
    let mut work = context.begin()?;
    let asked = collect(context, &mut work.reader(), Some(kind), MOST)?.of(kind).first.clone();
    let mut events = Vec::new();
    for (unit, thing) in &request.things {
        let at = held(context).into_iter().find(|at| at.unit == *unit).ok_or(AppError::NotFound)?;
        if !asked.iter().any(|owed| owed.at == Some(*unit) && owed.thing() == *thing) {
            return Err(AppError::NotFound);
        }
        let permit = permit_at::<TakeWork>(context, at)?;
        let (name, thing) = (kind.key(), (*thing).to_owned());
        let (holder, act) = match step {
            TakingStep::Take => (Some(own), DeskAct::WorkTaken { work: name, thing: thing.clone() }),
            TakingStep::PutBack => (None, DeskAct::WorkPutBack { work: name, thing: thing.clone() }),
            TakingStep::HandOn => {
                let colleagues = work.reader().colleagues(&permit_at::<ReadDesk>(context, at)?)?;
                let mut asked = colleagues.into_iter().filter(|one| may_be_asked(one, kind, Some(own)));
                let nobody = || AppError::field("to", Message::new("error-taking-nobody"));
                let one = asked.find(|one| Some(one.account) == to).ok_or_else(nobody)?;
                let act = DeskAct::WorkHandedOn {
                    work: name,
                    thing: thing.clone(),
                    to: one.title,
                    whom: one.account,
                };
                (Some(one.account), act)
            }
        };
        work.put_in_hand(&permit, (name, &thing), holder)?;
        events.push(permit.act(act));
    }
    let count = events.len();
    match events.split_first() {
        Some((first, rest)) => work.commit_all(first, rest)?,
        None => return Err(AppError::NotFound),
    }
    Ok(count)
}
