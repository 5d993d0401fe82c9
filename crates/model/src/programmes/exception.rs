//! What is done in a round otherwise than its gates ask for. It stands on the round, on the board and in the circular.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What became of a gate that was opened without its condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Opening {
    /// The round went on without the condition. It is also what is known of documents that were published before this was told
    /// apart.
    #[default]
    PassedOver,
    /// The round has not gone on yet.
    Waits,
    /// The condition came to hold before the round went on, on this day: nothing was passed over.
    Met(Date),
}

impl Opening {
    fn is_passed_over(&self) -> bool {
        *self == Self::PassedOver
    }
}

/// Something that was done otherwise, with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Exception {
    /// A gate was opened without its condition.
    Gate {
        /// The word of the gate.
        gate: String,
        /// Why.
        reason: String,
        /// On which day.
        on: Date,
        /// What became of it.
        #[serde(default, skip_serializing_if = "Opening::is_passed_over")]
        opening: Opening,
    },
    /// A unit was excused from its session.
    Excuse {
        /// Name of the unit.
        unit: String,
        /// Why.
        reason: String,
        /// On which day.
        on: Date,
    },
    /// The round went back.
    Reopening {
        /// The word of the state to which.
        to: String,
        /// Why.
        reason: String,
        /// On which day.
        on: Date,
    },
    /// Its programme was ended before it was over: it was closed, or called off.
    Ended {
        /// The word of the state in which it was.
        from: String,
        /// Why.
        reason: String,
        /// On which day.
        on: Date,
    },
    /// A draw was declared void.
    VoidDraw {
        /// Its digits, if they were entered.
        digits: Option<String>,
        /// Why.
        reason: String,
        /// On which day it was drawn; without digits, frozen.
        on: Date,
    },
    /// A whole class was left out of the draw.
    LeftOut {
        /// Key of the class.
        class: String,
        /// Why.
        reason: String,
        /// On which day the frame was frozen.
        on: Date,
    },
    /// A unit was left out of the draw.
    UnitLeftOut {
        /// Name of the unit.
        unit: String,
        /// Why.
        reason: String,
        /// On which day the frame was frozen.
        on: Date,
    },
    /// A unit that was drawn can't be checked: the next of the order took its place.
    Replaced {
        /// Name of the unit.
        unit: String,
        /// Name of the unit in its place.
        by: String,
        /// Why.
        reason: String,
        /// On which day.
        on: Date,
    },
}

impl Exception {
    /// On which day it was done.
    pub fn on(&self) -> Date {
        match self {
            Self::Gate { on, .. }
            | Self::Excuse { on, .. }
            | Self::Reopening { on, .. }
            | Self::Ended { on, .. }
            | Self::VoidDraw { on, .. }
            | Self::LeftOut { on, .. }
            | Self::UnitLeftOut { on, .. }
            | Self::Replaced { on, .. } => *on,
        }
    }
}
