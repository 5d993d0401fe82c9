//! Send a draft to the units that it names: each gets its own passages, with a last day for the answer. Whoever stands in the
//! table of results alone is told, with the same day.

use crate::{
    AppError, Context, Result,
    circulars::{
        circular_draft::{named, next_version},
        compose::{Parts, compose, must_correct},
        result_rows::to_tell,
    },
    permit_at, permit_on,
};
use earnest_model::{
    circulars::{
        acts::CircularsAct,
        circular::{Draft, DraftPoint, Polarity, may_become},
        circular_check::{DraftStep, check_day},
    },
    id::CircularDraftId,
    message::Message,
    permit::{DraftCircular, ReadAssessments},
    text::date,
};
use earnest_store::{DraftSent, MentionStored, NewPassage};
use std::collections::BTreeSet;

/// Sends it; gives how many passages. What an earlier version said of a unit in the same words is not asked again, and whose
/// result stands in it as it is now is not told again. There is nothing to check before the round is rated.
pub fn send_check(context: &Context<'_>, id: CircularDraftId, due_on: &str) -> Result<usize> {
    let mut work = context.begin()?;
    let permit = permit_on::<DraftCircular, _>(context, &mut work.reader(), id)?;
    let stored = work.reader().circular_draft(&permit)?;
    let state = stored.state.after(DraftStep::Send)?;
    let (round, _) = work.reader().locate_round(stored.round)?.ok_or(AppError::NotFound)?;
    let due_on = date(due_on).and_then(|day| check_day(day, context.today));
    let due_on = due_on.map_err(|message| AppError::field("due_on", message))?;
    // It is not out before that day: what it requires must be possible then.
    may_become(&stored.draft, next_version(&mut work.reader(), &permit, &round)?, due_on)?;
    let named = named(&mut work.reader(), &permit, &stored.draft)?;
    let published = work.reader().mentions_published(&permit, stored.round)?;
    let new: Vec<NewPassage> = points(&stored.draft)
        .flat_map(|(polarity, place, point)| {
            point.codes.iter().map(move |code| (polarity, place, point, code))
        })
        .filter(|(polarity, _, point, code)| !was_checked(&published, *polarity, point, code))
        .filter_map(|(polarity, place, point, code)| {
            Some(NewPassage { unit: named.get(code)?.0, polarity, place, body: point.text.clone() })
        })
        .collect();
    let units: Vec<_> = new.iter().map(|passage| passage.unit).collect();
    if let Some((unit, other)) = work.reader().first_closed(&permit, &units)? {
        let gone = match other {
            Some(other) => Message::new("error-circular-unit-gone-into").with("other", other),
            None => Message::new("error-circular-unit-gone"),
        };
        return Err(AppError::Refused(gone.with("unit", unit)));
    }
    let organiser = permit.target();
    let reading = permit_at::<ReadAssessments>(context, organiser)?;
    let ratings = work.reader().ratings(&reading, round.id)?;
    if ratings.is_empty() {
        return Err(AppError::refused("error-round-ratings"));
    }
    let passages = work.reader().passages(&permit)?;
    let (draft, title) = (&stored.draft, stored.draft.title.as_str());
    let parts = Parts { round: &round, draft, passages: &passages, named: &named, ratings: &ratings };
    let body = compose(context, &mut work.reader(), &permit, &parts)?;
    must_correct(context, &mut work.reader(), &permit, (&round, title, &body))?;
    let asked: BTreeSet<_> = units.into_iter().collect();
    let rows = to_tell(context, &mut work.reader(), (&reading, organiser), round.id, &asked)?;
    let sent = DraftSent { state, due_on, passages: &new, rows: &rows };
    work.circular_draft_send(&permit, &sent)?;
    let (from, to) = (stored.state.key(), state.key());
    let (passages, rows) = (new.len(), rows.len());
    work.commit(&permit.act(CircularsAct::CircularSent { from, to, passages, rows, due_on }))?;
    Ok(new.len())
}

/// The points of a draft with their polarity and place.
pub(crate) fn points(draft: &Draft) -> impl Iterator<Item = (Polarity, i32, &DraftPoint)> {
    let well = (0..).zip(&draft.went_well).map(|(place, point)| (Polarity::Commendation, place, point));
    well.chain((0..).zip(&draft.problems).map(|(place, point)| (Polarity::Criticism, place, point)))
}

fn was_checked(published: &[MentionStored], polarity: Polarity, point: &DraftPoint, code: &str) -> bool {
    published
        .iter()
        .any(|mention| mention.polarity == polarity && mention.code == code && mention.body == point.text)
}
