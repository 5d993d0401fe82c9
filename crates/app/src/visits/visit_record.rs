//! Record a planned visit as made, and answer what a visit left.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    event::Subject,
    id::{VisitId, VisitItemId},
    ledger::measures::measure::Measure,
    permit::{ReadLedger, ReadVisits, RecordVisit, ReplyToVisit},
    visits::tour::{RecordForm, parse_record, parse_reply},
};
use earnest_store::{LedgerFilter, OpenItem, PlannedVisit};
use serde_json::json;

/// What a visit's sheet shows before it is filled.
#[derive(Debug, Clone)]
pub struct VisitSheet {
    /// The planned visit.
    pub visit: PlannedVisit,
    /// What earlier visits left there: unanswered first.
    pub items: Vec<OpenItem>,
    /// Measures that may be checked on the spot.
    pub measures: Vec<Measure>,
    /// Whether the actor may record it.
    pub may_record: bool,
    /// Other planned tours of the same unit, if the actor may put the visit into one.
    pub tours: Vec<(earnest_model::id::TourId, String, String, earnest_model::Date)>,
}

/// Shows it.
pub fn visit_sheet(context: &Context<'_>, id: VisitId) -> Result<VisitSheet> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let target = reader.locate_visit(id)?.ok_or(AppError::NotFound)?;
    let organiser = reader.locate_organiser(id)?.ok_or(AppError::NotFound)?;
    // A planned visit is known to those who send it, not to the unit that is to be visited.
    permit_at::<ReadVisits>(context, organiser)?;
    let reading = permit_at::<ReadVisits>(context, target)?;
    let visit = reader.visits_planned(&reading, Some(id), 1)?.into_iter().next().ok_or(AppError::NotFound)?;
    let ledger = permit_at::<ReadLedger>(context, target)?;
    let filter = LedgerFilter { limit: 200, ..LedgerFilter::default() };
    let lines = reader.ledger(&ledger, &filter)?;
    let measures = lines
        .into_iter()
        .map(|line| line.measure)
        .filter(|measure| measure.unit == target.unit)
        .take(40)
        .collect();
    let tours = match permit_at(context, organiser) {
        Ok(planning) => reader.tours_planned(&planning, visit.tour)?,
        Err(_) => Vec::new(),
    };
    Ok(VisitSheet {
        items: reader.items_of_unit(&reading, 12)?,
        measures,
        may_record: permit_at::<RecordVisit>(context, organiser).is_ok(),
        tours,
        visit,
    })
}

/// Records it: meetings, interviews and what was left, all or nothing.
pub fn record_visit(context: &Context<'_>, id: VisitId, form: &RecordForm<'_>) -> Result<()> {
    let mut work = context.store.begin(context.now)?;
    let organiser = work.reader().locate_organiser(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<RecordVisit>(context, organiser)?;
    let target = work.reader().locate_visit(id)?.ok_or(AppError::NotFound)?;
    let reading = permit_at::<ReadVisits>(context, target)?;
    let planned = work.reader().visits_planned(&reading, Some(id), 1)?.into_iter().next();
    let planned = planned.ok_or(AppError::NotFound)?;
    let made = parse_record(form, &planned.code, planned.purposes, context.today).map_err(AppError::Form)?;
    work.visit_record(&permit, id, &made).map_err(|fault| match fault {
        // The only thing that may be missing is a measure of the unit by the serial that was given.
        earnest_store::StoreError::NotFound => unknown_measure(form),
        other => other.into(),
    })?;
    let detail = json!({
        "meetings": made.meetings.len(), "interviews": made.interviews.len(), "items": made.items.len(),
        "held-on": made.visited_on,
    });
    work.commit(&permit.event(Subject::new("visit", id.0), detail))?;
    Ok(())
}

fn unknown_measure(form: &RecordForm<'_>) -> AppError {
    let row = form.items.iter().position(|item| !item.measure.trim().is_empty());
    match row {
        Some(row) => AppError::field(
            &format!("item-{row}-measure"),
            earnest_model::message::Message::new("error-visit-measure"),
        ),
        None => AppError::NotFound,
    }
}

/// Answers, for the visited unit, what a visit left there.
pub fn reply_to_visit(context: &Context<'_>, id: VisitItemId, reply: &str) -> Result<()> {
    let mut work = context.store.begin(context.now)?;
    let target = work.reader().locate_item(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReplyToVisit>(context, target)?;
    let reply = parse_reply(reply).map_err(|message| AppError::field("reply", message))?;
    work.item_reply(&permit, id, &reply)?;
    work.commit(&permit.event(Subject::new("visit-item", id.0), json!({})))?;
    Ok(())
}
