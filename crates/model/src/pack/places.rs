//! Where the program answers questions: pages to which a pack may point. A test of the pages holds the list against them.

use crate::figures::figure_name::FigureName;

/// The lists and figures that a pack may name as the place of an answer, in alphabetical order.
pub const PLACES: [&str; 27] = [
    "/board",
    "/burden",
    "/burden/units",
    "/cascade",
    "/cascade/units",
    "/cases",
    "/catalogue",
    "/circulars",
    "/draws",
    "/estimates",
    "/example",
    "/exemplars",
    "/late",
    "/leaders",
    "/ledger",
    "/ledger/problems",
    "/ledger/supervision",
    "/look-backs",
    "/observations",
    "/pictures",
    "/plans",
    "/ratings",
    "/recounts",
    "/report",
    "/seminars",
    "/sheets",
    "/visits",
];

/// Before the name of a figure.
const FIGURES: &str = "/figures/";

/// Whether a pack may point there: one of these pages, or a figure with its records.
pub fn is_place(path: &str) -> bool {
    let figure = path.strip_prefix(FIGURES).and_then(FigureName::parse);
    PLACES.contains(&path) || figure.is_some()
}
