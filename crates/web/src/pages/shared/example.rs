//! Leading by example, as a table of posts.

use crate::{
    frame::call::Call,
    look::{Amount, Cell, Notice, Table, Tone},
};
use earnest_model::sessions::lead_by_example::Example;

/// The post, with its term where it is on the roll.
fn post(call: &Call<'_>, example: &Example) -> Cell {
    let tr = call.tr;
    let Some(days) = example.held else { return Cell::from(example.post.as_str()) };
    let from = tr.date_iso(days.first());
    let term = match days.last() {
        Some(until) => tr.example_term(from, tr.date_iso(until)),
        None => tr.example_term_open(from),
    };
    Cell::Noted(example.post.clone(), term)
}

/// In how many sessions, of which the record says it, the post took part; and how many of them it made up or missed.
pub(crate) fn came(call: &Call<'_>, example: &Example) -> Cell {
    let tr = call.tr;
    if example.told() == 0 {
        return Cell::NotYet(tr.common_not_yet().into_owned());
    }
    let ratio = String::from(Amount::told_of(tr, example.took_part(), example.told()));
    let [_, made_up] = example.came;
    let [leave, absent] = example.away;
    match (made_up, leave, absent) {
        (0, 0, 0) => ratio.into(),
        _ => Cell::Noted(ratio, tr.example_away(absent, leave, made_up)),
    }
}

/// The records of posts as a table.
pub(crate) fn table(call: &Call<'_>, caption: String, examples: &[Example]) -> Table {
    let tr = call.tr;
    let mut table = Table::new(caption)
        .column(tr.unit_duty_post())
        .numbers(tr.example_came())
        .numbers(tr.example_spoke());
    for title in &call.pack().engagement {
        table = table.numbers(title.name.get(call.lang.tag()));
    }
    let rows = examples.iter().map(|example| {
        let mut cells = vec![
            post(call, example),
            came(call, example),
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
