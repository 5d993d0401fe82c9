//! What was changed of a unit, in words.

use crate::{
    frame::call::Call,
    look::{Cell, Table},
};
use earnest_app::units::changes_show::UnitChange;
use earnest_model::units::change::ChangeKind;

/// The changes as a table, the newest first.
pub fn change_table(call: &Call<'_>, changes: &[UnitChange]) -> Table {
    let tr = call.tr;
    let rows = changes.iter().map(|change| {
        [change.from_on.to_string(), told(call, change), change.ordered_on.to_string(), change.reason.clone()]
            .map(Cell::Text)
    });
    Table::new(tr.unit_change_history())
        .column(tr.unit_change_column_from())
        .column(tr.unit_change_column_what())
        .column(tr.unit_change_column_day())
        .column(tr.unit_change_column_reason())
        .rows(rows)
}

/// What was changed; a change that takes the one before it back says so.
pub fn told(call: &Call<'_>, change: &UnitChange) -> String {
    let words = words(call, change);
    if change.undoes { call.tr.unit_change_taken_back(words) } else { words }
}

fn words(call: &Call<'_>, change: &UnitChange) -> String {
    let tr = call.tr;
    let told = |unit: &Option<(String, String)>| match unit {
        Some((code, name)) => format!("{name} ({code})"),
        None => String::new(),
    };
    let unit = format!("{} ({})", change.name, change.code);
    match change.kind {
        ChangeKind::Rename => tr.unit_change_renamed(
            change.name_after.as_deref().unwrap_or_default(),
            change.name_before.as_deref().unwrap_or_default(),
        ),
        ChangeKind::Move => tr.unit_change_moved(told(&change.from), told(&change.to), unit),
        ChangeKind::Open => tr.unit_change_opened(told(&change.to), unit),
        ChangeKind::Close => tr.unit_change_closed(unit),
        ChangeKind::Merge => tr.unit_change_merged(told(&change.other), unit),
        ChangeKind::Reopen => tr.unit_change_reopened(unit),
    }
}
