//! Lay a duty on one unit, hand it over, or end it.

use crate::{AppError, Context, Result, duties::laying::laying_permit};
use earnest_model::{
    duties::{
        acts::DutiesAct,
        duty::{DutyForm, DutyKind, FirstTerm, admit_first, carries_from, may_lay_on, parse_laying},
    },
    id::{DutyId, PostId, ProgrammeId},
    message::Message,
    permit::{AssignDuty, Permit, Target},
    text,
};
use earnest_store::{DutyToLay, LaidHow, Work};

/// Lays a duty on a unit. A first responsibility that somebody carries already is handed over on the day, or refused.
pub fn lay_duty(context: &Context<'_>, unit: &str, form: DutyForm<'_>) -> Result<DutyId> {
    let mut work = context.begin()?;
    let at = work.reader().locate(unit)?.ok_or(AppError::NotFound)?;
    let permit = laying_permit(context, at)?;
    let laying = parse_laying(form, context.today).map_err(AppError::Form)?;
    let root = work.reader().root()?.is_some_and(|root| root.unit == at.unit);
    may_lay_on(laying.kind, permit.unit() == at.unit, root)
        .map_err(|message| AppError::field("kind", message))?;
    let post = post_of(&mut work, at, form.post)?;
    let programme = work.reader().programme(&permit)?.map(|one| one.id);
    let how = LaidHow { programme, laid_on: laying.laid_on, due_on: laying.due_on };
    let mut handed_over = false;
    if laying.kind == DutyKind::First {
        let posts = work.reader().posts(&crate::permit_at(context, at)?)?;
        if let Some(carrier) = posts.iter().find(|one| Some(one.id) == post) {
            carries_from(carrier.days(), laying.laid_on)
                .map_err(|message| AppError::field("post", message))?;
        }
        handed_over = admit(&mut work, &permit, at, how, form.hand_over)?;
    } else {
        carried_once(&mut work, &permit, at, (laying.kind, post, programme))?;
    }
    let new = DutyToLay { unit: at.unit, kind: laying.kind, post, post_title: None, acknowledged_on: None };
    let id = work.duties_insert(&permit, &[new], how)?;
    let act = DutiesAct::DutyLaid {
        kind: laying.kind.key(),
        first_day: laying.laid_on,
        due: laying.due_on,
        handed_over,
    };
    work.commit(&permit.act_on(id, act))?;
    Ok(id)
}

/// A unit carries a duty of a kind once; a deputy's, which is for a portfolio, each post once.
fn carried_once(
    work: &mut Work<'_>,
    permit: &Permit<AssignDuty>,
    at: Target,
    (kind, post, programme): (DutyKind, Option<PostId>, Option<ProgrammeId>),
) -> Result<()> {
    let (one, fault) = match kind {
        DutyKind::Dual => (post, "error-duty-same"),
        _ => (None, "error-duty-twice"),
    };
    let carried = work.reader().carry_already(permit, &[at.unit], (kind, one), programme)?;
    if carried.is_empty() { Ok(()) } else { Err(AppError::field("kind", Message::new(fault))) }
}

fn post_of(work: &mut Work<'_>, at: Target, post: &str) -> Result<Option<PostId>> {
    if post.trim().is_empty() {
        return Ok(None);
    }
    let wrong = || AppError::field("post", Message::new("error-duty-carrier"));
    let id: PostId = post.trim().parse().map_err(|_| wrong())?;
    let there = work.reader().at(id)?.is_some_and(|found| found.unit() == at.unit);
    if there { Ok(Some(id)) } else { Err(wrong()) }
}

/// Ends the term of whoever is first responsible now, if it is handed over; whether it was.
fn admit(
    work: &mut Work<'_>,
    permit: &Permit<AssignDuty>,
    at: Target,
    how: LaidHow,
    hand_over: bool,
) -> Result<bool> {
    let programme: Option<ProgrammeId> = how.programme;
    let held = work.reader().first_terms(permit, &[at.unit], programme)?.remove(&at.unit).unwrap_or_default();
    let terms: Vec<FirstTerm> = held.iter().map(|(_, term)| *term).collect();
    let ending =
        admit_first(&terms, how.laid_on, hand_over).map_err(|message| AppError::field("kind", message))?;
    let Some((id, _)) = ending.and_then(|place| held.get(place)) else { return Ok(false) };
    work.duty_end(permit, *id, how.laid_on)?;
    Ok(true)
}

/// Ends a duty. A first responsibility is handed over instead: no day goes without one; one of which the day has not come is
/// called off, and whoever would have handed it over carries on.
pub fn end_duty(context: &Context<'_>, id: DutyId, ended_on: &str) -> Result<()> {
    let mut work = context.begin()?;
    let at = work.reader().at(id)?.ok_or(AppError::NotFound)?.target();
    let permit = laying_permit(context, at)?;
    let ended_on = text::date(ended_on).map_err(|message| AppError::field("ended_on", message))?;
    let reading = crate::permit_at(context, at)?;
    let duty = work.reader().duties(&reading, true)?.into_iter().find(|duty| duty.id == id);
    let duty = duty.filter(|duty| duty.ended_on.is_none_or(|ended| ended > context.today));
    let duty = duty.ok_or(AppError::NotFound)?;
    if duty.laid_on > context.today && duty.ended_on.is_none() {
        work.duty_call_off(&permit, id)?;
        let act = DutiesAct::DutyEnded { kind: duty.kind.key(), last_day: duty.laid_on };
        return Ok(work.commit(&permit.act_on(id, act))?);
    }
    if duty.kind == DutyKind::First {
        return Err(AppError::field("duty", Message::new("error-duty-first-gap")));
    }
    if ended_on > context.today || ended_on < duty.laid_on {
        return Err(AppError::field("ended_on", Message::new("error-duty-end")));
    }
    work.duty_end(&permit, id, ended_on)?;
    let act = DutiesAct::DutyEnded { kind: duty.kind.key(), last_day: ended_on };
    Ok(work.commit(&permit.act_on(id, act))?)
}
