//! Record a tour: its visits with meetings, interviews and what they left.

use crate::{AppError, Context, Result, permit};
use earnest_model::{
    event::Subject,
    id::TourId,
    permit::RecordVisit,
    visits::visit::{NewTour, check_tour},
};
use serde_json::json;

/// Records a tour of the organiser's: all of it or nothing.
pub fn record_tour(context: &Context<'_>, organiser: &str, tour: &NewTour) -> Result<TourId> {
    check_tour(tour, context.today).map_err(AppError::Form)?;
    let mut work = context.store.begin(context.now)?;
    let permit = permit::<RecordVisit>(context, &mut work.reader(), organiser)?;
    let id = work.tour_insert(&permit, tour)?;
    let meetings: usize = tour.visits.iter().map(|visit| visit.meetings.len()).sum();
    let interviews: usize = tour.visits.iter().map(|visit| visit.interviews.len()).sum();
    let detail = json!({ "visits": tour.visits.len(), "meetings": meetings, "interviews": interviews });
    work.commit(&permit.event(Subject::new("tour", id.0), detail))?;
    Ok(id)
}
