//! Choose the post under which one acts: whoever holds several posts reads under all of them, and writes under one.

use crate::{AppError, Context, Result, permit_on};
use earnest_model::hash::sha256_hex;
use earnest_store::HeldPost;

/// The posts in force of whoever asks.
pub fn own_posts(context: &Context<'_>) -> Result<Vec<HeldPost>> {
    let account = context.actor.account().ok_or(AppError::NotFound)?;
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on(context, &mut reader, account)?;
    Ok(reader.own_posts(&permit)?)
}

/// Acts under one of one's own posts from now on; `None`: under all of them, for reading.
pub fn choose_post(context: &Context<'_>, token: &str, post: Option<i64>) -> Result<()> {
    let account = context.actor.account().ok_or(AppError::NotFound)?;
    if let Some(post) = post
        && own_posts(context)?.iter().all(|own| own.id != post)
    {
        return Err(AppError::NotFound);
    }
    let done = context.store.session_act(&sha256_hex(token.as_bytes()), account, post)?;
    if done { Ok(()) } else { Err(AppError::NotFound) }
}
