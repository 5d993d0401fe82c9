//! Addresses of figures: the board, pictures, the report.

use crate::frame::address::{Asking, paths};
use earnest_app::WhoseActs;
use earnest_model::{
    figures::{
        figure::Traced,
        figure_name::FigureName,
        scope::{self, Narrowed},
    },
    id::FrozenReportId,
};

paths! {
    board() = "/board";
    pictures() = "/pictures";
    picture_records() = "/pictures/records";
    timeliness() = "/timeliness";
    report() = "/report";
    report_freeze() = "/report/freeze";
    report_frozen(id: FrozenReportId) = "/report/frozen/{id}";
    report_sign(id: FrozenReportId) = "/report/frozen/{id}/sign";
    reconcile() = "/report/reconcile";
    report_template() = "/report/template";
    figure(name: &str) = "/figures/{name}";
}

/// An address with the programme that its page shows: whoever is sent it reads the same, in whichever programme they are.
pub fn in_programme(href: String, whose: &WhoseActs) -> String {
    match &whose.programme {
        Some(programme) => href.asking("programme", programme.id),
        None => href,
    }
}

/// Where the records of a figure are listed.
pub fn records(name: FigureName, unit: &str, round: Option<i32>) -> String {
    let figure = figure(name.key()).asking("unit", unit);
    round.into_iter().fold(figure, |figure, number| figure.asking("round", number))
}

/// The same on a page that may be of all programmes: whoever is led from all of them to the records must not be led to one.
pub fn traced_among(figure: &Traced, unit: &str, organiser: &str) -> String {
    let href = traced(figure, unit, organiser);
    if figure.scope().programme.is_all() { href.asking("programme", scope::ALL) } else { href }
}

/// Where the records of a counted figure are listed: all that it was asked, so that the list is exactly what was counted.
/// `unit` and `organiser` are the codes of its place and of whose rounds it is.
pub fn traced(figure: &Traced, unit: &str, organiser: &str) -> String {
    let narrowed = Narrowed::of(figure.scope(), organiser);
    let trace = figure.trace();
    let records = records(figure.name(), unit, figure.scope().round);
    let records = format!("{records}{}", narrowed.address()).asking("as_of", trace.day);
    if trace.since { records.asking("entered", "since") } else { records }
}
