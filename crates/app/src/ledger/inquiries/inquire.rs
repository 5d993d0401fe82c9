//! Ask a unit about what is unlike the other units of its class. The figures of the day are kept with the question.

use crate::{AppError, Context, Result, home::home, ledger::inquiries::look::look, permit, permit_at};
use earnest_model::{
    id::InquiryId,
    ledger::{
        acts::LedgerAct,
        inquiries::inquiry::{InquiryKind, Share},
    },
    permit::{Inquire, ReadLedger},
};

/// Asks it, if it is still so.
pub fn inquire(context: &Context<'_>, unit: &str, kind: &str) -> Result<InquiryId> {
    let mut work = context.begin()?;
    let asking = permit::<Inquire>(context, &mut work.reader(), unit)?;
    let kind = InquiryKind::parse(kind)?;
    if work.reader().inquiry_waits(&asking, kind)? {
        return Err(AppError::refused("error-inquiry-waits"));
    }
    let own = home(context, &mut work.reader())?.ok_or(AppError::NotFound)?;
    let reading = permit_at::<ReadLedger>(context, own)?;
    let looked = look(&mut work.reader(), &reading)?;
    let found = looked.worth().into_iter().find(|(one, at)| one.kind == kind && at.code == unit);
    let (worth, ..) = found.ok_or_else(|| AppError::refused("error-inquiry-gone"))?;
    let id = work.inquiry_insert(&asking, &worth)?;
    let share = |share: Share| format!("{}/{}", share.count, share.of);
    let (here, elsewhere) = (share(worth.here), share(worth.elsewhere));
    work.commit(&asking.act_on(id, LedgerAct::InquiryAsked { about: kind.key(), here, elsewhere }))?;
    Ok(id)
}
