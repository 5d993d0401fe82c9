//! Register a post of a unit, and set its last day.

use crate::{AppError, Context, Result, duties::laying::laying_permit};
use earnest_model::{
    duties::duty::{PostForm, parse_post},
    id::PostId,
    message::Message,
    people::acts::PeopleAct,
    text,
};

/// Registers a post of a unit at or beneath the actor's. Where one of the same kind, title and first day is registered already,
/// whoever registers it must say that it is another.
pub fn register_post(context: &Context<'_>, unit: &str, form: PostForm<'_>) -> Result<PostId> {
    let mut work = context.begin()?;
    let at = work.reader().locate(unit)?.ok_or(AppError::NotFound)?;
    let permit = laying_permit(context, at)?;
    let new = parse_post(form).map_err(AppError::Form)?;
    // The same post is registered once, from however many windows; a body may have two of one title.
    if !form.another && work.reader().post_like(&permit, at, &new)? {
        return Err(AppError::field("another", Message::new("error-post-same")));
    }
    let id = work.post_insert(&permit, at, &new)?;
    let act = PeopleAct::PostRegistered {
        kind: new.kind.key(),
        title: new.title.as_str().to_owned(),
        first_day: new.from,
        last_day: new.until,
    };
    work.commit(&permit.act_on(id, act))?;
    Ok(id)
}

/// Sets the last day of a post. What it carries goes on to be carried by nobody until it is handed over, and says so. What it is to
/// take over after that day, and a session of a later day that tells of it, are settled first: else a duty would begin with
/// nobody, and a record would lose whom it names.
pub fn end_post(context: &Context<'_>, id: PostId, last: &str) -> Result<()> {
    let mut work = context.begin()?;
    let at = work.reader().at(id)?.ok_or(AppError::NotFound)?.target();
    let permit = laying_permit(context, at)?;
    let last = text::date(last).map_err(|message| AppError::field("last", message))?;
    let reading = crate::permit_at(context, at)?;
    let post = work.reader().posts(&reading)?.into_iter().find(|post| post.id == id);
    let post = post.ok_or(AppError::NotFound)?;
    post.days().may_end(last).map_err(|message| AppError::field("last", message))?;
    let later = |message: Message| AppError::field("last", message);
    let duties = work.reader().duties(&reading, true)?.into_iter();
    let mut coming = duties.filter(|duty| duty.carrier == Some(id) && duty.laid_on > last);
    if let Some(duty) = coming.find(|duty| duty.ended_on.is_none_or(|ended| ended > duty.laid_on)) {
        return Err(later(Message::new("error-post-later-duty").with("day", duty.laid_on.to_string())));
    }
    let mut charges = work.reader().charges(&reading, Some(id))?.into_iter();
    if let Some(charge) = charges.find(|charge| charge.from > last) {
        let message = Message::new("error-post-later-charge").with("day", charge.from.to_string());
        return Err(later(message.with("unit", charge.name)));
    }
    if let Some(day) = work.reader().post_named_after(&permit, (at, id), last)? {
        return Err(later(Message::new("error-post-later-session").with("day", day.to_string())));
    }
    work.post_end(&permit, id, last)?;
    Ok(work.commit(&permit.act_on(id, PeopleAct::PostEnded { last_day: last }))?)
}
