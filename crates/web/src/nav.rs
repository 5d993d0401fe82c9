//! Which rooms a person may enter, and under which posts they are shown.

use crate::{frame::call::Call, look::Nav};
use earnest_model::{
    Date,
    actor::Actor,
    permit::{ActionKind, may_somewhere},
};

/// What a room needs.
fn need(room: Nav) -> ActionKind {
    match room {
        Nav::Desk => ActionKind::ReadDesk,
        Nav::Board | Nav::Burden | Nav::Pictures | Nav::Report => ActionKind::ReadFigures,
        Nav::Rounds => ActionKind::ReadProgramme,
        Nav::Plans => ActionKind::ReadPlans,
        Nav::Observations => ActionKind::ReadAssessments,
        Nav::Draws | Nav::Circulars => ActionKind::ReadPublished,
        Nav::Ledger => ActionKind::ReadLedger,
        Nav::Visits => ActionKind::ReadVisits,
        Nav::Journal => ActionKind::ReadJournal,
        Nav::Accounts => ActionKind::ReadAccounts,
    }
}

/// The rooms that an actor may enter, in the order of the work.
pub fn rooms(actor: &Actor, today: Date) -> Vec<Nav> {
    Nav::ALL.into_iter().filter(|room| may_somewhere(need(*room), actor, today)).collect()
}

/// Where it is told why a page's record is seen: for pages of one record, to those who are signed in.
pub fn why(call: &Call<'_>) -> Option<String> {
    let mut parts = call.path.split('/').skip(1);
    let (kind, id, rest) = (parts.next()?, parts.next()?, parts.next());
    let shown = rest.is_none() && crate::pages::people::why::record(kind, id).is_some();
    shown.then(|| format!("/why?at={}", call.path))
}

/// The roles that the actor acts under today, in words: with the unit if a post was chosen; several are for reading.
pub fn posts(call: &Call<'_>) -> String {
    if call.actor.must_choose(call.today) {
        return call.tr.posts_all().into_owned();
    }
    let mut words: Vec<_> = call
        .actor
        .holdings(call.today)
        .map(|holding| call.word(&format!("role-{}", holding.role.key())))
        .collect();
    words.dedup();
    words.extend(call.post.map(str::to_owned));
    words.join(" · ")
}
