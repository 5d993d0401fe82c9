//! Reply to a question. The reply stands beside the inquiry, for everybody who sees it.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{event::Subject, id::InquiryId, message::Message, permit::ReplyInquiry, text::Prose};
use serde_json::json;

/// The most characters of a reply.
const MOST: usize = 2_000;

/// Replies, once.
pub fn reply_inquiry(context: &Context<'_>, id: InquiryId, text: &str) -> Result<()> {
    let mut work = context.store.begin(context.now)?;
    let target = work.reader().locate_inquiry(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReplyInquiry>(context, target)?;
    let reply = Prose::parse(text).and_then(|reply| {
        let length = reply.as_str().chars().count();
        let long = || Message::new("error-text-long").with("length", length).with("limit", MOST);
        if length > MOST { Err(long()) } else { Ok(reply) }
    });
    let reply = reply.map_err(|message| AppError::field(&format!("reply-{id}"), message))?;
    work.inquiry_reply(&permit, id, reply.as_str())?;
    let detail = json!({ "reply": reply.as_str() });
    Ok(work.commit(&permit.event(Subject::new("inquiry", id.0), detail))?)
}
