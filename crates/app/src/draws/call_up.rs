//! Call up materials from the units of a draw, and answer a call-up by saying where they are.

use crate::{
    AppError, Context, Result,
    burden::burden_weigh::{Issue, guard},
    permit_at,
};
use earnest_model::{
    burden::budget::Kind,
    draws::call_up::{minutes_asked, parse_answer, parse_call_up},
    event::Subject,
    id::{DrawId, SpotCheckId, UnitId},
    permit::{AnswerCallUp, CallUpMaterials},
};
pub use earnest_store::CallUp;
use serde_json::json;

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
    let mut work = context.store.begin(context.now)?;
    let organiser = work.reader().draw_place(request.draw)?;
    let permit = permit_at::<CallUpMaterials>(context, organiser)?;
    let (kinds, due_on) =
        parse_call_up(&request.kinds, request.due_on, context.today).map_err(AppError::Form)?;
    let mut open = work.reader().open_checks(&permit, request.draw)?;
    open.retain(|check| !check.called);
    if open.is_empty() {
        return Err(AppError::refused("error-call-up-nothing"));
    }
    let minutes = minutes_asked(&kinds);
    let units: Vec<UnitId> = open.iter().map(|check| check.target.unit).collect();
    let instead: Vec<i64> = open.iter().map(|check| check.id.0).collect();
    let chosen = Issue::to_chosen(Kind::Materials, context.today, &units);
    let issue = Issue { minutes: Some(minutes), instead: &instead, ..chosen };
    guard(&mut work.reader(), &permit, &issue)?;
    work.call_ups_insert(&permit, &open, &kinds, (minutes, due_on))?;
    let detail = json!({
        "kinds": kinds.iter().map(|kind| kind.key()).collect::<Vec<_>>(), "due-on": due_on,
        "minutes": minutes, "units": open.len(),
    });
    work.commit(&permit.event(Subject::new("draw", request.draw.0), detail))?;
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
}

/// Shows a unit what is called up from it.
pub fn show_call_up(context: &Context<'_>, check: SpotCheckId) -> Result<CallUpShown> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let target = reader.locate_spot_check(check)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<AnswerCallUp>(context, target)?;
    let call_up = reader.call_up(&permit, check)?.ok_or(AppError::NotFound)?;
    let (code, name) = reader.unit_words(&permit)?;
    Ok(CallUpShown { code, name, call_up })
}

/// Says where the materials are. Until they are assessed a unit may say it better.
pub fn answer_call_up(context: &Context<'_>, check: SpotCheckId, given: &[(&str, &str)]) -> Result<()> {
    let mut work = context.store.begin(context.now)?;
    let target = work.reader().locate_spot_check(check)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<AnswerCallUp>(context, target)?;
    let asked = work.reader().call_up(&permit, check)?.ok_or(AppError::NotFound)?;
    let found = work.reader().spot_check(&permit, check)?;
    if found.state != earnest_model::assessing::spot_check::SpotCheckState::Drawn {
        return Err(AppError::refused("error-call-up-late"));
    }
    let answer = parse_answer(&asked.kinds, given).map_err(AppError::Form)?;
    work.call_up_answer(&permit, check, &answer)?;
    let named = answer.values().filter(|place| place.is_some()).count();
    let detail = json!({ "kinds": answer.keys().collect::<Vec<_>>(), "named": named });
    work.commit(&permit.event(Subject::new("spot-check", check.0), detail))?;
    Ok(())
}
