//! Who listens in where, as a table.

use crate::{
    frame::call::Call,
    look::{Amount, Cell, Notice, State, Table, Tone},
    pages::paths,
};
use earnest_app::assessing::observations_list::ObservationLine;
use earnest_model::assessing::observation::ObservationState;

/// The table of some observations.
pub(crate) fn table(call: &Call<'_>, lines: &[ObservationLine]) -> Table {
    let tr = call.tr;
    Table::new(tr.observation_list_caption())
        .column(tr.observation_of_unit())
        .numbers(tr.observation_round())
        .column(tr.observation_day())
        .column(tr.observation_who())
        .column(tr.observation_state())
        .column(tr.observation_calendar())
        .rows(lines.iter().map(|line| row(call, line)))
        .or_say(Notice::new(Tone::Empty, tr.observation_none()))
}

fn row(call: &Call<'_>, line: &ObservationLine) -> [Cell; 6] {
    let tr = call.tr;
    let none = || Cell::from(tr.common_not_yet().into_owned());
    let word = call.word_of(line.state);
    let state = match line.state {
        ObservationState::Sent if line.excused => State::not_begun(tr.observation_excused()),
        ObservationState::Sent => State::under_way(word),
        ObservationState::Submitted => State::done(word),
        ObservationState::Recused => State::trouble(word),
    };
    [
        Cell::link(line.name.as_str(), paths::units::unit(&line.code)),
        Amount::place(tr, line.round).into(),
        line.session_on.map_or_else(none, |day| tr.date_iso(day).into()),
        Cell::link(line.assessor.as_str(), paths::assessing::observation(line.id)),
        state.into(),
        match line.session_on {
            Some(_) => {
                Cell::link(tr.observation_into_calendar(), paths::assessing::observation_calendar(line.id))
            }
            None => none(),
        },
    ]
}
