//! Register a post of a unit, and set its last day.

use crate::{AppError, Context, Result, duties::laying::laying_permit};
use earnest_model::{
    duties::duty::{PostForm, parse_post},
    event::Subject,
    id::PostId,
    message::Message,
    text,
};
use serde_json::json;

/// Registers a post of a unit at or beneath the actor's.
pub fn register_post(context: &Context<'_>, unit: &str, form: PostForm<'_>) -> Result<PostId> {
    let mut work = context.store.begin(context.now)?;
    let at = work.reader().locate(unit)?.ok_or(AppError::NotFound)?;
    let permit = laying_permit(context, at)?;
    let new = parse_post(form).map_err(AppError::Form)?;
    let id = work.post_insert(&permit, at, &new)?;
    let detail = json!({
        "kind": new.kind.key(), "title": new.title.as_str(), "first-day": new.from.to_string(),
        "last-day": new.until.map(|day| day.to_string()),
    });
    work.commit(&permit.event(Subject::new("post", id.0), detail))?;
    Ok(id)
}

/// Sets the last day of a post. What it carries goes on to be carried by nobody until it is handed over, and says so.
pub fn end_post(context: &Context<'_>, id: PostId, last: &str) -> Result<()> {
    let mut work = context.store.begin(context.now)?;
    let at = work.reader().locate_post(id)?.ok_or(AppError::NotFound)?;
    let permit = laying_permit(context, at)?;
    let last = text::date(last).map_err(|message| AppError::field("last", message))?;
    let reading = crate::permit_at(context, at)?;
    let post = work.reader().posts(&reading)?.into_iter().find(|post| post.id == id);
    if post.is_none_or(|post| last < post.from) {
        return Err(AppError::field("last", Message::new("error-post-days")));
    }
    work.post_end(&permit, at, id, last)?;
    work.commit(&permit.event(Subject::new("post", id.0), json!({ "last-day": last.to_string() })))?;
    Ok(())
}
