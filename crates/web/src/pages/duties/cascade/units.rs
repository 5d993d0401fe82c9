//! The units of a cell of the cascade.

use super::show::{PAGE, asked, tier_name};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Cell, Nav, Notice, Paging, Shell, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    AppError,
    duties::cascade_show::{Wanted, list_cascade},
};
use earnest_model::{duties::cascade::CascadeStage, figures::question::malformed};

#[derive(Template)]
#[template(path = "pages/duties/cascade/units.html")]
struct UnitsPage {
    shell: Shell,
    table: Table,
    next: Option<Paging>,
}

/// Whether the unit itself is one of those that are listed.
fn own(call: &Call<'_>) -> Result<bool, AppError> {
    match call.query.get("own") {
        "" => Ok(false),
        "1" => Ok(true),
        other => Err(AppError::field("own", malformed("own", other))),
    }
}

pub(super) fn units(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    call.only(&["unit", "organiser", "round", "stage", "tier", "own", "after"])?;
    let stage = CascadeStage::parse(call.query.get("stage")).map_err(|_| AppError::NotFound)?;
    let wanted = Wanted {
        of: asked(call)?,
        stage,
        tier: call.asked("tier")?,
        own: own(call)?,
        after: call.asked("after")?,
        limit: call.rows(PAGE),
    };
    let found = list_cascade(&call.context(), wanted)?;
    let rows = found.units.iter().map(|(_, code, name, class, parent)| {
        [
            Cell::link(name.as_str(), paths::units::unit(code)),
            Cell::from(call.pack().class_name(class, call.lang.tag())),
            Cell::from(parent.as_str()),
            Cell::from(code.as_str()),
        ]
    });
    let title = call.word_of(stage);
    let table = Table::new(title.as_str())
        .column(tr.ledger_column_unit())
        .column(tr.unit_class())
        .column(tr.cascade_above())
        .column(tr.unit_code())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.cascade_no_units()));
    let tier = wanted.tier.map_or(String::new(), |tier| format!(" · {}", tier_name(call, tier)));
    let name = found.unit.name.as_str();
    let shell = call
        .shell_of_list(Some(Nav::Board), format!("{title}{tier}"))
        .lede(if wanted.own {
            tr.cascade_units_lede_own(found.total, tr.date_long(found.day), name)
        } else {
            tr.cascade_units_lede(found.total, tr.date_long(found.day), name)
        })
        .crumb(tr.cascade_title(name), Some(&paths::duties::cascade().asking("unit", &found.unit.code)));
    if let Some(file) = call.file(&shell, ("cascade-units", found.next.is_some()), [&table])? {
        return Ok(file);
    }
    let shown = found.units.len();
    let next = found.next.map(|after| {
        let href = call.here(&call.query.with("after", &after.to_string()));
        Paging::new(tr, shown, found.total).next(Some(href))
    });
    page(&UnitsPage { shell, table, next })
}
