//! Declare a draw of closed measures void. It stays, with its reason; once something was looked at it is too late.

use crate::{AppError, Context, Result, permit_on};
use earnest_model::{
    id::LookBackDrawId,
    ledger::{acts::LedgerAct, look_backs::look_back::LookBackState},
    permit::VoidDraw,
    text::Line,
};

/// Declares it void.
pub fn void_look_back(context: &Context<'_>, id: LookBackDrawId, reason: &str) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit_on::<VoidDraw, _>(context, &mut work.reader(), id)?;
    let reason = Line::parse_reason(reason).map_err(|message| AppError::field("reason", message))?;
    let draw = work.reader().look_back_draw(&permit)?;
    let items = work.reader().look_back_items(&permit)?;
    let looked = items.iter().filter(|item| item.state != LookBackState::Drawn).count();
    draw.public.state.void(u64::try_from(looked).unwrap_or(u64::MAX))?;
    work.look_back_void(&permit, reason.as_str())?;
    let told = LedgerAct::LookBackVoided { from: draw.public.state.key(), reason: reason.to_string() };
    Ok(work.commit(&permit.act(told))?)
}
