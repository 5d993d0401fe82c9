//! What is said on the desk of somebody who holds no post: what became of those that were held, and whom to ask.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::permit::ReadPublished;

pub use earnest_store::PostNotNow;

/// Why nothing is asked of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithoutPost {
    /// The posts that were held, and those that are still to come, the last ones first; none where nobody gave one yet.
    pub posts: Vec<PostNotNow>,
    /// Who can give a post: title and unit, the nearest to the last of these posts first.
    pub ask: Vec<(String, String)>,
}

/// Says it to whoever holds no post today; nothing to others.
pub fn without_post(context: &Context<'_>) -> Result<Option<WithoutPost>> {
    context.actor.account().ok_or(AppError::NotFound)?;
    if context.actor.all_holdings(context.today).next().is_some() {
        return Ok(None);
    }
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let root = reader.root()?.ok_or(AppError::NotFound)?;
    // Whoever holds no post may do what everybody may; what is read is kept to their own account.
    let permit = permit_at::<ReadPublished>(context, root)?;
    let posts = reader.posts_not_now(&permit)?;
    // Whoever answers for a unit that is gone knows who is needed there; else those at or above the last one.
    let place = posts.first().map(|post| match &post.successor {
        Some((_, code)) => code.as_str(),
        None => post.code.as_str(),
    });
    let ask = reader.who_gives_posts(&permit, place)?;
    Ok(Some(WithoutPost { posts, ask }))
}
