//! A row for each unit: what it owed in each round, how much of it came, and how much of that in time.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Cell, Counted, Nav, Notice, Paging, Shell, State, Table, Tone},
    pages::{paths, shared::choose_round::whose},
};
use askama::Template;
use earnest_app::figures::timeliness_show::{Timeliness, Wanted, show_timeliness};
use earnest_model::{figures::figure_name::FigureName, id::UnitId};

#[derive(Template)]
#[template(path = "pages/figures/timeliness/timeliness.html")]
struct TimelinessPage {
    shell: Shell,
    table: Table,
    next: Option<Paging>,
    code: String,
}

pub(super) fn timeliness(call: &Call<'_>) -> Outcome {
    call.only(&["unit", "organiser", "programme", "as_of", "after"])?;
    let given = |name: &str| call.query.find(name).filter(|value| !value.is_empty());
    let wanted = Wanted {
        unit: given("unit"),
        organiser: given("organiser"),
        programme: call.asked("programme")?,
        as_of: call.asked("as_of")?,
        after: call.asked("after")?,
    };
    let found = show_timeliness(&call.context(), wanted)?;
    let (tr, name) = (call.tr, found.unit.name.as_str());
    let table = table(call, &found);
    let programme = found.whose.programme.as_ref();
    let shell = call
        .shell_of_list(Some(Nav::Board), tr.timeliness_title(name))
        .lede(tr.timeliness_lede(tr.date_long(found.day), whose(call, &found.whose.name, programme)))
        .crumb(name, Some(&paths::units::unit(&found.unit.code)));
    if let Some(file) = call.file(&shell, ("timeliness", found.next.is_some()), [&table])? {
        return Ok(file);
    }
    let next = found.next.map(|after| {
        let href = call.here(&call.query.with("after", &after.to_string()));
        Paging::new(tr, found.children.len(), found.total).next(Some(href))
    });
    page(&TimelinessPage { shell, table, next, code: found.unit.code.clone() })
}

fn table(call: &Call<'_>, found: &Timeliness) -> Table {
    let tr = call.tr;
    let mut table = Table::new(tr.timeliness_caption()).column(tr.board_column_unit());
    for round in &found.rounds {
        let number = i64::from(round.number);
        table = table.column(tr.timeliness_plans_in(number)).column(tr.timeliness_plans_in_time(number));
    }
    table = table.column(tr.timeliness_answered()).column(tr.timeliness_answered_in_time());
    let own = found.owes().then(|| {
        let code = found.unit.code.as_str();
        let name = Cell::link(tr.late_own(found.unit.name.as_str()), paths::units::unit(code));
        row(call, found, (found.unit.id, code), name)
    });
    let beneath = found.children.iter().map(|child| {
        let code = child.unit.code.as_str();
        let way = if child.beneath > 0 {
            let way = paths::figures::timeliness().asking("unit", code);
            paths::figures::in_programme(way.asking("organiser", &found.whose.code), &found.whose)
        } else {
            paths::units::unit(code)
        };
        let (unit, name) = (child.unit.id, child.unit.name.as_str());
        if found.elsewhere.contains(&unit) {
            let row = row(call, found, (unit, code), Cell::Text(tr.unit_elsewhere_name(name)));
            return row.into_iter().map(Cell::without_way).collect();
        }
        row(call, found, (unit, code), Cell::link(name, way))
    });
    table.rows(own.into_iter().chain(beneath)).or_say(Notice::new(Tone::Empty, tr.timeliness_nobody()))
}

fn row(call: &Call<'_>, found: &Timeliness, (unit, code): (UnitId, &str), name: Cell) -> Vec<Cell> {
    use FigureName as N;
    let mut cells = vec![name];
    let part = |part, whole, round| part_of(call, found, (unit, code, round), (part, whole));
    for round in &found.rounds {
        let number = Some(round.number);
        cells.push(part(N::PlansSubmitted, N::PlansDue, number));
        cells.push(part(N::PlansInTime, N::PlansSubmitted, number));
    }
    cells.push(part(N::RequirementsAnswered, N::Requirements, None));
    cells.push(part(N::RequirementsInTime, N::RequirementsAnswered, None));
    cells
}

/// How much of a whole there is: opens to the records of the part, or of the whole where the part has none.
fn part_of(
    call: &Call<'_>,
    found: &Timeliness,
    (unit, code, round): (UnitId, &str, Option<i32>),
    (part, whole): (FigureName, FigureName),
) -> Cell {
    let Some(whole) = found.cell(unit, whole, round) else {
        return Cell::NotYet(call.tr.common_not_yet().into_owned());
    };
    let href = |figure| paths::figures::traced(figure, code, &found.whose.code);
    match found.cell(unit, part, round) {
        Some(part) => {
            let state = if part.value() == whole.value() { State::done } else { State::under_way };
            Cell::count(Counted::part(call.tr, part, whole, href(part)), state)
        }
        None => Cell::count(Counted::of_whole(call.tr, None, whole, href(whole)), State::trouble),
    }
}
