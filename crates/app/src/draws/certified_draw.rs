//! A draw with the certificate that proves it: of units for a spot check, and of those whose materials are marked twice.

use crate::{AppError, Result};
use earnest_draw::{Certificate, Drawn, Frame, RateError, Take, draw};
use earnest_model::{
    draws::draw_record::{PublicDraw, Seed, read_frame},
    fraction::Fraction,
    message::Message,
    permit::Permit,
    programmes::round::Round,
};
use earnest_store::{EntersSeed, NamesHolder, Reader, StoreError};
use std::collections::BTreeMap;

/// The frozen frame, proved to be the one whose hash was published.
pub(crate) fn stored_frame(frozen: &PublicDraw) -> Result<Frame> {
    let meaningless = || StoreError::meaningless(frozen.frame_hash.as_str(), "the hash of the frozen frame");
    let frame = Frame::new(read_frame(&frozen.frame).ok_or_else(meaningless)?).map_err(|_| meaningless())?;
    if frame.hash() == frozen.frame_hash { Ok(frame) } else { Err(meaningless().into()) }
}

/// The strata of a draw, in the order of its frame, as those who show it need them.
pub(crate) struct StratumOf {
    /// Class, aspect.
    pub key: String,
    /// How many stand in the frame.
    pub frame: usize,
    /// How many must be drawn: the rate times the frame, rounded up.
    pub quota: u64,
}

/// Counts the strata of a draw.
pub(crate) fn strata_of(draw: &PublicDraw) -> impl Iterator<Item = StratumOf> + use<> {
    let rate: Option<earnest_draw::Rate> = draw.rate.to_string().parse().ok();
    draw.strata().into_iter().map(move |(key, frame)| {
        let quota = rate.map_or(0, |rate| rate.quota(frame as u64));
        StratumOf { key, frame, quota }
    })
}

/// What a certificate says of whose draw it is: the organiser, and the round with its programme where it is of one.
pub(crate) fn about_of<A: NamesHolder, K: Copy>(
    reader: &mut Reader<'_>,
    permit: &Permit<A, K>,
    round: Option<&Round>,
) -> Result<BTreeMap<String, String>> {
    let holder = reader.holder(permit, round.map(|round| round.programme))?;
    let mut told = vec![("organiser", holder.name), ("organiser-code", holder.code)];
    told.extend(holder.programme.map(|programme| ("programme", programme.title)));
    if let Some(round) = round {
        told.extend([("round", round.number.to_string()), ("topic", round.topic.clone())]);
    }
    Ok(told.into_iter().map(|(key, words)| (key.to_owned(), words)).collect())
}

/// Refuses a seed that was used before, at its field.
pub(crate) fn check_unused<A: EntersSeed, K: Copy>(
    reader: &mut Reader<'_>,
    permit: &Permit<A, K>,
    (field, seed): (&str, &Seed),
) -> Result<()> {
    if reader.seed_used(permit, seed.as_str())? {
        return Err(AppError::field(field, Message::new("error-seed-used")));
    }
    Ok(())
}

/// Draws a share of every stratum. The certificate's text and what was drawn.
pub(crate) fn certified_draw<'f>(
    frame: &'f Frame,
    seed: &Seed,
    rate: Fraction,
    about: BTreeMap<String, String>,
) -> Result<(String, Drawn<'f>)> {
    let take = Take::Rate(rate.to_string().parse().map_err(|fault: RateError| draw_fault(&fault))?);
    certified_take(frame, seed, take, about)
}

/// Takes a share or a number of every stratum. The certificate's text and what was drawn.
pub(crate) fn certified_take<'f>(
    frame: &'f Frame,
    seed: &Seed,
    take: Take,
    about: BTreeMap<String, String>,
) -> Result<(String, Drawn<'f>)> {
    let seed = earnest_draw::Seed::new(seed.as_str()).map_err(|fault| draw_fault(&fault))?;
    let drawn = draw(frame, &seed, take).map_err(|fault| draw_fault(&fault))?;
    Ok((Certificate::file_of(frame, &drawn, (&seed, take), about), drawn))
}

/// What a draw that can't be made is refused with.
pub(crate) fn draw_fault(fault: &dyn std::fmt::Display) -> Message {
    Message::new("error-draw-frame").with("fault", fault.to_string())
}
