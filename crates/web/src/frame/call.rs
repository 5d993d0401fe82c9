//! One request, as a handler sees it: everything in one place, and plain synchronous.

use crate::{
    frame::{
        fields::{Fields, Query},
        forms::filling::Filling,
        state::State,
        upload::Upload,
    },
    look::DraftMark,
};
use earnest_app::{
    AppError, Context, Stood, desk::form_send::Sending, ledger::attachments::attachment_add::NewFile,
    units::register_load::Loaded,
};
use earnest_i18n::{Arg, Lang, Tr};
use earnest_model::{
    Date, Timestamp,
    actor::Actor,
    figures::question::{FIELDS, malformed, twice, unknown, value},
    message::{Argument, FieldErrors, Message},
    pack::Pack,
    seen::Seen,
    zone::Zone,
};
use earnest_papers::{Layout, Paper};
use std::cell::{Cell, RefCell};

/// Query fields that the frame reads on every page: the language, the kind of file, words that were kept.
pub const OF_THE_FRAME: [&str; 4] = ["lang", "as", "kept", "in_programme"];
/// Query fields that change nothing of what a page says where it does not read them: that something is done, how a paper looks.
const HARMLESS: [&str; 2] = ["done", "layout"];

/// A request with what is known about it.
#[derive(Clone)]
pub struct Call<'s> {
    /// The server.
    pub state: &'s State,
    /// What the register says of itself.
    pub known: &'s Loaded,
    /// Who asks.
    pub actor: &'s Actor,
    /// The value that forms must carry; empty without a session.
    pub csrf: &'s str,
    /// The words of the language.
    pub tr: Tr,
    /// The language.
    pub lang: Lang,
    /// The moment of the request.
    pub now: Timestamp,
    /// The organisation's day.
    pub today: Date,
    /// The path, without query.
    pub path: &'s str,
    /// The address of whoever asks; empty if the server was not told.
    pub client: &'s str,
    /// The name and port by which the server is asked; empty if the browser did not say.
    pub host: &'s str,
    /// The token by which the device is known, if one was sent.
    pub device: Option<&'s str>,
    /// Name of the unit of the post that is acted under, if one was chosen.
    pub post: Option<&'s str>,
    /// The session token, if one was sent.
    pub token: Option<&'s str>,
    /// `{name}` parts of the path.
    pub parts: &'s [(String, String)],
    /// The query's fields in order.
    pub query: &'s Query,
    /// The form's fields in order; empty for GET.
    pub form: &'s Fields,
    /// The fields of a form that was not taken and is put back into this page, as far as the page itself hangs on them: how many
    /// rows it has, for one. Empty otherwise.
    pub grown: &'s Fields,
    /// The draft that the page's form is kept as, if it is kept ([`crate::frame::drafts`]).
    pub draft: Option<DraftMark>,
    /// Up to where whoever asks had seen the register, if their form is made from what they saw.
    pub seen: Option<&'s Seen>,
    /// The last act of the register when the request began.
    pub last_act: i64,
    /// The form's sending, if it is known by its token.
    pub sending: Option<&'s Sending>,
    /// What stood on the page of whoever asks, if their act covers it.
    pub stood: Option<&'s Stood<'s>>,
    /// The form that was sent, as it may be kept; none for a page that is read.
    pub filling: Option<&'s Filling>,
    /// What was said to be wrong with the form.
    pub told: &'s RefCell<Vec<(String, Message)>>,
    /// Whether the words of the form are kept for whoever asks.
    pub kept: &'s Cell<bool>,
    /// The form's files in order; empty unless the route takes files.
    pub files: &'s [Upload],
    /// Where papers are gathered with their layouts instead of being written, if several become one.
    pub gathers: Option<&'s RefCell<Vec<(Paper, Layout)>>>,
}

impl<'s> Call<'s> {
    /// What use cases are given.
    pub fn context(&self) -> Context<'s> {
        Context {
            store: &self.state.store,
            actor: self.actor,
            now: self.now,
            today: self.today,
            seen: self.seen,
            sending: self.sending,
            stood: self.stood,
        }
    }

    /// The pack whose words the register speaks.
    pub fn pack(&self) -> &'s Pack {
        &self.known.pack
    }

    /// The zone of the organisation.
    pub fn zone(&self) -> Zone {
        self.known.organisation.zone
    }

    /// A `{name}` part of the path; a part that is not there is as good as a page that is not there.
    pub fn part(&self, name: &str) -> Result<&'s str, AppError> {
        let found = self.parts.iter().find(|(part, _)| part == name);
        found.map(|(_, value)| value.as_str()).ok_or(AppError::NotFound)
    }

    /// A `{name}` part as a key of the register.
    pub fn id<T: std::str::FromStr>(&self, name: &str) -> Result<T, AppError> {
        self.part(name)?.parse().map_err(|_| AppError::NotFound)
    }

    /// What was chosen in a list of a form in which nothing is chosen before somebody chooses.
    ///
    /// # Errors
    /// Nothing was chosen, which is a fault of the field; or something that is no such key.
    pub fn picked<T: std::str::FromStr>(&self, name: &str) -> Result<T, AppError> {
        match self.form.get(name).trim() {
            "" => Err(AppError::field(name, Message::new("error-choice"))),
            sent => sent.parse().map_err(|_| AppError::NotFound),
        }
    }

    /// A query field as a number, a day or a key; absent or left empty is `None`.
    ///
    /// # Errors
    /// It is no such value, or stands twice: another page than the one that was asked for would answer.
    pub fn asked<T: std::str::FromStr>(&self, name: &str) -> Result<Option<T>, AppError> {
        self.single(name)?;
        value(name, self.query.get(name)).map_err(|fault| AppError::field(name, fault))
    }

    /// A query field as one of a few words; absent or left empty is `None`.
    ///
    /// # Errors
    /// It is another word, or stands twice.
    pub fn choice<T>(
        &self,
        name: &str,
        parse: impl Fn(&str) -> Result<T, Message>,
    ) -> Result<Option<T>, AppError> {
        self.single(name)?;
        Ok(self.choices(name, parse)?.pop())
    }

    /// A query field that is `1` or left out.
    ///
    /// # Errors
    /// It is another word, or stands twice.
    pub fn asked_yes(&self, name: &str) -> Result<bool, AppError> {
        let yes = |word: &str| if word == "1" { Ok(()) } else { Err(malformed(name, word)) };
        Ok(self.choice(name, yes)?.is_some())
    }

    /// A query field that may stand again and again, each time as one of a few words.
    ///
    /// # Errors
    /// Another word.
    pub fn choices<T>(
        &self,
        name: &str,
        parse: impl Fn(&str) -> Result<T, Message>,
    ) -> Result<Vec<T>, AppError> {
        let given = self.query.all(name).filter(|word| !word.is_empty());
        let fault = |word| AppError::field(name, malformed(name, word));
        given.map(|word| parse(word).map_err(|_| fault(word))).collect()
    }

    /// Refuses a query field that stands twice.
    fn single(&self, name: &str) -> Result<(), AppError> {
        if self.query.as_they_are().all(name).nth(1).is_some() {
            return Err(AppError::field(name, twice(name)));
        }
        Ok(())
    }

    /// Refuses what no page takes twice: what narrows a figure, and where a list goes on.
    pub fn asks_once(&self) -> Result<(), AppError> {
        let singles = FIELDS.iter().filter(|field| **field != "source").chain(&["after", "before"]);
        singles.copied().try_for_each(|field| self.single(field))
    }

    /// Refuses query fields that this page doesn't know.
    pub fn only(&self, known: &[&str]) -> Result<(), AppError> {
        known.iter().for_each(|name| self.query.ask(name));
        let unread = self
            .query
            .0
            .iter()
            .find(|(name, _)| !known.contains(&name.as_str()) && !OF_THE_FRAME.contains(&name.as_str()));
        match unread {
            Some((name, _)) => Err(AppError::field(name, unknown(name))),
            None => Ok(()),
        }
    }

    /// Refuses a page that was made without asking for a field of its address: it would be another one than was asked for.
    pub fn asked_for_all(&self) -> Result<(), AppError> {
        let known = |name: &&str| !OF_THE_FRAME.contains(name) && !HARMLESS.contains(name);
        match self.query.unasked().find(known) {
            Some(name) => Err(AppError::field(name, unknown(name))),
            None => Ok(()),
        }
    }

    /// This address with another query.
    pub fn here(&self, query: &Fields) -> String {
        format!("{}?{}", self.path, query.encoded())
    }

    /// The names of the files of the form, as they are kept.
    pub fn file_names(&self) -> String {
        let names: Vec<&str> = self.files.iter().map(|file| file.name.as_str()).collect();
        serde_json::to_string(&names).unwrap_or_default()
    }

    /// The files of a field of the form, as use cases take them.
    pub fn new_files(&self, field: &str) -> Vec<NewFile<'s>> {
        self.files.iter().filter(|file| file.field == field).map(Upload::as_new).collect()
    }

    /// An address as people type it elsewhere: with the place where they reach the pages.
    pub fn in_full(&self, path: &str) -> String {
        let told = self.state.told_address().map(str::to_owned);
        let scheme = if self.state.settings.secure { "https" } else { "http" };
        let asked =
            || Some(self.host).filter(|host| !host.is_empty()).map(|host| format!("{scheme}://{host}"));
        format!("{}{path}", told.or_else(asked).unwrap_or_default())
    }

    /// The words of a message from below; a key without words shows itself, so that it is noticed.
    pub fn words(&self, message: &Message) -> String {
        let arguments: Vec<_> =
            message.arguments.iter().map(|(name, value)| (*name, self.argument(name, value))).collect();
        self.tr.by_key(message.key, &arguments).unwrap_or_else(|| message.to_string())
    }

    /// What is wrong with a field of a form, in words.
    pub fn fault(&self, errors: &FieldErrors, field: &str) -> Option<String> {
        let message = errors.at(field)?;
        self.told.borrow_mut().push((field.to_owned(), message.clone()));
        Some(self.words(message))
    }

    /// An argument; a state or step is said in its own words.
    fn argument(&self, name: &str, value: &Argument) -> Arg {
        match (name, value) {
            ("state", Argument::Text(state)) => Arg::from(self.word(&format!("measure-state-{state}"))),
            ("step", Argument::Text(step)) => Arg::from(self.word(&format!("step-{step}"))),
            (_, Argument::Text(text)) => Arg::from(text.as_str()),
            (_, Argument::Count(count)) => Arg::from(*count),
        }
    }

    /// A moment of the register (RFC 3339, UTC) as the organisation's clocks showed it: `2015-06-01 12:00`.
    pub fn moment(&self, text: &str) -> String {
        let Ok(moment) = text.parse::<Timestamp>() else { return text.to_owned() };
        self.zone().time(moment).strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// The words of a key without arguments: names of states, roles, actions.
    pub fn word(&self, key: &str) -> String {
        self.tr.by_key::<&str>(key, &[]).unwrap_or_else(|| key.to_owned())
    }
}
