//! Take what the desk of one's unit asks of several people, hand it on to a colleague, put it back. It stays on the desk of all.

use super::{
    desk_show::collect,
    hands::{held, may_be_asked},
    owed::OwedKind,
};
use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    desk::{acts::DeskAct, taking::TakingStep},
    id::{AccountId, UnitId},
    permit::{ReadDesk, TakeWork},
};

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
        return Err(AppError::field("thing", earnest_model::message::Message::new("error-taking-none")));
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
                let nobody =
                    || AppError::field("to", earnest_model::message::Message::new("error-taking-nobody"));
                let one = asked.find(|one| Some(one.account) == to).ok_or_else(nobody)?;
                let act = DeskAct::WorkHandedOn { work: name, thing: thing.clone(), to: one.title };
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
