//! Visits: planned and carried out, tour by tour.

use super::show;
use crate::{
    frame::{
        call::Call,
        reply::{Outcome, page},
    },
    look::{Cell, Nav, Notice, Shell, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    PlannedVisit, VisitLine,
    programmes::round_file::visits_of_round,
    visits::visit_show::{VisitList, list_visits},
};
use earnest_model::permit::{ActionKind, may_somewhere};

#[derive(Template)]
#[template(path = "pages/visits/visits.html")]
struct VisitsPage {
    shell: Shell,
    plans: bool,
    planned: Vec<(String, Table)>,
    /// Day, leader, what they left, and its page.
    guidance: Vec<(String, String, String, String)>,
    tours: Vec<(String, Table)>,
    /// What was called off.
    off: Option<Table>,
    empty: Option<Notice>,
}

pub(super) fn visits(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let list = match call.asked("round")? {
        None => list_visits(&call.context(), call.query.find("unit"))?,
        Some(round) => VisitList { made: visits_of_round(&call.context(), round)?, ..VisitList::default() },
    };
    let tours = list
        .made
        .chunk_by(|a, b| a.tour == b.tour)
        .filter_map(|tour| {
            let first = tour.first()?;
            let title = format!(
                "{} · {} · {} · {}",
                first.organiser,
                first.tour_purpose,
                first.leader,
                tr.date_long(first.visited_on)
            );
            Some((title.clone(), table(call, title, tour)))
        })
        .collect::<Vec<_>>();
    let planned = planned(call, &list);
    let guidance = list
        .guidance
        .iter()
        .map(|one| {
            let href = paths::visits::guidance(one.id);
            (tr.date_short(one.visited_on), one.leader.clone(), one.body.clone(), href)
        })
        .collect();
    let empty =
        (list.made.is_empty() && planned.is_empty()).then(|| Notice::new(Tone::Empty, tr.visits_empty()));
    let mut shell = call.shell_of_list(Some(Nav::Visits), tr.visits_title()).lede(tr.visits_lede());
    if call.query.get("done") == "1" {
        shell = shell.notice(Notice::new(Tone::Done, tr.tour_planned()));
    }
    let off = called_off(call, &list);
    // A file of no visits has the heads of its columns.
    let none = (planned.is_empty() && tours.is_empty() && off.is_none())
        .then(|| table(call, tr.visits_title().into_owned(), &[]));
    let tables = planned.iter().chain(&tours).map(|(_, table)| table).chain(&off).chain(&none);
    if let Some(file) = call.file(&shell, ("visits", false), tables)? {
        return Ok(file);
    }
    page(&VisitsPage {
        shell,
        plans: may_somewhere(ActionKind::PlanTour, call.actor, call.today),
        planned,
        guidance,
        tours,
        off,
        empty,
    })
}

/// Tours that are to be made.
fn planned(call: &Call<'_>, list: &VisitList) -> Vec<(String, Table)> {
    let tr = call.tr;
    let tours = list.planned.chunk_by(|a, b| a.tour == b.tour);
    let tour = |visits: &[PlannedVisit]| {
        let first = visits.first()?;
        let title = format!(
            "{} · {} · {} · {}",
            first.organiser_name,
            first.purpose,
            first.leader,
            tr.date_long(first.days.0)
        );
        let rows = visits.iter().map(|visit| {
            let why = visit.chosen_by.map(|why| call.word_of(why));
            [
                Cell::link(visit.name.as_str(), paths::visits::visit(visit.id)),
                Cell::Text(call.pack().class_name(&visit.class, call.lang.tag()).to_owned()),
                days(call, visit),
                Cell::Text(why.unwrap_or_default()),
            ]
        });
        let table = Table::new(title.as_str())
            .column(tr.ledger_column_unit())
            .column(tr.unit_class())
            .column(tr.tour_days())
            .column(tr.tour_chosen_by())
            .rows(rows);
        Some((title, table))
    };
    tours.filter_map(tour).collect()
}

/// The days of a planned visit; with the reason of one that was moved.
fn days(call: &Call<'_>, visit: &PlannedVisit) -> Cell {
    let tr = call.tr;
    let days = format!("{} – {}", tr.date_iso(visit.days.0), tr.date_iso(visit.days.1));
    match &visit.moved {
        Some(why) => Cell::Noted(days, format!("{} {why}", tr.visit_moved())),
        None => Cell::Text(days),
    }
}

/// Visits that were called off, with the reason.
fn called_off(call: &Call<'_>, list: &VisitList) -> Option<Table> {
    let tr = call.tr;
    let rows = list.called_off.iter().filter_map(|visit| {
        let (day, why) = visit.called_off.as_ref()?;
        Some([
            Cell::link(visit.name.as_str(), paths::visits::visit(visit.id)),
            Cell::Text(format!("{} · {}", visit.organiser_name, visit.leader)),
            Cell::Text(tr.date_iso(*day)),
            Cell::Text(why.clone()),
        ])
    });
    let table = Table::new(tr.visits_called_off())
        .column(tr.ledger_column_unit())
        .column(tr.visit_organiser())
        .column(tr.visit_called_off_on())
        .column(tr.visit_reason())
        .rows(rows);
    (!list.called_off.is_empty()).then_some(table)
}

fn table(call: &Call<'_>, title: String, tour: &[VisitLine]) -> Table {
    let rows = tour.iter().map(|visit| {
        [
            Cell::link(visit.unit_name.as_str(), paths::visits::visit(visit.id)),
            Cell::Text(call.pack().class_name(&visit.unit_class, call.lang.tag()).to_owned()),
            Cell::Text(call.tr.date_iso(visit.visited_on)),
            Cell::Text(show::methods(call, visit)),
        ]
    });
    Table::new(title)
        .column(call.tr.ledger_column_unit())
        .column(call.tr.unit_class())
        .column(call.tr.visits_column_day())
        .column(call.tr.visits_column_methods())
        .rows(rows)
}
