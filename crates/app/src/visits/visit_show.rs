//! Show visits: planned and made in a list, and one with what it consisted of, left, and was answered.

use crate::{
    AppError, Context, Result,
    home::permit_or_home,
    permit_at, permit_on,
    visits::{visit_add::open, visit_record::measures_of},
};
use earnest_model::{
    id::VisitId,
    ledger::{findings::origin::OriginKind, measures::measure::Measure},
    permit::{
        GiveHelp, ReadAllInterviewNotes, ReadInterviewNotes, ReadLedger, ReadVisits, RecordVisit,
        ReplyToVisit, ReportProblems, decide,
    },
    record::OtherSide,
};
use earnest_store::{
    Answering, Corrected, Guidance, PlannedVisit, Reader, StoreError, TakenOut, VisitLine, VisitParts,
};

/// The most visits of a list.
const MOST: i64 = 300;
/// The most visits that were called off.
const CALLED_OFF: i64 = 50;
/// The most items of guidance for all units.
const GUIDANCE: i64 = 5;

/// What a list of visits shows.
#[derive(Debug, Clone, Default)]
pub struct VisitList {
    /// Visits that were made, the newest tour first.
    pub made: Vec<VisitLine>,
    /// Visits that are planned, tour by tour; for those who send them.
    pub planned: Vec<PlannedVisit>,
    /// Guidance that was left for all units.
    pub guidance: Vec<Guidance>,
    /// Visits that were called off, the last one first; for those who sent them.
    pub called_off: Vec<PlannedVisit>,
}

/// Visits within a unit's subtree, or the actor's home.
pub fn list_visits(context: &Context<'_>, unit: Option<&str>) -> Result<VisitList> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_or_home::<ReadVisits>(context, &mut reader, unit)?;
    let mut planned = reader.visits_planned(&permit, MOST)?;
    let mut called_off = reader.visits_called_off(&permit, CALLED_OFF)?;
    let mut known = std::collections::HashMap::new();
    for organiser in planned.iter().chain(&called_off).map(|visit| visit.organiser) {
        if let std::collections::hash_map::Entry::Vacant(place) = known.entry(organiser) {
            let at = reader.at(organiser)?.map(|at| at.target());
            place.insert(at.is_some_and(|at| decide::<ReadVisits>(context.actor, at, context.today).is_ok()));
        }
    }
    planned.retain(|visit| known.get(&visit.organiser).copied().unwrap_or(false));
    called_off.retain(|visit| known.get(&visit.organiser).copied().unwrap_or(false));
    Ok(VisitList {
        made: reader.visits(&permit, MOST)?,
        planned,
        called_off,
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

/// A visit that was called off, for those who would have sent it: the unit never knew of it.
pub fn show_called_off(context: &Context<'_>, id: VisitId) -> Result<Option<PlannedVisit>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    match permit_on::<ReadVisits, _>(context, &mut reader, OtherSide(id)) {
        Ok(sent) => Ok(reader.visit_called_off(&sent)?),
        Err(AppError::NotFound | AppError::Denied(_)) => Ok(None),
        Err(fault) => Err(fault),
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
    /// Whether these are all there are: then an interview without one has none.
    pub all_notes: bool,
    /// Problems of the unit's ledger into which items were put, each with how far it has come.
    pub taken_up: Vec<(i64, Answering)>,
    /// Whether the actor may take a finding up in the ledger of the unit.
    pub may_take_up: bool,
    /// Whether the actor may answer for the visited unit.
    pub may_reply: bool,
    /// Whether the actor may say of the help that was offered that it was given.
    pub may_give: bool,
    /// Whether the actor may add to it and close its record.
    pub may_add: bool,
    /// Measures that may be checked, for whoever adds.
    pub measures: Vec<Measure>,
    /// Whether the actor may correct the record and withdraw it.
    pub may_correct: bool,
    /// What the record said before it was corrected.
    pub corrected: Vec<Corrected>,
    /// Parts that were taken out of it.
    pub taken_out: Vec<TakenOut>,
}

/// The sealed notes that the actor may read, and whether these are all there are.
fn sealed_notes(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    id: VisitId,
) -> Result<(Vec<(i64, String)>, bool)> {
    if let Ok(all) = permit_on::<ReadAllInterviewNotes, _>(context, reader, OtherSide(id)) {
        return Ok((reader.all_interview_notes(&all)?, true));
    }
    match permit_on::<ReadInterviewNotes, _>(context, reader, OtherSide(id)) {
        Ok(own) => Ok((reader.own_interview_notes(&own)?, false)),
        Err(_) => Ok((Vec::new(), false)),
    }
}

/// Shows a visit that was made.
pub fn show_visit(context: &Context<'_>, id: VisitId) -> Result<VisitView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadVisits, _>(context, &mut reader, id)?;
    let line = reader.visit(&permit)?;
    let (notes, all_notes) = sealed_notes(context, &mut reader, id)?;
    let may_add = open(context, &mut reader, id).is_ok();
    let measures = if may_add { measures_of(context, &mut reader, permit.target())? } else { Vec::new() };
    let parts = reader.visit_parts(&permit)?;
    let keys: Vec<i64> = parts.items.iter().map(|item| item.id).collect();
    let taken_up = match permit_at::<ReadLedger>(context, permit.target()) {
        Ok(ledger) => reader.answering(&ledger, OriginKind::VisitItem, &keys)?,
        Err(_) => Vec::new(),
    };
    Ok(VisitView {
        taken_up: taken_up.into_iter().map(|(item, _, problem)| (item, problem)).collect(),
        may_take_up: line.withdrawn.is_none()
            && decide::<ReportProblems>(context.actor, permit.target(), context.today).is_ok(),
        may_give: permit_on::<GiveHelp, _>(context, &mut reader, OtherSide(id)).is_ok(),
        may_add,
        measures,
        may_correct: line.withdrawn.is_none()
            && permit_on::<RecordVisit, _>(context, &mut reader, OtherSide(id)).is_ok(),
        corrected: reader.visit_corrections(&permit)?,
        taken_out: reader.visit_taken_out(&permit)?,
        parts,
        may_reply: decide::<ReplyToVisit>(context.actor, permit.target(), context.today).is_ok(),
        line,
        notes,
        all_notes,
    })
}
