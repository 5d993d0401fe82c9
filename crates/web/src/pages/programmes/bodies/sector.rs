//! A body's sector in a round: each unit with its plan and who was sent to its session.

use super::words::{part, sector_words};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Cell, Nav, Notice, Shell, State, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::programmes::bodies_show::{SectorLine, SectorView, show_sector};
use earnest_model::plans::plan::PlanState;

#[derive(Template)]
#[template(path = "pages/programmes/bodies/sector.html")]
struct SectorPage {
    shell: Shell,
    /// Rounds: words, address, whether it is shown.
    rounds: Vec<(String, String, bool)>,
    plan: Option<String>,
    table: Table,
}

pub(super) fn show(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let view = show_sector(&call.context(), call.id("id")?, call.asked("round")?)?;
    let programme = &view.programme;
    let covers = match sector_words(call, &view.body) {
        Cell::Text(words) => words,
        _ => tr.common_not_yet().into_owned(),
    };
    let rounds = view.rounds.iter().map(|round| {
        let chosen = view.round.as_ref().is_some_and(|shown| shown.id == round.id);
        let words = tr.round_name(i64::from(round.number), round.topic.as_str());
        (words, paths::programmes::body(view.body.id).asking("round", round.id), chosen)
    });
    let sends = view.lines.iter().any(|line| line.may_send);
    page(&SectorPage {
        shell: call
            .shell(Some(Nav::Rounds), view.body.name.as_str())
            .lede(tr.body_sector_lede(view.lines.len(), covers, part(call, &view.body)))
            .crumb(tr.round_list_title(), Some(&paths::programmes::rounds()))
            .crumb(programme.title.as_str(), Some(&paths::programmes::programme(programme.id)))
            .crumb(tr.body_title(), Some(&paths::programmes::bodies(programme.id))),
        rounds: rounds.collect(),
        plan: view
            .round
            .as_ref()
            .filter(|round| sends && round.takes_assessment().is_ok())
            .map(|round| paths::assessing::observations_plan().asking("round", round.id).asking("each", "1")),
        table: table(call, &view),
    })
}

fn table(call: &Call<'_>, view: &SectorView) -> Table {
    let tr = call.tr;
    let takes = view.round.as_ref().filter(|round| round.takes_assessment().is_ok());
    let rows = view.lines.iter().map(|line| {
        let sent = match (line.unit.observers.as_slice(), takes) {
            ([], Some(round)) if line.may_send => Cell::link(
                tr.body_send_observer(),
                paths::assessing::observation_new().asking("round", round.id).asking("unit", &line.unit.code),
            ),
            ([], _) => Cell::NotYet(tr.common_not_yet().into_owned()),
            (some, _) => some.join(" · ").into(),
        };
        [Cell::from(line.unit.name.as_str()), plan(call, line), sent]
    });
    Table::new(tr.body_sector())
        .column(tr.observation_of_unit())
        .column(tr.body_plan())
        .column(tr.observation_who())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.body_sector_empty()))
}

fn plan(call: &Call<'_>, line: &SectorLine) -> Cell {
    let Some((id, state)) = line.unit.plan else { return State::not_begun(call.tr.body_plan_none()).into() };
    let word = call.word_of(state);
    let state = match state {
        PlanState::Approved | PlanState::ApprovedWithRemarks => State::done(word),
        PlanState::Submitted => State::under_way(word),
        PlanState::Returned => State::trouble(word),
    };
    if line.may_read { Cell::StateLink(state, paths::plans::plan(id)) } else { state.into() }
}
