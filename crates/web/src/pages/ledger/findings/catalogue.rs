//! The catalogue of typical manifestations: to look for, to pick from, never counted as problems.

use crate::{
    frame::{
        address::Asking,
        ask::Ask,
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Cell, Control, ErrorSummary, Field, Nav, Notice, Shell, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::ledger::{
    findings::{manifestations_list::list_manifestations, problems_ask::ask_problems},
    ledger_show::show_catalogue,
};
use earnest_model::{
    message::FieldErrors,
    permit::{ActionKind, may_somewhere},
};

#[derive(Template)]
#[template(path = "pages/ledger/findings/catalogue.html")]
struct CataloguePage {
    shell: Shell,
    table: Table,
    errors: Option<ErrorSummary>,
    fields: Vec<Field>,
}

pub fn catalogue(call: &Call<'_>) -> Outcome {
    page(&made(call, &FieldErrors::new())?)
}

fn made(call: &Call<'_>, errors: &FieldErrors) -> Result<CataloguePage, Fault> {
    let tr = call.tr;
    let rows = show_catalogue(&call.context())?.into_iter().map(|(_, unit, aspect, text)| {
        let aspect = call.pack().aspect_name(&aspect, call.lang.tag()).to_owned();
        [Cell::Text(text), Cell::Text(aspect), Cell::Text(unit)]
    });
    let table = Table::new(tr.catalogue_title())
        .column(tr.catalogue_column_text())
        .column(tr.ledger_column_aspect())
        .column(tr.ledger_column_unit())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.catalogue_empty()));
    let fields = if may_somewhere(ActionKind::ListManifestations, call.actor, call.today) {
        fields(call, errors)?
    } else {
        Vec::new()
    };
    let mut shell = call
        .shell(Some(Nav::Ledger), tr.catalogue_title())
        .lede(tr.catalogue_lede())
        .crumb(tr.ledger_title(), Some(&paths::ledger::ledger()));
    if let Some(number) = call.asked::<i64>("added")? {
        shell = shell.notice(Notice::new(Tone::Done, tr.catalogue_added(number)));
    }
    Ok(CataloguePage { shell, table, errors: ErrorSummary::of(tr, &fields), fields })
}

fn fields(call: &Call<'_>, errors: &FieldErrors) -> Result<Vec<Field>, Fault> {
    let tr = call.tr;
    let ask = Ask::new(call, errors, "");
    let units = ask_problems(&call.context())?.units;
    let first = units.first().map(|(code, _)| code.clone()).unwrap_or_default();
    let choose = (String::new(), tr.problem_choose().into_owned());
    let aspects = call.pack().aspects.iter();
    let aspects = aspects.map(|aspect| (aspect.key.clone(), aspect.name.get(call.lang.tag()).to_owned()));
    Ok(vec![
        ask.list("unit", tr.ledger_column_unit(), &first, units),
        ask.list("aspect", tr.ledger_column_aspect(), "", std::iter::once(choose).chain(aspects)),
        ask.field("texts", tr.catalogue_column_text(), Control::Lines(4), "").help(tr.catalogue_texts_help()),
    ])
}

/// Adds one manifestation a line.
pub fn add(call: &Call<'_>) -> Outcome {
    let (aspect, sent) = (call.form.get("aspect"), call.form.get("texts"));
    let mut list: Vec<_> =
        sent.lines().filter(|line| !line.trim().is_empty()).map(|line| (aspect, line)).collect();
    if list.is_empty() {
        list.push((aspect, ""));
    }
    let added = list.len();
    after_form(
        list_manifestations(&call.context(), call.form.get("unit"), &list, &call.pack().aspect_keys()),
        |_| see(paths::ledger::catalogue().asking("added", added)),
        |faults| {
            // All lines share the aspect and the field.
            let mut errors = FieldErrors::new();
            for (field, message) in faults.iter() {
                let field = if field.ends_with("-aspect") { "aspect" } else { "texts" };
                if errors.at(field).is_none() {
                    errors.add(field, message.clone());
                }
            }
            form_again(&made(call, &errors)?)
        },
    )
}
