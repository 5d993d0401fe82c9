//! Take what the desk of one's unit asks of several people, hand it on to a colleague, put it back. It stays on the desk of all.

use super::{
    desk_show::collect,
    owed::{Owed, OwedKind, Taken},
    pile::Pile,
};
use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    desk::{acts::DeskAct, taking::TakingStep},
    id::{AccountId, UnitId},
    permit::{ReadDesk, TakeWork, Target},
};
use earnest_store::Reader;

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

/// The posts of the actor, each unit once.
fn held(context: &Context<'_>) -> Vec<Target> {
    let mut held: Vec<Target> = Vec::new();
    for holding in context.actor.holdings(context.today) {
        let at = Target { unit: holding.unit, span: holding.span };
        if !held.contains(&at) {
            held.push(at);
        }
    }
    held
}

/// Says of each line in whose hands it is, and to whom those of its kind can be handed on.
pub(super) fn in_hands(context: &Context<'_>, reader: &mut Reader<'_>, piles: &mut [Pile]) -> Result<()> {
    let own = context.actor.account();
    for at in held(context) {
        let here = |owed: &&mut Owed| owed.at == Some(at.unit);
        if !piles.iter_mut().any(|pile| pile.first.iter_mut().any(|owed| here(&owed))) {
            continue;
        }
        let permit = permit_at::<ReadDesk>(context, at)?;
        let colleagues = reader.colleagues(&permit)?;
        let kept = reader.in_hand(&permit)?;
        for pile in piles.iter_mut().filter(|pile| pile.kind.is_taken()) {
            let kind = pile.kind;
            let mut some = false;
            for owed in pile.first.iter_mut().filter(here) {
                some = true;
                let thing = owed.thing();
                let mut of_it = kept.iter().filter(|one| one.work == kind.key() && one.thing == thing);
                // What came anew since it was taken is in nobody's hands.
                let taken = of_it.find(|one| owed.since.is_none_or(|since| one.since >= since));
                owed.taken = taken.map(|one| Taken {
                    account: one.account,
                    title: one.title.clone(),
                    since: one.since,
                    own: own == Some(one.account),
                });
            }
            if some {
                let others = colleagues.iter().filter(|one| may_be_asked(one, kind, own));
                for one in others {
                    if !pile.colleagues.iter().any(|known| known.account == one.account) {
                        pile.colleagues.push(one.clone());
                    }
                }
            }
        }
    }
    Ok(())
}

/// Whether somebody else is asked for a kind of work.
fn may_be_asked(one: &Colleague, kind: OwedKind, own: Option<AccountId>) -> bool {
    Some(one.account) != own && OwedKind::asked(one.role).iter().any(|asked| asked.gives(kind))
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
