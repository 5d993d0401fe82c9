//! What the sample says about all units, part by part.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Cell, Field, Nav, Notice, Shell, Table, Tone},
    pages::{
        assessing::interval::interval,
        paths,
        shared::choose_round::{choose_round, told_of, which_round},
    },
};
use askama::Template;
use earnest_app::assessing::estimates_show::{
    Asked, Estimates, FLOOR, PartEstimates, Ranged, show_estimates,
};
use earnest_model::fraction::Fraction;

#[derive(Template)]
#[template(path = "pages/assessing/estimates/estimates.html")]
struct Page {
    shell: Shell,
    choose: Vec<Field>,
    empty: Option<Notice>,
    found: Option<Found>,
}

/// What is shown where there is something to show.
struct Found {
    all: Table,
    classes: Table,
    parts: Option<Table>,
    warnings: Vec<String>,
    floor: String,
    draw: String,
    ratings: String,
}

pub(super) fn estimates(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let unit = call.query.find("unit").filter(|code| !code.is_empty());
    let shown = show_estimates(&call.context(), Asked { round: which_round(call)?, unit })?;
    let mut shell = call.shell_of_list(Some(Nav::Observations), tr.estimate_title());
    if let Some(found) = &shown.estimates {
        let back = paths::assessing::ratings().asking("round", found.round.id);
        let (number, topic) = (i64::from(found.round.number), found.round.topic.as_str());
        shell = shell
            .lede(told_of(
                call,
                &shown.rounds,
                found.round.id,
                &tr.estimate_lede(number, topic, found.unit.name.as_str()),
            ))
            .crumb(tr.rating_list_title(), Some(&back));
    }
    let found = shown.estimates.as_ref().map(|found| content(call, found));
    let tables =
        found.iter().flat_map(|found| [Some(&found.all), Some(&found.classes), found.parts.as_ref()]);
    if let Some(file) = call.file(&shell, ("estimates", false), tables.flatten())? {
        return Ok(file);
    }
    let none = || Notice::new(Tone::Empty, tr.estimate_none()).text(tr.estimate_none_why());
    page(&Page {
        shell,
        choose: choose_round(call, &shown.rounds, shown.estimates.as_ref().map(|found| found.round.id)),
        empty: shown.estimates.is_none().then(none),
        found,
    })
}

fn content(call: &Call<'_>, found: &Estimates) -> Found {
    let tr = call.tr;
    let mut warnings = Vec::new();
    if found.all.unanswered() > 0 {
        warnings.push(tr.estimate_unanswered(found.all.unanswered(), found.all.drawn));
    }
    if (FLOOR..30).contains(&found.all.rated) {
        warnings.push(tr.estimate_small(found.all.rated));
    }
    let whole = |_: &PartEstimates| (tr.estimate_all().into_owned(), None);
    let class = |part: &PartEstimates| (call.pack().class_name(&part.key, call.lang.tag()).to_owned(), None);
    let beneath = |part: &PartEstimates| {
        let href = paths::assessing::estimates().asking("round", found.round.id).asking("unit", &part.key);
        (part.name.clone(), Some(href))
    };
    let caption = tr.estimate_all_caption();
    let all = table(call, found, &caption, std::slice::from_ref(&found.all), &whole);
    let classes = table(call, found, &tr.estimate_classes(), &found.classes, &class);
    let parts =
        (!found.parts.is_empty()).then(|| table(call, found, &tr.estimate_parts(), &found.parts, &beneath));
    Found {
        all,
        classes,
        parts,
        warnings,
        floor: tr.estimate_floor(FLOOR),
        draw: paths::draws::draw(found.draw),
        ratings: paths::assessing::ratings().asking("round", found.round.id),
    }
}

/// The name of a row, and where it leads.
type Named<'a> = &'a dyn Fn(&PartEstimates) -> (String, Option<String>);

fn table(
    call: &Call<'_>,
    found: &Estimates,
    caption: &str,
    parts: &[PartEstimates],
    name: Named<'_>,
) -> Table {
    let (tr, tag) = (call.tr, call.lang.tag());
    let grades = found.standard.as_ref().map_or(&[][..], |published| &published.standard.grades);
    let mut table =
        Table::new(caption).column(tr.estimate_of()).numbers(tr.estimate_n()).numbers(tr.estimate_mean());
    for grade in grades {
        table = table.numbers(grade.name.get(tag));
    }
    table.rows(parts.iter().map(|part| row(call, found, part, grades.len(), name(part))))
}

fn row(
    call: &Call<'_>,
    found: &Estimates,
    part: &PartEstimates,
    grades: usize,
    (name, href): (String, Option<String>),
) -> Vec<Cell> {
    let tr = call.tr;
    let trace = trace(found, part);
    let mut cells = vec![
        href.map_or_else(|| Cell::from(name.as_str()), |href| Cell::link(name.as_str(), href)),
        Cell::link(
            tr.estimate_n_of(i64::try_from(part.frame).unwrap_or(i64::MAX), part.rated),
            trace.as_str(),
        ),
    ];
    match &part.estimate {
        None => {
            cells.push(Cell::link(tr.estimate_too_few(), trace));
            cells.extend((0..grades).map(|_| Cell::NotYet(tr.common_not_yet().into_owned())));
        }
        Some(estimate) => {
            cells.push(ranged(call, estimate.known, estimate.mean, &|value| value.rounded(1)));
            cells.extend(
                estimate
                    .shares
                    .iter()
                    .map(|share| ranged(call, estimate.known, *share, &|value| value.percent(0))),
            );
        }
    }
    cells
}

/// The estimate of a part; scores to one digit, shares to a percent: no estimate is better than that.
fn ranged(call: &Call<'_>, known: bool, found: Option<Ranged>, say: &dyn Fn(Fraction) -> String) -> Cell {
    let Some(found) = found else { return Cell::NotYet(call.tr.common_not_yet().into_owned()) };
    interval(call, found, known.then(|| call.tr.estimate_known().into_owned()), say)
}

/// Where exactly the units behind a row are listed.
fn trace(found: &Estimates, part: &PartEstimates) -> String {
    let (round, here) = (found.round.id, found.unit.code.as_str());
    match (part.key.is_empty(), part.name.is_empty()) {
        (true, _) => paths::assessing::estimate_units().asking("round", round).asking("unit", here),
        (false, true) => paths::assessing::estimate_units()
            .asking("round", round)
            .asking("unit", here)
            .asking("class", &part.key),
        (false, false) => paths::assessing::estimate_units().asking("round", round).asking("unit", &part.key),
    }
}
