//! The page of the first start, empty and with what is wrong.

use super::{First, Form, answers::OWN};
use crate::{
    frame::{fields::Fields, upload::Upload},
    look::{Choice, Control, ErrorSummary, Field, Notice, Shell, Tone},
};
use askama::Template;
use axum::http::StatusCode;
use earnest_i18n::{Arg, Lang, Tr};
use earnest_model::{
    message::{Argument, FieldErrors, Message},
    organisation::LANGUAGES,
    units::unit::ImportFault,
};

/// The most faults of lines that are told at once.
const MOST: usize = 30;

/// What the page shows: what was sent, and what is wrong with it.
pub(super) struct Shown {
    lang: Lang,
    form: Form,
    /// What is wrong, by field.
    pub errors: FieldErrors,
    /// What is wrong with the units, by line.
    lines: Vec<ImportFault>,
    /// Why nothing can be done.
    pub refused: Option<Message>,
    /// Whether something broke off that has nothing to do with the answers.
    pub broke_off: bool,
    wrong_code: bool,
}

impl Shown {
    /// Nothing yet.
    pub(super) fn empty(lang: Lang) -> Self {
        Self::sent(lang, (Fields::default(), Vec::new()))
    }

    /// What was sent.
    pub(super) fn sent(lang: Lang, form: Form) -> Self {
        let (errors, lines) = (FieldErrors::new(), Vec::new());
        Self { lang, form, errors, lines, refused: None, broke_off: false, wrong_code: false }
    }

    /// What was sent with another code than the one.
    pub(super) fn wrong_code(lang: Lang, form: Form) -> Self {
        let mut shown = Self::sent(lang, form);
        shown.errors.add("code", Message::new("error-set-up-code"));
        shown.wrong_code = true;
        shown
    }

    /// A field that was sent.
    pub(super) fn get(&self, name: &str) -> &str {
        self.form.0.get(name)
    }

    /// The files of a field.
    pub(super) fn files(&self, field: &'static str) -> impl Iterator<Item = &Upload> {
        self.form.1.iter().filter(move |file| file.field == field)
    }

    /// Tells what is wrong with the units.
    pub(super) fn units(&mut self, faults: Vec<ImportFault>) {
        let field = if self.files("units").next().is_some() { "units" } else { "rows" };
        self.errors.add(field, Message::new("error-set-up-units").with("count", faults.len()));
        self.lines = faults;
    }

    /// The status that goes with it.
    pub(super) const fn status(&self) -> StatusCode {
        if self.broke_off { StatusCode::INTERNAL_SERVER_ERROR } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

#[derive(Template)]
#[template(path = "first/first.html")]
struct FirstPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    /// What is wrong, line by line.
    lines: Vec<String>,
    more: Option<String>,
    code: Field,
    organisation: Vec<Field>,
    packs: Vec<Field>,
    units: Vec<Field>,
    person: Vec<Field>,
}

#[derive(Template)]
#[template(path = "first/plain.html")]
struct PlainPage {
    shell: Shell,
    /// The way on: address and words.
    way: Option<(&'static str, String)>,
}

fn say(tr: Tr, message: &Message) -> String {
    let argument = |value: &Argument| match value {
        Argument::Text(text) => Arg::from(text.as_str()),
        Argument::Count(count) => Arg::from(*count),
    };
    let arguments: Vec<_> = message.arguments.iter().map(|(name, value)| (*name, argument(value))).collect();
    tr.by_key(message.key, &arguments).unwrap_or_else(|| message.to_string())
}

/// The form.
pub(super) fn form_page(first: &First, shown: &Shown) -> Result<String, askama::Error> {
    let tr = Tr::new(shown.lang);
    let mut shell = Shell::new(tr, "/", tr.set_up_title()).lede(tr.set_up_lede());
    if let Some(message) = &shown.refused {
        shell = shell.notice(Notice::new(Tone::Error, say(tr, message)));
    }
    if shown.broke_off {
        shell = shell.notice(Notice::new(Tone::Error, tr.set_up_broke_off()));
    }
    // What was sent is nowhere but on this page.
    shell.stays = !shown.form.0.0.is_empty();
    let asked = Asked { tr, shown };
    let code = asked.line("code", tr.set_up_code()).help(tr.set_up_code_help()).as_it_is();
    let organisation = vec![
        asked.line("name", tr.organisation_name()).help(tr.organisation_name_help()).optional(tr),
        asked
            .preset("zone", tr.organisation_zone(), &first.zone)
            .help(tr.organisation_zone_help())
            .as_it_is(),
        asked.list("language", tr.organisation_language(), languages(), shown.lang.tag()),
    ];
    let units = vec![
        asked.field("rows", tr.set_up_rows(), Control::Lines(10)).help(tr.set_up_rows_help()),
        asked
            .field("units", tr.set_up_units(), Control::File(".csv,.xlsx,.xls,.ods,.txt"))
            .help(tr.set_up_units_help())
            .optional(tr),
    ];
    let person = vec![
        asked
            .line("login", tr.set_up_login())
            .help(tr.set_up_login_help())
            .autocomplete("username")
            .as_it_is(),
        asked.line("title", tr.set_up_post()).help(tr.set_up_post_help()),
        asked.secret("password", tr.set_up_password()).help(tr.set_up_password_help()),
        asked.secret("again", tr.set_up_again()),
    ];
    let packs = asked.packs(first);
    let all = std::iter::once(&code).chain(&organisation).chain(&packs).chain(&units).chain(&person);
    let errors = ErrorSummary::of(tr, all);
    let line = |fault: &ImportFault| tr.set_up_line(fault.line.to_string(), say(tr, &fault.kind.message()));
    let lines: Vec<_> = shown.lines.iter().take(MOST).map(line).collect();
    let more = shown.lines.len().saturating_sub(MOST);
    let more = (more > 0).then(|| tr.set_up_more_lines(more));
    FirstPage { shell, errors, lines, more, code, organisation, packs, units, person }.render()
}

fn languages() -> Vec<(String, String)> {
    let name = |tag: &str| Lang::parse(tag).map_or_else(|| tag.to_owned(), |lang| lang.own_name().to_owned());
    LANGUAGES.iter().map(|tag| ((*tag).to_owned(), name(tag))).collect()
}

/// The questions with what was answered.
struct Asked<'a> {
    tr: Tr,
    shown: &'a Shown,
}

impl Asked<'_> {
    fn field(&self, name: &'static str, label: impl Into<String>, control: Control) -> Field {
        let error = self.shown.errors.at(name).map(|message| say(self.tr, message));
        Field::new(name, label, control).value(self.shown.get(name)).error(error)
    }

    fn line(&self, name: &'static str, label: impl Into<String>) -> Field {
        self.field(name, label, Control::Line("text"))
    }

    /// A line that has an answer as long as nothing was sent.
    fn preset(&self, name: &'static str, label: impl Into<String>, preset: &str) -> Field {
        let sent = self.shown.form.0.find(name);
        self.line(name, label).value(sent.unwrap_or(preset))
    }

    /// A password, which never comes back.
    fn secret(&self, name: &'static str, label: impl Into<String>) -> Field {
        let again = self.shown.errors.at(name).is_none() && !self.shown.get(name).is_empty();
        let field = self.field(name, label, Control::Line("password")).value("").autocomplete("new-password");
        if again { field.error(Some(self.tr.set_up_password_again().into_owned())) } else { field }
    }

    fn list(
        &self,
        name: &'static str,
        label: impl Into<String>,
        all: Vec<(String, String)>,
        preset: &str,
    ) -> Field {
        let sent = self.shown.get(name);
        let chosen = if sent.is_empty() { preset } else { sent };
        let choices = all.into_iter().map(|(key, words)| {
            let is = key == chosen;
            Choice::new(key, words, is)
        });
        let choices = choices.collect();
        self.field(name, label, Control::List(choices))
    }

    /// Which pack: each with its tiers from the top down.
    fn packs(&self, first: &First) -> Vec<Field> {
        let (tr, tag) = (self.tr, self.shown.lang.tag());
        let chosen = self.shown.get("pack");
        let ways = first.packs.iter().map(|offered| {
            let tiers: Vec<_> = offered.pack.tiers.iter().map(|tier| tier.name.get(tag)).collect();
            let words = tr.set_up_pack_words(offered.key.as_str(), tiers.join(" › "));
            Choice::new(offered.key.as_str(), words, chosen == offered.key)
        });
        let own = Choice::new(OWN, tr.set_up_pack_own(), chosen == OWN);
        vec![
            self.field("pack", tr.set_up_pack(), Control::One(ways.chain([own]).collect()))
                .help(tr.set_up_pack_help()),
            self.field("pack_files", tr.pack_files(), Control::Files(".zip,.toml"))
                .help(tr.pack_files_help())
                .optional(tr),
        ]
    }
}

/// What is said when it is done.
pub(super) fn done_page(lang: Lang, units: usize) -> Result<String, askama::Error> {
    let tr = Tr::new(lang);
    let shell = Shell::new(tr, "/", tr.set_up_done_title()).lede(tr.set_up_done(units));
    PlainPage { shell, way: Some(("/sign-in?next=/desk", tr.set_up_sign_in().into_owned())) }.render()
}

/// What is said where nothing can be done.
pub(super) fn plain_page(lang: Lang, status: StatusCode) -> Result<String, askama::Error> {
    let tr = Tr::new(lang);
    let words = match status {
        StatusCode::CONFLICT => tr.error_set_up_already(),
        StatusCode::PAYLOAD_TOO_LARGE => tr.error_set_up_units_large(),
        StatusCode::BAD_REQUEST => tr.set_up_unreadable(),
        StatusCode::NOT_FOUND => tr.set_up_not_found(),
        _ => tr.set_up_broke_off(),
    };
    let shell = Shell::new(tr, "/", tr.set_up_title()).lede(words);
    PlainPage { shell, way: Some(("/", tr.set_up_title().into_owned())) }.render()
}
