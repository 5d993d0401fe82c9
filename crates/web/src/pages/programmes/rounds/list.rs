//! The rounds, organiser by organiser.

use super::state::state;
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Cell, Nav, Notice, Shell, Table, Tone},
    pages::{paths, shared::choose_round::whose},
};
use askama::Template;
use earnest_app::programmes::rounds_list::{OrganisedRound, list_rounds};
use earnest_model::permit::{ActionKind, may_somewhere};

#[derive(Template)]
#[template(path = "pages/programmes/rounds/rounds.html")]
struct RoundsPage {
    shell: Shell,
    organisers: Vec<Organised>,
    /// Where the office sets up a programme.
    begin: Option<String>,
    /// The other list: address and words.
    other: Option<(String, String)>,
    empty: Option<Notice>,
}

/// An organiser with its rounds and the way to its programme.
struct Organised {
    name: String,
    programme: String,
    table: Table,
}

pub(super) fn list(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let rounds = list_rounds(&call.context())?;
    let archived = call.asked_yes("archived")?;
    let (put_away, in_use): (Vec<_>, Vec<_>) =
        rounds.rounds.into_iter().partition(|found| found.state.is_put_away());
    let other = match (archived, put_away.is_empty()) {
        (true, _) => Some((paths::programmes::rounds(), tr.round_list_in_use().into_owned())),
        (false, false) => {
            let href = paths::programmes::rounds().asking("archived", 1);
            Some((href, tr.round_list_archived().into_owned()))
        }
        (false, true) => None,
    };
    let shown = if archived { put_away } else { in_use };
    let organisers: Vec<_> = shown
        .chunk_by(|one, other| one.round.programme == other.round.programme)
        .filter_map(|chunk| {
            let first = chunk.first()?;
            let programme = paths::programmes::programme(first.round.programme);
            let name = whose(call, &first.organiser, first.programme.as_ref());
            Some(Organised { name, programme, table: table(call, chunk) })
        })
        .collect();
    let may_begin = may_somewhere(ActionKind::SetUpProgramme, call.actor, call.today);
    let begin = may_begin.then(paths::programmes::programme_new);
    let mut shell = call.shell(Some(Nav::Rounds), tr.round_list_title());
    if let Some(programme) = &rounds.programme {
        shell = shell.lede(tr.round_programme(programme.goal.as_str(), programme.title.as_str()));
    }
    let empty = organisers.is_empty().then(|| Notice::new(Tone::Empty, tr.round_none()));
    page(&RoundsPage { shell, organisers, begin, other, empty })
}

fn table(call: &Call<'_>, rounds: &[OrganisedRound]) -> Table {
    let tr = call.tr;
    let rows = rounds.iter().map(|found| {
        let round = &found.round;
        [
            Cell::link(
                tr.round_name(i64::from(round.number), round.topic.as_str()),
                paths::programmes::round(round.id),
            ),
            state(call, round.state).into(),
            Cell::Text(tr.date_iso(round.opens_on)),
            Cell::Text(tr.date_iso(round.plans_due_on)),
            Cell::Text(tr.date_iso(round.ends_on)),
        ]
    });
    let whose = |found: &OrganisedRound| whose(call, &found.organiser, found.programme.as_ref());
    let organiser = rounds.first().map(whose).unwrap_or_default();
    Table::new(tr.round_caption(organiser))
        .column(tr.round_round())
        .column(tr.round_state())
        .column(tr.round_opens())
        .column(tr.round_plans_due())
        .column(tr.round_ends())
        .rows(rows)
}
