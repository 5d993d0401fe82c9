//! Show visits: planned and made in a list, and one with what it consisted of, left, and was answered.

use crate::{
    Context, Result,
    home::permit_or_home,
    permit_on,
    visits::{visit_add::open, visit_record::measures_of},
};
use earnest_model::{
    id::VisitId,
    ledger::measures::measure::Measure,
    permit::{ReadInterviewNotes, ReadVisits, RecordVisit, ReplyToVisit, decide},
    record::OtherSide,
};
use earnest_store::{Guidance, PlannedVisit, StoreError, VisitLine, VisitParts};

/// The most visits of a list.
const MOST: i64 = 300;
/// The most items of guidance for all units.
const GUIDANCE: i64 = 5;

/// What a list of visits shows.
#[derive(Debug, Clone)]
pub struct VisitList {
    /// Visits that were made, the newest tour first.
    pub made: Vec<VisitLine>,
    /// Visits that are planned, tour by tour; for those who send them.
    pub planned: Vec<PlannedVisit>,
    /// Guidance that was left for all units.
    pub guidance: Vec<Guidance>,
}

/// Visits within a unit's subtree, or the actor's home.
pub fn list_visits(context: &Context<'_>, unit: Option<&str>) -> Result<VisitList> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_or_home::<ReadVisits>(context, &mut reader, unit)?;
    let mut planned = reader.visits_planned(&permit, MOST)?;
    let mut known = std::collections::HashMap::new();
    for organiser in planned.iter().map(|visit| visit.organiser) {
        if let std::collections::hash_map::Entry::Vacant(place) = known.entry(organiser) {
            let at = reader.at(organiser)?.map(|at| at.target());
            place.insert(at.is_some_and(|at| decide::<ReadVisits>(context.actor, at, context.today).is_ok()));
        }
    }
    planned.retain(|visit| known.get(&visit.organiser).copied().unwrap_or(false));
    Ok(VisitList {
        made: reader.visits(&permit, MOST)?,
        planned,
        guidance: reader.guidance_for_all(&permit, GUIDANCE)?,
    })
}

/// Whether a visit is still planned, for somebody who may know of it.
pub fn is_planned(context: &Context<'_>, id: VisitId) -> Result<bool> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    permit_on::<ReadVisits, _>(context, &mut reader, id)?;
    // For whoever does not send it there is no planned visit.
    let Ok(sent) = permit_on::<ReadVisits, _>(context, &mut reader, OtherSide(id)) else { return Ok(false) };
    match reader.visit_planned(&sent) {
        Ok(_) => Ok(true),
        Err(StoreError::NotFound) => Ok(false),
        Err(fault) => Err(fault.into()),
    }
}

/// A visit's page.
#[derive(Debug, Clone)]
pub struct VisitView {
    /// The visit.
    pub line: VisitLine,
    /// Meetings, interviews and items.
    pub parts: VisitParts,
    /// Notes of interviews that the actor may read: key of the interview and what was said.
    pub notes: Vec<(i64, String)>,
    /// Whether the actor may answer for the visited unit.
    pub may_reply: bool,
    /// Whether the actor may say of the help that was offered that it was given.
    pub may_give: bool,
    /// Whether the actor may add to it and close its record.
    pub may_add: bool,
    /// Measures that may be checked, for whoever adds.
    pub measures: Vec<Measure>,
}

/// Shows a visit that was made.
pub fn show_visit(context: &Context<'_>, id: VisitId) -> Result<VisitView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadVisits, _>(context, &mut reader, id)?;
    let line = reader.visit(&permit)?;
    let notes = match permit_on::<ReadInterviewNotes, _>(context, &mut reader, OtherSide(id)) {
        Ok(sealed) => reader.interview_notes(&sealed)?,
        Err(_) => Vec::new(),
    };
    let may_add = open(context, &mut reader, id).is_ok();
    let measures = if may_add { measures_of(context, &mut reader, permit.target())? } else { Vec::new() };
    let sender = permit_on::<RecordVisit, _>(context, &mut reader, OtherSide(id));
    Ok(VisitView {
        may_give: sender.is_ok(),
        may_add,
        measures,
        parts: reader.visit_parts(&permit)?,
        may_reply: decide::<ReplyToVisit>(context.actor, permit.target(), context.today).is_ok(),
        line,
        notes,
    })
}
