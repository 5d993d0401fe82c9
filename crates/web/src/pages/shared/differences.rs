//! What a newer version of a pack says otherwise, as a table.

use crate::{
    frame::call::Call,
    look::{Cell, Notice, Table, Tone},
};
use earnest_model::pack::Difference;

/// The most characters of a text that are shown.
const SHOWN: usize = 120;

/// A row for each difference: the list and the key as the files have them, what it was, what it is.
pub(in crate::pages) fn table(call: &Call<'_>, differences: &[Difference]) -> Table {
    let tr = call.tr;
    let text = |text: &Option<String>| match text {
        None => Cell::NotYet(tr.pack_not_there().into_owned()),
        Some(text) if text.chars().count() > SHOWN => {
            Cell::Text(text.chars().take(SHOWN).chain(['…']).collect::<String>())
        }
        Some(text) => Cell::Text(text.clone()),
    };
    let rows = differences.iter().map(|one| {
        let language = one.language.unwrap_or_default().to_owned();
        let (before, now) = match one.list {
            "standard" => (Cell::Text(String::new()), Cell::Text(tr.pack_standard_differs().into_owned())),
            _ => (text(&one.before), text(&one.now)),
        };
        [Cell::from(one.list), Cell::from(one.key.as_str()), Cell::Text(language), before, now]
    });
    Table::new(tr.pack_differences())
        .column(tr.pack_column_list())
        .column(tr.pack_column_key())
        .column(tr.pack_column_language())
        .column(tr.pack_column_before())
        .column(tr.pack_column_now())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.pack_no_differences()))
}
