//! Declare a draw of closed measures void. It stays, with its reason; once something was looked at it is too late.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    event::Subject, id::LookBackDrawId, ledger::look_backs::look_back::LookBackState, permit::VoidDraw,
    text::Line,
};
use serde_json::json;

/// Declares it void.
pub fn void_look_back(context: &Context<'_>, id: LookBackDrawId, reason: &str) -> Result<()> {
    let reason = Line::parse(reason).map_err(|message| AppError::field("reason", message))?;
    let mut work = context.store.begin(context.now)?;
    let organiser = work.reader().locate_look_back_draw(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<VoidDraw>(context, organiser)?;
    let draw = work.reader().look_back_draw(&permit, id)?;
    let items = work.reader().look_back_items(&permit, id)?;
    let looked = items.iter().filter(|item| item.state != LookBackState::Drawn).count();
    draw.public.state.void(u64::try_from(looked).unwrap_or(u64::MAX))?;
    work.look_back_void(&permit, id, reason.as_str())?;
    let detail = json!({ "from": draw.public.state.key(), "reason": reason });
    Ok(work.commit(&permit.event(Subject::new("look-back", id.0), detail))?)
}
