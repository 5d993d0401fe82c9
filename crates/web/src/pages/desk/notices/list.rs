//! Notices: what happened that concerns the reader, a line of each record, with what is to be done with it.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page, see},
        shell::counted,
    },
    look::{Choice, Control, Field, Notice as Said, Shell, Tone},
    pages::{
        paths,
        shared::{self, notice},
    },
};
use askama::Template;
use earnest_app::{
    AppError,
    desk::{
        desk_show::{Owed, owed},
        notices_show::{Told, digest_notices, mark_read},
    },
};
use earnest_model::{Timestamp, desk::notice::NoticeKind};

/// Notices on a page.
const PAGE: i64 = 30;

/// A line of the page.
struct Item {
    mark: String,
    now: bool,
    words: String,
    note: Option<String>,
    href: String,
    /// What is to be done with the record now, where it is done, and how late it is.
    act: Option<(String, String, Option<String>)>,
}

#[derive(Template)]
#[template(path = "pages/desk/notices/notices.html")]
struct NoticesPage {
    shell: Shell,
    fields: Vec<Field>,
    items: Vec<Item>,
    empty: Option<Said>,
    next: Option<String>,
    mark: Option<i64>,
}

pub(super) fn notices(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let kind = call.choice("kind", NoticeKind::parse)?;
    let (only_new, before) = (call.query.get("new") == "1", call.asked("before")?);
    let found = digest_notices(&call.context(), kind, only_new, before, PAGE)?;
    let owed = owed(&call.context())?;
    let empty = found.lines.is_empty().then(|| {
        let words = if only_new || kind.is_some() { tr.notice_none_such() } else { tr.notice_empty() };
        Said::new(Tone::Empty, words)
    });
    let next = found.next.map(|place| {
        paths::desk::notices().asking_all(&call.query.with("before", &place.to_string()).with("lang", ""))
    });
    let lede = counted(tr, found.new).map_or(tr.notice_lede_none().into_owned(), |new| tr.notice_lede(new));
    let mut shell =
        call.shell(None, tr.notice_title()).lede(lede).crumb(tr.nav_desk(), Some(&paths::desk::desk()));
    if call.query.get("done") == "read" {
        shell = shell.notice(Said::new(Tone::Done, tr.notice_marked()));
    }
    page(&NoticesPage {
        shell,
        fields: fields(call, kind, only_new),
        items: found.lines.iter().map(|line| item(call, line, &owed)).collect(),
        empty,
        next,
        mark: found.newest,
    })
}

/// What the list is asked for: it stands in the address.
fn fields(call: &Call<'_>, kind: Option<NoticeKind>, only_new: bool) -> Vec<Field> {
    let tr = call.tr;
    let kinds =
        NoticeKind::ALL.iter().map(|one| Choice::new(one.key(), call.word_of(one), kind == Some(*one)));
    let all = Choice::new("", tr.notice_all(), kind.is_none());
    let kinds = Field::new("kind", tr.notice_kind(), Control::List([all].into_iter().chain(kinds).collect()));
    let news = [("", tr.notice_old_too(), !only_new), ("1", tr.notice_only_new(), only_new)];
    let news = news.map(|(value, words, chosen)| Choice::new(value, words, chosen)).to_vec();
    vec![kinds, Field::new("new", tr.notice_which(), Control::List(news))]
}

/// The line of a record: what happened last, how much before, and what the desk asks of it now.
fn item(call: &Call<'_>, line: &Told, owed: &[Owed]) -> Item {
    let day = line.last.row.at.parse::<Timestamp>().ok();
    let day = day.map(|at| call.zone().day(at));
    let href = notice::href(&line.last);
    let act = owed
        .iter()
        .find(|one| shared::owed::href(one) == href)
        .map(|one| (shared::owed::told(call.tr, one), href.clone(), shared::owed::late(call, one)));
    let before = i64::try_from(line.before).unwrap_or(i64::MAX);
    let notes = [
        line.new.then(|| call.tr.notice_is_new().into_owned()),
        (before > 0).then(|| call.tr.notice_before(before)),
    ];
    let notes: Vec<_> = notes.into_iter().flatten().collect();
    Item {
        mark: day.map(|day| call.tr.date_short(day)).unwrap_or_default(),
        now: line.new,
        words: notice::words(call.tr, &line.last),
        note: (!notes.is_empty()).then(|| notes.join(" · ")),
        href,
        act,
    }
}

pub(super) fn read(call: &Call<'_>) -> Outcome {
    let newest = call.form.get("newest").parse().map_err(|_| AppError::NotFound)?;
    mark_read(&call.context(), newest)?;
    see(paths::desk::notices().asking("done", "read"))
}
