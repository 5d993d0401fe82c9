//! Which rooms a person may enter, and under which posts they are shown.

use crate::{call::Call, look::Nav};
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

/// The roles that the actor holds today, in words.
pub fn posts(call: &Call<'_>) -> String {
    let mut words: Vec<_> = call
        .actor
        .holdings(call.today)
        .map(|holding| call.word(&format!("role-{}", holding.role.key())))
        .collect();
    words.dedup();
    words.join(" · ")
}
