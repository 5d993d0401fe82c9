//! Count anew, at a spot check, what a unit's own records claim.

use crate::{AppError, Context, Result, in_round, permit_on, stay_away::check_free};
use earnest_model::{
    assessing::{
        acts::AssessingAct,
        recount::{Claimed, RecountForm, Recounted, Reported, parse_recount},
    },
    id::{RecountId, SpotCheckId},
    permit::{Permit, RecountFigures},
    programmes::round::Round,
};
use earnest_store::Reader;

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
    let (open, done) = open_and_done(&mut reader, &permit)?;
    let (code, name) = reader.unit_words(&permit.of_unit())?;
    Ok(BlankRecount { code, name, round, open, done })
}

/// Records a recount. A figure is counted anew once per spot check: what stands is what was found that day.
pub fn record_recount(
    context: &Context<'_>,
    check: SpotCheckId,
    form: &RecountForm<'_>,
) -> Result<RecountId> {
    let mut work = context.begin()?;
    let (permit, round) = may_recount(context, &mut work.reader(), check)?;
    let (open, done) = open_and_done(&mut work.reader(), &permit)?;
    if open.is_empty() && !done.is_empty() {
        return Err(AppError::refused("error-recount-twice"));
    }
    let counts = parse_recount(form, &open).map_err(AppError::Form)?;
    let id = work.recount_insert(&permit, &counts)?;
    let said = |kind: Reported| {
        let counted = counts.iter().find(|(of, _)| *of == kind);
        counted.map(|(_, Recounted { claimed, checked, confirmed })| [*claimed, *checked, *confirmed])
    };
    let told = AssessingAct::FiguresRecounted {
        round: round.number,
        spot_check: check,
        problems: said(Reported::Problems),
        measures: said(Reported::Measures),
        sessions: said(Reported::Sessions),
    };
    work.commit(&permit.act_on(id, told))?;
    Ok(id)
}

fn open_and_done(
    reader: &mut Reader<'_>,
    permit: &Permit<RecountFigures, SpotCheckId>,
) -> Result<(Claimed, Vec<(Reported, Recounted)>)> {
    let done = reader.recounted(permit)?;
    let mut open = reader.claimed(permit)?;
    open.retain(|(kind, _)| done.iter().all(|(counted, _)| counted != kind));
    Ok((open, done))
}

/// Whether the actor may count there now: from above, not recused, in a live draw of a round that takes assessments.
fn may_recount(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    check: SpotCheckId,
) -> Result<(Permit<RecountFigures, SpotCheckId>, Round)> {
    let permit = permit_on::<RecountFigures, _>(context, reader, check)?;
    let check = reader.spot_check(&permit)?;
    // Whatever state takes a sheet takes a recount.
    check.state.assess()?;
    let (round, organiser) = reader.locate_round(check.round)?.ok_or(AppError::NotFound)?;
    in_round::<RecountFigures>(context, organiser.unit, permit.target())?;
    round.takes_assessment()?;
    check_free(context, reader, &permit, context.actor, (organiser, permit.target()))?;
    Ok((permit, round))
}
