//! A letter in words: what is owed and by when, what happened, and a link for each, which asks to sign in. It names the
//! thing and quotes nothing of it.

use crate::{
    frame::speech::speaking,
    pages::{
        paths,
        shared::{notice, owed},
    },
};
use earnest_app::{
    desk::letters::{Letter, Matter},
    units::register_load::Loaded,
};
use earnest_i18n::{Lang, Tr};

/// Writes it; `address` is where people reach the pages.
pub fn letter(known: &Loaded, matter: &Matter, key: &str, address: &str) -> Letter {
    let tr = speaking(known, Lang::parse(&matter.language).unwrap_or_default());
    let mut lines = Vec::new();
    if !matter.owed.is_empty() {
        lines.push(tr.notice_days().into_owned());
        for (owed, near) in &matter.owed {
            let due = owed.due_on.map(|due| tr.date_short(due)).unwrap_or_default();
            let near = notice::nearness(tr, *near).unwrap_or_default();
            lines.push(format!("- {due} · {near} · {}", one_line(&owed::told(tr, owed))));
            lines.push(format!("  {address}{}", owed::href(owed)));
        }
        lines.push(String::new());
    }
    if !matter.notices.is_empty() {
        lines.push(tr.notice_happened().into_owned());
        for notice in &matter.notices {
            lines.push(format!("- {}", one_line(&notice::words(tr, notice))));
            lines.push(format!("  {address}{}", notice::href(notice)));
        }
        lines.push(String::new());
    }
    let off = format!("{address}{}#letters", paths::people::me());
    lines.push(tr.letter_all(format!("{address}/notices")));
    lines.push(tr.letter_foot().into_owned());
    lines.push(tr.letter_off(off.as_str()));
    let text = lines.join("\n") + "\n";
    Letter { to: matter.to.clone(), subject: subject(tr, matter), text, key: key.to_owned(), off }
}

/// One thing names itself; of several it is said how many.
fn subject(tr: Tr, matter: &Matter) -> String {
    let words = match (matter.owed.as_slice(), matter.notices.as_slice()) {
        ([], [notice]) => notice::words(tr, notice),
        ([(owed, near)], []) => {
            tr.letter_subject_day(notice::nearness(tr, *near).unwrap_or_default(), owed::told(tr, owed))
        }
        (owed, notices) => tr.letter_subject(notices.len(), owed.len()),
    };
    one_line(&words)
}

/// Words of people on one line, without signs that steer.
fn one_line(text: &str) -> String {
    text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect()
}
