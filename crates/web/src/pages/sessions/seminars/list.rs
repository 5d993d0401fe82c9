//! The list of sessions.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Amount, Cell, Counted, Nav, Notice, Paging, Shell, Table, Tone},
    pages::{
        paths,
        shared::{
            choose_round::round_of,
            of_programme::{kept, list_asked_of_round, programmes_listed},
        },
    },
};
use askama::Template;
use earnest_app::{
    programmes::{rounds_list::RoundName, rounds_name::name_rounds},
    sessions::seminar_show::{SeminarHeld, list_seminars},
};
use earnest_model::{
    actor::Role,
    figures::count::Count,
    id::RoundId,
    permit::{ActionKind, may_somewhere},
};
use std::collections::HashMap;

/// Sessions on a page.
const PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "pages/sessions/seminars/list.html")]
struct SeminarsPage {
    shell: Shell,
    table: Table,
    paging: Option<Paging>,
    records: bool,
}

pub(super) fn seminars(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let list = list_seminars(&call.context(), list_asked_of_round(call)?, call.rows_arranged(PAGE))?;
    let rounds = name_rounds(&call.context(), list.seminars.iter().filter_map(|held| held.round))?;
    let table = Table::new(tr.seminar_list_caption())
        .column(tr.seminar_unit())
        .by("unit")
        .column(tr.seminar_kind())
        .by("kind")
        .column(tr.seminar_round())
        .by("round")
        .column(tr.seminar_day())
        .by("day")
        .numbers(tr.seminar_attendance())
        .by("attendance")
        .numbers(tr.seminar_concrete())
        .by("concrete")
        .numbers(tr.seminar_interactions())
        .by("interactions")
        .column(tr.seminar_make_up())
        .rows(list.seminars.iter().map(|held| row(call, held, &rounds)))
        .or_say(Notice::new(Tone::Empty, tr.seminar_none()));
    let table = call.arranged_whole(table, list.next.is_some())?;
    let shell = call
        .shell_of_list(Some(Nav::Observations), tr.seminar_list_title())
        .lede(tr.seminar_list_lede())
        .listed(programmes_listed(call, true)?)
        .crumb(tr.sheet_list_title(), Some(&paths::assessing::sheets()));
    if let Some(file) = call.file(&shell, ("sessions", list.next.is_some()), [&table])? {
        return Ok(file);
    }
    let next = list.next.map(|id| kept(call, paths::sessions::seminars()).asking("before", id));
    let shown = list.seminars.len();
    page(&SeminarsPage {
        shell,
        table,
        paging: next.is_some().then(|| Paging::of_more(tr, shown).next(next)),
        records: may_somewhere(ActionKind::RecordSeminar, call.actor, call.today),
    })
}

fn row(call: &Call<'_>, held: &SeminarHeld, rounds: &HashMap<RoundId, RoundName>) -> [Cell; 8] {
    let (tr, session) = (call.tr, &held.session);
    let all = Count::of(&session.body.speeches);
    let concrete = Count::of_those(&session.body.speeches, |speech| speech.is_concrete());
    [
        unit(call, held),
        Cell::link(call.word_of(session.kind), paths::ledger::seminar_files(held.id)),
        round(call, held, rounds),
        Cell::Noted(tr.date_iso(session.held_on), tr.seminar_minutes(i64::from(session.minutes))),
        attendance(call, held),
        Counted::part_beside(tr, &concrete, &all).into(),
        Amount::told(tr, session.interactions()).into(),
        make_up(call, held),
    ]
}

/// The round, with whose it is.
fn round(call: &Call<'_>, held: &SeminarHeld, rounds: &HashMap<RoundId, RoundName>) -> Cell {
    let Some(id) = held.round else { return call.tr.seminar_no_round().into_owned().into() };
    match rounds.get(&id) {
        Some(named) => round_of(call, rounds, id, named.number).into(),
        None => Cell::NotYet(call.tr.common_not_yet().into_owned()),
    }
}

/// The unit; of a record that was taken back, that it was.
fn unit(call: &Call<'_>, held: &SeminarHeld) -> Cell {
    let way = paths::sessions::seminar(held.id);
    if held.standing.stands() {
        return Cell::link(held.name.as_str(), way);
    }
    Cell::link(call.tr.seminar_withdrawn(held.name.as_str()), way)
}

/// Who came of who was expected; who had leave, where anybody had.
fn attendance(call: &Call<'_>, held: &SeminarHeld) -> Cell {
    let (tr, session) = (call.tr, &held.session);
    let ratio = String::from(Amount::told_of(tr, session.present, session.expected));
    match session.body.leave {
        0 => ratio.into(),
        leave => Cell::Noted(ratio, tr.seminar_on_leave(i64::from(leave))),
    }
}

/// How many caught up; for whoever may record a make-up, the way to it while somebody is missing.
fn make_up(call: &Call<'_>, held: &SeminarHeld) -> Cell {
    let (tr, session) = (call.tr, &held.session);
    let words = match session.made_up() {
        0 => tr.common_not_yet().into_owned(),
        some => tr.seminar_made_up(i64::from(some)),
    };
    let records = call.actor.holdings(call.today).any(|holding| {
        holding.role == Role::UnitOfficer
            && holding.unit == held.unit
            && session.missing() > 0
            && held.standing.stands()
    });
    if !records {
        return words.into();
    }
    let way = paths::sessions::seminar_make_up(held.id);
    // What one may do is no content of the list: its file says what was made up.
    match (session.made_up(), call.query.get("as")) {
        (0, "") => Cell::link(tr.seminar_make_up_add(), way),
        (0, _) => words.into(),
        _ => Cell::link(words, way),
    }
}
