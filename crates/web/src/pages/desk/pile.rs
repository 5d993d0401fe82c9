//! All that waits of one kind.

use super::taking::Hand;
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, page},
    },
    look::{Cell, Nav, Notice, Shell, Table, Tone},
    pages::{
        paths,
        shared::owed::{Item, about, href, item, late, told},
    },
};
use askama::Template;
use earnest_app::{
    AppError,
    desk::{
        desk_show::{Owed, OwedKind, pile as read},
        taking::{LinePlace, lines_to_take},
    },
};

/// Lines on a page.
const PAGE: i64 = 200;
/// Lines that are taken at once.
const TAKEN_AT_ONCE: usize = 50;

#[derive(Template)]
#[template(path = "pages/desk/pile.html")]
struct PilePage {
    shell: Shell,
    table: Table,
    /// The same lines to be taken and handed on, page by page.
    taking: Option<TakingPart>,
}

/// Lines that can be taken.
struct TakingPart {
    hand: Hand,
    items: Vec<Item>,
    next: Option<String>,
}

/// The lines of a kind after the place that the address names; none where nobody else is asked for them.
fn taking(call: &Call<'_>, kind: OwedKind) -> Result<Option<TakingPart>, Fault> {
    let after = call.query.find("after").map(str::parse::<LinePlace>).transpose();
    let after = after.map_err(|fault| AppError::field("after", fault))?;
    if !kind.is_taken() || call.actor.must_choose(call.today) {
        return Ok(None);
    }
    let lines = lines_to_take(&call.context(), kind, after.as_ref(), TAKEN_AT_ONCE)?;
    let hand = Hand::of(&lines.pile);
    let next = lines.next.map(|place| paths::desk::desk().asking("kind", kind.key()).asking("after", place));
    Ok(hand.map(|hand| TakingPart {
        hand,
        items: lines.pile.first.iter().map(|owed| item(call, owed)).collect(),
        next,
    }))
}

pub(super) fn pile(call: &Call<'_>, kind: OwedKind) -> Outcome {
    let (tr, pile) = (call.tr, read(&call.context(), kind, call.rows(PAGE))?);
    let shown = i64::try_from(pile.first.len()).unwrap_or(i64::MAX);
    let more = pile.all > shown;
    let lede = if more { tr.owed_first(pile.all, shown) } else { tr.owed_count(pile.all) };
    let title = call.word_of(kind);
    let table = Table::new(title.as_str())
        .column(tr.owed_column_what())
        .by("what")
        .column(tr.owed_column_about())
        .by("about")
        .column(tr.owed_column_due())
        .by("due")
        .column(tr.owed_column_late())
        .by("late")
        .rows(pile.first.iter().map(|owed| row(call, owed)))
        .or_say(Notice::new(Tone::Empty, tr.desk_empty()));
    let table = call.arranged(table)?;
    let shell = call
        .shell_of_list(Some(Nav::Desk), title)
        .crumb(tr.desk_title(), Some(&paths::desk::desk()))
        .lede(lede);
    if let Some(file) = call.file(&shell, ("desk", more), [&table])? {
        return Ok(file);
    }
    page(&PilePage { shell, table, taking: taking(call, kind)? })
}

fn row(call: &Call<'_>, owed: &Owed) -> [Cell; 4] {
    let tr = call.tr;
    let due = owed
        .due_on
        .or(owed.since)
        .map_or_else(|| Cell::NotYet(tr.common_not_yet().into_owned()), |day| tr.date_iso(day).into());
    let about = about(owed).unwrap_or_default();
    let since = owed.since.or(owed.due_on);
    let late = match (late(call, owed), since) {
        (Some(words), Some(day)) => Cell::Placed(words, i64::from((call.today - day).get_days())),
        (words, _) => words.unwrap_or_default().into(),
    };
    [Cell::link(told(tr, owed), href(owed)), about.into(), due, late]
}
