//! The journal: who did what and when, the newest first.

use super::detail;
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Choice, Control, Field, Happening, Nav, Notice, Paging, Shell, Timeline, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    AppError, JournalAsked, anchor::checkpoint_sign::last_checkpoint, journal_read::read_journal,
};
use earnest_model::{
    Date, action::ActionKind, event::Entry, figures::question::malformed, record::RecordKind,
};

/// Entries on a page.
const PAGE: i64 = 50;
/// The most characters that are looked for.
const LOOKED_FOR: usize = 100;

#[derive(Template)]
#[template(path = "pages/journal/journal.html")]
struct JournalPage {
    shell: Shell,
    fields: Vec<Field>,
    entries: Timeline,
    empty: Option<Notice>,
    next: Option<Paging>,
    head: Option<String>,
    proofs: Option<String>,
}

pub(super) fn journal(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let asked = asked(call)?;
    let unit = call.query.find("unit").filter(|code| !code.is_empty());
    let read = read_journal(&call.context(), unit, &asked)?;
    let head = read.page.entries.first().map(|(entry, ..)| entry.hash.clone());
    let shown = read.page.entries.len();
    let entries = read.page.entries.iter().map(|(entry, code, name)| Happening {
        when: call.moment(&entry.at),
        datetime: entry.at.clone(),
        what: format!("{name} · {}", detail::what(call, entry)),
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
        fields: fields(call, &asked),
        entries: Timeline::new(entries),
        next: Some(paging),
        head,
        proofs: last_checkpoint(&call.context())?.map(|_| paths::journal::proofs(&read.code)),
    })
}

/// What the address asks of the journal.
fn asked(call: &Call<'_>) -> Result<JournalAsked, AppError> {
    let action = |word: &str| ActionKind::parse(word).ok_or_else(|| malformed("action", word));
    let zone = call.zone();
    let begins = |day: Date| zone.moment(day.at(0, 0, 0, 0));
    let person: String = call.query.get("person").trim().chars().take(LOOKED_FOR).collect();
    Ok(JournalAsked {
        person: Some(person).filter(|person| !person.is_empty()),
        action: call.choice("action", action)?,
        subject: call.choice("subject", RecordKind::parse)?,
        record: call.asked("record")?,
        from: call.asked::<Date>("from")?.and_then(begins),
        until: call.asked::<Date>("until")?.and_then(|day| day.tomorrow().ok()).and_then(begins),
        before: call.asked("before")?,
        limit: PAGE,
    })
}

/// The questions above the journal, with what was asked.
fn fields(call: &Call<'_>, asked: &JournalAsked) -> Vec<Field> {
    let tr = call.tr;
    let all = |chosen: bool| Choice::new("", tr.journal_all(), chosen);
    let acts = ActionKind::ALL.iter().filter(|kind| kind.writes()).map(|kind| {
        Choice::new(kind.key(), call.word(&format!("action-{}", kind.key())), asked.action == Some(*kind))
    });
    let kinds = RecordKind::ALL.iter().filter_map(|kind| {
        let key = format!("subject-{}", kind.key());
        let words = call.word(&key);
        (words != key).then(|| Choice::new(kind.key(), words, asked.subject == Some(*kind)))
    });
    let acts: Vec<_> = std::iter::once(all(asked.action.is_none())).chain(acts).collect();
    let kinds: Vec<_> = std::iter::once(all(asked.subject.is_none())).chain(kinds).collect();
    let line = |name: &str, label: String| Field::line(name, label).value(call.query.get(name)).optional(tr);
    let day = |name: &str, label: String| {
        Field::new(name, label, Control::Line("date")).value(call.query.get(name)).optional(tr)
    };
    vec![
        line("person", tr.journal_person().into_owned()),
        Field::new("action", tr.journal_action(), Control::List(acts)),
        Field::new("subject", tr.journal_subject(), Control::List(kinds)),
        line("record", tr.journal_record().into_owned()),
        line("unit", tr.journal_unit().into_owned()),
        day("from", tr.journal_from().into_owned()),
        day("until", tr.journal_until().into_owned()),
    ]
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
