//! The journal of a subtree: who did what, newest first.

use crate::{
    call::Call,
    look::{Happening, Nav, Notice, Paging, Shell, Timeline, Tone},
    reply::{Outcome, page},
    route::{Need, Route, get},
};
use askama::Template;
use earnest_app::journal_read::read_journal;
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[get("/journal", Need::May(ActionKind::ReadJournal), journal)];

/// Entries on a page.
const PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "pages/journal/journal.html")]
struct JournalPage {
    shell: Shell,
    entries: Timeline,
    empty: Option<Notice>,
    next: Option<Paging>,
    head: Option<String>,
}

fn journal(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let read = read_journal(&call.context(), call.query.find("unit"), call.asked("before"), PAGE)?;
    let head = read.page.entries.first().map(|(entry, ..)| entry.hash.clone());
    let shown = read.page.entries.len();
    let entries = read.page.entries.iter().map(|(entry, code, name)| Happening {
        when: entry.at.replace('T', " ").chars().take(16).collect(),
        datetime: entry.at.clone(),
        what: format!("{} · {}", call.word(&format!("action-{}", entry.action)), name),
        note: Some(format!(
            "{} · {code} · {} {} · {}",
            entry.place, entry.subject, entry.subject_id, entry.detail
        )),
        state: None,
        href: None,
    });
    let paging = Paging::new(tr, shown, read.total).next(
        read.page
            .next
            .map(|place| format!("/journal?{}", call.query.with("before", &place.to_string()).encoded())),
    );
    page(&JournalPage {
        shell: call.shell(Some(Nav::Journal), tr.journal_title()).lede(tr.journal_lede(&*read.unit)),
        empty: (shown == 0).then(|| Notice::new(Tone::Empty, tr.journal_empty())),
        entries: Timeline::new(entries),
        next: Some(paging),
        head,
    })
}
