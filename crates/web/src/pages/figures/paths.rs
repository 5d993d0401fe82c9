//! Addresses of figures: the board, pictures, the report.

use crate::frame::address::{Asking, paths};
use earnest_model::{figures::figure::FigureName, id::FrozenReportId};

paths! {
    board() = "/board";
    pictures() = "/pictures";
    picture_records() = "/pictures/records";
    report() = "/report";
    report_freeze() = "/report/freeze";
    report_frozen(id: FrozenReportId) = "/report/frozen/{id}";
    report_template() = "/report/template";
    figure(name: &str) = "/figures/{name}";
}

/// Where the records of a figure are listed.
pub fn records(name: FigureName, unit: &str, round: Option<i32>) -> String {
    let figure = figure(name.key()).asking("unit", unit);
    round.into_iter().fold(figure, |figure, number| figure.asking("round", number))
}
