//! Publish or reject a comment of the public, as the office whose circular it is on.

use crate::{AppError, Context, Result, permit_of, permit_on};
use earnest_model::{
    circulars::{acts::CircularsAct, comment::CommentState},
    id::{CircularId, CommentId},
    permit::{ModerateComments, ReadPublished},
    text::Line,
};
pub use earnest_store::CommentStored;

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
    let at = reader.at(id)?.ok_or(AppError::NotFound)?;
    let published = reader.comments(&permit_of::<ReadPublished, _>(context, at)?)?;
    let held = match permit_of::<ModerateComments, _>(context, at) {
        Ok(permit) => reader.comments_held(&permit)?,
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
    let mut work = context.begin()?;
    let permit = permit_on::<ModerateComments, _>(context, &mut work.reader(), id)?;
    let comment = work.reader().comment(&permit)?;
    let outcome = CommentState::parse(outcome).map_err(|message| AppError::field("outcome", message))?;
    let state = comment.state.decided(outcome)?;
    let reason = match state {
        CommentState::Rejected => {
            Some(Line::parse_reason(reason).map_err(|message| AppError::field("reason", message))?)
        }
        _ => None,
    };
    work.comment_decide(&permit, state, reason.as_ref().map(Line::as_str))?;
    let (from, to) = (comment.state.key(), state.key());
    let told = if state.is_published() {
        CircularsAct::CommentPublished { from, to, reason }
    } else {
        CircularsAct::CommentRejected { from, to, reason }
    };
    work.commit(&permit.act(told))?;
    Ok(comment.circular)
}
