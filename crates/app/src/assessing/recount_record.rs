//! Count anew, at a spot check, what a unit's own records claim.

use crate::{AppError, Context, Result, permit_at, stay_away::check_free};
use earnest_model::{
    assessing::recount::{Claimed, RecountForm, Recounted, Reported, parse_recount},
    event::Subject,
    id::{RecountId, SpotCheckId},
    permit::{Permit, RecountFigures},
    programmes::round::Round,
};
use earnest_store::Reader;
use serde_json::json;

/// What a form for a recount needs to be drawn.
#[derive(Debug, Clone)]
pub struct BlankRecount {
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// The round.
    pub round: Round,
    /// What its records claim today and nobody has counted anew at this spot check.
    pub open: Claimed,
    /// What was counted anew at it.
    pub done: Vec<(Reported, Recounted)>,
}

/// The blank form for a spot check, if the actor may count there.
pub fn blank_recount(context: &Context<'_>, check: SpotCheckId) -> Result<BlankRecount> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let (permit, round) = may_recount(context, &mut reader, check)?;
    let (open, done) = open_and_done(&mut reader, &permit, check)?;
    let (code, name) = reader.unit_words(&permit)?;
    Ok(BlankRecount { code, name, round, open, done })
}

/// Records a recount. A figure is counted anew once per spot check: what stands is what was found that day.
pub fn record_recount(
    context: &Context<'_>,
    check: SpotCheckId,
    form: &RecountForm<'_>,
) -> Result<RecountId> {
    let mut work = context.store.begin(context.now)?;
    let (permit, round) = may_recount(context, &mut work.reader(), check)?;
    let (open, done) = open_and_done(&mut work.reader(), &permit, check)?;
    if open.is_empty() && !done.is_empty() {
        return Err(AppError::refused("error-recount-twice"));
    }
    let counts = parse_recount(form, &open).map_err(AppError::Form)?;
    let id = work.recount_insert(&permit, round.id, check, &counts)?;
    let mut detail = json!({ "round": round.number, "spot-check": check });
    for (kind, Recounted { claimed, checked, confirmed }) in &counts {
        if let Some(said) = detail.as_object_mut() {
            // Claimed, checked, confirmed.
            said.insert(kind.key().to_owned(), json!([claimed, checked, confirmed]));
        }
    }
    work.commit(&permit.event(Subject::new("recount", id.0), detail))?;
    Ok(id)
}

fn open_and_done(
    reader: &mut Reader<'_>,
    permit: &Permit<RecountFigures>,
    check: SpotCheckId,
) -> Result<(Claimed, Vec<(Reported, Recounted)>)> {
    let done = reader.recounted(permit, check)?;
    let mut open = reader.claimed(permit)?;
    open.retain(|(kind, _)| done.iter().all(|(counted, _)| counted != kind));
    Ok((open, done))
}

/// Whether the actor may count there now: from above, not recused, in a live draw of a round that takes assessments.
fn may_recount(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    check: SpotCheckId,
) -> Result<(Permit<RecountFigures>, Round)> {
    let target = reader.locate_spot_check(check)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<RecountFigures>(context, target)?;
    let check = reader.spot_check(&permit, check)?;
    // Whatever state takes a sheet takes a recount.
    check.state.assess()?;
    let (round, organiser) = reader.locate_round(check.round)?.ok_or(AppError::NotFound)?;
    round.takes_assessment()?;
    check_free(context, reader, &permit, context.actor, (organiser, target))?;
    Ok((permit, round))
}
