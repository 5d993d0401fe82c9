//! A make-up of a session: on which day, and how many caught up.

use crate::{
    frame::{
        call::Call,
        drafts::drafted,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Choice, Control, ErrorSummary, Field, Nav, Shell},
    pages::paths,
};
use askama::Template;
use earnest_app::sessions::seminar_make_up::{record_make_up, session_to_make_up};
use earnest_model::{id::SeminarId, message::FieldErrors, sessions::seminar::MakeUpForm};

#[derive(Template)]
#[template(path = "pages/sessions/seminars/make_up.html")]
struct MakeUpPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    action: String,
    so_far: Vec<String>,
    fields: Vec<Field>,
}

fn address(id: SeminarId) -> String {
    paths::sessions::seminar_make_up(id)
}

pub(super) fn blank(call: &Call<'_>) -> Outcome {
    let id: SeminarId = call.id("id")?;
    drafted(call, &address(id), |call| page(&page_of(call, &FieldErrors::new())?))
}

fn page_of(call: &Call<'_>, errors: &FieldErrors) -> Result<MakeUpPage, Fault> {
    let tr = call.tr;
    let id: SeminarId = call.id("id")?;
    let held = session_to_make_up(&call.context(), id)?;
    let session = &held.session;
    let own = |name: &'static str, label: std::borrow::Cow<'_, str>, control| {
        Field::new(name, label, control).value(call.form.get(name)).error(call.fault(errors, name))
    };
    let missing = i64::from(session.missing());
    let named = session.body.attendance.iter().filter(|one| one.came.is_missing());
    let named: Vec<_> = named
        .map(|one| {
            let key = one.post.to_string();
            let chosen = call.form.all("posts").any(|sent| sent == key);
            Choice::new(key, one.title.as_str(), chosen)
        })
        .collect();
    let number = own("present", tr.seminar_make_up_present(), Control::Number(1, missing.max(1)));
    let mut fields = vec![own("held_on", tr.seminar_make_up_day(), Control::Line("date"))];
    if named.is_empty() {
        fields.push(number);
    } else {
        fields.push(own("posts", tr.seminar_make_up_posts(), Control::Any(named)).optional(tr));
        fields.push(number.optional(tr).help(tr.seminar_make_up_help()));
    }
    let so_far = session.body.make_ups.iter();
    let so_far = so_far
        .map(|make_up| tr.seminar_make_up_held(i64::from(make_up.present), tr.date_iso(make_up.held_on)));
    Ok(MakeUpPage {
        shell: call
            .shell(Some(Nav::Observations), tr.seminar_make_up_title(held.name.as_str()))
            .lede(tr.seminar_make_up_lede(tr.date_words(session.held_on), missing))
            .crumb(tr.seminar_list_title(), Some(&paths::sessions::seminars())),
        errors: ErrorSummary::of(tr, &fields),
        action: address(id),
        so_far: so_far.collect(),
        fields,
    })
}

pub(super) fn record(call: &Call<'_>) -> Outcome {
    let id: SeminarId = call.id("id")?;
    let form = MakeUpForm {
        held_on: call.form.get("held_on"),
        present: call.form.get("present"),
        posts: call.form.all("posts").collect(),
    };
    after_form(
        record_make_up(&call.context(), id, &form),
        |()| see(paths::sessions::seminars()),
        |errors| form_again(&page_of(call, &errors)?),
    )
}
