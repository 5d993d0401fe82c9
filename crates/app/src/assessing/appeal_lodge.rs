//! Appeal against the rating of one's own unit: once, with the reason, in time.

use crate::{AppError, Context, Result, permit_of};
use earnest_model::{
    assessing::{acts::AssessingAct, appeal::in_time},
    id::{AppealId, RatingId},
    permit::{AppealRating, Permit, ReadAssessments},
    record::At,
    text::Prose,
};
use earnest_store::Reader;

/// The permit to appeal against the rating now: of one's own unit, once, in time.
pub(crate) fn ready(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    rating: At<RatingId>,
) -> Result<Permit<AppealRating, RatingId>> {
    let permit = permit_of::<AppealRating, _>(context, rating)?;
    if reader.appeal_of(&permit)?.is_some() {
        return Err(AppError::refused("error-appeal-once"));
    }
    let reading = permit_of::<ReadAssessments, _>(context, rating)?;
    in_time(reader.first_published(&reading)?, context.today)?;
    Ok(permit)
}

/// Lodges it.
pub fn lodge_appeal(context: &Context<'_>, rating: RatingId, reason: &str) -> Result<AppealId> {
    let mut work = context.begin()?;
    let at = work.reader().at(rating)?.ok_or(AppError::NotFound)?;
    let stored = work.reader().rating(&permit_of::<ReadAssessments, _>(context, at)?)?;
    let permit = ready(context, &mut work.reader(), at)?;
    let reason = Prose::parse_reason(reason).map_err(|message| AppError::field("reason", message))?;
    let id = work.appeal_insert(&permit, reason.as_str())?;
    let told = AssessingAct::AppealLodged { grade: stored.brief.grade, score: stored.brief.score, reason };
    work.commit(&permit.act_on(id, told))?;
    Ok(id)
}
