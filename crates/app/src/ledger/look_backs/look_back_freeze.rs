//! Freeze the closed measures of which some will be looked at again, and publish the hash, before there is a seed.

use crate::{AppError, Context, Result, draws::certified_draw::draw_fault, permit};
use earnest_draw::Frame;
use earnest_model::{
    draws::draw_record::parse_rate,
    id::LookBackDrawId,
    ledger::{
        acts::LedgerAct,
        look_backs::look_back::{LEAST_LOOKED_AT, Strata, may_freeze_again},
    },
    message::FieldErrors,
    permit::FreezeFrame,
};
use earnest_store::NewClosedFrame;

/// A frame to freeze.
#[derive(Debug, Clone, Copy)]
pub struct FreezeClosed<'a> {
    /// Code of the organiser.
    pub organiser: &'a str,
    /// The share of every stratum: `10%`, `1/10`.
    pub rate: &'a str,
    /// By what the measures are parted.
    pub strata: &'a str,
}

/// Freezes all measures beneath the organiser that are closed today and stand in everybody's sums.
pub fn freeze_closed(context: &Context<'_>, asked: &FreezeClosed<'_>) -> Result<LookBackDrawId> {
    let mut work = context.begin()?;
    let permit = permit::<FreezeFrame>(context, &mut work.reader(), asked.organiser)?;
    let mut errors = FieldErrors::new();
    let rate = errors.take("rate", parse_rate(asked.rate, LEAST_LOOKED_AT));
    let strata = errors.take("strata", Strata::parse(asked.strata));
    let (Some(rate), Some(strata)) = (rate, strata) else { return Err(AppError::Form(errors)) };
    may_freeze_again(&work.reader().look_back_states(&permit)?)?;
    let closed = work.reader().closed_measures(&permit, strata)?;
    if closed.is_empty() {
        return Err(AppError::refused("error-look-back-none"));
    }
    let count = closed.len();
    let frame = Frame::new(closed).map_err(|fault| draw_fault(&fault))?;
    let (csv, hash) = (frame.csv(), frame.hash());
    let new = NewClosedFrame { rate, strata, frame: &csv, frame_hash: &hash };
    let id = work.look_back_freeze(&permit, &new)?;
    let told = LedgerAct::LookBackFrozen { rate, measures: count, frame_sha256: hash };
    work.commit(&permit.act_on(id, told))?;
    Ok(id)
}
