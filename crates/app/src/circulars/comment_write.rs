//! Write a comment on a published circular: anybody may; nobody reads it before the office has.

use crate::{
    AppError, Context, Result, permit_on,
    published::{Published, must_be_open},
};
use earnest_model::{
    circulars::{acts::CircularsAct, comment::parse_comment},
    hash::sha256_hex,
    id::{CircularId, CommentId},
    permit::WriteComment,
};

/// Writes it. The journal keeps its fingerprint, not its words.
pub fn write_comment(context: &Context<'_>, id: CircularId, text: &str) -> Result<CommentId> {
    let body = parse_comment(text).map_err(|message| AppError::field("comment", message))?;
    let mut work = context.begin()?;
    let permit = permit_on::<WriteComment, _>(context, &mut work.reader(), id)?;
    must_be_open(context, &mut work.reader(), (Published::Circulars, permit.target()))?;
    let comment = work.comment_insert(&permit, body.as_str())?;
    let sha256 = sha256_hex(body.as_str().as_bytes());
    work.commit(&permit.act_on(comment, CircularsAct::CommentWritten { sha256 }))?;
    Ok(comment)
}
