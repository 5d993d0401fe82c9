//! A row of the board: each column as sign, word and colour. A dash is 'not yet', a nought is a nought.

use crate::{
    frame::{address::Asking, call::Call},
    look::{Bar, Cell, State},
    pages::{paths, shared::burden::board_cell},
};
use earnest_app::{ChildUnit, Tally, burden::burden_show::UnitBurden, figures::board_show::Board};
use earnest_model::{
    figures::figure::{FigureName, Traced},
    fraction::Fraction,
    id::{RoundId, UnitId},
};

pub fn row(call: &Call<'_>, board: &Board, child: &ChildUnit, burdens: &[UnitBurden]) -> Vec<Cell> {
    let unit = child.unit.id;
    let href = if child.beneath > 0 {
        let beneath = paths::figures::board().asking("unit", &child.unit.code);
        board.round.iter().fold(beneath, |beneath, round| beneath.asking("round", round.number))
    } else {
        paths::units::unit(&child.unit.code)
    };
    vec![
        Cell::link(child.unit.name.as_str(), href),
        duties(call, board, child),
        plan(call, board, child),
        seminar(call, board, unit),
        observation(call, board, unit),
        spot_check(call, board, child),
        rating(call, board, unit),
        measures(call, board, child),
        board_cell(call, burdens, unit),
    ]
}

fn dash(call: &Call<'_>) -> Cell {
    Cell::NotYet(call.tr.common_not_yet().into_owned())
}

fn of(tallies: &[Tally], unit: UnitId) -> impl Iterator<Item = &Tally> {
    tallies.iter().filter(move |tally| tally.unit == unit)
}

fn sum(tallies: &[Tally], unit: UnitId, states: &[&str]) -> i64 {
    of(tallies, unit)
        .filter(|tally| states.is_empty() || states.contains(&tally.state.as_str()))
        .map(|tally| tally.count)
        .sum()
}

fn duties(call: &Call<'_>, board: &Board, child: &ChildUnit) -> Cell {
    let Some(row) = board.columns.duties.iter().find(|row| row.unit == child.unit.id) else {
        return dash(call);
    };
    let words = match row.tier {
        None => call.tr.board_duties_none().into_owned(),
        Some(tier) => {
            let name = call.state.pack.tier_name_at(tier, call.lang.tag());
            if row.acknowledged == row.laid {
                call.tr.board_duties_down(name)
            } else {
                call.tr.board_duties_until(name)
            }
        }
    };
    let late = row.acknowledged * 2 < row.laid;
    let (part, whole) = (u64::try_from(row.acknowledged).unwrap_or(0), u64::try_from(row.laid).unwrap_or(0));
    Cell::from(Bar::new(part, whole, words).late(late))
}

fn plan(call: &Call<'_>, board: &Board, child: &ChildUnit) -> Cell {
    let Some(tally) = of(&board.columns.plans, child.unit.id).next() else {
        return if board.owes_plans() {
            State::not_begun(call.tr.board_plan_none()).into()
        } else {
            dash(call)
        };
    };
    let word = call.word(&format!("plan-state-{}", tally.state));
    let state = match tally.state.as_str() {
        "approved" | "approved-with-remarks" => State::done(word),
        "returned" => State::trouble(word),
        _ => State::under_way(word),
    };
    let round = board.round.as_ref().map_or(RoundId(0), |round| round.id);
    Cell::StateLink(state, paths::plans::latest(&child.unit.code, round))
}

fn seminar(call: &Call<'_>, board: &Board, unit: UnitId) -> Cell {
    match board.columns.seminars.iter().find(|(found, _)| *found == unit) {
        Some((_, day)) => State::done(day.get(5..).unwrap_or(day)).into(),
        None => dash(call),
    }
}

fn observation(call: &Call<'_>, board: &Board, unit: UnitId) -> Cell {
    let (sent, done) =
        (sum(&board.columns.observations, unit, &[]), sum(&board.columns.observations, unit, &["submitted"]));
    match (sent, done) {
        (0, _) => dash(call),
        (sent, done) if sent == done => State::done(call.tr.board_observed(done)).into(),
        (sent, 0) => State::under_way(call.tr.board_sent(sent)).into(),
        (sent, done) => State::under_way(call.tr.ratio(done, sent)).into(),
    }
}

fn spot_check(call: &Call<'_>, board: &Board, child: &ChildUnit) -> Cell {
    let Some(drawn) = board.cell(child.unit.id, FigureName::SpotChecks) else { return dash(call) };
    let assessed = board.cell(child.unit.id, FigureName::SpotChecksAssessed).map_or(0, Traced::value);
    let words = call.tr.ratio(assessed, drawn.value());
    let state = if drawn.value() == assessed { State::done(words) } else { State::under_way(words) };
    Cell::StateLink(state, paths::figures::traced(drawn, &child.unit.code, board.organiser()))
}

fn rating(call: &Call<'_>, board: &Board, unit: UnitId) -> Cell {
    let Some((_, grade, score)) = board.columns.ratings.iter().find(|(found, ..)| *found == unit) else {
        return dash(call);
    };
    let standard = call.state.pack.standard.as_ref();
    let name = standard.and_then(|standard| standard.grade_named(grade));
    let name = name.map_or(grade.as_str(), |grade| grade.name.get(call.lang.tag()));
    let score = score.as_deref().and_then(|score| Fraction::parse(score).ok()).map(|score| score.rounded(1));
    Cell::Noted(name.to_owned(), score.unwrap_or_default())
}

fn measures(call: &Call<'_>, board: &Board, child: &ChildUnit) -> Cell {
    let Some(all) = board.cell(child.unit.id, FigureName::LedgerMeasures) else { return dash(call) };
    let closed = board.cell(child.unit.id, FigureName::LedgerClosed).map_or(0, Traced::value);
    let href = paths::figures::traced(all, &child.unit.code, board.organiser());
    Cell::link(call.tr.ratio(closed, all.value()), href)
}
