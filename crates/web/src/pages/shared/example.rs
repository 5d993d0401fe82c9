//! Leading by example, as a table of posts.

use crate::{
    frame::call::Call,
    look::{Amount, Cell, Notice, Table, Tone},
};
use earnest_model::sessions::lead_by_example::Example;

/// The records of posts as a table.
pub(crate) fn table(call: &Call<'_>, caption: String, examples: &[Example]) -> Table {
    let tr = call.tr;
    let mut table = Table::new(caption).column(tr.unit_duty_post()).numbers(tr.example_spoke());
    for title in &call.pack().engagement {
        table = table.numbers(title.name.get(call.lang.tag()));
    }
    let rows = examples.iter().map(|example| {
        let mut cells = vec![
            Cell::from(example.post.as_str()),
            Cell::from(Amount::told_of(tr, example.spoke_in, example.sessions)),
        ];
        cells.extend(example.engagement.iter().map(|(met, marked)| match marked {
            0 => Cell::NotYet(tr.common_not_yet().into_owned()),
            marked => Cell::from(Amount::told_of(tr, *met, *marked)),
        }));
        cells.push(Cell::from(Amount::told(tr, i64::from(example.instances))));
        cells.push(Cell::from(Amount::told(tr, i64::from(example.measures))));
        cells
    });
    table
        .numbers(tr.example_found())
        .numbers(tr.example_promised())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.example_nobody()))
}
