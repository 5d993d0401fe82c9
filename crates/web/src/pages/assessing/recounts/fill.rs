//! The form of a recount: for each figure, how many records were looked at and how many were found.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{ErrorSummary, Field, Nav, Notice, Shell, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    AppError,
    assessing::recount_record::{blank_recount, record_recount},
};
use earnest_model::{
    assessing::recount::{RecountForm, Reported},
    id::SpotCheckId,
    message::FieldErrors,
};

/// A figure of the form: its heading, and the two questions unless there is nothing to look at.
struct Asked {
    title: String,
    fields: Option<(Field, Field)>,
}

#[derive(Template)]
#[template(path = "pages/assessing/recounts/fill.html")]
struct FillPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    action: String,
    asked: Vec<Asked>,
    done: Vec<String>,
    nothing: Option<Notice>,
}

pub(super) fn blank(call: &Call<'_>) -> Outcome {
    page(&page_of(call, &FieldErrors::new())?)
}

pub(super) fn record(call: &Call<'_>) -> Outcome {
    let check: SpotCheckId = call.asked("spot_check")?.ok_or(AppError::NotFound)?;
    let names: Vec<_> = Reported::ALL.iter().map(|kind| (kind.key(), names(*kind))).collect();
    let counts = names
        .iter()
        .map(|(key, (checked, confirmed))| (*key, call.form.get(checked), call.form.get(confirmed)))
        .collect();
    let round = blank_recount(&call.context(), check)?.round.id;
    after_form(
        record_recount(&call.context(), check, &RecountForm { counts }),
        |_| see(paths::assessing::recounts().asking("round", round)),
        |errors| form_again(&page_of(call, &errors)?),
    )
}

fn names(kind: Reported) -> (String, String) {
    (format!("checked-{}", kind.key()), format!("confirmed-{}", kind.key()))
}

fn page_of(call: &Call<'_>, errors: &FieldErrors) -> Result<FillPage, Fault> {
    let tr = call.tr;
    let check: SpotCheckId = call.asked("spot_check")?.ok_or(AppError::NotFound)?;
    let blank = blank_recount(&call.context(), check)?;
    let asked: Vec<_> =
        blank.open.iter().map(|(kind, claimed)| figure(call, errors, *kind, *claimed)).collect();
    let done = blank.done.iter().map(|(kind, counts)| {
        let word = call.word_of(kind);
        tr.recount_done(word, counts.claimed, counts.checked, counts.confirmed)
    });
    let fields = asked.iter().filter_map(|asked| asked.fields.as_ref());
    let errors = ErrorSummary::of(tr, fields.flat_map(|(checked, confirmed)| [checked, confirmed]));
    let back = paths::assessing::recounts().asking("round", blank.round.id);
    let nothing = asked.iter().all(|asked| asked.fields.is_none());
    Ok(FillPage {
        shell: call
            .shell(Some(Nav::Observations), tr.recount_fill_title(blank.name.as_str()))
            .lede(tr.recount_fill_lede(i64::from(blank.round.number)))
            .crumb(tr.recount_title(), Some(&back)),
        errors,
        action: paths::assessing::recount_new().asking("spot_check", check),
        done: done.collect(),
        nothing: nothing.then(|| Notice::new(Tone::Empty, tr.recount_nothing())),
        asked,
    })
}

fn figure(call: &Call<'_>, errors: &FieldErrors, kind: Reported, claimed: u32) -> Asked {
    let tr = call.tr;
    let word = call.word_of(kind);
    let title = tr.recount_claims(word.as_str(), claimed);
    let (checked, confirmed) = names(kind);
    let fault = |field: &str| call.fault(errors, field);
    let fields = (claimed > 0).then(|| {
        let one = Field::line(checked.as_str(), tr.recount_checked_of(word.as_str()))
            .value(call.form.get(&checked))
            .help(tr.recount_checked_help(claimed))
            .error(fault(&checked))
            .optional(tr);
        let two = Field::line(confirmed.as_str(), tr.recount_confirmed_of(word.as_str()))
            .value(call.form.get(&confirmed))
            .help(tr.recount_confirmed_help())
            .error(fault(&confirmed))
            .optional(tr);
        (one, two)
    });
    Asked { title, fields }
}
