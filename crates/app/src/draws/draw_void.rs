//! Declare a draw void. It stays in the register with its reason.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{event::Subject, id::DrawId, message::FieldErrors, permit::VoidDraw, text::Line};
use serde_json::json;

/// Declares it void.
pub fn void_draw(context: &Context<'_>, id: DrawId, reason: &str) -> Result<()> {
    let mut errors = FieldErrors::new();
    let Some(reason) = errors.take("reason", Line::parse(reason)) else { return Err(AppError::Form(errors)) };
    let mut work = context.store.begin(context.now)?;
    let organiser = work.reader().draw_place(id)?;
    let permit = permit_at::<VoidDraw>(context, organiser)?;
    let (draw, assessed) = work.reader().draw_to_void(&permit, id)?;
    let state = draw.public.state.void(assessed)?;
    work.draw_void(&permit, id, state, reason.as_str())?;
    let detail = json!({ "from": draw.public.state.key(), "reason": reason });
    work.commit(&permit.event(Subject::new("draw", id.0), detail))?;
    Ok(())
}
