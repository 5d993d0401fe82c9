//! Addresses of figures.

/// Where the records of a figure are listed.
pub fn figure_href(
    name: earnest_model::figures::figure::FigureName,
    unit: &str,
    round: Option<i32>,
) -> String {
    let round = round.map_or(String::new(), |number| format!("&round={number}"));
    format!("/figures/{}?unit={unit}{round}", name.key())
}
