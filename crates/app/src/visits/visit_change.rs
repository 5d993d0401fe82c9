//! Move a planned visit to another day, call it off, correct the record of one that was made, and withdraw it: each with its
//! reason, and what stood before stays.

use crate::{AppError, Context, Result, permit_at, permit_on, visits::checks::take_back};
use earnest_model::{
    event::Event,
    id::{VisitId, VisitItemId},
    message::Message,
    permit::{Permit, PlanTour, ReadDuties, ReadVisits, RecordVisit},
    record::OtherSide,
    text::Prose,
    visits::{
        acts::VisitsAct,
        correction::{CorrectionForm, parse_correction},
        tour::parse_move,
    },
};

fn reason(text: &str) -> Result<Prose> {
    Prose::parse_reason(text).map_err(|message| AppError::field("why", message))
}

/// The acts by which all units that were told of guidance are told that it holds no more.
fn taken_back(
    permit: &Permit<RecordVisit, OtherSide<VisitId>>,
    before: &[VisitItemId],
    holds: &[VisitItemId],
    reason: &Prose,
) -> Vec<Event> {
    let gone = before.iter().filter(|item| !holds.contains(item));
    gone.map(|item| permit.act_on(*item, VisitsAct::GuidanceTakenBack { reason: reason.clone() })).collect()
}

/// Moves a planned visit to a day, which may be one that has passed: then it is recorded for that day.
pub fn move_visit(context: &Context<'_>, id: VisitId, day: &str, why: &str) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit_on::<PlanTour, _>(context, &mut work.reader(), OtherSide(id))?;
    let planned = work.reader().visit_planned(&permit)?;
    let (day, why) = parse_move(day, why, context.today).map_err(AppError::Form)?;
    let reading = permit_at::<ReadDuties>(context, permit.target())?;
    let posts = work.reader().posts(&reading)?;
    let leads = posts.iter().find(|post| Some(post.id) == planned.leader_post);
    if leads.is_some_and(|post| !post.holds(day)) {
        return Err(AppError::field("day", Message::new("error-visit-leader-day")));
    }
    work.visit_move(&permit, day, &why)?;
    Ok(work.commit(&permit.act(VisitsAct::VisitMoved { to: day, reason: why }))?)
}

/// Calls a planned visit off.
pub fn call_off_visit(context: &Context<'_>, id: VisitId, why: &str) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit_on::<PlanTour, _>(context, &mut work.reader(), OtherSide(id))?;
    work.reader().visit_planned(&permit)?;
    let why = reason(why)?;
    work.visit_call_off(&permit, &why)?;
    Ok(work.commit(&permit.act(VisitsAct::VisitCalledOff { reason: why }))?)
}

/// Corrects the record of a visit, closed or not: its day, its words, and parts that were not so.
pub fn correct_visit(context: &Context<'_>, id: VisitId, form: &CorrectionForm<'_>) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit_on::<RecordVisit, _>(context, &mut work.reader(), OtherSide(id))?;
    let made = work.reader().visit_sent(&permit)?;
    let new = parse_correction(form, made.visited_on, context.today).map_err(AppError::Form)?;
    let takes_out = !new.out.is_empty();
    if !takes_out && new.visited_on == made.visited_on && new.summary.as_str() == made.summary {
        return Err(AppError::field("summary", Message::new("error-visit-correct-nothing")));
    }
    if new.visited_on != made.visited_on {
        let posts = permit_at::<ReadDuties>(context, permit.target())?;
        let posts = work.reader().posts(&posts)?;
        let leads = posts.iter().find(|post| Some(post.id) == made.leader_post);
        if leads.is_some_and(|post| !post.holds(new.visited_on)) {
            return Err(AppError::field("visited_on", Message::new("error-visit-leader-day")));
        }
    }
    let guided = work.reader().guidance_of_visit(&permit)?;
    work.visit_correct(&permit, &new)?;
    let left = work.reader().visit_sent(&permit)?.seen;
    let gone: Vec<_> = made.seen.into_iter().filter(|measure| !left.contains(measure)).collect();
    let mut checks = take_back(context, &mut work, &gone, &new.reason)?;
    let holds = work.reader().guidance_of_visit(&permit)?;
    checks.extend(taken_back(&permit, &guided, &holds, &new.reason));
    let told =
        VisitsAct::VisitCorrected { held_on: new.visited_on, taken_out: new.out.len(), reason: new.reason };
    Ok(work.commit_all(&permit.act(told), &checks)?)
}

/// Takes the record of a visit back: from today on it counts no more, and says so.
pub fn withdraw_visit(context: &Context<'_>, id: VisitId, why: &str) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit_on::<RecordVisit, _>(context, &mut work.reader(), OtherSide(id))?;
    let made = work.reader().visit_sent(&permit)?;
    let why = reason(why)?;
    let guided = work.reader().guidance_of_visit(&permit)?;
    work.visit_withdraw(&permit, &why)?;
    let mut checks = take_back(context, &mut work, &made.seen, &why)?;
    checks.extend(taken_back(&permit, &guided, &[], &why));
    Ok(work.commit_all(&permit.act(VisitsAct::VisitWithdrawn { reason: why }), &checks)?)
}

/// The visit that a visit became when it was put into another trip, for those who send it.
pub fn visit_became(context: &Context<'_>, id: VisitId) -> Result<Option<VisitId>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    match permit_on::<ReadVisits, _>(context, &mut reader, OtherSide(id)) {
        Ok(sent) => Ok(reader.visit_became(&sent)?),
        Err(AppError::NotFound | AppError::Denied(_)) => Ok(None),
        Err(fault) => Err(fault),
    }
}
