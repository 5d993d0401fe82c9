//! Guidance for all units: what it says, who acknowledged it, and the button to do so.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page, see},
    },
    look::{Cell, Counted, Nav, Notice, Shell, State, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    AppError,
    visits::guidance::{ReadersWanted, acknowledge_guidance, show_guidance, visit_of_item},
};
use earnest_model::id::VisitItemId;

#[derive(Template)]
#[template(path = "pages/visits/guidance.html")]
struct GuidancePage {
    shell: Shell,
    facts: Vec<(String, String)>,
    action: String,
    /// Code of the unit, and what the button says.
    waits: Vec<(String, String)>,
    /// How many acknowledged it, of how many.
    count: String,
    /// All of them, or those alone that did or did not.
    ways: Vec<(String, String)>,
    readers: Table,
    next: Option<String>,
}

/// Units on a page.
const PAGE: i64 = 200;

pub(super) fn show(call: &Call<'_>) -> Outcome {
    let (tr, id): (_, VisitItemId) = (call.tr, call.id("id")?);
    let read = match call.query.get("read") {
        "1" => Some(true),
        "0" => Some(false),
        _ => None,
    };
    let wanted = ReadersWanted { read, after: call.query.get("after").parse().ok(), limit: call.rows(PAGE) };
    let view = match show_guidance(&call.context(), id, wanted) {
        // What a visit left at one unit stands on the page of the visit.
        Err(AppError::NotFound) => return see(paths::visits::visit(visit_of_item(&call.context(), id)?)),
        view => view?,
    };
    let rows = view.readers.iter().map(|reader| {
        let state: Cell = match reader.read_on {
            Some(day) => State::done(tr.guidance_read(tr.date_short(day))).into(),
            None => State::not_begun(tr.guidance_unread()).into(),
        };
        [Cell::link(reader.name.as_str(), paths::units::unit(&reader.code)), state]
    });
    let readers = Table::new(tr.guidance_readers())
        .column(tr.ledger_column_unit())
        .column(tr.guidance_column())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.cascade_no_units()));
    let mut shell = call
        .shell_of_list(Some(Nav::Visits), tr.visit_guidance_all())
        .crumb(tr.visits_title(), Some(&paths::visits::visits()));
    if let Some(day) = view.guidance.taken_back {
        shell = shell.notice(Notice::new(Tone::Error, tr.guidance_taken_back(tr.date_long(day))));
    }
    if let Some(file) = call.file(&shell, ("guidance", view.next.is_some()), [&readers])? {
        return Ok(file);
    }
    let guidance = &view.guidance;
    let here = paths::visits::guidance(id);
    let waits = view.waits.iter().map(|(code, name)| (code.clone(), tr.guidance_acknowledge(name.as_str())));
    page(&GuidancePage {
        shell,
        facts: vec![
            (tr.visit_item_body().into_owned(), guidance.body.clone()),
            (tr.guidance_from().into_owned(), guidance.organiser.clone()),
            (tr.visit_leader().into_owned(), guidance.leader.clone()),
            (tr.visits_column_day().into_owned(), tr.date_long(guidance.visited_on)),
        ],
        action: paths::visits::guidance_acknowledge(id),
        waits: waits.collect(),
        count: Counted::part(tr, &view.read, &view.meant, &here).words().to_owned(),
        ways: [("", tr.guidance_all()), ("0", tr.guidance_unread()), ("1", tr.guidance_acknowledged())]
            .map(|(read, words)| (words.into_owned(), here.clone().asking("read", read)))
            .into(),
        next: view.next.map(|after| {
            let here = here.clone().asking("read", call.query.get("read"));
            here.asking("after", after.to_string())
        }),
        readers,
    })
}

pub(super) fn acknowledge(call: &Call<'_>) -> Outcome {
    let id: VisitItemId = call.id("id")?;
    acknowledge_guidance(&call.context(), id, call.form.get("unit"))?;
    see(paths::visits::guidance(id))
}
