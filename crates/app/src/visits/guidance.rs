//! Guidance for all units: what it says, whose units acknowledged it, and acknowledging it for one's own.

use crate::{Context, Result, home::permit_or_home, permit, permit_at};
use earnest_model::{
    id::VisitItemId,
    permit::{ReadProgramme, ReadVisits, ReplyToVisit, Target},
    visits::acts::VisitsAct,
};
use earnest_store::{Guidance, GuidanceReader};

/// The most units of a list.
const MOST: i64 = 1_000;

/// A page of guidance.
#[derive(Debug, Clone)]
pub struct GuidanceView {
    /// The guidance.
    pub guidance: Guidance,
    /// Units at or beneath the actor's home for which it is meant, those first that have not acknowledged it.
    pub readers: Vec<GuidanceReader>,
    /// Whether there are more of them than a list holds.
    pub more: bool,
    /// Units for which the actor may acknowledge it now: code and name.
    pub waits: Vec<(String, String)>,
}

/// Shows it to whoever may read the visits of a unit at or beneath those who gave it.
pub fn show_guidance(context: &Context<'_>, id: VisitItemId) -> Result<GuidanceView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_or_home::<ReadVisits>(context, &mut reader, None)?;
    let guidance = reader.guidance(&permit, id)?;
    let mut readers = reader.guidance_readers(&permit, id, MOST + 1)?;
    let more = readers.len() > usize::try_from(MOST).unwrap_or(usize::MAX);
    readers.truncate(usize::try_from(MOST).unwrap_or(usize::MAX));
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
    Ok(GuidanceView { guidance, readers, more, waits })
}

/// Acknowledges guidance for a unit, once.
pub fn acknowledge_guidance(context: &Context<'_>, id: VisitItemId, unit: &str) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit::<ReplyToVisit>(context, &mut work.reader(), unit)?;
    work.guidance_acknowledge(&permit, id)?;
    Ok(work.commit(&permit.act_on(id, VisitsAct::GuidanceAcknowledged {}))?)
}
