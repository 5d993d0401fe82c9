//! The journal: who did what and when, the newest first.

use super::detail;
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Happening, Nav, Notice, Paging, Shell, Timeline, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::{anchor::checkpoint_sign::last_checkpoint, journal_read::read_journal};
use earnest_model::event::Entry;

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
    proofs: Option<String>,
}

pub(super) fn journal(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let read = read_journal(&call.context(), call.query.find("unit"), call.asked("before")?, PAGE)?;
    let head = read.page.entries.first().map(|(entry, ..)| entry.hash.clone());
    let shown = read.page.entries.len();
    let entries = read.page.entries.iter().map(|(entry, code, name)| Happening {
        when: call.moment(&entry.at),
        datetime: entry.at.clone(),
        what: format!("{name} · {}", call.word(&format!("action-{}", entry.action))),
        note: Some(note(call, entry, code, read.page.titles.get(&entry.actor))),
        state: None,
        href: None,
    });
    let paging =
        Paging::new(tr, shown, read.total).next(read.page.next.map(|place| {
            paths::journal::journal().asking_all(&call.query.with("before", &place.to_string()))
        }));
    page(&JournalPage {
        shell: call.shell(Some(Nav::Journal), tr.journal_title()).lede(tr.journal_lede(&*read.unit)),
        empty: (shown == 0).then(|| Notice::new(Tone::Empty, tr.journal_empty())),
        entries: Timeline::new(entries),
        next: Some(paging),
        head,
        proofs: last_checkpoint(&call.context())?.map(|_| paths::journal::proofs(&read.code)),
    })
}

/// Who did it, to what, and what the register keeps of it.
fn note(call: &Call<'_>, entry: &Entry, code: &str, title: Option<&String>) -> String {
    let who = title.cloned().unwrap_or_else(|| call.word(&format!("actor-{}", entry.actor)));
    let subject = call.word(&format!("subject-{}", entry.subject));
    let number = if entry.subject_id == 0 { String::new() } else { format!(" {}", entry.subject_id) };
    let detail = detail::words(call, entry);
    let parts = [format!("#{}", entry.place), who, code.to_owned(), format!("{subject}{number}"), detail];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
