//! One resolution, and what became of it.

use super::list::state;
use crate::{
    frame::{
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Choice, Control, ErrorSummary, Field, Nav, Shell, State},
    pages::paths,
};
use askama::Template;
use earnest_app::sessions::resolutions::{end_resolution, show_resolution};
use earnest_model::{id::ResolutionId, message::FieldErrors, sessions::resolution::ResolutionState};

#[derive(Template)]
#[template(path = "pages/sessions/resolutions/show.html")]
struct ShowPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    facts: Vec<(String, String)>,
    state: State,
    end: Option<(String, Vec<Field>)>,
}

pub(super) fn resolution(call: &Call<'_>) -> Outcome {
    page(&page_of(call, call.id("id")?, &FieldErrors::new())?)
}

pub(super) fn end(call: &Call<'_>) -> Outcome {
    let id: ResolutionId = call.id("id")?;
    let end = ResolutionState::parse(call.form.get("end"));
    let end = end.map_err(|message| earnest_app::AppError::field("end", message));
    after_form(
        end.and_then(|end| end_resolution(&call.context(), id, (end, call.form.get("outcome")))),
        |()| see(paths::sessions::resolution(id)),
        |errors| form_again(&page_of(call, id, &errors)?),
    )
}

fn page_of(call: &Call<'_>, id: ResolutionId, errors: &FieldErrors) -> Result<ShowPage, Fault> {
    let tr = call.tr;
    let view = show_resolution(&call.context(), id)?;
    let one = &view.resolution;
    let mut facts = vec![
        (tr.resolution_body().into_owned(), one.body.clone()),
        (tr.resolution_owner().into_owned(), one.owner.clone()),
        (tr.resolution_due().into_owned(), tr.date_long(one.due_on)),
    ];
    facts.extend(one.ended_on.map(|day| (tr.resolution_ended().into_owned(), tr.date_long(day))));
    facts.extend(one.outcome.clone().map(|words| (tr.resolution_outcome().into_owned(), words)));
    let end = view.may_end.then(|| {
        let sent = call.form.get("end");
        let ends = [ResolutionState::Done, ResolutionState::Dropped].map(|end| {
            let chosen = end.key() == sent || sent.is_empty() && end == ResolutionState::Done;
            Choice::new(end.key(), call.word_of(end), chosen)
        });
        let fields = vec![
            Field::new("end", tr.resolution_became(), Control::One(ends.into()))
                .error(call.fault(errors, "end")),
            Field::new("outcome", tr.resolution_outcome(), Control::Lines(2))
                .value(call.form.get("outcome"))
                .error(call.fault(errors, "outcome")),
        ];
        (paths::sessions::resolution_end(id), fields)
    });
    let title = tr.seminar_title(one.name.as_str(), tr.date_words(one.held_on));
    Ok(ShowPage {
        shell: call
            .shell(Some(Nav::Observations), tr.resolution_title(one.name.as_str()))
            .crumb(tr.resolution_list_title(), Some(&paths::sessions::resolutions()))
            .crumb(title, Some(&paths::sessions::seminar(one.seminar))),
        errors: ErrorSummary::of(tr, end.iter().flat_map(|(_, fields)| fields)),
        facts,
        state: state(call, one),
        end,
    })
}
