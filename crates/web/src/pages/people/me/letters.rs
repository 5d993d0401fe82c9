//! Letters that one wishes oneself: whether, where to, when and when not.

use crate::{
    frame::call::Call,
    look::{Choice, Control, Field, Notice, Tone},
};
use earnest_i18n::Lang;
use earnest_model::{
    desk::mail::{MailMode, MailWish},
    message::FieldErrors,
};

/// Says that no letter leaves, if none does.
pub(super) fn off(call: &Call<'_>) -> Option<Notice> {
    let tr = call.tr;
    call.state.mail.is_none().then(|| Notice::new(Tone::Empty, tr.letter_none()).text(tr.letter_none_why()))
}

/// The questions, with what was sent, else what is wished now.
pub(super) fn fields(call: &Call<'_>, wish: MailWish, errors: &FieldErrors) -> Vec<Field> {
    let tr = call.tr;
    // The form of the password stands on the same page; what it sent says nothing here.
    let sent = call.form.find("mode").is_some();
    let value = |name: &str, now: String| {
        if sent { call.form.get(name).to_owned() } else { now }
    };
    let fault = |name: &str| call.fault(errors, name);
    let list = |name: &'static str, label, chosen: &str, all: Vec<(String, String)>| {
        let choice = |(key, words): (String, String)| {
            let is = key == chosen;
            Choice::new(key, words, is)
        };
        let control = Control::List(all.into_iter().map(choice).collect());
        Field::new(name, label, control).error(fault(name))
    };
    let hours = |none: bool| -> Vec<(String, String)> {
        let blank = none.then(|| (String::new(), tr.letter_quiet_none().into_owned()));
        let hours = (0..24).map(|hour| (hour.to_string(), format!("{hour:02}:00")));
        blank.into_iter().chain(hours).collect()
    };
    let modes = MailMode::ALL.iter().map(|one| (one.key().to_owned(), call.word_of(one)));
    let languages = Lang::ALL.iter().map(|lang| (lang.tag().to_owned(), lang.own_name().to_owned()));
    let quiet = |hour: Option<i8>| hour.map_or(String::new(), |hour| hour.to_string());
    let (from, to) = (wish.quiet.map(|quiet| quiet.from()), wish.quiet.map(|quiet| quiet.to()));
    let language = if wish.language.is_empty() { call.lang.tag().to_owned() } else { wish.language };
    let address = wish.address.as_ref().map_or("", |address| address.as_str()).to_owned();
    vec![
        list("mode", tr.letter_mode(), &value("mode", wish.mode.key().to_owned()), modes.collect()),
        Field::new("address", tr.letter_address(), Control::Line("email"))
            .autocomplete("email")
            .help(tr.letter_address_help())
            .optional(tr)
            .value(value("address", address))
            .error(fault("address")),
        list("hour", tr.letter_hour(), &value("hour", wish.hour.to_string()), hours(false)),
        list("quiet_from", tr.letter_quiet_from(), &value("quiet_from", quiet(from)), hours(true))
            .optional(tr),
        list("quiet_to", tr.letter_quiet_to(), &value("quiet_to", quiet(to)), hours(true)).optional(tr),
        list("language", tr.letter_language(), &value("language", language), languages.collect()),
    ]
}
