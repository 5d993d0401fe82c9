//! Spot checks: units drawn by lot, whose existing materials are called up and assessed.

use crate::message::Message;

pub use crate::assessing::sheet::SpotCheckState;

impl SpotCheckState {
    /// The state after a sheet on the materials; a second assessor may hand in one too.
    pub fn assess(self) -> Result<Self, Message> {
        match self {
            Self::Drawn | Self::Assessed => Ok(Self::Assessed),
            Self::Void => Err(Message::new("error-check-void")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_assessors_may_assess_a_drawn_unit_and_none_a_void_draw() {
        let once = SpotCheckState::Drawn.assess().unwrap();
        assert_eq!(once.assess(), Ok(SpotCheckState::Assessed));
        assert_eq!(SpotCheckState::Void.assess().unwrap_err().key, "error-check-void");
    }
}
