//! Hand in a score sheet: on a session that was observed, or on materials that were called up.

use crate::{AppError, Context, Result, draws::second_mark::Pool, permit_at, stay_away::check_free};
use earnest_model::{
    assessing::{
        second_mark::{SecondReason, asks_for_third},
        sheet::{SheetForm, minutes_since, parse_sheet},
        spot_check::SpotCheckState,
    },
    event::Subject,
    id::{AccountId, RoundId, SheetId, SpotCheckId},
    permit::{FillSheet, Permit, Target},
    programmes::{round::Round, standard::DoubleMarking},
};
pub use earnest_store::Occasion;
use earnest_store::{AskSecond, CallUp, PublishedStandard, Reader, Work};
use serde_json::json;

/// What a form for a sheet needs to be drawn.
#[derive(Debug, Clone)]
pub struct BlankSheet {
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// The round.
    pub round: Round,
    /// The standard in force.
    pub standard: PublishedStandard,
    /// What was called up from the unit, and where it said that it is.
    pub call_up: Option<CallUp>,
}

/// The blank sheet for an occasion, if the actor may fill it.
pub fn blank_sheet(context: &Context<'_>, occasion: Occasion) -> Result<BlankSheet> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let (permit, round, _) = may_fill(context, &mut reader, occasion)?;
    let standard = reader.standard_of_round(&round)?.ok_or(AppError::refused("error-round-standard"))?;
    let (code, name) = reader.unit_words(&permit)?;
    let call_up = match occasion {
        Occasion::SpotCheck(id) => reader.call_up(&permit, id)?,
        Occasion::Observation(_) => None,
    };
    Ok(BlankSheet { code, name, round, standard, call_up })
}

/// Hands a sheet in.
pub fn submit_sheet(context: &Context<'_>, occasion: Occasion, form: &SheetForm<'_>) -> Result<SheetId> {
    let mut work = context.store.begin(context.now)?;
    let (permit, round, organiser) = may_fill(context, &mut work.reader(), occasion)?;
    let standard =
        work.reader().standard_of_round(&round)?.ok_or(AppError::refused("error-round-standard"))?;
    let mut sheet = parse_sheet(form, occasion.kind(), &standard.standard).map_err(AppError::Form)?;
    sheet.minutes = minutes_since(form.opened, context.now);
    let id = work.sheet_insert(&permit, round.id, occasion, standard.id, &sheet)?;
    match occasion {
        Occasion::Observation(of) => {
            let state = work.reader().observation(&permit, of)?.state.submit()?;
            work.observation_state_write(&permit, of, state)?;
        }
        Occasion::SpotCheck(of) => {
            let state = work.reader().spot_check(&permit, of)?.state.assess()?;
            work.spot_check_state_write(&permit, of, state)?;
            work.second_mark_done(&permit, of, id)?;
        }
    }
    let third = match (occasion, &standard.standard.double_marking) {
        (Occasion::SpotCheck(of), Some(rule)) => {
            ask_for_third(context, &mut work, (&permit, round.id, organiser), of, rule)?
        }
        _ => None,
    };
    let detail = json!({
        "kind": sheet.kind.key(), "round": round.number, "standard": standard.version,
        "score": sheet.score, "vetoes": sheet.vetoes, "minutes": sheet.minutes, "third": third,
    });
    work.commit(&permit.event(Subject::new("sheet", id.0), detail))?;
    Ok(id)
}

/// Asks a third assessor where two scores on the same materials are too far apart: by lot with the seed of the draw that
/// the unit came from. Where nobody is free the page of assessors shows the spread, and the office sees to it.
fn ask_for_third(
    context: &Context<'_>,
    work: &mut Work<'_>,
    (permit, round, organiser): (&Permit<FillSheet>, RoundId, Target),
    check: SpotCheckId,
    rule: &DoubleMarking,
) -> Result<Option<AccountId>> {
    let (assessors, scores): (Vec<_>, Vec<_>) =
        work.reader().scores_of_check(permit, check)?.into_iter().unzip();
    if !asks_for_third(&scores, rule) {
        return Ok(None);
    }
    let seed = work.reader().seed_of_check(permit, check)?;
    let (code, _) = work.reader().unit_words(permit)?;
    let pool = Pool::read(&mut work.reader(), permit, organiser)?;
    let third =
        pool.by_lot(context, &seed, &[(&code, permit.target(), assessors)])?.into_iter().flatten().next();
    if let Some(assessor) = third {
        let ask = AskSecond { check, unit: permit.unit(), assessor, reason: SecondReason::Spread };
        work.second_marks_insert(permit, round, &[ask])?;
    }
    Ok(third)
}

/// Whether the actor may fill the sheet now: sent there (or from above, for materials), not recused, not done yet. With the round and its
/// organiser.
fn may_fill(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    occasion: Occasion,
) -> Result<(Permit<FillSheet>, Round, Target)> {
    let target = match occasion {
        Occasion::Observation(id) => reader.locate_observation(id)?,
        Occasion::SpotCheck(id) => reader.locate_spot_check(id)?,
    };
    let permit = permit_at::<FillSheet>(context, target.ok_or(AppError::NotFound)?)?;
    let round = match occasion {
        Occasion::Observation(id) => {
            let observation = reader.observation(&permit, id)?;
            if permit.account() != Some(observation.assessor) {
                return Err(AppError::refused("error-sheet-not-yours"));
            }
            observation.state.submit()?;
            observation.round
        }
        Occasion::SpotCheck(id) => {
            let check = reader.spot_check(&permit, id)?;
            check.state.assess()?;
            let drawn = reader.first_assessor(&permit, id)?;
            if check.state == SpotCheckState::Drawn && drawn.is_some() && drawn != permit.account() {
                return Err(AppError::refused("error-sheet-drawn"));
            }
            if reader.assessed_by_me(&permit, id)? {
                return Err(AppError::refused("error-sheet-twice"));
            }
            check.round
        }
    };
    let (round, organiser) = reader.locate_round(round)?.ok_or(AppError::NotFound)?;
    round.takes_assessment()?;
    check_free(context, reader, &permit, context.actor, (organiser, permit.target()))?;
    Ok((permit, round, organiser))
}
