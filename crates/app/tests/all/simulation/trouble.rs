//! What goes wrong around acts.

use earnest_testkit::chance::Chance;

/// A trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trouble {
    /// The same post comes twice: the line was slow, and somebody pressed again.
    Twice,
    /// The program ends in the middle of a unit of work, and begins anew.
    Killed,
    /// Another server over the same register goes on.
    OtherServer,
    /// The clock goes back by some days, and is put right the next morning.
    ClockBack,
    /// A unit is moved, and moved back later; or renamed.
    Reorganised,
    /// The act comes in a day late.
    Late,
}

impl Trouble {
    /// What goes wrong with the next act, if something does.
    pub fn next(chance: &mut Chance) -> Option<Self> {
        Some(match chance.below(60) {
            0..3 => Self::Twice,
            3..5 => Self::Killed,
            5..11 => Self::OtherServer,
            11 => Self::ClockBack,
            12..14 => Self::Reorganised,
            14..16 => Self::Late,
            _ => return None,
        })
    }
}
