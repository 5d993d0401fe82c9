//! Record a tour: its visits with meetings, interviews and what they left.

use crate::{
    AppError, Context, Result, permit,
    visits::checks::{Left, check_measures},
};
use earnest_model::{
    id::TourId,
    permit::RecordVisit,
    visits::{
        acts::VisitsAct,
        visit::{NewTour, check_tour},
    },
};

/// Records a tour of the organiser's: all of it or nothing.
pub fn record_tour(context: &Context<'_>, organiser: &str, tour: &NewTour) -> Result<TourId> {
    check_tour(tour, context.today).map_err(AppError::Form)?;
    let mut work = context.begin()?;
    let permit = permit::<RecordVisit>(context, &mut work.reader(), organiser)?;
    let id = work.tour_insert(&permit, tour)?;
    let meetings: usize = tour.visits.iter().map(|visit| visit.meetings.len()).sum();
    let interviews: usize = tour.visits.iter().map(|visit| visit.interviews.len()).sum();
    let mut checks = Vec::new();
    for visit in &tour.visits {
        let left = Left {
            code: &visit.unit,
            items: &visit.items,
            rows: (0..visit.items.len()).collect(),
            seen: Vec::new(),
            on: visit.visited_on,
        };
        checks.extend(check_measures(context, &mut work, &permit, &left)?);
    }
    let told = VisitsAct::TourRecorded { visits: tour.visits.len(), meetings, interviews };
    work.commit_all(&permit.act_on(id, told), &checks)?;
    Ok(id)
}
