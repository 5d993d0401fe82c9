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
        shared::owed::{Item, href, item, taken, words},
    },
};
use askama::Template;
use earnest_app::desk::desk_show::{GoingOn, OwedKind, Pile, desk as piles, going_on};
use earnest_model::programmes::turn::Wait;

/// Lines of a kind where several kinds wait.
const BRIEF: usize = 6;

#[derive(Template)]
#[template(path = "pages/desk/desk.html")]
struct Desk {
    shell: Shell,
    parts: Vec<Part>,
    /// What others have to do first.
    going: Vec<Item>,
    empty: Option<Notice>,
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
    let piles = piles(&call.context())?;
    let all: i64 = piles.iter().map(|pile| pile.all).sum();
    let lines = if piles.len() == 1 { usize::MAX } else { BRIEF };
    let empty = piles.is_empty().then(|| {
        Notice::new(Tone::Empty, tr.desk_empty()).way(tr.desk_empty_way(), paths::programmes::rounds())
    });
    let shell =
        call.shell(Some(Nav::Desk), tr.desk_title()).lede(tr.desk_lede(all, tr.date_words(call.today)));
    let shell = taking::said(call, shell)?;
    page(&Desk {
        shell: match lost(call, &piles) {
            Some(notice) => shell.notice(notice),
            None => shell,
        },
        parts: piles.iter().map(|pile| part(call, pile, lines)).collect(),
        going: going_on(&call.context())?.iter().map(|one| going_item(call, one)).collect(),
        empty,
    })
}

/// What others took out of the hands of whoever asks.
fn lost(call: &Call<'_>, piles: &[Pile]) -> Option<Notice> {
    let lines = piles.iter().flat_map(|pile| &pile.first);
    let lost = lines.filter(|owed| owed.taken.as_ref().is_some_and(|taken| taken.lost));
    let lost: Vec<_> = lost.map(|owed| (words(call.tr, owed), href(owed), taken(call, owed))).collect();
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
