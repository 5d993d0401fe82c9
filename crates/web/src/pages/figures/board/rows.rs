//! A row of the board: each column as sign, word and colour. A dash is 'not yet', a nought is a nought.

use crate::{
    frame::{address::Asking, call::Call},
    look::{Bar, Cell, Counted, State},
    pages::{paths, shared::burden::board_cell},
};
use earnest_app::{BoardRound, ChildUnit, burden::burden_show::UnitBurden, figures::board_show::Board};
use earnest_model::{
    figures::figure_name::FigureName,
    fraction::Fraction,
    id::{RoundId, UnitId},
    plans::plan::PlanState,
};

pub fn row(call: &Call<'_>, board: &Board, child: &ChildUnit, burdens: Option<&[UnitBurden]>) -> Vec<Cell> {
    let unit = child.unit.id;
    let href = if child.beneath > 0 {
        let beneath = paths::figures::board().asking("unit", &child.unit.code);
        let of_round = |beneath: String, round: &BoardRound| {
            beneath.asking("organiser", board.organiser()).asking("round", round.number)
        };
        let beneath = board.round.iter().fold(beneath, of_round);
        let beneath = paths::figures::in_programme(beneath, &board.whose);
        if board.day == call.today { beneath } else { beneath.asking("as_of", board.day) }
    } else {
        paths::units::unit(&child.unit.code)
    };
    let closed = child.unit.closed.is_some_and(|closed| closed <= board.day);
    let name = child.unit.name.as_str();
    let elsewhere = board.elsewhere.contains(&unit);
    let name = match (closed, elsewhere) {
        (true, _) => call.tr.unit_closed_name(name),
        (false, true) => call.tr.unit_elsewhere_name(name),
        (false, false) => name.to_owned(),
    };
    let asked = burdens.map(|burdens| board_cell(call, burdens, unit));
    let first = [
        Cell::link(name, href),
        measures(call, board, child),
        duties(call, board, child),
        plan(call, board, child),
        seminar(call, board, unit),
    ];
    let cells = [observation(call, board, child), spot_check(call, board, child), rating(call, board, unit)];
    let row = first.into_iter().chain(activities(call, board, unit)).chain(cells).chain(asked);
    if elsewhere { row.map(Cell::without_way).collect() } else { row.collect() }
}

/// The unit's own leading group in its own round, by the same rules and told apart: no count of those beneath holds it.
pub fn leaders(call: &Call<'_>, board: &Board, own: &ChildUnit, burdens: bool) -> Vec<Cell> {
    let (tr, unit) = (call.tr, own.unit.id);
    let sent = board.columns.sent.iter().find(|(found, _)| *found == unit).map(|(_, sent)| sent);
    let heard = match sent {
        _ if board.columns.leaders_heard => State::done(tr.round_session_observed()).into(),
        Some(sent) => State::under_way(tr.board_sent(i64::try_from(sent.value()).unwrap_or(i64::MAX))).into(),
        None => dash(call),
    };
    let name = Cell::link(tr.leading_group_of(own.unit.name.as_str()), paths::units::unit(&own.unit.code));
    let first = [name, dash(call), dash(call), plan(call, board, own), seminar(call, board, unit)];
    let last = [heard, dash(call), rating(call, board, unit)];
    let asked = burdens.then(|| dash(call));
    first.into_iter().chain(activities(call, board, unit)).chain(last).chain(asked).collect()
}

fn dash(call: &Call<'_>) -> Cell {
    Cell::NotYet(call.tr.common_not_yet().into_owned())
}

fn duties(call: &Call<'_>, board: &Board, child: &ChildUnit) -> Cell {
    let Some(row) = board.columns.duties.iter().find(|row| row.unit() == child.unit.id) else {
        return dash(call);
    };
    let words = match row.tier {
        None => call.tr.board_duties_none().into_owned(),
        Some(tier) => {
            let name = call.pack().tier_name_at(tier, call.lang.tag());
            if row.acknowledged.value() == row.laid.value() {
                call.tr.board_duties_down(name)
            } else {
                call.tr.board_duties_until(name)
            }
        }
    };
    let late = row.acknowledged.value() * 2 < row.laid.value();
    let href = paths::figures::traced(&row.acknowledged, &child.unit.code, &child.unit.code);
    Cell::from(Bar::new(&row.acknowledged, &row.laid, words, href).late(late))
}

fn plan(call: &Call<'_>, board: &Board, child: &ChildUnit) -> Cell {
    let Some((_, plan)) = board.columns.plans.iter().find(|(unit, _)| *unit == child.unit.id) else {
        return if !board.owes(child.unit.id) {
            Cell::Noted(call.tr.board_plan_not_owed().into_owned(), String::new())
        } else if board.owes_plans() {
            State::not_begun(call.tr.board_plan_none()).into()
        } else {
            dash(call)
        };
    };
    let word = call.word_of(*plan);
    let state = match plan {
        PlanState::Approved | PlanState::ApprovedWithRemarks => State::done(word),
        PlanState::Returned => State::trouble(word),
        PlanState::Submitted => State::under_way(word),
    };
    let round = board.round.as_ref().map_or(RoundId(0), |round| round.id);
    Cell::StateLink(state, paths::plans::latest(&child.unit.code, round))
}

fn seminar(call: &Call<'_>, board: &Board, unit: UnitId) -> Cell {
    let Some((_, day, came)) = board.columns.seminars.iter().find(|(found, ..)| *found == unit) else {
        return dash(call);
    };
    // The year stands there where it is not the round's.
    let year = board.round.as_ref().map(|round| round.opens_on.year().to_string());
    let of_year = year.and_then(|year| day.strip_prefix(&year)?.strip_prefix('-'));
    let day = of_year.unwrap_or(day);
    // What is said of the lead stands beside the day, whoever leads; a record that says nothing of it says nothing here.
    let Some(came) = came else { return State::done(day).into() };
    let words = call.tr.board_session_lead(call.word_of(*came), day);
    if came.took_part() { State::done(words).into() } else { State::under_way(words).into() }
}

/// The activities besides the seminar that the unit owes the round: all held, or which are not; no cell where the round owes none.
fn activities(call: &Call<'_>, board: &Board, unit: UnitId) -> Option<Cell> {
    let (owed, held) = &board.columns.activities;
    let open = owed.iter().filter(|kind| !held.contains(&(unit, **kind)));
    let open: Vec<_> = open.map(|kind| call.word_of(*kind)).collect();
    if owed.is_empty() {
        return None;
    }
    let state = match open.is_empty() {
        true => State::done(call.tr.activity_all_held()),
        false => State::not_begun(call.tr.activity_open(open.join(&*call.tr.circular_comma()))),
    };
    Some(state.into())
}

/// Sheets handed in, of how many observers were sent; it opens to the sheets.
fn observation(call: &Call<'_>, board: &Board, child: &ChildUnit) -> Cell {
    let sent = board.columns.sent.iter().find(|(unit, _)| *unit == child.unit.id);
    let Some((_, sent)) = sent else { return dash(call) };
    let Some(sheets) = board.cell(child.unit.id, FigureName::ObservationSheets) else {
        let sent = i64::try_from(sent.value()).unwrap_or(i64::MAX);
        return State::under_way(call.tr.board_sent(sent)).into();
    };
    let href = paths::figures::traced(sheets, &child.unit.code, board.organiser());
    let count = Counted::part(call.tr, sheets, sent, href);
    Cell::count(count, if sheets.value() >= sent.value() { State::done } else { State::under_way })
}

fn spot_check(call: &Call<'_>, board: &Board, child: &ChildUnit) -> Cell {
    let Some(drawn) = board.cell(child.unit.id, FigureName::SpotChecks) else { return dash(call) };
    let href = paths::figures::traced(drawn, &child.unit.code, board.organiser());
    let assessed = board.cell(child.unit.id, FigureName::SpotChecksAssessed);
    let done = assessed.is_some_and(|assessed| assessed.value() == drawn.value());
    let count = Counted::of_whole(call.tr, assessed, drawn, href);
    Cell::count(count, if done { State::done } else { State::under_way })
}

fn rating(call: &Call<'_>, board: &Board, unit: UnitId) -> Cell {
    let Some((_, grade, score)) = board.columns.ratings.iter().find(|(found, ..)| *found == unit) else {
        return dash(call);
    };
    let standard = call.pack().standard.as_ref();
    let name = standard.and_then(|standard| standard.grade_named(grade));
    let name = name.map_or(grade.as_str(), |grade| grade.name.get(call.lang.tag()));
    let score = score.as_deref().and_then(|score| Fraction::parse(score).ok()).map(|score| score.rounded(1));
    Cell::Noted(name.to_owned(), score.unwrap_or_default())
}

fn measures(call: &Call<'_>, board: &Board, child: &ChildUnit) -> Cell {
    let Some(all) = board.cell(child.unit.id, FigureName::LedgerMeasures) else { return dash(call) };
    let closed = board.cell(child.unit.id, FigureName::LedgerClosed);
    let href = paths::figures::traced(all, &child.unit.code, board.organiser());
    Counted::of_whole(call.tr, closed, all, href).into()
}
