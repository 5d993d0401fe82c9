//! Guidance for all units: what it says, whose units acknowledged it, and acknowledging it for one's own.

use crate::{Context, Result, home::permit_or_home, permit, permit_at, permit_on};
use earnest_model::{
    figures::count::{Count, OfRecord},
    id::{VisitId, VisitItemId},
    permit::{ReadProgramme, ReadVisits, ReplyToVisit, Target},
    visits::acts::VisitsAct,
};
pub use earnest_store::ReadersWanted;
use earnest_store::{Guidance, GuidanceReader};

/// A page of guidance.
#[derive(Debug, Clone)]
pub struct GuidanceView {
    /// The guidance.
    pub guidance: Guidance,
    /// Units at or beneath the actor's home for which it is meant, as many as were wanted.
    pub readers: Vec<GuidanceReader>,
    /// Where the next page begins.
    pub next: Option<i64>,
    /// How many of those at or beneath the actor's home acknowledged it.
    pub read: Count<OfRecord>,
    /// For how many of them it is meant.
    pub meant: Count<OfRecord>,
    /// Units for which the actor may acknowledge it now: code and name.
    pub waits: Vec<(String, String)>,
}

/// Shows it to whoever may read the visits of a unit at or beneath those who gave it.
pub fn show_guidance(context: &Context<'_>, id: VisitItemId, wanted: ReadersWanted) -> Result<GuidanceView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_or_home::<ReadVisits>(context, &mut reader, None)?;
    let guidance = reader.guidance(&permit, id)?;
    let one_more = ReadersWanted { limit: wanted.limit + 1, ..wanted };
    let mut readers = reader.guidance_readers(&permit, id, one_more)?;
    let more = readers.len() as i64 > wanted.limit;
    readers.truncate(usize::try_from(wanted.limit).unwrap_or_default());
    let next = readers.last().filter(|_| more).map(|last| last.place);
    let (read, meant) = reader.guidance_read_by(&permit, id)?;
    let mut waits: Vec<(String, String)> = Vec::new();
    for holding in context.actor.holdings(context.today) {
        let at = Target { unit: holding.unit, span: holding.span };
        let Ok(own) = permit_at::<ReplyToVisit>(context, at) else { continue };
        if reader.guidance_waits(&own, id)? {
            let unit = reader.unit_words(&permit_at::<ReadProgramme>(context, at)?)?;
            if !waits.contains(&unit) {
                waits.push(unit);
            }
        }
    }
    Ok(GuidanceView { guidance, readers, next, read, meant, waits })
}

/// The visit that left something at a unit: what is no guidance for all is read on its page.
pub fn visit_of_item(context: &Context<'_>, id: VisitItemId) -> Result<VisitId> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadVisits, _>(context, &mut reader, id)?;
    Ok(reader.visit_of_item(&permit)?)
}

/// Acknowledges guidance for a unit, once.
pub fn acknowledge_guidance(context: &Context<'_>, id: VisitItemId, unit: &str) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit::<ReplyToVisit>(context, &mut work.reader(), unit)?;
    work.guidance_acknowledge(&permit, id)?;
    Ok(work.commit(&permit.act_on(id, VisitsAct::GuidanceAcknowledged {}))?)
}
