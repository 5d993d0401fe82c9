//! Look-backs by lot: which closed measures are looked at again, and what was found.

use crate::{
    draws::draw_record::{DrawState, PublicDraw},
    fraction::Fraction,
    id::{LookBackDrawId, LookBackId, MeasureId, UnitId},
    message::Message,
    words::words,
};
use jiff::civil::Date;

words! {
    /// By what the closed measures are parted before the lot is drawn.
    Strata, "error-look-back-strata" {
        /// By the class of their unit.
        Class = "class",
        /// By the aspect of their problem.
        Aspect = "aspect",
    }
}

words! {
    /// How far the look-back at a drawn measure has come.
    LookBackState, "error-look-back-state" {
        /// Drawn; nobody has looked yet.
        Drawn = "drawn",
        /// It had held.
        Held = "held",
        /// It had not: the measure is on the ledger again.
        Reopened = "reopened",
        /// Its draw was declared void.
        Void = "void",
    }
}

/// A draw of closed measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookBackDraw {
    /// Its key.
    pub id: LookBackDrawId,
    /// Who draws.
    pub organiser: UnitId,
    /// What the strata are; a row of the frame is `stratum,serial`.
    pub strata: Strata,
    /// What everybody may check.
    pub public: PublicDraw,
}

/// A drawn measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookBackItem {
    /// Its key.
    pub id: LookBackId,
    /// The measure.
    pub measure: MeasureId,
    /// The measure's serial.
    pub serial: String,
    /// Name of the unit.
    pub unit: String,
    /// Its stratum on the day of the freeze.
    pub stratum: String,
    /// Its place within the stratum, from 1.
    pub place: i32,
    /// Its ticket.
    pub ticket: String,
    /// How far it has come.
    pub state: LookBackState,
    /// When it was looked at.
    pub looked_on: Option<Date>,
}

/// The least share of every stratum that may be drawn.
pub const LEAST_LOOKED_AT: Fraction = Fraction::one_over(20);

/// The share that is drawn as a rule.
pub const USUAL_RATE: Fraction = Fraction::one_over(10);

/// Whether an organiser may freeze a new frame beside those it had: look-backs come again and again, but only one frame
/// waits for its seed.
pub fn may_freeze_again(earlier: &[DrawState]) -> Result<(), Message> {
    if earlier.contains(&DrawState::Frozen) { Err(Message::new("error-look-back-frozen")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_backs_come_again_but_one_frame_waits_at_a_time() {
        assert!(may_freeze_again(&[DrawState::Drawn, DrawState::Void, DrawState::Drawn]).is_ok());
        let waits = may_freeze_again(&[DrawState::Drawn, DrawState::Frozen]);
        assert_eq!(waits.unwrap_err().key, "error-look-back-frozen");
    }
}
