//! One request, as a handler sees it: everything in one place, and plain synchronous.

use crate::{
    frame::{state::State, upload::Upload},
    look::{DraftMark, Nav, Shell, Who},
    nav,
};
use earnest_app::{
    AppError, Context, desk::notices_show::count_new, ledger::attachments::attachment_add::NewFile,
};
use earnest_i18n::{Arg, Lang, Tr};
use earnest_model::{
    Date, Timestamp,
    actor::Actor,
    message::{Argument, Message},
};

/// A request with what is known about it.
pub struct Call<'s> {
    /// The server.
    pub state: &'s State,
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
    /// The token by which the device is known, if one was sent.
    pub device: Option<&'s str>,
    /// Name of the unit of the post that is acted under, if one was chosen.
    pub post: Option<&'s str>,
    /// The session token, if one was sent.
    pub token: Option<&'s str>,
    /// `{name}` parts of the path.
    pub parts: &'s [(String, String)],
    /// The query's fields in order.
    pub query: &'s Fields,
    /// The form's fields in order; empty for GET.
    pub form: &'s Fields,
    /// The draft that the page's form is kept as, if it is kept ([`crate::frame::drafts`]).
    pub draft: Option<DraftMark>,
    /// The form's files in order; empty unless the route takes files.
    pub files: &'s [Upload],
}

/// Fields of a query or form; a name may stand several times.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// Parses `application/x-www-form-urlencoded` text.
    pub fn parse(text: &[u8]) -> Self {
        Self(
            form_urlencoded::parse(text)
                .map(|(name, value)| (name.into_owned(), value.into_owned()))
                .collect(),
        )
    }

    /// The first value of a name; empty if there is none.
    pub fn get(&self, name: &str) -> &str {
        self.find(name).unwrap_or_default()
    }

    /// The first value of a name, if the field was sent.
    pub fn find(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// All values of a name.
    pub fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// The fields as the text of a query.
    pub fn encoded(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.0).finish()
    }

    /// The query with one field changed, or taken out if `value` is empty.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut fields: Vec<_> = self.0.iter().filter(|(field, _)| field != name).cloned().collect();
        if !value.is_empty() {
            fields.push((name.to_owned(), value.to_owned()));
        }
        Self(fields)
    }

    /// All names with a prefix: `(rest of the name, value)`.
    pub fn with_prefix<'f>(&'f self, prefix: &'f str) -> impl Iterator<Item = (&'f str, &'f str)> {
        self.0
            .iter()
            .filter_map(move |(field, value)| field.strip_prefix(prefix).map(|rest| (rest, value.as_str())))
    }
}

impl<'s> Call<'s> {
    /// What use cases are given.
    pub fn context(&self) -> Context<'s> {
        Context { store: &self.state.store, actor: self.actor, now: self.now, today: self.today }
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

    /// A query field as a number or key; absent or unreadable is `None`.
    pub fn asked<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.query.get(name).parse().ok()
    }

    /// The files of a field of the form, as use cases take them.
    pub fn new_files(&self, field: &str) -> Vec<NewFile<'s>> {
        self.files.iter().filter(|file| file.field == field).map(Upload::as_new).collect()
    }

    /// The frame of a page in a room of the house: title, navigation, who is signed in.
    pub fn shell(&self, room: Option<Nav>, title: impl Into<String>) -> Shell {
        let mut path = self.path.to_owned();
        if !self.query.0.is_empty() {
            path = format!("{path}?{}", self.query.encoded());
        }
        let shell = Shell::new(self.tr, path, title).nav(nav::rooms(self.actor, self.today), room);
        let Some(title) = self.actor.title() else { return shell };
        let several = self.actor.all_holdings(self.today).nth(1).is_some();
        let who = Who { name: title.to_owned(), post: nav::posts(self), programme: None, several };
        let shell = shell.signed_in(who, self.csrf).why(nav::why(self));
        shell.once(self.once()).draft(self.draft.clone()).news(self.news())
    }

    /// How many notices are new, in words. A page is shown even if they can't be counted.
    fn news(&self) -> Option<String> {
        let new = count_new(&self.context()).unwrap_or_else(|fault| {
            tracing::error!(%fault, "new notices can't be counted");
            0
        });
        crate::pages::desk::notices::counted(self.tr, new)
    }

    /// A token that tells this filling of a form from any other.
    fn once(&self) -> String {
        let mut bytes = [0; 16];
        (self.state.chance)(&mut bytes);
        earnest_model::event::hex(&bytes)
    }

    /// The words of a message from below; a key without words shows itself, so that it is noticed.
    pub fn words(&self, message: &Message) -> String {
        let arguments: Vec<_> =
            message.arguments.iter().map(|(name, value)| (*name, self.argument(name, value))).collect();
        self.tr.by_key(message.key, &arguments).unwrap_or_else(|| message.to_string())
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
        self.state.settings.zone.to_datetime(moment).strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// The words of a key without arguments: names of states, roles, actions.
    pub fn word(&self, key: &str) -> String {
        self.tr.by_key::<&str>(key, &[]).unwrap_or_else(|| key.to_owned())
    }
}
