//! What stands around a page: its room, who is signed in and under which posts, what is new, why one sees it.

use crate::{
    frame::call::Call,
    look::{Amount, Nav, Shell, Who},
};
use earnest_app::{
    desk::{desk_show::count_owed, notices_show::count_new},
    people::why_seen::Record,
    units::register_load::Running,
};
use earnest_i18n::Tr;
use earnest_model::{
    Date,
    actor::Actor,
    desk::notice::COUNTED,
    permit::{ActionKind, may_somewhere},
};
use std::convert::Infallible;

/// Where one begins in a programme.
const ROUNDS: &str = "/rounds";
/// Where it is told why one sees a record.
pub const WHY: &str = "/why";

impl Call<'_> {
    /// The frame of a page in a room of the house: title, navigation, who is signed in.
    pub fn shell(&self, room: Option<Nav>, title: impl Into<String>) -> Shell {
        let house = self.known.organisation.name.as_ref().map(|name| name.as_str().to_owned());
        let shell = Shell::new(self.tr, self.place(), title).house(house);
        let shell = shell.nav(rooms(self.actor, self.today), room);
        let Some(title) = self.actor.title() else { return shell };
        let several = self.actor.all_holdings(self.today).nth(1).is_some();
        let (programme, programmes) = programmes(self);
        let here = self.actor.programme().filter(|_| !programmes.is_empty());
        let in_programme = here.map(|id| id.to_string());
        let (name, post) = (title.to_owned(), posts(self));
        let account = self.actor.account().map_or(0, |account| account.0);
        let who = Who { account, name, post, programme, in_programme, programmes, several };
        let shell = shell.signed_in(who).why(why(self));
        let shell = shell.draft(self.draft.clone()).news(self.news());
        if rooms(self.actor, self.today).contains(&Nav::Desk) { shell.owed(self.owed()) } else { shell }
    }

    /// How much waits for whoever asks, in words: what the desk counts. A page is shown even if it can't be counted.
    fn owed(&self) -> Option<String> {
        let counted = || count_owed(&self.context());
        let count = self.state.tallies.of(self.actor, (self.today, self.last_act), counted);
        let count = count.unwrap_or_else(|fault| {
            tracing::error!(%fault, "what waits can't be counted");
            0
        });
        (count > 0).then(|| Amount::of_machinery(self.tr, count).into())
    }

    /// Remembers how much waits where a page counts it anyway, so that the head of the page does not count it once more.
    pub fn waits(&self, count: i64) {
        let counted = || Ok::<_, Infallible>(count);
        let Ok(_) = self.state.tallies.of(self.actor, (self.today, self.last_act), counted);
    }

    /// How many notices are new, in words. A page is shown even if they can't be counted.
    fn news(&self) -> Option<String> {
        let new = count_new(&self.context()).unwrap_or_else(|fault| {
            tracing::error!(%fault, "new notices can't be counted");
            0
        });
        counted(self.tr, new)
    }

    /// A token that tells this filling of a form from any other.
    pub fn once(&self) -> String {
        let mut bytes = [0; 16];
        (self.state.chance)(&mut bytes);
        earnest_model::event::hex(&bytes)
    }

    /// Where this page can be read again: its own address, or for the answer to a form that of the page on which the form
    /// stands, with what was typed.
    pub fn place(&self) -> String {
        match self.filling {
            Some(filling) => filling.place(),
            None if self.query.0.is_empty() => self.path.to_owned(),
            None => self.here(self.query),
        }
    }
}

/// In which programme one is, where one is in several; and the ways into each: address, title, whether one is in it.
fn programmes(call: &Call<'_>) -> (Option<String>, Vec<(String, String, bool)>) {
    let mine = call.known.called_of_reader(call.actor, call.today);
    if mine.len() < 2 {
        return (None, Vec::new());
    }
    let here = call.actor.programme().or_else(|| mine.first().map(|(one, _)| one.programme));
    let current = mine.iter().find(|(one, _)| Some(one.programme) == here);
    let way = |(one, name): &(&Running, String)| {
        let href = format!("{ROUNDS}?in_programme={}", one.programme);
        (href, name.clone(), Some(one.programme) == here)
    };
    (current.map(|(_, name)| name.clone()), mine.iter().map(way).collect())
}

/// The record of a page, by the two parts of its address.
pub fn record_at<'a>(kind: &str, id: &'a str) -> Option<Record<'a>> {
    match kind {
        "units" => Some(Record::Unit(id)),
        "plans" => id.parse().ok().map(Record::Plan),
        "problems" => id.parse().ok().map(Record::Problem),
        "measures" => id.parse().ok().map(Record::Measure),
        "visits" => id.parse().ok().map(Record::Visit),
        "sheets" => id.parse().ok().map(Record::Sheet),
        "ratings" => id.parse().ok().map(Record::Rating),
        _ => None,
    }
}

/// How many are new, in words; `None` if none is.
pub fn counted(tr: Tr, new: usize) -> Option<String> {
    let most = usize::try_from(COUNTED).unwrap_or(usize::MAX);
    match new {
        0 => None,
        new if new > most => Some(format!("{}+", String::from(Amount::of_machinery(tr, COUNTED)))),
        new => Some(Amount::of_machinery(tr, new).into()),
    }
}

/// What a room needs.
fn need(room: Nav) -> ActionKind {
    match room {
        Nav::Desk => ActionKind::ReadDesk,
        Nav::Board | Nav::Burden | Nav::Pictures | Nav::Report => ActionKind::ReadFigures,
        Nav::Rounds => ActionKind::ReadProgramme,
        Nav::Plans => ActionKind::ReadPlans,
        Nav::Observations => ActionKind::ReadAssessments,
        Nav::Draws | Nav::Circulars => ActionKind::ReadPublished,
        Nav::Ledger => ActionKind::ReadLedger,
        Nav::Visits => ActionKind::ReadVisits,
        Nav::Journal => ActionKind::ReadJournal,
        Nav::Accounts => ActionKind::ReadAccounts,
    }
}

/// The rooms that an actor may enter, in the order of the work.
pub fn rooms(actor: &Actor, today: Date) -> Vec<Nav> {
    Nav::ALL.into_iter().filter(|room| may_somewhere(need(*room), actor, today)).collect()
}

/// Where it is told why a page's record is seen: for pages of one record, to those who are signed in.
pub fn why(call: &Call<'_>) -> Option<String> {
    let mut parts = call.path.split('/').skip(1);
    let (kind, id, rest) = (parts.next()?, parts.next()?, parts.next());
    let shown = rest.is_none() && record_at(kind, id).is_some();
    shown.then(|| format!("{WHY}?at={}", call.path))
}

/// The roles that the actor acts under today, in words: with the unit if a post was chosen; several are for reading.
pub fn posts(call: &Call<'_>) -> String {
    if call.actor.must_choose(call.today) {
        return call.tr.posts_all().into_owned();
    }
    let mut words: Vec<_> =
        call.actor.holdings(call.today).map(|holding| call.word_of(holding.role)).collect();
    words.dedup();
    words.extend(call.post.map(str::to_owned));
    words.join(" · ")
}
