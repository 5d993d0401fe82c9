//! What became of the record of a session: whether it stands, and what it said before.

use crate::{
    frame::call::Call,
    look::{Cell, Table},
    pages::paths,
};
use earnest_app::sessions::seminar_show::{RecordState, SeminarHeld};

/// What became of a record that does not stand.
pub(super) fn gone(call: &Call<'_>, standing: &RecordState) -> Option<(String, Option<String>)> {
    let tr = call.tr;
    match standing {
        RecordState::Stands => None,
        RecordState::Corrected { on, reason, stands } => Some((
            tr.seminar_was_corrected(tr.date_words(*on), reason.as_str()),
            Some(paths::sessions::seminar(*stands)),
        )),
        RecordState::Withdrawn { on, reason } => {
            Some((tr.seminar_was_withdrawn(tr.date_words(*on), reason.as_str()), None))
        }
    }
}

/// What the record said before it was corrected: each state is read under its own key.
pub(super) fn states(call: &Call<'_>, states: &[SeminarHeld]) -> Option<Table> {
    let tr = call.tr;
    let row = |held: &SeminarHeld| match &held.standing {
        RecordState::Corrected { on, reason, .. } => Some([
            Cell::link(tr.date_iso(*on), paths::sessions::seminar(held.id)),
            Cell::Text(reason.clone()),
        ]),
        RecordState::Stands | RecordState::Withdrawn { .. } => None,
    };
    let rows: Vec<_> = states.iter().filter_map(row).collect();
    let table =
        Table::new(tr.seminar_said_before()).column(tr.visit_corrected_on()).column(tr.visit_reason());
    (!rows.is_empty()).then(|| table.rows(rows))
}
