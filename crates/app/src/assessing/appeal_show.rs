//! The appeal against a rating, as it stands beside it.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    Date,
    assessing::appeal::{AppealState, in_time, last_day, may_decide},
    id::RatingId,
    permit::{AppealRating, DecideAppeal, ReadAssessments},
};
pub use earnest_store::AppealStored;

/// What concerns the appeal against a rating.
#[derive(Debug, Clone)]
pub struct AppealView {
    /// The appeal, if there is one.
    pub appeal: Option<AppealStored>,
    /// Whether the actor may lodge one now.
    pub may_appeal: bool,
    /// The last day for it, once the result is published.
    pub last_day: Option<Date>,
    /// Whether the actor may decide it now.
    pub may_decide: bool,
}

/// Shows it.
pub fn show_appeal(context: &Context<'_>, rating: RatingId) -> Result<AppealView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let target = reader.locate_rating(rating)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadAssessments>(context, target)?;
    let stored = reader.rating(&permit, rating)?;
    let appeal = reader.appeal_of(&permit, rating)?;
    let published = reader.first_published(&permit, stored.round)?;
    let lodged = appeal.as_ref().is_some_and(|appeal| appeal.state == AppealState::Lodged);
    let decides = match permit_at::<DecideAppeal>(context, target) {
        Ok(deciding) if lodged => {
            let (rated_by, marked_by) = reader.raters(&deciding, rating)?;
            may_decide(deciding.account(), rated_by, &marked_by).is_ok()
        }
        _ => false,
    };
    Ok(AppealView {
        may_appeal: appeal.is_none()
            && in_time(published, context.today).is_ok()
            && permit_at::<AppealRating>(context, target).is_ok(),
        last_day: last_day(published),
        may_decide: decides,
        appeal,
    })
}
