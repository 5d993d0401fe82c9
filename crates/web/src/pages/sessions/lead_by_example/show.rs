//! Leading by example: who spoke in the sessions of a body, how, and what was promised; by post, from the records.

use crate::{
    frame::{
        call::Call,
        reply::{Outcome, page},
    },
    look::{Amount, Cell, Counted, Nav, Notice, Shell, Table, Tone},
    pages::{
        paths,
        shared::example::{came, table},
    },
};
use askama::Template;
use earnest_app::sessions::lead_by_example_show::{bodies_example, unit_example};
use earnest_model::figures::count::Count;
use earnest_model::sessions::lead_by_example::Example;

#[derive(Template)]
#[template(path = "pages/sessions/lead_by_example/show.html")]
struct ExamplePage {
    shell: Shell,
    first: Table,
    second: Option<(String, Table)>,
}

pub(crate) fn unit(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let view = unit_example(&call.context(), call.part("code")?)?;
    let first = table(call, tr.example_caption().into_owned(), &view.examples);
    let rows = view.sessions.iter().map(|held| {
        [
            Cell::from(tr.date_iso(held.session.held_on)),
            Cell::Text(call.word_of(held.session.kind)),
            Cell::from(Amount::told_of(tr, held.session.present, held.session.expected)),
            Cell::from(Counted::beside(tr, &Count::of(&held.session.body.speeches))),
        ]
    });
    let sessions = Table::new(tr.example_sessions())
        .column(tr.seminar_day())
        .column(tr.seminar_kind())
        .numbers(tr.seminar_attendance())
        .numbers(tr.example_speeches())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.seminar_none()));
    let shell = call
        .shell_of_list(Some(Nav::Visits), tr.example_title(view.unit.name.as_str()))
        .lede(tr.example_lede())
        .crumb(tr.example_way(), Some(&paths::sessions::examples()))
        .crumb(view.unit.name.as_str(), Some(&paths::units::unit(&view.unit.code)));
    if let Some(file) = call.file(&shell, ("example", false), [&first, &sessions])? {
        return Ok(file);
    }
    page(&ExamplePage { shell, first, second: Some((tr.example_sessions().into_owned(), sessions)) })
}

pub(crate) fn bodies(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let view = bodies_example(&call.context(), call.query.find("unit"))?;
    let rows = view.rows.iter().map(|row| {
        let dash = || Cell::NotYet(tr.common_not_yet().into_owned());
        let chief = |value: &dyn Fn(&Example) -> Cell| row.chief.as_ref().map_or_else(dash, value);
        [
            Cell::link(row.name.as_str(), paths::sessions::example(&row.code)),
            row.chief.as_ref().map_or_else(dash, |chief| Cell::from(chief.post.as_str())),
            Cell::from(Counted::new(tr, &row.sessions, paths::sessions::example(&row.code))),
            chief(&|chief| came(call, chief)),
            chief(&|chief| Cell::from(Amount::told_of(tr, chief.spoke_in, chief.sessions))),
            chief(&|chief| Cell::from(Amount::told(tr, i64::from(chief.instances)))),
            chief(&|chief| Cell::from(Amount::told(tr, i64::from(chief.measures)))),
        ]
    });
    let first = Table::new(tr.example_bodies())
        .column(tr.ledger_column_unit())
        .column(tr.example_chief())
        .numbers(tr.example_sessions())
        .numbers(tr.example_came())
        .numbers(tr.example_spoke())
        .numbers(tr.example_found())
        .numbers(tr.example_promised())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.example_nobody()));
    let shell = call
        .shell_of_list(Some(Nav::Visits), tr.example_way())
        .lede(tr.example_bodies_lede(view.unit.name.as_str()))
        .crumb(tr.visits_title(), Some(&paths::visits::visits()));
    if let Some(file) = call.file(&shell, ("examples", false), [&first])? {
        return Ok(file);
    }
    page(&ExamplePage { shell, first, second: None })
}
