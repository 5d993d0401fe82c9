//! A draw with the certificate that proves it: of units for a spot check, and of those whose materials are marked twice.

use crate::Result;
use earnest_draw::{Certificate, Drawn, Frame, RateError, Take, draw};
use earnest_model::{draw_record::Seed, fraction::Fraction, message::Message};
use std::collections::BTreeMap;

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
    let certificate = Certificate::new(frame, &seed, take, about).map_err(|fault| draw_fault(&fault))?;
    let drawn = draw(frame, &seed, take).map_err(|fault| draw_fault(&fault))?;
    Ok((certificate.json(), drawn))
}

/// What a draw that can't be made is refused with.
pub(crate) fn draw_fault(fault: &dyn std::fmt::Display) -> Message {
    Message::new("error-draw-frame").with("fault", fault.to_string())
}
