//! Visits: tour by tour, and one with its meetings, interviews and what it left.

use crate::{
    call::Call,
    look::{Cell, Nav, Notice, Shell, Table, Tone},
    reply::{Outcome, page},
    route::{Need, Route, get},
};
use askama::Template;
use earnest_app::{
    VisitLine, VisitParts,
    visit_show::{list_visits, show_visit},
};
use earnest_model::{id::VisitId, permit::ActionKind};

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/visits", Need::May(ActionKind::ReadVisits), visits),
    get("/visits/{id}", Need::May(ActionKind::ReadVisits), visit),
];

#[derive(Template)]
#[template(path = "pages/visits/visits.html")]
struct VisitsPage {
    shell: Shell,
    tours: Vec<(String, Table)>,
    empty: Option<Notice>,
}

fn visits(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let lines = list_visits(&call.context(), call.query.find("unit"))?;
    let tours = lines
        .chunk_by(|a, b| a.tour == b.tour)
        .filter_map(|tour| {
            let first = tour.first()?;
            let title =
                format!("{} · {} · {}", first.tour_purpose, first.leader, tr.date_words(first.visited_on));
            Some((title.clone(), table(call, title, tour)))
        })
        .collect::<Vec<_>>();
    if let Some(file) = call.file("visits", false, tours.iter().map(|(_, table)| table))? {
        return Ok(file);
    }
    let empty = lines.is_empty().then(|| Notice::new(Tone::Empty, tr.visits_empty()));
    page(&VisitsPage {
        shell: call.shell_of_list(Some(Nav::Visits), tr.visits_title()).lede(tr.visits_lede()),
        tours,
        empty,
    })
}

fn table(call: &Call<'_>, title: String, tour: &[VisitLine]) -> Table {
    let rows = tour.iter().map(|visit| {
        let methods: Vec<_> =
            visit.methods.iter().map(|word| call.word(&format!("visit-method-{word}"))).collect();
        [
            Cell::link(visit.unit_name.as_str(), format!("/visits/{}", visit.id)),
            Cell::Text(call.state.pack.class_name(&visit.unit_class, call.lang.tag()).to_owned()),
            Cell::Text(call.tr.date_short(visit.visited_on)),
            Cell::Text(methods.join(" · ")),
        ]
    });
    Table::new(title)
        .column(call.tr.ledger_column_unit())
        .column(call.tr.unit_class())
        .column(call.tr.visits_column_day())
        .column(call.tr.visits_column_methods())
        .rows(rows)
}

#[derive(Template)]
#[template(path = "pages/visits/visit.html")]
struct VisitPage {
    shell: Shell,
    facts: Vec<(String, String)>,
    meetings: Table,
    interviews: Table,
    items: Table,
}

fn visit(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let (line, parts) = show_visit(&call.context(), call.id::<VisitId>("id")?)?;
    let facts = vec![
        (tr.visits_column_day().into_owned(), tr.date_long(line.visited_on)),
        (tr.visit_leader().into_owned(), line.leader.clone()),
        (tr.visit_purposes().into_owned(), line.purposes.join(" · ")),
        (tr.visit_summary().into_owned(), line.summary.clone()),
    ];
    let shell = call
        .shell(Some(Nav::Visits), line.unit_name.as_str())
        .crumb(tr.visits_title(), Some("/visits"))
        .crumb(line.unit_name.as_str(), Some(&format!("/units/{}", line.unit_code)));
    page(&VisitPage {
        shell,
        facts,
        meetings: meetings(call, &parts),
        interviews: interviews(call, &parts),
        items: items(call, &parts),
    })
}

fn meetings(call: &Call<'_>, parts: &VisitParts) -> Table {
    let tr = call.tr;
    let rows = parts.meetings.iter().map(|(_, kind, participants, tiers)| {
        [
            Cell::Text(call.word(&format!("meeting-kind-{kind}"))),
            Cell::Text(tiers.clone()),
            Cell::Text(tr.number(i64::from(*participants))),
        ]
    });
    Table::new(tr.visit_meetings())
        .column(tr.visit_meeting_kind())
        .column(tr.visit_meeting_tiers())
        .numbers(tr.visit_meeting_participants())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.visit_no_meetings()))
}

fn interviews(call: &Call<'_>, parts: &VisitParts) -> Table {
    let tr = call.tr;
    let rows = parts
        .interviews
        .iter()
        .map(|(_, role)| [Cell::Text(role.clone()), Cell::Text(tr.visit_sealed().into_owned())]);
    Table::new(tr.visit_interviews())
        .column(tr.visit_interview_role())
        .column(tr.visit_interview_content())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.visit_no_interviews()))
}

fn items(call: &Call<'_>, parts: &VisitParts) -> Table {
    let tr = call.tr;
    let rows = parts.items.iter().map(|item| {
        let due = item.reply_due_on.clone().unwrap_or_else(|| tr.common_not_yet().into_owned());
        [
            Cell::Text(item.body.clone()),
            Cell::Text(call.word(&format!("visit-item-kind-{}", item.kind))),
            Cell::Text(call.word(&format!("visit-reach-{}", item.reach))),
            Cell::Text(due),
        ]
    });
    Table::new(tr.visit_items())
        .column(tr.visit_item_body())
        .column(tr.visit_item_kind())
        .column(tr.visit_item_reach())
        .column(tr.visit_item_reply())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.visit_no_items()))
}
