//! What is wrong with a pack, as a table.

use crate::{
    frame::call::Call,
    look::{Cell, Table},
};
use earnest_model::pack::PackFaults;

/// A row for each fault: where, and what.
pub(super) fn table(call: &Call<'_>, faults: &PackFaults) -> Table {
    let tr = call.tr;
    let rows = faults
        .0
        .iter()
        .map(|fault| [Cell::from(fault.place()), Cell::from(call.words(&fault.kind.message()))]);
    Table::new(tr.pack_faults()).column(tr.pack_column_place()).column(tr.pack_column_fault()).rows(rows)
}
