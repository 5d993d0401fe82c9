//! Publish or reject a comment of the public, as the office whose circular it is on.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    circulars::comment::CommentState,
    event::Subject,
    id::{CircularId, CommentId},
    permit::{ModerateComments, ReadPublished, decide},
    text::Line,
};
pub use earnest_store::CommentStored;
use serde_json::json;

/// Comments on a circular.
#[derive(Debug, Clone, Default)]
pub struct Comments {
    /// What everybody reads, the oldest first.
    pub published: Vec<CommentStored>,
    /// What waits, for the office alone.
    pub held: Vec<CommentStored>,
}

/// Shows them.
pub fn show_comments(context: &Context<'_>, id: CircularId) -> Result<Comments> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let organiser = reader.locate_circular(id)?.ok_or(AppError::NotFound)?;
    let published = reader.comments(&permit_at::<ReadPublished>(context, organiser)?, id)?;
    let held = match decide::<ModerateComments>(context.actor, organiser, context.today) {
        Ok(permit) => reader.comments_held(&permit, id)?,
        Err(_) => Vec::new(),
    };
    Ok(Comments { published, held })
}

/// Decides on a comment; a rejection says why. Gives the circular that it is on.
pub fn moderate_comment(
    context: &Context<'_>,
    id: CommentId,
    outcome: &str,
    reason: &str,
) -> Result<CircularId> {
    let mut work = context.store.begin(context.now)?;
    let (organiser, circular) = work.reader().locate_comment(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ModerateComments>(context, organiser)?;
    let comment = work.reader().comment(&permit, id)?;
    let outcome = CommentState::parse(outcome).map_err(|message| AppError::field("outcome", message))?;
    let state = comment.state.decided(outcome)?;
    let reason = match state {
        CommentState::Rejected => {
            Some(Line::parse(reason).map_err(|message| AppError::field("reason", message))?)
        }
        _ => None,
    };
    work.comment_decide(&permit, id, state, reason.as_ref().map(Line::as_str))?;
    let detail = json!({ "from": comment.state.key(), "to": state.key(), "reason": reason });
    work.commit(&permit.event(Subject::new("comment", id.0), detail))?;
    Ok(circular)
}
