//! Reply to a question. The reply stands beside the inquiry, for everybody who sees it.

use crate::{AppError, Context, Result, permit_on};
use earnest_model::{
    id::InquiryId, ledger::acts::LedgerAct, message::Message, permit::ReplyInquiry, text::Prose,
};

/// The most characters of a reply.
const MOST: usize = 2_000;

/// Replies, once.
pub fn reply_inquiry(context: &Context<'_>, id: InquiryId, text: &str) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit_on::<ReplyInquiry, _>(context, &mut work.reader(), id)?;
    let reply = Prose::parse(text).and_then(|reply| {
        let length = reply.as_str().chars().count();
        let long = || Message::new("error-text-long").with("length", length).with("limit", MOST);
        if length > MOST { Err(long()) } else { Ok(reply) }
    });
    let reply = reply.map_err(|message| AppError::field(&format!("reply-{id}"), message))?;
    work.inquiry_reply(&permit, reply.as_str())?;
    Ok(work.commit(&permit.act(LedgerAct::InquiryReplied { reply: reply.to_string() }))?)
}
