//! The appeal against a rating, as it stands beside it.

use crate::{
    AppError, Context, Result,
    assessing::{appeal_decide, appeal_lodge},
    permit_of,
};
use earnest_model::{Date, assessing::appeal::last_day, id::RatingId, permit::ReadAssessments};
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
    let at = reader.at(rating)?.ok_or(AppError::NotFound)?;
    let permit = permit_of::<ReadAssessments, _>(context, at)?;
    // Whoever marks blind finds neither the rating nor what is said of it.
    reader.rating(&permit)?;
    let appeal = reader.appeal_of(&permit)?;
    let open = appeal.as_ref().is_some_and(|appeal| appeal.state.is_open());
    Ok(AppealView {
        may_appeal: appeal_lodge::ready(context, &mut reader, at).is_ok(),
        last_day: last_day(reader.first_published(&permit)?),
        may_decide: open && appeal_decide::ready(context, &mut reader, at).is_ok(),
        appeal,
    })
}
