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
use earnest_store::{Colleague, HandAct, Reader};
use std::collections::BTreeSet;

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

/// Says of each line in whose hands it is, and to whom those of its kind can be handed on. Gives the words of the kinds of which
/// others took something out of the actor's hands.
pub(super) fn in_hands(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    piles: &mut [Pile],
) -> Result<BTreeSet<String>> {
    let own = context.actor.account();
    let mut kinds = BTreeSet::new();
    // Of a kind of which not all is shown, what is not may be of any unit.
    let whole = piles.iter().all(|pile| pile.all <= pile.first.len() as i64);
    for at in held(context) {
        let here = |owed: &&mut Owed| owed.at == Some(at.unit);
        if whole && !piles.iter_mut().any(|pile| pile.first.iter_mut().any(|owed| here(&owed))) {
            continue;
        }
        let permit = permit_at::<ReadDesk>(context, at)?;
        let colleagues = reader.colleagues(&permit)?;
        let kept = reader.in_hand(&permit)?;
        let lost = match own {
            Some(own) if kept.iter().any(|one| one.account != own) => {
                let title = colleagues.iter().find(|one| one.account == own).map(|one| one.title.as_str());
                lost(&reader.hand_acts(&permit)?, (own, title.unwrap_or_default()))
            }
            _ => BTreeSet::new(),
        };
        let of_others = kept.iter().filter(|one| Some(one.account) != own);
        let gone = of_others.filter(|one| lost.contains(&(one.work.clone(), one.thing.clone())));
        kinds.extend(gone.map(|one| one.work.clone()));
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
                    lost: own != Some(one.account) && lost.contains(&(kind.key().to_owned(), thing.clone())),
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
    Ok(kinds)
}

/// Which things others took out of somebody's hands: kind and thing. What somebody handed on or put back themselves is not lost.
/// Acts of before tell by title alone to whom a thing was handed on.
fn lost(acts: &[HandAct], (own, title): (AccountId, &str)) -> BTreeSet<(String, String)> {
    let (mut held, mut lost) = (BTreeSet::new(), BTreeSet::new());
    for act in acts {
        let Ok(detail) = serde_json::from_str::<serde_json::Value>(&act.detail) else { continue };
        let of = |name: &str| detail.get(name).and_then(|word| word.as_str()).unwrap_or_default().to_owned();
        let thing = (of("work"), of("thing"));
        let comes = match act.word.as_str() {
            "work-taken" => act.own,
            "work-handed-on" if act.own => false,
            "work-handed-on" => match detail.get("whom").and_then(serde_json::Value::as_i64) {
                Some(whom) => whom == own.0,
                None => of("to") == title,
            },
            _ => false,
        };
        let was = held.remove(&thing);
        if comes {
            lost.remove(&thing);
            held.insert(thing);
        } else if act.own || act.word == "work-put-back" {
            lost.remove(&thing);
        } else if was {
            lost.insert(thing);
        }
    }
    lost
}

/// Whether somebody else is asked for a kind of work.
pub(super) fn may_be_asked(one: &Colleague, kind: OwedKind, own: Option<AccountId>) -> bool {
    Some(one.account) != own && OwedKind::asked(one.role).iter().any(|asked| asked.gives(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn act(word: &str, own: bool, to: &str) -> HandAct {
        let detail = serde_json::json!({ "work": "task", "thing": "7", "to": to }).to_string();
        HandAct { word: word.to_owned(), own, detail }
    }

    #[test]
    fn what_another_takes_is_lost_and_what_one_gives_away_is_not() {
        let is_lost = |acts: &[HandAct]| !lost(acts, (AccountId(1), "clerk")).is_empty();
        let (mine, theirs) = (act("work-taken", true, ""), act("work-taken", false, ""));
        assert!(is_lost(&[mine.clone(), theirs.clone()]));
        assert!(!is_lost(std::slice::from_ref(&theirs)), "it was never mine");
        assert!(!is_lost(&[mine.clone(), act("work-handed-on", true, "head"), theirs.clone()]));
        assert!(!is_lost(&[mine.clone(), act("work-put-back", true, ""), theirs.clone()]));
        assert!(is_lost(&[act("work-handed-on", false, "clerk"), theirs.clone()]), "it was handed on to me");
        assert!(!is_lost(&[mine.clone(), theirs.clone(), mine]), "it is mine again");
        let handed_to = |whom: i64| {
            let detail = serde_json::json!({ "work": "task", "thing": "7", "to": "clerk", "whom": whom });
            HandAct { word: "work-handed-on".to_owned(), own: false, detail: detail.to_string() }
        };
        assert!(is_lost(&[handed_to(1), theirs.clone()]));
        assert!(!is_lost(&[handed_to(2), theirs]), "it was handed on to another clerk");
    }
}
