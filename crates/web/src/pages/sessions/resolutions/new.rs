//! Make a resolution of what a session agreed: the words stand there already, its owner is chosen from the roll.

use crate::{
    frame::{
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Choice, Control, ErrorSummary, Field, Nav, Shell},
    pages::{
        paths,
        sessions::seminars::rows::named,
        shared::opening::{again, means_another},
    },
};
use askama::Template;
use earnest_app::sessions::resolutions::{blank_resolution, make_resolution};
use earnest_model::{id::SeminarId, message::FieldErrors, sessions::resolution::ResolutionForm};

#[derive(Template)]
#[template(path = "pages/sessions/resolutions/new.html")]
struct NewPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    action: String,
    fields: Vec<Field>,
}

pub(super) fn blank(call: &Call<'_>) -> Outcome {
    page(&page_of(call, &FieldErrors::new())?)
}

pub(super) fn make(call: &Call<'_>) -> Outcome {
    let id: SeminarId = call.id("id")?;
    let get = |name: &str| call.form.get(name);
    let form = ResolutionForm {
        body: get("body"),
        owner: named(call, "owner"),
        due_on: get("due_on"),
        another: means_another(call),
    };
    after_form(
        make_resolution(&call.context(), id, &form),
        |_| see(paths::sessions::seminar(id)),
        |errors| form_again(&page_of(call, &errors)?),
    )
}

fn page_of(call: &Call<'_>, errors: &FieldErrors) -> Result<NewPage, Fault> {
    let tr = call.tr;
    let id: SeminarId = call.id("id")?;
    let item: Option<usize> = call.asked("item")?;
    let blank = blank_resolution(&call.context(), id)?;
    let session = &blank.held.session;
    let agreed = item.and_then(|item| session.body.consensus.get(item)).map(ToString::to_string);
    let body = call.form.find("body").map(str::to_owned).or(agreed).unwrap_or_default();
    let chosen = call.form.get("owner");
    let held = blank.roll.0.iter().filter(|one| one.days.hold(call.today));
    let posts: Vec<_> = held
        .map(|one| {
            let key = one.post.to_string();
            let is = key == chosen;
            Choice::new(key, one.title.as_str(), is)
        })
        .collect();
    let mut fields = vec![
        Field::new("body", tr.resolution_body(), Control::Lines(2))
            .value(body)
            .error(call.fault(errors, "body")),
    ];
    let fault = call.fault(errors, "owner");
    if posts.is_empty() {
        fields.push(Field::line("owner", tr.resolution_owner()).value(chosen).error(fault));
    } else {
        let none = Choice::new("", tr.common_not_yet(), chosen.is_empty());
        let posts = Control::List(std::iter::once(none).chain(posts).collect());
        fields.push(Field::new("owner", tr.resolution_owner(), posts).error(fault).one_of_two());
        let other = Field::line("owner-other", tr.seminar_post_other()).value(call.form.get("owner-other"));
        fields.push(other.one_of_two());
    }
    fields.push(
        Field::new("due_on", tr.resolution_due(), Control::Line("date"))
            .value(call.form.get("due_on"))
            .error(call.fault(errors, "due_on")),
    );
    if errors.at("again").is_some() || means_another(call) {
        fields.push(again(call, tr.resolution_again_yes(), errors));
    }
    let title = tr.seminar_title(blank.held.name.as_str(), tr.date_words(session.held_on));
    Ok(NewPage {
        shell: call
            .shell(Some(Nav::Observations), tr.resolution_make())
            .crumb(tr.seminar_list_title(), Some(&paths::sessions::seminars()))
            .crumb(title, Some(&paths::sessions::seminar(id))),
        errors: ErrorSummary::of(tr, &fields),
        action: paths::sessions::seminar_resolutions(id),
        fields,
    })
}
