//! Acts with draws and what is called up.

use crate::{Date, act_table::acts, fraction::Fraction, id::LotId, text::Line};

acts! {
    /// What is done with draws and what is called up.
    DrawsAct {
        /// A frame was frozen.
        FrameFrozen = "frame-frozen" {
            /// Number of the round.
            round: i32,
            /// The share of every class.
            rate: Fraction,
            /// How many units.
            units: usize,
            /// Classes with their sizes.
            strata: Vec<(String, usize)>,
            /// Hash of the frame.
            frame_sha256: String,
            /// Codes of the units left out.
            excluded: Vec<String>,
            /// SHA-256 of the list of those left out, if there are any.
            excluded_sha256: Option<String>,
        },
        /// A seed was entered and units were drawn.
        UnitsDrawn = "units-drawn" {
            /// Number of the round.
            round: i32,
            /// The seed.
            seed: String,
            /// Where its digits come from.
            origin: Line,
            /// Hash of the frame.
            frame_sha256: String,
            /// SHA-256 of the certificate.
            certificate_sha256: String,
            /// Codes of the units.
            drawn: Vec<String>,
        },
        /// A draw was declared void.
        DrawVoided = "draw-voided" {
            /// The word of the state before.
            from: &'static str,
            /// Why.
            reason: Line,
        },
        /// The next unit of the order took the place of one that can't be checked.
        DrawnReplaced = "drawn-replaced" {
            /// Number of the round.
            round: i32,
            /// Code of the unit that can't be checked.
            from: String,
            /// Code of the next.
            to: String,
            /// Why.
            reason: Line,
        },
        /// It was drawn by lot who assesses materials first.
        AssessorsDrawn = "assessors-drawn" {
            /// Number of the round.
            round: i32,
            /// The lot.
            lot: LotId,
            /// The seed.
            seed: String,
            /// For how many units.
            units: usize,
            /// SHA-256 of the certificate.
            certificate_sha256: String,
        },
        /// Materials were called up.
        MaterialsCalledUp = "materials-called-up" {
            /// Words of their kinds.
            kinds: Vec<&'static str>,
            /// By when.
            due_on: Date,
            /// The minutes that it costs each unit.
            minutes: i32,
            /// From how many units.
            units: usize,
        },
        /// A unit said where its materials are.
        CallUpAnswered = "call-up-answered" {
            /// Words of their kinds.
            kinds: Vec<String>,
            /// How many of them exist.
            named: usize,
        },
    }
}
