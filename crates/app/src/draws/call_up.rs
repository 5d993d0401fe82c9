//! Call up materials from the units of a draw, and answer a call-up by saying where they are.

use crate::{
    AppError, Context, Result,
    burden::burden_weigh::{Issue, guard},
    draws::assessed_round::assessed_round,
    permit_at, permit_on,
};
use earnest_model::{
    assessing::spot_check::SpotCheckState,
    burden::budget::Kind,
    draws::{
        acts::DrawsAct,
        call_up::{minutes_asked, parse_answer, parse_call_up},
    },
    id::{DrawId, SpotCheckId, UnitId},
    permit::{AnswerCallUp, CallUpMaterials, ReadAssessments, ReadProgramme, ReadPublished},
};
use earnest_store::NewCallUp;
pub use earnest_store::{CallUp, CallUpLine, HeldMaterial};

/// What is called up.
#[derive(Debug, Clone)]
pub struct Call<'a> {
    /// The draw.
    pub draw: DrawId,
    /// Words of the kinds.
    pub kinds: Vec<&'a str>,
    /// By when, `YYYY-MM-DD`.
    pub due_on: &'a str,
}

/// Calls them up from every drawn unit that is not assessed and was not asked yet; gives from how many.
pub fn call_up_materials(context: &Context<'_>, request: &Call<'_>) -> Result<usize> {
    let mut work = context.begin()?;
    let permit = permit_on::<CallUpMaterials, _>(context, &mut work.reader(), request.draw)?;
    let (kinds, due_on) =
        parse_call_up(&request.kinds, request.due_on, context.today).map_err(AppError::Form)?;
    let draw = work.reader().draw(&permit)?;
    assessed_round(&mut work.reader(), &draw)?;
    let mut open = work.reader().open_checks(&permit)?;
    open.retain(|check| !check.called);
    if open.is_empty() {
        return Err(AppError::refused("error-call-up-nothing"));
    }
    let minutes = minutes_asked(&kinds);
    let units: Vec<UnitId> = open.iter().map(|check| check.target.unit).collect();
    let checks: Vec<SpotCheckId> = open.iter().map(|check| check.id).collect();
    let instead: Vec<i64> = checks.iter().map(|check| check.0).collect();
    let chosen = Issue::to_chosen(Kind::Materials, context.today, &units);
    let issue = Issue { minutes: Some(minutes), instead: &instead, ..chosen };
    guard(&mut work.reader(), &permit.of_unit(), &issue)?;
    work.call_ups_insert(&permit, &NewCallUp { checks: &checks, kinds: &kinds, minutes, due_on })?;
    let kinds = kinds.iter().map(|kind| kind.key()).collect();
    work.commit(&permit.act(DrawsAct::MaterialsCalledUp { kinds, due_on, minutes, units: open.len() }))?;
    Ok(open.len())
}

/// A call-up as the unit sees it.
#[derive(Debug, Clone)]
pub struct CallUpShown {
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// What is called up.
    pub call_up: CallUp,
    /// The draw.
    pub draw: DrawId,
    /// How far the check has come.
    pub state: SpotCheckState,
    /// Whether the actor is one of the unit's people, who answer.
    pub of_unit: bool,
    /// Whether the actor may answer now.
    pub may_answer: bool,
}

/// Shows what is called up from a unit and what it answered: to the unit, and to whoever reads what is found out about it.
pub fn show_call_up(context: &Context<'_>, check: SpotCheckId) -> Result<CallUpShown> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadAssessments, _>(context, &mut reader, check)?;
    let call_up = reader.call_up(&permit)?.ok_or(AppError::NotFound)?;
    let published = permit_on::<ReadPublished, _>(context, &mut reader, check)?;
    let draw = reader.draw_of_check(&published)?;
    let state = reader.spot_check(&permit)?.state;
    let of_unit = permit_on::<AnswerCallUp, _>(context, &mut reader, check).is_ok();
    let (code, name) = reader.unit_words(&permit_at::<ReadProgramme>(context, permit.target())?)?;
    Ok(CallUpShown { code, name, call_up, draw, state, of_unit, may_answer: of_unit && state.is_waiting() })
}

/// Says where the materials are and, with `made-KIND`, of which day. Until they are assessed a unit may say it better.
pub fn answer_call_up(context: &Context<'_>, check: SpotCheckId, given: &[(&str, &str)]) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit_on::<AnswerCallUp, _>(context, &mut work.reader(), check)?;
    let asked = work.reader().call_up(&permit)?.ok_or(AppError::NotFound)?;
    let found = work.reader().spot_check(&permit)?;
    if !found.state.is_waiting() {
        // Of a unit that is not looked at any more nothing is asked; of others it is too late.
        found.state.assess()?;
        return Err(AppError::refused("error-call-up-late"));
    }
    let answer = parse_answer(&asked.kinds, given, context.today).map_err(AppError::Form)?;
    work.call_up_answer(&permit, &answer)?;
    let named = answer.values().filter(|place| place.is_some()).count();
    work.commit(&permit.act(DrawsAct::CallUpAnswered { kinds: answer.into_keys().collect(), named }))?;
    Ok(())
}
