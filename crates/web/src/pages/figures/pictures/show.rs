//! The pictures of a unit.

use super::{draw, part::Part};
use crate::{
    frame::{
        call::Call,
        reply::{Outcome, page},
    },
    look::{Nav, Shell},
    pages::{paths, shared::of_programme::programmes_listed},
};
use askama::Template;
use earnest_app::figures::pictures_show::show_pictures;

#[derive(Template)]
#[template(path = "pages/figures/pictures/pictures.html")]
struct PicturesPage {
    shell: Shell,
    parts: Vec<Part>,
}

pub(super) fn pictures(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    call.only(&["unit", "programme"])?;
    let unit = call.query.find("unit").filter(|unit| !unit.is_empty());
    let made = show_pictures(&call.context(), unit, call.asked("programme")?)?;
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
            .listed(programmes_listed(call, true)?)
            .crumb(made.unit.name.as_str(), Some(&paths::units::unit(unit))),
        parts,
    })
}
