//! In whose hands the lines of a desk are, and to whom they can be handed on.

use super::{
    owed::{Owed, OwedKind, Taken},
    pile::Pile,
};
use crate::{Context, Result, permit_at};
use earnest_model::{
    id::AccountId,
    permit::{ReadDesk, Target},
};
use earnest_store::{Colleague, Reader};

/// The posts of the actor, each unit once.
pub(super) fn held(context: &Context<'_>) -> Vec<Target> {
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
pub(super) fn may_be_asked(one: &Colleague, kind: OwedKind, own: Option<AccountId>) -> bool {
    Some(one.account) != own && OwedKind::asked(one.role).iter().any(|asked| asked.gives(kind))
}
