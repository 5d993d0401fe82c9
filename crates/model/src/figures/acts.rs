//! Acts with reports.

use crate::act_table::acts;
use jiff::civil::Date;

acts! {
    /// What is done with reports.
    FiguresAct {
        /// A template of the report was saved for a unit and those beneath it.
        TemplateSaved = "template-saved" {
            /// The hash of the template's text.
            sha256: String,
        },
        /// A report was frozen.
        ReportFrozen = "report-frozen" {
            /// The day up to which it counts.
            as_of: Date,
            /// The hash of text and figures.
            sha256: String,
            /// How many figures it has.
            figures: usize,
        },
        /// The head signed a frozen report.
        ReportSigned = "report-signed" {
            /// The day up to which it counts.
            as_of: Date,
            /// The hash of the text and figures that were signed.
            sha256: String,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::act::Act;
    use serde_json::json;

    #[test]
    fn what_the_journal_keeps_of_a_report_is_what_it_was() {
        let frozen = FiguresAct::ReportFrozen {
            as_of: jiff::civil::date(2015, 9, 1),
            sha256: "ab".into(),
            figures: 3,
        };
        let kept = json!({ "as-of": "2015-09-01", "sha256": "ab", "figures": 3 });
        assert_eq!(Act::from(frozen).detail(), kept);
        let saved = FiguresAct::TemplateSaved { sha256: "ab".into() };
        assert_eq!(Act::from(saved).detail(), json!({ "sha256": "ab" }));
    }
}
