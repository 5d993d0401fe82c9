//! The frame around a page: who looks, where they are, where they can go.

use earnest_i18n::{Lang, Tr};

use super::{nav::Nav, notice::Notice, style};

/// On what a published record stands in the journal.
#[derive(Clone, Debug)]
pub struct Imprint {
    /// The act, and the checkpoint that covers it, in words.
    pub words: String,
    /// Where the checkpoint is to be had, its short form in words, and the whole signed note; none before there is one.
    pub anchor: Option<(String, String, String)>,
}

/// What `look/base.html` needs; every page's template has one as its field `shell`.
#[derive(Clone, Debug)]
pub struct Shell {
    /// The language of the page.
    pub tr: Tr,
    /// What the organisation is called, in the place of the product's name.
    pub house: Option<String>,
    /// The heading, and the first half of the window's title.
    pub title: String,
    /// One sentence under the heading: what this page shows, as of when.
    pub lede: Option<String>,
    /// What a published record stands on, at the foot of its page and of its paper.
    pub imprint: Option<Imprint>,
    /// The way here, from the top unit down; without the page itself.
    pub crumbs: Vec<Crumb>,
    /// The rooms this person may enter, in order.
    pub nav: Vec<Nav>,
    /// The room this page is in.
    pub current: Option<Nav>,
    /// Who is signed in; none on a public page.
    pub who: Option<Who>,
    /// What the page's form is kept as while it is filled in.
    pub draft: Option<DraftMark>,
    /// This page's path with its query, for the switch of language.
    pub path: String,
    /// What has just happened, or why nothing can.
    pub notices: Vec<Notice>,
    /// The list of each programme, where the page is the list of one: words, address, whether it is shown.
    pub listed: Vec<(String, String, bool)>,
    /// The page's list as files: kind and address.
    pub files: Vec<(String, String)>,
    /// What is to be known of the files before one takes them.
    pub files_note: Option<String>,
    /// Where it is told why this reader sees the page's record.
    pub why: Option<String>,
    /// How many notices are new to this reader, in words; `None` if none is.
    pub news: Option<String>,
    /// How much waits for this reader, in words; `None` if nothing does.
    pub owed: Option<String>,
    /// Large type, for a page that is read from a wall.
    pub projector: bool,
    /// Whether what stands on the page would be lost on the way to another language.
    pub stays: bool,
}

/// What a form is kept as while it is filled in; a page with one has one form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftMark {
    /// The address of the form.
    pub key: String,
    /// Whose it is: copies on a device that several people use are told apart by it.
    pub owner: i64,
    /// The version that the form shows; empty if nothing is kept yet.
    pub base: String,
    /// When it was kept, in words.
    pub saved: Option<String>,
    /// Whether the form came back with faults: what stands in it is newer than what is kept.
    pub again: bool,
}

/// The person signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// The key of their account: what a device keeps is one person's.
    pub account: i64,
    /// Their name.
    pub name: String,
    /// Unit and post: whose eyes the page is for.
    pub post: String,
    /// In which programme they are, where they are in several.
    pub programme: Option<String>,
    /// The key of that programme: the rooms that show one are asked for it.
    pub in_programme: Option<String>,
    /// The ways into each of those: address, title, whether it is this one.
    pub programmes: Vec<(String, String, bool)>,
    /// Whether they hold several posts, of which they act under one.
    pub several: bool,
}

/// A step of the way to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// What the step is called.
    pub text: String,
    /// Where it leads.
    pub href: Option<String>,
}

impl Shell {
    /// A page in `tr`'s language at `path`, with nobody signed in and nowhere to go.
    #[must_use]
    pub fn new(tr: Tr, path: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            tr,
            house: None,
            title: title.into(),
            lede: None,
            imprint: None,
            crumbs: Vec::new(),
            nav: Vec::new(),
            current: None,
            who: None,
            draft: None,
            path: path.into(),
            notices: Vec::new(),
            listed: Vec::new(),
            files: Vec::new(),
            files_note: None,
            why: None,
            news: None,
            owed: None,
            projector: false,
            stays: false,
        }
    }

    /// Says what the organisation is called.
    #[must_use]
    pub fn house(mut self, house: Option<String>) -> Self {
        self.house = house;
        self
    }

    /// Adds the sentence under the heading.
    #[must_use]
    pub fn lede(mut self, lede: impl Into<String>) -> Self {
        self.lede = Some(lede.into());
        self
    }

    /// Adds what a published record stands on.
    #[must_use]
    pub fn imprint(mut self, imprint: Option<Imprint>) -> Self {
        self.imprint = imprint;
        self
    }

    /// Adds a step of the way here; without an address it is only words.
    #[must_use]
    pub fn crumb(mut self, text: impl Into<String>, href: Option<&str>) -> Self {
        self.crumbs.push(Crumb { text: text.into(), href: href.map(str::to_owned) });
        self
    }

    /// The way into a room: in the programme that the header names, so that the address that is sent on says which.
    #[must_use]
    pub fn way(&self, room: &Nav) -> String {
        let programme = self.who.as_ref().and_then(|who| who.in_programme.as_deref());
        match programme.filter(|_| room.is_of_programme()) {
            Some(programme) => format!("{}?programme={programme}", room.href()),
            None => room.href().to_owned(),
        }
    }

    /// Names the rooms this person may enter and the one they are in.
    #[must_use]
    pub fn nav(mut self, nav: impl Into<Vec<Nav>>, current: Option<Nav>) -> Self {
        self.nav = nav.into();
        self.current = current;
        self
    }

    /// Names the person.
    #[must_use]
    pub fn signed_in(mut self, who: Who) -> Self {
        self.who = Some(who);
        self
    }

    /// Says what the page's form is kept as.
    #[must_use]
    pub fn draft(mut self, draft: Option<DraftMark>) -> Self {
        self.draft = draft;
        self
    }

    /// Puts words above the content.
    #[must_use]
    pub fn notice(mut self, notice: Notice) -> Self {
        self.notices.push(notice);
        self
    }

    /// Adds the ways to the list of each programme: words, address, whether it is shown.
    #[must_use]
    pub fn listed(mut self, ways: Vec<(String, String, bool)>) -> Self {
        self.listed = ways;
        self
    }

    /// Adds the ways to the list's files.
    #[must_use]
    pub fn files(mut self, files: impl Into<Vec<(String, String)>>) -> Self {
        self.files = files.into();
        self
    }

    /// Says what is to be known of the files.
    #[must_use]
    pub fn files_note(mut self, note: Option<String>) -> Self {
        self.files_note = note;
        self
    }

    /// Adds the way to the page that tells why the record is seen.
    #[must_use]
    pub fn why(mut self, why: Option<String>) -> Self {
        self.why = why;
        self
    }

    /// Says how many notices are new.
    #[must_use]
    pub fn news(mut self, news: Option<String>) -> Self {
        self.news = news;
        self
    }

    /// Says how much waits.
    #[must_use]
    pub fn owed(mut self, owed: Option<String>) -> Self {
        self.owed = owed;
        self
    }

    /// Large type, for the wall.
    #[must_use]
    pub const fn projector(mut self) -> Self {
        self.projector = true;
        self
    }

    /// The rooms of the row itself, or those behind "more".
    #[must_use]
    pub fn rooms(&self, in_front: bool) -> Vec<Nav> {
        self.nav.iter().copied().filter(|room| room.is_in_front() == in_front).collect()
    }

    /// Whether the page is in this room.
    #[must_use]
    pub fn is_current(&self, room: &Nav) -> bool {
        self.current == Some(*room)
    }

    /// Whether the page is in a room behind "more".
    #[must_use]
    pub fn is_in_more(&self) -> bool {
        self.current.is_some_and(|room| !room.is_in_front())
    }

    /// The three languages: address, tag, own name, whether it is this page's.
    #[must_use]
    pub fn languages(&self) -> Vec<(String, &'static str, &'static str, bool)> {
        let all: &[Lang] = if self.stays { &[] } else { &Lang::ALL };
        all.iter()
            .map(|lang| (self.in_language(*lang), lang.tag(), lang.own_name(), *lang == self.tr.lang()))
            .collect()
    }

    /// This page's address with `lang` asked for and the rest of its query kept.
    fn in_language(&self, lang: Lang) -> String {
        let (path, query) = self.path.split_once('?').unwrap_or((&self.path, ""));
        let kept = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
        let wished = format!("lang={}", lang.tag());
        let query: Vec<&str> = kept.chain([wished.as_str()]).collect();
        format!("{path}?{}", query.join("&"))
    }

    /// Help with the page, by the room that the first part of its path names; `None` where a room needs no words.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        let mut parts = self.path.split('?').next().unwrap_or_default().trim_start_matches('/').split('/');
        let (room, within) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        // A page of a room that is used in another way has help of its own.
        let own =
            self.tr.by_key::<&str>(&format!("help-{room}-{within}"), &[]).filter(|_| !within.is_empty());
        own.or_else(|| self.tr.by_key::<&str>(&format!("help-{room}"), &[]))
    }

    /// Where the style sheet is.
    #[must_use]
    pub fn stylesheet(&self) -> &'static str {
        style::stylesheet_path()
    }

    /// Where the script is that keeps a form.
    #[must_use]
    pub fn drafts_script(&self) -> &'static str {
        style::drafts_script_path()
    }

    /// Where the script of every page is.
    #[must_use]
    pub fn keys_script(&self) -> &'static str {
        style::keys_script_path()
    }

    /// Where the script is that hands in what a device keeps.
    #[must_use]
    pub fn carry_script(&self) -> &'static str {
        style::carry_script_path()
    }

    /// Whether the page has a box of its own to search in.
    #[must_use]
    pub fn searches(&self) -> bool {
        self.path.split('?').next() == Some("/search")
    }

    /// Where the icon is.
    #[must_use]
    pub fn icon(&self) -> &'static str {
        style::icon_path()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn switching_language_keeps_the_question_asked() {
        let at = |path: &str| Shell::new(Tr::new(Lang::En), path, "").in_language(Lang::ZhHant);
        assert_eq!(at("/board"), "/board?lang=zh-Hant");
        assert_eq!(at("/ledger?unit=5201&lang=en&late=1"), "/ledger?unit=5201&late=1&lang=zh-Hant");
    }

    #[test]
    fn help_is_that_of_the_room_however_deep_the_page() {
        let help = |path: &str| Shell::new(Tr::new(Lang::En), path, "").help();
        assert_eq!(help("/plans/7?done=1"), help("/plans"));
        assert!(help("/plans?round=3").is_some_and(|words| words.contains("reviewed")));
        assert_ne!(help("/organisation/change"), help("/organisation"));
        assert_eq!(help("/"), None);
    }
}
