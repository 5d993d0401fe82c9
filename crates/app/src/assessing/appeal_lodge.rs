//! Appeal against the rating of one's own unit: once, with the reason, in time.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    assessing::appeal::in_time,
    event::Subject,
    id::{AppealId, RatingId},
    permit::{AppealRating, ReadAssessments},
    text::Prose,
};
use serde_json::json;

/// Lodges it.
pub fn lodge_appeal(context: &Context<'_>, rating: RatingId, reason: &str) -> Result<AppealId> {
    let mut work = context.store.begin(context.now)?;
    let target = work.reader().locate_rating(rating)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<AppealRating>(context, target)?;
    let reading = permit_at::<ReadAssessments>(context, target)?;
    let stored = work.reader().rating(&reading, rating)?;
    if work.reader().appeal_of(&permit, rating)?.is_some() {
        return Err(AppError::refused("error-appeal-once"));
    }
    in_time(work.reader().first_published(&reading, stored.round)?, context.today)?;
    let reason = Prose::parse(reason).map_err(|message| AppError::field("reason", message))?;
    let id = work.appeal_insert(&permit, rating, stored.round, reason.as_str())?;
    let detail = json!({ "grade": stored.brief.grade, "score": stored.brief.score, "reason": reason });
    work.commit(&permit.event(Subject::new("appeal", id.0), detail))?;
    Ok(id)
}
