//! Acts with problems, measures, look-backs, inquiries and attached files.

use crate::{act_table::acts, fraction::Fraction, text::Line};
use jiff::civil::Date;

/// What every step of a measure tells.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct StepTold {
    /// The measure's serial.
    pub serial: String,
    /// The word of the state before it.
    pub from: &'static str,
    /// The word of the state after it.
    pub to: &'static str,
    /// The hashes of the files that prove a request.
    pub evidence_sha256: Vec<String>,
    /// The day of the next review, with a closure for the period.
    pub review: Option<Date>,
}

/// What every change of a problem's state tells.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ProblemTold {
    /// The problem's serial.
    pub serial: String,
    /// The word of the state before it.
    pub from: String,
    /// The word of the state after it.
    pub to: &'static str,
}

/// What every word on a request for a change tells.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ChangeTold {
    /// The measure's serial.
    pub serial: String,
    /// The word of the kind of change.
    pub change: &'static str,
    /// The word of the state after it.
    pub word: &'static str,
    /// The day that was asked for.
    pub to: Date,
}

acts! {
    /// What is done with problems and measures.
    LedgerAct {
        /// A findings list was registered: problems with their measures.
        ProblemsReported = "problems-reported" {
            /// How many problems.
            problems: usize,
            /// How many measures.
            measures: usize,
            /// The words of the levels that occur.
            levels: Vec<&'static str>,
        },
        /// A problem of the ledger was said to be what others had found.
        FindingLinked = "finding-linked" {
            /// The word of what it was found in.
            record: &'static str,
            /// Its key.
            record_number: i64,
            /// The problem's serial.
            serial: String,
        },
        /// What others had found was taken out of a problem again.
        FindingUnlinked = "finding-unlinked" {
            /// The word of what it was found in.
            record: &'static str,
            /// Its key.
            record_number: i64,
            /// The problem's serial.
            serial: String,
            /// Why; the journal keeps no words on a person's problem.
            reason: Option<String>,
        },
        /// A problem was corrected; it waits for the head anew.
        ProblemCorrected = "problem-corrected" {
            /// Which, and its state.
            #[serde(flatten)]
            problem: ProblemTold,
            /// What it said before; of a person's problem nothing.
            before: Option<String>,
            /// Its instance before; of a person's problem nothing.
            instance: Option<String>,
        },
        /// It was named whom a problem of a person is about; the journal does not say who.
        PersonNamed = "person-named" {
            /// The problem's serial.
            serial: String,
            /// Always so.
            person_named: bool,
        },
        /// The unit's head stands behind problems.
        FindingsSigned = "findings-signed" {
            /// How many.
            problems: usize,
        },
        /// A problem was returned with what is missing.
        ProblemReturned = "problem-returned" {
            /// Which, and its state.
            #[serde(flatten)]
            problem: ProblemTold,
            /// What is missing; of a person's problem nothing.
            missing: Option<String>,
        },
        /// A problem was merged into another.
        ProblemMerged = "problem-merged" {
            /// Which, and its state.
            #[serde(flatten)]
            problem: ProblemTold,
            /// The serial of the other.
            into: Option<String>,
            /// Why; of a person's problem nothing.
            reason: Option<String>,
        },
        /// A problem was found not substantiated.
        ProblemNotSubstantiated = "problem-not-substantiated" {
            /// Which, and its state.
            #[serde(flatten)]
            problem: ProblemTold,
            /// Never one.
            into: Option<String>,
            /// Why; of a person's problem nothing.
            reason: Option<String>,
        },
        /// A catalogue of typical manifestations was registered.
        ManifestationsListed = "manifestations-listed" {
            /// How many.
            manifestations: usize,
        },
        /// One more measure was set against a problem.
        MeasureAdded = "measure-added" {
            /// Its serial.
            serial: String,
            /// The problem's serial.
            problem_serial: String,
        },
        /// A measure was mended early.
        MeasureMended = "measure-mended" {
            /// Its serial.
            serial: String,
            /// What it said before; of a person's problem nothing.
            before: Option<String>,
        },
        /// Progress was reported.
        ProgressReported = "progress-reported" {
            /// The step.
            #[serde(flatten)]
            step: StepTold,
        },
        /// Progress was reported by a ledger that was brought back.
        ProgressBrought = "progress-brought" {
            /// The measure's serial.
            serial: String,
            /// The word of the state before it.
            from: &'static str,
            /// The word of the state after it.
            to: &'static str,
        },
        /// Closure was asked for.
        ClosureRequested = "closure-requested" {
            /// The step.
            #[serde(flatten)]
            step: StepTold,
        },
        /// The unit's head stands behind the request.
        ClosureApproved = "closure-approved" {
            /// The step.
            #[serde(flatten)]
            step: StepTold,
        },
        /// The unit's head sent the request back.
        ClosureDeclined = "closure-declined" {
            /// The step.
            #[serde(flatten)]
            step: StepTold,
        },
        /// The request was sent back from above.
        ClosureReturned = "closure-returned" {
            /// The step.
            #[serde(flatten)]
            step: StepTold,
        },
        /// The closure was verified from above.
        MeasureClosed = "measure-closed" {
            /// The step.
            #[serde(flatten)]
            step: StepTold,
        },
        /// The closure for the period was verified from above.
        MeasureClosedForPeriod = "measure-closed-for-period" {
            /// The step.
            #[serde(flatten)]
            step: StepTold,
        },
        /// A look-back found that the measure had held.
        MeasureHeld = "measure-held" {
            /// The step.
            #[serde(flatten)]
            step: StepTold,
        },
        /// A look-back found that the measure had not held.
        MeasureReopened = "measure-reopened" {
            /// The step.
            #[serde(flatten)]
            step: StepTold,
        },
        /// Somebody saw on the spot that the measure is as the ledger says.
        MeasureChecked = "measure-checked" {
            /// The step.
            #[serde(flatten)]
            step: StepTold,
        },
        /// Somebody saw on the spot that what is closed is not so: the measure is on the ledger again.
        MeasureRefuted = "measure-refuted" {
            /// The step.
            #[serde(flatten)]
            step: StepTold,
        },
        /// Somebody saw on the spot that the measure is not as the ledger says.
        MeasureDoubted = "measure-doubted" {
            /// The step.
            #[serde(flatten)]
            step: StepTold,
        },
        /// What a visit had seen of the measure was withdrawn; where nothing else bears it out, what stood before stands again.
        CheckWithdrawn = "check-withdrawn" {
            /// The step.
            #[serde(flatten)]
            step: StepTold,
        },
        /// A later day or the long term was asked for.
        ChangeRequested = "change-requested" {
            /// The measure's serial.
            serial: String,
            /// The word of the kind of change.
            change: &'static str,
            /// The day so far.
            from: Option<Date>,
            /// The day that is asked for.
            to: Date,
        },
        /// The unit's head stands behind the request.
        ChangeApproved = "change-approved" {
            /// The word.
            #[serde(flatten)]
            change: ChangeTold,
        },
        /// The unit's head declined the request.
        ChangeDeclinedByHead = "change-declined-by-head" {
            /// The word.
            #[serde(flatten)]
            change: ChangeTold,
        },
        /// The supervising office granted the request.
        ChangeGranted = "change-granted" {
            /// The word.
            #[serde(flatten)]
            change: ChangeTold,
        },
        /// The supervising office declined the request.
        ChangeDeclined = "change-declined" {
            /// The word.
            #[serde(flatten)]
            change: ChangeTold,
        },
        /// The closed measures were frozen of which some will be looked at again.
        LookBackFrozen = "look-back-frozen" {
            /// The share of every stratum.
            rate: Fraction,
            /// How many measures.
            measures: usize,
            /// The hash of the frame.
            frame_sha256: String,
        },
        /// Closed measures were drawn.
        LookBackDrawn = "look-back-drawn" {
            /// The seed that was made in public.
            seed: String,
            /// Where its digits come from.
            origin: Line,
            /// The hash of the frame.
            frame_sha256: String,
            /// The hash of the certificate.
            certificate_sha256: String,
            /// The serials of the measures that were drawn.
            drawn: Vec<String>,
        },
        /// A draw of closed measures was declared void.
        LookBackVoided = "look-back-voided" {
            /// The word of the state before it.
            from: &'static str,
            /// Why.
            reason: String,
        },
        /// A unit was asked about what is unlike the others of its class.
        InquiryAsked = "inquiry-asked" {
            /// The word of what it is about.
            about: &'static str,
            /// The share at the unit.
            here: String,
            /// The share elsewhere.
            elsewhere: String,
        },
        /// The unit replied.
        InquiryReplied = "inquiry-replied" {
            /// What it said.
            reply: String,
        },
        /// A text that was sent out or published was added to those in which nothing is a sign of copying.
        SourceAdded = "source-added" {
            /// What it is.
            title: String,
            /// The hash of its words.
            sha256: String,
        },
        /// It counts as a sign again.
        SourceWithdrawn = "source-withdrawn" {
            /// What it is.
            title: String,
        },
        /// A file was attached to a record.
        FileAttached = "file-attached" {
            /// The word of the kind of record.
            record: &'static str,
            /// The key of the record.
            record_number: i64,
            /// The hash of the file.
            sha256: String,
            /// Its size in bytes.
            size: i64,
            /// The hash of the revision before it.
            previous_sha256: Option<String>,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::act::Act;
    use serde_json::json;

    fn detail(act: LedgerAct) -> serde_json::Value {
        Act::from(act).detail()
    }

    #[test]
    fn what_the_journal_keeps_of_a_step_is_flat_and_says_that_there_is_no_review() {
        let step = StepTold {
            serial: "A-2015-001-1".into(),
            from: "in-progress",
            to: "closure-requested",
            evidence_sha256: vec!["ab".into()],
            review: None,
        };
        let kept = json!({
            "serial": "A-2015-001-1", "from": "in-progress", "to": "closure-requested",
            "evidence-sha256": ["ab"], "review": null,
        });
        assert_eq!(detail(LedgerAct::ClosureRequested { step }), kept);
    }

    #[test]
    fn what_the_journal_keeps_of_a_problem_and_of_a_change_is_flat() {
        let problem = ProblemTold { serial: "A-2015-001".into(), from: "reported".into(), to: "returned" };
        let kept = json!({ "serial": "A-2015-001", "from": "reported", "to": "returned", "missing": null });
        assert_eq!(detail(LedgerAct::ProblemReturned { problem, missing: None }), kept);
        let to = jiff::civil::date(2015, 9, 1);
        let change = ChangeTold { serial: "A-1".into(), change: "extension", word: "granted", to };
        let kept = json!({ "serial": "A-1", "change": "extension", "word": "granted", "to": "2015-09-01" });
        assert_eq!(detail(LedgerAct::ChangeGranted { change }), kept);
    }
}
