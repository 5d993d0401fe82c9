//! The closures that wait for the actor, each with what proves it.

use crate::{
    Context, Result,
    desk::{
        desk_show::{Owed, OwedKind, pile},
        hands::held,
    },
    permit_at,
};
use earnest_model::{
    id::MeasureId,
    ledger::{attachments::attachment::Attachment, measures::measure::Measure},
    permit::ReadDesk,
};

/// A closure that waits to be verified.
#[derive(Debug, Clone)]
pub struct WaitingClosure {
    /// The line of the desk.
    pub owed: Owed,
    /// The measure.
    pub measure: Measure,
    /// Its files, earlier revisions included, the oldest first.
    pub files: Vec<Attachment>,
}

/// Closures that wait.
#[derive(Debug, Clone, Default)]
pub struct WaitingClosures {
    /// The first of them.
    pub first: Vec<WaitingClosure>,
    /// How many wait in all, those of the period among them.
    pub all: i64,
    /// How many of those that were looked at are closed for the period alone, each with the day of its next review.
    pub for_period: usize,
}

/// The closures that wait to be verified and can be closed together: at most so many are looked at.
pub fn waiting_closures(context: &Context<'_>, most: i64) -> Result<WaitingClosures> {
    let pile = pile(context, OwedKind::ClosureVerification, most)?;
    let keys: Vec<MeasureId> = pile.first.iter().map(|owed| MeasureId(owed.id)).collect();
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let (mut measures, mut files) = (Vec::new(), Vec::new());
    for at in held(context) {
        let permit = permit_at::<ReadDesk>(context, at)?;
        measures.extend(reader.measures_beneath(&permit, &keys)?);
        files.extend(reader.files_of_measures(&permit, &keys)?);
    }
    let mut waiting = WaitingClosures { all: pile.all, ..WaitingClosures::default() };
    for owed in pile.first {
        let Some(measure) = measures.iter().find(|measure| measure.id.0 == owed.id) else { continue };
        if !measure.closes_for_good(context.today) {
            waiting.for_period += 1;
            continue;
        }
        let mut own: Vec<_> = files.iter().filter(|file| file.record == owed.id).cloned().collect();
        own.dedup_by_key(|file| file.id);
        waiting.first.push(WaitingClosure { measure: measure.clone(), files: own, owed });
    }
    Ok(waiting)
}
