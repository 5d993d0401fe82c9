//! The organisation: its name, zone and language, and who may read what is published.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, form_again, page, see},
    },
    look::{Choice, Control, ErrorSummary, Field, Nav, Notice, Shell, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    AppError,
    units::organisation_set::{set_organisation, show_organisation},
};
use earnest_i18n::Lang;
use earnest_model::{
    mail_address::MailAddress,
    message::FieldErrors,
    numbering::Numbering,
    organisation::{OrganisationForm, Publicity},
    text::Line,
};

#[derive(Template)]
#[template(path = "pages/units/organisation/organisation.html")]
struct OrganisationPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    fields: Vec<Field>,
    pack: String,
}

pub(super) fn ask(call: &Call<'_>) -> Outcome {
    page(&form(call, &FieldErrors::new())?)
}

fn form(call: &Call<'_>, errors: &FieldErrors) -> Result<OrganisationPage, Fault> {
    let tr = call.tr;
    let (now, zone_is_open) = show_organisation(&call.context())?;
    // What was sent stands in the form again, blank as it may be.
    let sent = call.form.find("zone").is_some();
    let value = |name: &str, now: &str| if sent { call.form.get(name).to_owned() } else { now.to_owned() };
    let list =
        |name: &'static str, label: std::borrow::Cow<'_, str>, now: &str, all: Vec<(String, String)>| {
            let chosen = value(name, now);
            let choices = all.into_iter().map(|(key, words)| {
                let is = key == chosen;
                Choice::new(key, words, is)
            });
            Field::new(name, label, Control::List(choices.collect())).error(call.fault(errors, name))
        };
    let line = |name: &'static str, label: std::borrow::Cow<'_, str>, now: &str| {
        Field::line(name, label).value(value(name, now)).error(call.fault(errors, name))
    };
    let publicity = || Publicity::ALL.iter().map(|one| (one.key().to_owned(), call.word_of(one))).collect();
    let languages = Lang::ALL.iter().map(|lang| (lang.tag().to_owned(), lang.own_name().to_owned()));
    let zone_help = if zone_is_open { tr.organisation_zone_help() } else { tr.organisation_zone_fixed() };
    let fields = vec![
        line("name", tr.organisation_name(), now.name.as_ref().map_or("", Line::as_str))
            .help(tr.organisation_name_help())
            .optional(tr),
        line("zone", tr.organisation_zone(), now.zone.name()).help(zone_help),
        list("language", tr.organisation_language(), now.language, languages.collect())
            .help(tr.organisation_language_help()),
        line("mail", tr.organisation_mail(), now.mail.as_ref().map_or("", MailAddress::as_str))
            .help(tr.organisation_mail_help())
            .optional(tr),
        list("circulars", tr.organisation_circulars(), now.circulars.key(), publicity()),
        list("draws", tr.organisation_draws(), now.draws.key(), publicity())
            .help(tr.organisation_draws_help()),
        line(
            "number_form",
            tr.organisation_number_form(),
            now.numbering.as_ref().map_or("", Numbering::form),
        )
        .help(tr.organisation_number_form_help("{number}", "{word}", "{year}"))
        .optional(tr),
        Field::new("number_words", tr.organisation_number_words(), Control::Lines(3))
            .value(value("number_words", &now.numbering.as_ref().map(Numbering::words).unwrap_or_default()))
            .help(tr.organisation_number_words_help())
            .error(call.fault(errors, "number_words"))
            .optional(tr),
    ];
    let mut shell = call
        .shell(Some(Nav::Accounts), tr.organisation_title())
        .lede(tr.organisation_lede())
        .crumb(tr.account_title(), Some(&paths::people::accounts()));
    if call.query.get("set") == "1" {
        shell = shell.notice(Notice::new(Tone::Done, tr.organisation_done()));
    }
    let stored = &call.known.stored;
    let pack = tr.organisation_pack(stored.key.as_str(), stored.version.to_string());
    Ok(OrganisationPage { errors: ErrorSummary::of(tr, &fields), shell, fields, pack })
}

pub(super) fn set(call: &Call<'_>) -> Outcome {
    let sent = call.form;
    let asked = OrganisationForm {
        name: sent.get("name"),
        zone: sent.get("zone"),
        language: sent.get("language"),
        mail: sent.get("mail"),
        circulars: sent.get("circulars"),
        draws: sent.get("draws"),
        number_form: sent.get("number_form"),
        number_words: sent.get("number_words"),
    };
    match set_organisation(&call.context(), &asked) {
        Ok(()) => {
            call.state.known.changed();
            see(paths::units::organisation().asking("set", "1"))
        }
        Err(AppError::Form(errors)) => form_again(&form(call, &errors)?),
        Err(fault) => Err(fault.into()),
    }
}
