//! All that waits of one kind.

use crate::{
    frame::{
        call::Call,
        reply::{Outcome, page},
    },
    look::{Cell, Nav, Notice, Shell, Table, Tone},
    pages::{
        paths,
        shared::owed::{about, href, late, words},
    },
};
use askama::Template;
use earnest_app::desk::desk_show::{Owed, OwedKind, pile as read};

/// Lines on a page.
const PAGE: i64 = 200;

#[derive(Template)]
#[template(path = "pages/desk/pile.html")]
struct PilePage {
    shell: Shell,
    table: Table,
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
    page(&PilePage { shell, table })
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
    [Cell::link(words(tr, owed), href(owed)), about.into(), due, late]
}
