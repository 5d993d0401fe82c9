//! Pictures: the ledger by aspect, age, owner and tier, its flow over the weeks, duties by tier, visits on the tree.
//! Every mark is a link to exactly the records that it counts.

mod draw;
mod records;

use crate::{
    frame::{
        call::Call,
        reply::{Fault, Outcome, page},
        route::{Need, Route, get},
    },
    look::{Nav, Notice, Shell, Table, Tone},
};
use askama::Template;
use earnest_app::figures::pictures_show::show_pictures;
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/pictures", Need::May(ActionKind::ReadFigures), pictures),
    get("/pictures/records", Need::May(ActionKind::ReadFigures), records::records),
];

/// A picture with its table.
struct Part {
    title: String,
    says: String,
    /// Made of a template of `look`, which escapes.
    picture: String,
    table: Table,
    empty: Option<Notice>,
}

impl Part {
    fn new(
        [title, says, nothing]: [String; 3],
        picture: Option<&impl Template>,
        table: Table,
    ) -> Result<Self, Fault> {
        let empty = picture.is_none().then(|| Notice::new(Tone::Empty, nothing));
        let picture = picture.map(Template::render).transpose()?.unwrap_or_default();
        Ok(Self { title, says, picture, table, empty })
    }
}

#[derive(Template)]
#[template(path = "pages/figures/pictures/pictures.html")]
struct PicturesPage {
    shell: Shell,
    parts: Vec<Part>,
}

fn pictures(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let made = show_pictures(&call.context(), call.query.find("unit"))?;
    let mut parts = Vec::new();
    for (by, groups) in &made.measures {
        parts.push(draw::measures(call, &made, *by, groups)?);
    }
    parts.push(draw::flow(call, &made)?);
    parts.push(draw::stock(call, &made)?);
    parts.push(draw::duties(call, &made)?);
    parts.push(draw::visits(call, &made)?);
    let unit = made.unit.code.as_str();
    page(&PicturesPage {
        shell: call
            .shell(Some(Nav::Pictures), tr.picture_title())
            .lede(tr.report_lede(tr.date_long(call.today), made.unit.name.as_str()))
            .crumb(made.unit.name.as_str(), Some(&format!("/units/{unit}"))),
        parts,
    })
}
