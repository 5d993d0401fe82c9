//! The three customary ledgers as tables: which columns each has, what stands in them, and what may be changed there.

mod column;
mod day;
mod kind;
mod odd;
mod row;
mod sent;
mod table;

pub use column::{Column, Form, Right, Words};
pub use day::{day_of_number, has_hour, loose_day};
pub use kind::LedgerKind;
pub use odd::{CellFault, Odd, OddCell};
pub use row::{BookRow, VERSION_DIGITS, plain};
pub use sent::{SentLine, SentTable};
pub use table::{Change, Compared, compare};

const PROBLEMS: &[Column] = &[
    Column::Serial,
    Column::Version,
    Column::UnitCode,
    Column::Unit,
    Column::Source,
    Column::FoundOn,
    Column::FoundBy,
    Column::Aspect,
    Column::Level,
    Column::Problem,
    Column::Instance,
    Column::RootCause,
    Column::Target,
    Column::Leader,
    Column::Assisting,
    Column::Contact,
    Column::Measure,
    Column::Owner,
    Column::Deliverable,
    Column::TimeClass,
    Column::DueOn,
    Column::Measures,
    Column::Closed,
    Column::ProblemState,
    Column::SignedOn,
    Column::Missing,
    Column::Proposal,
    Column::Topic,
];

const RECTIFICATION: &[Column] = &[
    Column::Serial,
    Column::Version,
    Column::ProblemSerial,
    Column::UnitCode,
    Column::Unit,
    Column::Source,
    Column::FoundOn,
    Column::Aspect,
    Column::Level,
    Column::Problem,
    Column::Instance,
    Column::Target,
    Column::Measure,
    Column::Leader,
    Column::Owner,
    Column::Assisting,
    Column::Contact,
    Column::Deliverable,
    Column::TimeClass,
    Column::DueOn,
    Column::Progress,
    Column::Note,
    Column::AsOf,
    Column::ClosedOn,
    Column::Evidence,
    Column::RecheckOn,
    Column::RecheckBy,
    Column::Recheck,
    Column::State,
    Column::Approver,
    Column::Topic,
];

const SUPERVISION: &[Column] = &[
    Column::Serial,
    Column::Version,
    Column::ProblemSerial,
    Column::Source,
    Column::FoundOn,
    Column::Aspect,
    Column::Problem,
    Column::Measure,
    Column::Leader,
    Column::UnitCode,
    Column::Unit,
    Column::Owner,
    Column::TimeClass,
    Column::DueOn,
    Column::VisitedOn,
    Column::Method,
    Column::Team,
    Column::Feedback,
    Column::ReplyBy,
    Column::Progress,
    Column::Note,
    Column::ClosedOn,
    Column::Evidence,
    Column::RecheckOn,
    Column::RecheckBy,
    Column::Recheck,
    Column::State,
    Column::Approver,
    Column::Topic,
];

impl LedgerKind {
    /// Its columns in their customary order; the first names the row.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Problems => PROBLEMS,
            Self::Rectification => RECTIFICATION,
            Self::Supervision => SUPERVISION,
        }
    }

    /// At which place a column stands.
    pub fn place(self, column: Column) -> Option<usize> {
        self.columns().iter().position(|one| *one == column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ledger_begins_with_its_serial_and_has_no_column_twice() {
        for kind in LedgerKind::ALL {
            let columns = kind.columns();
            assert_eq!((columns[0], columns[1]), (Column::Serial, Column::Version));
            let mut once = columns.to_vec();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), columns.len(), "{}", kind.key());
        }
    }

    #[test]
    fn what_concerns_a_closure_can_be_changed_in_no_ledger() {
        for kind in LedgerKind::ALL {
            for column in kind.columns().iter().filter(|column| column.is_of_closure()) {
                assert_eq!(column.right(*kind), Right::Told, "{}", column.key());
            }
            let keys = kind.columns().iter().filter(|column| column.right(*kind) == Right::Key);
            assert!(keys.count() >= 2, "serial and version are never written by hand");
        }
    }

    #[test]
    fn the_supervision_ledger_tells_and_takes_nothing() {
        let kind = LedgerKind::Supervision;
        assert!(kind.columns().iter().all(|one| matches!(one.right(kind), Right::Key | Right::Told)));
    }
}
