//! Put a unit into a leader's charge, by contact list or by portfolio, and end that.

use crate::{AppError, Context, Result, duties::laying::laying_permit, permit_at};
use earnest_model::{
    duties::acts::DutiesAct,
    id::{ChargeId, PostId},
    message::Message,
    permit::ReadDuties,
    text,
    visits::tour::{ChargeKind, parse_charge},
};

/// What a form gives.
#[derive(Debug, Clone, Copy, Default)]
pub struct ChargeForm<'a> {
    /// Code of the unit.
    pub unit: &'a str,
    /// Kind.
    pub kind: &'a str,
    /// First day.
    pub from: &'a str,
    /// Last day; may be blank.
    pub until: &'a str,
}

/// Puts a unit beneath the post's unit into the charge of the post. On any day a unit is the contact unit of one leader.
pub fn give_charge(context: &Context<'_>, post: PostId, form: ChargeForm<'_>) -> Result<ChargeId> {
    let mut work = context.begin()?;
    let of = work.reader().at(post)?.ok_or(AppError::NotFound)?.target();
    let permit = laying_permit(context, of)?;
    let new = parse_charge(form.kind, form.from, form.until);
    let mut faults = new.as_ref().err().cloned().unwrap_or_default();
    let at = work.reader().locate(form.unit.trim())?.filter(|at| of.span.strictly_covers(at.span));
    if at.is_none() {
        faults.add("unit", Message::new("error-unit-unknown").with("unit", form.unit));
    }
    let reading = permit_at::<ReadDuties>(context, of)?;
    let posts = work.reader().posts(&reading)?;
    // Nobody has a unit in charge before or after their time.
    if let (Ok(new), Some(held)) = (&new, posts.iter().find(|held| held.id == post)) {
        if new.from < held.from {
            faults.add("from", Message::new("error-charge-post"));
        }
        if held.until.is_some_and(|last| new.until.unwrap_or(new.from) > last) {
            faults.add("until", Message::new("error-charge-post"));
        }
    }
    let (Some(at), Ok(new), true) = (at, new, faults.is_empty()) else {
        return Err(AppError::Form(faults));
    };
    let clash = work.reader().charges(&reading, None)?.into_iter().find(|held| {
        held.unit == at.unit
            && held.kind == new.kind
            && (held.post == post || new.kind == ChargeKind::Contact)
            && held.days().meet(new.days())
    });
    if let Some(held) = clash {
        let message = Message::new("error-charge-taken").with("leader", held.leader);
        return Err(AppError::field("unit", message));
    }
    let id = work.charge_insert(&permit, post, at, &new)?;
    let act = DutiesAct::ChargeGiven {
        kind: new.kind.key(),
        units: form.unit.trim().to_owned(),
        first_day: new.from,
        last_day: new.until,
    };
    work.commit(&permit.act_on(id, act))?;
    Ok(id)
}

/// Sets the last day of a charge.
pub fn end_charge(context: &Context<'_>, post: PostId, id: ChargeId, last: &str) -> Result<()> {
    let mut work = context.begin()?;
    let of = work.reader().at(post)?.ok_or(AppError::NotFound)?.target();
    let permit = laying_permit(context, of)?;
    let last = text::date(last).map_err(|message| AppError::field("last", message))?;
    let reading = permit_at::<ReadDuties>(context, of)?;
    let held = work.reader().charges(&reading, Some(post))?.into_iter().find(|held| held.id == id);
    let days = held.ok_or(AppError::NotFound)?.days();
    days.may_end(last).map_err(|message| AppError::field("last", message))?;
    work.charge_end(&permit, id, last)?;
    Ok(work.commit(&permit.act_on(id, DutiesAct::ChargeEnded { last_day: last }))?)
}
