//! Acts with observations, sheets, ratings and appeals.

use crate::{
    Date,
    act_table::acts,
    fraction::Fraction,
    id::{AccountId, LotId, SpotCheckId},
    text::Prose,
};

acts! {
    /// What is done with observations, sheets, ratings and appeals.
    AssessingAct {
        /// Somebody declared an interest of their own.
        InterestDeclared = "interest-declared" {
            /// Whose it is.
            assessor: AccountId,
            /// The word of its reach.
            reach: &'static str,
            /// First day.
            first_day: Date,
            /// Last day, if it has one.
            last_day: Option<Date>,
        },
        /// An office noted the interest of an assessor.
        InterestNoted = "interest-noted" {
            /// Whose it is.
            assessor: AccountId,
            /// The word of its reach.
            reach: &'static str,
            /// First day.
            first_day: Date,
            /// Last day, if it has one.
            last_day: Option<Date>,
        },
        /// Somebody ended an interest of their own.
        InterestEnded = "interest-ended" {
            /// Whose it is.
            assessor: AccountId,
            /// Last day.
            last_day: Date,
        },
        /// An office ended the interest that was noted of an assessor.
        InterestNoteEnded = "interest-note-ended" {
            /// Whose it is.
            assessor: AccountId,
            /// Last day.
            last_day: Date,
        },
        /// Somebody was sent to listen in.
        ObserverSent = "observer-sent" {
            /// Number of the round.
            round: i32,
            /// Who.
            assessor: AccountId,
            /// The day of the session, if it is known.
            session_on: Option<Date>,
            /// The lot that proposed somebody.
            #[serde(skip_serializing_if = "Option::is_none")]
            lot: Option<LotId>,
            /// Its seed.
            #[serde(skip_serializing_if = "Option::is_none")]
            seed: Option<String>,
            /// SHA-256 of its certificate.
            #[serde(skip_serializing_if = "Option::is_none")]
            certificate_sha256: Option<String>,
            /// That a person chose somebody else than the lot did.
            #[serde(skip_serializing_if = "Option::is_none")]
            by_hand: Option<bool>,
        },
        /// Who was sent to listen in has an interest in the unit: it ends, and somebody else is to be sent.
        ObserverRecused = "observer-recused" {
            /// Number of the round.
            round: i32,
            /// Who.
            assessor: AccountId,
        },
        /// A sheet was handed in.
        SheetSubmitted = "sheet-submitted" {
            /// The word of its kind.
            kind: &'static str,
            /// Number of the round.
            round: i32,
            /// Version of the standard.
            standard: i32,
            /// The score.
            score: Fraction,
            /// Veto grounds that were met.
            vetoes: Vec<String>,
            /// How many minutes it took, if known.
            minutes: Option<i32>,
            /// Who is asked for a third sheet.
            third: Option<AccountId>,
        },
        /// It was drawn by lot whose materials are marked twice.
        SecondMarksDrawn = "second-marks-drawn" {
            /// Number of the round.
            round: i32,
            /// The seed.
            seed: String,
            /// SHA-256 of the certificate.
            certificate_sha256: String,
            /// Codes of the units.
            drawn: Vec<String>,
        },
        /// Figures were counted anew: of each, what was claimed, checked and confirmed.
        FiguresRecounted = "figures-recounted" {
            /// Number of the round.
            round: i32,
            /// The spot check.
            spot_check: SpotCheckId,
            /// Problems.
            #[serde(skip_serializing_if = "Option::is_none")]
            problems: Option<[u32; 3]>,
            /// Measures.
            #[serde(skip_serializing_if = "Option::is_none")]
            measures: Option<[u32; 3]>,
            /// Sessions.
            #[serde(skip_serializing_if = "Option::is_none")]
            sessions: Option<[u32; 3]>,
        },
        /// A unit was rated.
        UnitRated = "unit-rated" {
            /// Number of the round.
            round: i32,
            /// Version of the standard.
            standard: i32,
            /// The score.
            score: Fraction,
            /// The score by the rule that doesn't count.
            otherwise: Option<Fraction>,
            /// Key of the grade.
            grade: String,
            /// Key of the veto ground that decided it.
            veto: Option<String>,
        },
        /// An appeal was lodged.
        AppealLodged = "appeal-lodged" {
            /// Key of the grade that is appealed against.
            grade: String,
            /// The score.
            score: Option<Fraction>,
            /// Why.
            reason: Prose,
        },
        /// An appeal was decided: the rating stands.
        AppealUpheld = "appeal-upheld" {
            /// The word of the state before.
            from: &'static str,
            /// The word of the state after.
            to: &'static str,
            /// None.
            score: Option<Fraction>,
            /// None.
            grade: Option<String>,
            /// Why.
            reason: Prose,
        },
        /// An appeal was decided: another rating counts.
        AppealChanged = "appeal-changed" {
            /// The word of the state before.
            from: &'static str,
            /// The word of the state after.
            to: &'static str,
            /// The score that counts since.
            score: Option<Fraction>,
            /// Key of its grade.
            grade: Option<String>,
            /// Why.
            reason: Prose,
        },
    }
}
