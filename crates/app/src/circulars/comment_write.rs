//! Write a comment on a published circular: anybody may; nobody reads it before the office has.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    circulars::comment::parse_comment,
    event::Subject,
    hash::sha256_hex,
    id::{CircularId, CommentId},
    permit::WriteComment,
};
use serde_json::json;

/// Writes it. The journal keeps its fingerprint, not its words.
pub fn write_comment(context: &Context<'_>, id: CircularId, text: &str) -> Result<CommentId> {
    let body = parse_comment(text).map_err(|message| AppError::field("comment", message))?;
    let mut work = context.store.begin(context.now)?;
    let organiser = work.reader().locate_circular(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<WriteComment>(context, organiser)?;
    let comment = work.comment_insert(&permit, id, body.as_str())?;
    let detail = json!({ "sha256": sha256_hex(body.as_str().as_bytes()) });
    work.commit(&permit.event(Subject::new("comment", comment.0), detail))?;
    Ok(comment)
}
