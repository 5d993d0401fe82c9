//! The form that puts a case into the library.

use crate::{
    frame::{
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Choice, Control, ErrorSummary, Field, Nav, Shell},
    pages::paths,
};
use askama::Template;
use earnest_app::sessions::{case_register::register_case, cases_show::blank_case};
use earnest_model::{
    actor::Role,
    message::FieldErrors,
    sessions::{case_study::CaseForm, seminar::CaseKind},
    units::unit::Tier,
};

#[derive(Template)]
#[template(path = "pages/sessions/cases/new.html")]
struct NewPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    fields: Vec<Field>,
}

pub(super) fn blank(call: &Call<'_>) -> Outcome {
    page(&page_of(call, &FieldErrors::new())?)
}

pub(super) fn register(call: &Call<'_>) -> Outcome {
    let form = call.form;
    let case = || {
        let case = CaseForm {
            kind: form.get("kind"),
            title: form.get("title"),
            source: form.get("source"),
            body: form.get("body"),
            sensitive: form.ticked("sensitive")?,
            tiers: form.any_of("tiers")?.into_iter().map(Tier).collect(),
            roles: form.all("roles").collect(),
        };
        register_case(&call.context(), form.get("unit"), &case)
    };
    after_form(case(), |id| see(paths::sessions::case(id)), |errors| form_again(&page_of(call, &errors)?))
}

fn page_of(call: &Call<'_>, errors: &FieldErrors) -> Result<NewPage, Fault> {
    let (tr, tag, pack) = (call.tr, call.lang.tag(), call.pack());
    let own = |name: &str, label: std::borrow::Cow<'_, str>, control: Control| {
        let fault = call.fault(errors, name);
        Field::new(name, label, control).value(call.form.get(name)).error(fault)
    };
    let chosen = |name: &str, value: &str| call.form.all(name).any(|sent| sent == value);
    let units = blank_case(&call.context())?;
    let units =
        units.iter().map(|(code, name)| Choice::new(code.as_str(), name.as_str(), chosen("unit", code)));
    let kinds = CaseKind::ALL
        .iter()
        .map(|kind| Choice::new(kind.key(), call.word_of(kind), chosen("kind", kind.key())));
    let yes = Choice::new("yes", tr.case_sensitive_yes(), chosen("sensitive", "yes"));
    let places = 0..i32::try_from(pack.tiers().keys().len()).unwrap_or_default();
    let tiers = places.map(|place| {
        let value = place.to_string();
        let name = pack.tier_name_at(place, tag).to_owned();
        Choice::new(value.as_str(), name, chosen("tiers", &value))
    });
    let tiers: Vec<_> = tiers.collect();
    let roles = [Role::Office, Role::Assessor, Role::UnitHead, Role::UnitOfficer, Role::Auditor]
        .map(|role| Choice::new(role.key(), call.word_of(role), chosen("roles", role.key())));
    let fields = vec![
        own("unit", tr.case_unit(), Control::List(units.collect())),
        own("kind", tr.case_kind(), Control::One(kinds.collect())),
        own("title", tr.case_title(), Control::Line("text")),
        own("source", tr.case_source(), Control::Line("text")).help(tr.case_source_help()),
        own("body", tr.case_body(), Control::Lines(8)).help(tr.narrative_note()),
        own("sensitive", tr.case_sensitive(), Control::Any(vec![yes]))
            .help(tr.case_sensitive_help())
            .optional(tr),
        own("tiers", tr.case_tiers(), Control::Any(tiers)).optional(tr),
        own("roles", tr.case_roles(), Control::Any(roles.into())).help(tr.case_roles_help()).optional(tr),
    ];
    Ok(NewPage {
        shell: call
            .shell(Some(Nav::Observations), tr.case_new())
            .crumb(tr.case_list_title(), Some(&paths::sessions::cases())),
        errors: ErrorSummary::of(tr, &fields),
        fields,
    })
}
