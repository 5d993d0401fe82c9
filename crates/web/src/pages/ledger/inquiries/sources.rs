//! Texts that were sent out or published, as an office keeps them.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Control, ErrorSummary, Field, Nav, Shell},
    pages::paths,
};
use askama::Template;
use earnest_app::ledger::inquiries::sources::{SourceText, keep_source, show_sources, withdraw_source};
use earnest_model::{id::SourceTextId, message::FieldErrors};

#[derive(Template)]
#[template(path = "pages/ledger/inquiries/sources.html")]
struct SourcesPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    fields: Vec<Field>,
    kept: Vec<Kept>,
}

struct Kept {
    title: String,
    body: String,
    /// Whose it is, and since when.
    whose: String,
    withdraw: Option<String>,
}

pub(super) fn show(call: &Call<'_>) -> Outcome {
    page(&page_of(call, &FieldErrors::new())?)
}

pub(super) fn keep(call: &Call<'_>) -> Outcome {
    after_form(
        keep_source(&call.context(), call.form.get("title"), call.form.get("body")),
        |_| see(paths::ledger::sources().asking("done", "1")),
        |errors| form_again(&page_of(call, &errors)?),
    )
}

pub(super) fn withdraw(call: &Call<'_>) -> Outcome {
    let id: SourceTextId = call.id("id")?;
    withdraw_source(&call.context(), id)?;
    see(paths::ledger::sources().asking("done", "1"))
}

fn page_of(call: &Call<'_>, errors: &FieldErrors) -> Result<SourcesPage, Fault> {
    let tr = call.tr;
    let found = show_sources(&call.context())?;
    let own = |name: &str, label: std::borrow::Cow<'_, str>, control: Control| {
        Field::new(name, label, control).value(call.form.get(name)).error(call.fault(errors, name))
    };
    let fields = vec![
        own("title", tr.source_title(), Control::Line("text")).help(tr.source_title_help()),
        own("body", tr.source_body(), Control::Lines(8)).help(tr.source_body_help()),
    ];
    let kept = |(one, mine): &(SourceText, bool)| Kept {
        title: one.title.clone(),
        body: one.body.clone(),
        whose: tr.source_whose(tr.date_iso(one.added_on), one.unit_name.as_str()),
        withdraw: mine.then(|| paths::ledger::source_withdraw(one.id)),
    };
    let shell = call
        .shell(Some(Nav::Ledger), tr.source_page())
        .lede(tr.source_lede())
        .crumb(tr.ledger_title(), Some(&paths::ledger::ledger()))
        .crumb(tr.inquiry_title(), Some(&paths::ledger::inquiries()))
        .crumb(found.unit.as_str(), None);
    Ok(SourcesPage {
        shell,
        errors: ErrorSummary::of(tr, &fields),
        fields,
        kept: found.all.iter().map(kept).collect(),
    })
}
