//! Hold a session up as an example for the lower tiers of its round, or end that.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    event::Subject,
    id::SeminarId,
    message::Message,
    permit::{MarkExemplar, ReadAssessments, ReadPublished},
    text::Line,
};
use serde_json::json;

/// Marks it with the reason; without one, ends it. The office of the round's organiser alone does.
pub fn mark_exemplar(context: &Context<'_>, id: SeminarId, reason: Option<&str>) -> Result<()> {
    let mut work = context.store.begin(context.now)?;
    let target = work.reader().locate_seminar(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<MarkExemplar>(context, target)?;
    let held = work.reader().seminar(&permit_at::<ReadAssessments>(context, target)?, id)?;
    let round = held.round.map(|round| work.reader().locate_round(round)).transpose()?.flatten();
    let (round, organiser) = round.ok_or(AppError::refused("error-exemplar-round"))?;
    let office = |unit| {
        context
            .actor
            .holdings(context.today)
            .any(|held| held.role == earnest_model::actor::Role::Office && held.unit == unit)
    };
    if !office(organiser.unit) {
        permit_at::<ReadPublished>(context, organiser)?;
        return Err(AppError::NotFound);
    }
    let reason = reason.map(Line::parse).transpose();
    let reason = reason.map_err(|message: Message| AppError::field("reason", message))?;
    work.exemplar_write(&permit, id, reason.as_ref().map(Line::as_str))?;
    let detail = json!({ "round": round.number, "reason": reason, "exemplar": reason.is_some() });
    Ok(work.commit(&permit.event(Subject::new("seminar", id.0), detail))?)
}
