//! The desk: what this person owes now, kind by kind; or all of one kind.

use super::{
    pile,
    taking::{self, Hand},
};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Nav, Notice, Shell, Tone},
    pages::{
        paths,
        shared::owed::{Item, href, item, taken, told},
    },
};
use askama::Template;
use earnest_app::{
    desk::{
        desk_show::{Desk as Whole, GoingOn, Owed, OwedKind, Pile, whole_desk},
        without_post::{PostNotNow, WithoutPost, without_post},
    },
    duties::own_posts::{OwnPost, own_posts},
};
use earnest_model::programmes::turn::Wait;

/// Lines of a kind where several kinds wait.
const BRIEF: usize = 6;

#[derive(Template)]
#[template(path = "pages/desk/desk.html")]
struct Desk {
    shell: Shell,
    /// The posts that one holds, with what they promised and is not closed yet.
    own: Vec<OwnPart>,
    parts: Vec<Part>,
    /// What others have to do first.
    going: Vec<Item>,
    empty: Option<Notice>,
    /// Whether something of it can be taken along.
    carries: bool,
}

/// A post that one holds.
struct OwnPart {
    words: String,
    href: String,
    /// What it promised in sessions.
    promised: Vec<Item>,
    /// That there is more.
    more: Option<String>,
}

/// What waits of a kind.
struct Part {
    title: String,
    count: String,
    /// All of them.
    href: String,
    items: Vec<Item>,
    more: Option<String>,
    /// Where several are done at once, and in which words.
    many: Option<(String, String)>,
    /// How they are taken and handed on, where several people are asked.
    hand: Option<Hand>,
}

pub(super) fn desk(call: &Call<'_>) -> Outcome {
    if let Some(kind) = call.choice("kind", OwedKind::parse)? {
        return pile::pile(call, kind);
    }
    let tr = call.tr;
    let Whole { piles, lost: gone, going } = whole_desk(&call.context())?;
    let all: i64 = piles.iter().map(|pile| pile.all).sum();
    call.waits(all);
    let lines = if piles.len() == 1 { usize::MAX } else { BRIEF };
    let empty = match piles.is_empty().then(|| without_post(&call.context())).transpose()?.flatten() {
        Some(why) => Some(no_post(call, &why)),
        None => piles.is_empty().then(|| {
            Notice::new(Tone::Empty, tr.desk_empty()).way(tr.desk_empty_way(), paths::programmes::rounds())
        }),
    };
    let shell =
        call.shell(Some(Nav::Desk), tr.desk_title()).lede(tr.desk_lede(all, tr.date_words(call.today)));
    let shell = taking::said(call, shell)?;
    page(&Desk {
        shell: match lost(call, &gone) {
            Some(notice) => shell.notice(notice),
            None => shell,
        },
        own: own_posts(&call.context())?.iter().map(|post| own_part(call, post)).collect(),
        parts: piles.iter().map(|pile| part(call, pile, lines)).collect(),
        going: going.iter().map(|one| going_item(call, one)).collect(),
        empty,
        carries: piles.iter().any(|pile| pile.kind.is_carried()),
    })
}

/// The way to the page of a post of one's own, and what it promised.
fn own_part(call: &Call<'_>, post: &OwnPost) -> OwnPart {
    let tr = call.tr;
    let promised = post.open.iter().take(BRIEF).map(|one| {
        let problem = &one.problem;
        let (done, all) = (problem.closed.value(), problem.measures.value());
        Item {
            mark: tr.date_short(one.held_on),
            now: false,
            words: tr.desk_promised(all, done, problem.serial.as_str()),
            about: None,
            late: None,
            href: paths::ledger::problem(problem.id),
            taken: None,
            thing: None,
        }
    });
    let more = post.open.len().saturating_sub(BRIEF);
    OwnPart {
        words: tr.desk_own_post(post.title.as_str(), post.unit.as_str()),
        href: paths::duties::leader(post.id),
        promised: promised.collect(),
        more: (more > 0).then(|| tr.owed_more(i64::try_from(more).unwrap_or(i64::MAX))),
    }
}

/// That whoever asks holds no post, what became of those that were held, and whom to ask.
fn no_post(call: &Call<'_>, why: &WithoutPost) -> Notice {
    let tr = call.tr;
    let became = |post: &PostNotNow| {
        let (role, unit) = (call.word_of(post.role), post.unit.as_str());
        match (post.closed, &post.successor, post.until) {
            (Some(day), Some((other, _)), _) => {
                tr.desk_no_post_joined(tr.date_long(day), other.as_str(), role, unit)
            }
            (Some(day), None, _) => tr.desk_no_post_closed(tr.date_long(day), role, unit),
            (None, _, _) if post.from > call.today => {
                tr.desk_no_post_begins(tr.date_long(post.from), role, unit)
            }
            (None, _, until) => tr.desk_no_post_ended(tr.date_long(until.unwrap_or(post.from)), role, unit),
        }
    };
    let mut words: Vec<String> = why.posts.iter().map(became).collect();
    if words.is_empty() {
        words.push(tr.desk_no_post_yet().into_owned());
    }
    let asked: Vec<_> =
        why.ask.iter().map(|(title, unit)| tr.desk_no_post_who(title.as_str(), unit.as_str())).collect();
    words.push(match asked.is_empty() {
        true => tr.desk_no_post_nobody().into_owned(),
        false => tr.desk_no_post_ask(asked.join(&*tr.circular_comma())),
    });
    Notice::new(Tone::Empty, tr.desk_no_post()).text(words.join(" "))
}

/// What others took out of the hands of whoever asks.
fn lost(call: &Call<'_>, lost: &[Owed]) -> Option<Notice> {
    let lost: Vec<_> = lost.iter().map(|owed| (told(call.tr, owed), href(owed), taken(call, owed))).collect();
    let (first, way, _) = lost.first()?;
    let told =
        lost.iter().map(|(words, _, taken)| format!("{words} ({})", taken.as_deref().unwrap_or_default()));
    let told: Vec<_> = told.take(BRIEF).collect();
    let notice = Notice::new(Tone::Loading, call.tr.taking_lost_title(lost.len()));
    Some(notice.text(told.join(" · ")).way(first.as_str(), way.as_str()))
}

fn part(call: &Call<'_>, pile: &Pile, lines: usize) -> Part {
    let items: Vec<_> = pile.first.iter().take(lines).map(|owed| item(call, owed)).collect();
    let more = pile.all - i64::try_from(items.len()).unwrap_or(i64::MAX);
    Part {
        title: call.word_of(pile.kind),
        count: call.tr.owed_count(pile.all),
        href: paths::desk::desk().asking("kind", pile.kind.key()),
        many: (pile.kind == OwedKind::ClosureVerification && pile.all > 1)
            .then(|| (paths::ledger::verify_many(), call.tr.many_way().into_owned())),
        hand: Hand::of(pile),
        items,
        more: (more > 0).then(|| call.tr.owed_more(more)),
    }
}

/// What goes on in a round while others have their turn.
fn going_item(call: &Call<'_>, one: &GoingOn) -> Item {
    let (tr, number, unit) = (call.tr, i64::from(one.round.number), one.unit.as_str());
    let (done, all) = one.part;
    let words = match one.wait {
        Wait::Plans => tr.desk_wait_plans(done, number, all, unit),
        Wait::Sessions => tr.desk_wait_sessions(done, number, all, unit),
        Wait::Materials => tr.desk_wait_materials(done, number, all, unit),
        Wait::Check => tr.desk_wait_check(number, unit),
    };
    let href = one.draft.map_or_else(|| paths::programmes::round(one.round.id), paths::circulars::draft);
    let mark = one.until.map_or_else(|| tr.common_not_yet().into_owned(), |day| tr.date_short(day));
    Item { mark, now: false, words, about: None, late: None, href, taken: None, thing: None }
}
