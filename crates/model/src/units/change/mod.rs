//! The tree changes by an order: units are renamed, moved, opened, closed, taken into others.

mod file;
mod hangs;
mod past;
mod rules;

pub use file::{CHANGE_COLUMNS, ChangeFault, ChangeRow, parse_changes};
pub use hangs::{Hang, HangRule};
pub use past::{Elsewhere, PastTree};
pub use rules::{
    Order, check_close, check_filled, check_merge, check_move, check_name, check_open, parse_order, there,
};

use crate::words::words;

words! {
    /// What an order does to a unit.
    ChangeKind, "error-unit-change" {
        /// It is called otherwise.
        Rename = "rename",
        /// It stands beneath another unit, with all beneath it.
        Move = "move",
        /// It is new.
        Open = "open",
        /// It is no more, and nothing takes its place.
        Close = "close",
        /// It is no more: what is open goes to another unit.
        Merge = "merge",
        /// It is there again: its closing is taken back.
        Reopen = "reopen",
    }
}
