//! Hold a session up as an example for the lower tiers of its round, or end that.

use crate::{AppError, Context, Result, permit_at, permit_of};
use earnest_model::{
    id::SeminarId,
    message::Message,
    permit::{AdvanceRound, MarkExemplar, Permit, ReadAssessments},
    programmes::round::Round,
    record::At,
    sessions::acts::SessionsAct,
    text::Line,
};
use earnest_store::Reader;

/// The permit to hold a session up, and the round for whose units it would be an example. Only the office of the round's
/// organiser does, and of no unit in between: whom the table lets move the round on.
pub(crate) fn may_mark(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    at: At<SeminarId>,
) -> Result<(Permit<MarkExemplar, SeminarId>, Round)> {
    let permit = permit_of::<MarkExemplar, _>(context, at)?;
    let held = reader.seminar(&permit_of::<ReadAssessments, _>(context, at)?)?;
    if !held.standing.stands() {
        return Err(AppError::refused("error-session-gone"));
    }
    let round = held.round.map(|round| reader.locate_round(round)).transpose()?.flatten();
    let (round, organiser) = round.ok_or(AppError::refused("error-exemplar-round"))?;
    permit_at::<AdvanceRound>(context, organiser).map_err(|_| AppError::NotFound)?;
    Ok((permit, round))
}

/// Marks it with the reason; without one, ends it. The office of the round's organiser alone does.
pub fn mark_exemplar(context: &Context<'_>, id: SeminarId, reason: Option<&str>) -> Result<()> {
    let mut work = context.begin()?;
    let at = work.reader().at(id)?.ok_or(AppError::NotFound)?;
    let (permit, round) = may_mark(context, &mut work.reader(), at)?;
    let reason = reason.map(Line::parse_reason).transpose();
    let reason = reason.map_err(|message: Message| AppError::field("reason", message))?;
    work.exemplar_write(&permit, reason.as_ref().map(Line::as_str))?;
    let round = round.number;
    let told = match reason {
        Some(_) => SessionsAct::ExemplarMarked { round, reason, exemplar: true },
        None => SessionsAct::ExemplarEnded { round, reason, exemplar: false },
    };
    Ok(work.commit(&permit.act(told))?)
}
