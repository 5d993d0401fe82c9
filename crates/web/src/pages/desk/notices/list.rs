//! Notices: days that near or are past, and what happened that concerns the reader.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, page, see},
        shell::counted,
    },
    look::{Choice, Control, Field, Notice as Said, Shell, Tone},
    pages::{paths, shared::notice},
};
use askama::Template;
use earnest_app::{
    AppError,
    desk::{
        desk_show::owed,
        notices_show::{Notice, list_notices, mark_read},
    },
};
use earnest_model::{
    Timestamp,
    desk::notice::{Nearness, NoticeKind, nearness},
};

/// Notices on a page.
const PAGE: i64 = 30;

/// A line of the page.
struct Item {
    mark: String,
    now: bool,
    words: String,
    note: Option<String>,
    href: String,
}

#[derive(Template)]
#[template(path = "pages/desk/notices/notices.html")]
struct NoticesPage {
    shell: Shell,
    fields: Vec<Field>,
    days: Vec<Item>,
    items: Vec<Item>,
    empty: Option<Said>,
    next: Option<String>,
    mark: Option<i64>,
}

pub(super) fn notices(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let kind = call.choice("kind", NoticeKind::parse)?;
    let (only_new, before) = (call.query.get("new") == "1", call.asked("before")?);
    let found = list_notices(&call.context(), kind, only_new, before, PAGE)?;
    let first = before.is_none();
    // Days stand on the first page alone, and are no kind of act.
    let days = if first && kind.is_none() { days(call)? } else { Vec::new() };
    let empty = found.notices.is_empty().then(|| {
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
        days,
        items: found.notices.iter().map(|notice| item(call, notice)).collect(),
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

/// What is owed within a week or is past its day.
fn days(call: &Call<'_>) -> Result<Vec<Item>, Fault> {
    let owed = owed(&call.context())?;
    let near = owed.iter().filter_map(|one| {
        let near = nearness(one.due_on?, call.today);
        (near != Nearness::Far).then_some((one, near))
    });
    let item = |(one, near)| {
        let crate::pages::shared::owed::Item { mark, now, words, href, .. } =
            crate::pages::shared::owed::item(call, one);
        Item { mark, now, words, note: notice::nearness(call.tr, near), href }
    };
    Ok(near.map(item).collect())
}

fn item(call: &Call<'_>, notice: &Notice) -> Item {
    let day = notice.row.at.parse::<Timestamp>().ok();
    let day = day.map(|at| call.zone().day(at));
    Item {
        mark: day.map(|day| call.tr.date_short(day)).unwrap_or_default(),
        now: notice.new,
        words: notice::words(call.tr, notice),
        note: notice.new.then(|| call.tr.notice_is_new().into_owned()),
        href: notice::href(notice),
    }
}

pub(super) fn read(call: &Call<'_>) -> Outcome {
    let newest = call.form.get("newest").parse().map_err(|_| AppError::NotFound)?;
    mark_read(&call.context(), newest)?;
    see(paths::desk::notices().asking("done", "read"))
}
