//! Declare a draw void. It stays in the register with its reason.

use super::assessed_round::assessed_round;
use crate::{AppError, Context, Result, permit_on};
use earnest_model::{draws::acts::DrawsAct, id::DrawId, permit::VoidDraw, text::Line};

/// Declares it void.
pub fn void_draw(context: &Context<'_>, id: DrawId, reason: &str) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit_on::<VoidDraw, _>(context, &mut work.reader(), id)?;
    let reason = Line::parse_reason(reason).map_err(|message| AppError::field("reason", message))?;
    let draw = work.reader().draw(&permit)?;
    assessed_round(&mut work.reader(), &draw)?;
    let state = draw.public.state.void(work.reader().assessed_of_draw(&permit)?)?;
    work.draw_void(&permit, state, reason.as_str())?;
    work.commit(&permit.act(DrawsAct::DrawVoided { from: draw.public.state.key(), reason }))?;
    Ok(())
}
