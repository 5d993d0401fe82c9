//! Record a planned visit as made, and answer what a visit left.

use crate::{
    AppError, Context, Result, permit_at, permit_on,
    visits::checks::{Left, check_measures},
};
use earnest_model::{
    Date,
    id::{VisitId, VisitItemId},
    ledger::measures::measure::Measure,
    message::Message,
    permit::{Permit, PlanTour, ReadLedger, ReadVisits, RecordVisit, ReplyToVisit, Target},
    record::OtherSide,
    visits::{
        acts::VisitsAct,
        double::{Kept, check_twice},
        record_form::{RecordForm, filled, parse_record, parse_reply},
        visit::Addition,
    },
};
use earnest_store::{Company, LedgerFilter, OpenItem, OtherTour, PlannedVisit, Reader};

/// What a visit's sheet shows before it is filled.
#[derive(Debug, Clone)]
pub struct VisitSheet {
    /// The planned visit.
    pub visit: PlannedVisit,
    /// Who goes along, and for which programmes.
    pub company: Company,
    /// What earlier visits left there: unanswered first.
    pub items: Vec<OpenItem>,
    /// Measures that may be checked on the spot.
    pub measures: Vec<Measure>,
    /// Whether the actor may record it.
    pub may_record: bool,
    /// Other planned tours of the same unit, if the actor may put the visit into one.
    pub tours: Vec<OtherTour>,
    /// Whether the actor may move it to another day and call it off.
    pub may_plan: bool,
}

/// Shows it to whoever may see the visits of the unit that sends it, and of the unit that is to be visited.
pub fn visit_sheet(context: &Context<'_>, id: VisitId) -> Result<VisitSheet> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    // A planned visit is known to those who send it, not to the unit that is to be visited.
    let sent = permit_on::<ReadVisits, _>(context, &mut reader, OtherSide(id))?;
    let reading = permit_on::<ReadVisits, _>(context, &mut reader, id)?;
    let visit = reader.visit_planned(&sent)?;
    let measures = measures_of(context, &mut reader, reading.target())?;
    let planning = permit_on::<PlanTour, _>(context, &mut reader, OtherSide(id)).ok();
    let tours = match &planning {
        Some(planning) => reader.tours_planned(planning)?,
        None => Vec::new(),
    };
    Ok(VisitSheet {
        company: reader.company_planned(&sent)?,
        items: reader.items_of_unit(&reading.of_unit(), 12)?,
        measures,
        may_record: ready(context, &mut reader, id).is_ok(),
        tours,
        may_plan: planning.is_some(),
        visit,
    })
}

/// Measures of a unit that may be checked on the spot.
pub(super) fn measures_of(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    at: Target,
) -> Result<Vec<Measure>> {
    let ledger = permit_at::<ReadLedger>(context, at)?;
    let filter = LedgerFilter { limit: 200, ..LedgerFilter::default() };
    let lines = reader.ledger(&ledger, &filter)?.into_iter();
    Ok(lines.map(|line| line.measure).filter(|measure| measure.unit == at.unit).take(40).collect())
}

/// The permit to record a visit, and the visit while it is planned.
fn ready(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    id: VisitId,
) -> Result<(Permit<RecordVisit, OtherSide<VisitId>>, PlannedVisit)> {
    let permit = permit_on(context, reader, OtherSide(id))?;
    let planned = reader.visit_planned(&permit)?;
    Ok((permit, planned))
}

/// Records it: meetings, interviews and what was left, all or nothing.
pub fn record_visit(context: &Context<'_>, id: VisitId, form: &RecordForm<'_>) -> Result<()> {
    let mut work = context.begin()?;
    let (permit, planned) = ready(context, &mut work.reader(), id)?;
    let planning = (planned.purposes, planned.days);
    let made = parse_record(form, &planned.code, planning, context.today).map_err(AppError::Form)?;
    let whole = Addition {
        meetings: made.meetings.clone(),
        interviews: made.interviews.clone(),
        items: made.items.clone(),
    };
    check_twice(&whole, &Kept::default(), form.rows.another)
        .map_err(|twice| AppError::field("another", twice))?;
    let left = Left {
        code: &planned.code,
        items: &made.items,
        rows: filled(&form.rows.items),
        seen: Vec::new(),
        on: made.visited_on,
    };
    let checks = check_measures(context, &mut work, &permit, &left)?;
    work.visit_record(&permit, &made)?;
    let told = VisitsAct::VisitMade {
        meetings: made.meetings.len(),
        interviews: made.interviews.len(),
        items: made.items.len(),
        held_on: made.visited_on,
    };
    Ok(work.commit_all(&permit.act(told), &checks)?)
}

/// Whoever answers second is told when and by whom it was answered.
pub(super) fn answered_already(day: Date, by: &str) -> AppError {
    let told = Message::new("error-visit-item-answered").with("day", day.to_string());
    AppError::Refused(told.with("by", by.to_owned()))
}

/// Answers, for the visited unit, what a visit left there.
pub fn reply_to_visit(context: &Context<'_>, id: VisitItemId, reply: &str) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit_on::<ReplyToVisit, _>(context, &mut work.reader(), id)?;
    if work.reader().item_withdrawn(&permit)? {
        return Err(AppError::refused("error-visit-withdrawn"));
    }
    if let Some((day, by)) = work.reader().item_answered(&permit)? {
        return Err(answered_already(day, &by));
    }
    let reply = parse_reply(reply).map_err(|message| AppError::field("reply", message))?;
    work.item_reply(&permit, &reply)?;
    // Whoever answers guidance for all has read it.
    let own = permit_at::<ReplyToVisit>(context, permit.target())?;
    let mut told = Vec::new();
    if work.reader().guidance_waits(&own, id)? {
        work.guidance_acknowledge(&own, id)?;
        told.push(own.act_on(id, VisitsAct::GuidanceAcknowledged {}));
    }
    Ok(work.commit_all(&permit.act(VisitsAct::VisitReplied {}), &told)?)
}
