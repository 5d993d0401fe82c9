//! The round of a draw, while it is assessed.

use crate::{AppError, Result};
use earnest_model::programmes::round::Round;
use earnest_store::{Draw, Reader};

/// The round of a draw. Nothing of it is drawn, called up, replaced or declared void once it is assessed no more.
pub(crate) fn assessed_round(reader: &mut Reader<'_>, draw: &Draw) -> Result<Round> {
    let (round, _) = reader.locate_round(draw.round)?.ok_or(AppError::NotFound)?;
    round.takes_assessment()?;
    Ok(round)
}
