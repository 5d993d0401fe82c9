//! Sign-ins, refusals, waits and changes of rights.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Cell, Nav, Notice, Shell, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::people::security::{KnockLine, list_knocks};
use earnest_model::people::security::{KEPT_DAYS, SecurityKind};

/// Lines on the page.
const PAGE: i64 = 100;

/// A kind that may be looked at.
struct Way {
    words: String,
    href: String,
    here: bool,
}

#[derive(Template)]
#[template(path = "pages/people/security/list.html")]
struct SecurityPage {
    shell: Shell,
    ways: Vec<Way>,
    table: Table,
    older: Option<String>,
}

pub(super) fn security(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let kind = SecurityKind::parse(call.query.get("kind")).ok();
    let mut lines = list_knocks(&call.context(), (kind, call.asked("before")?), PAGE + 1)?;
    let more = i64::try_from(lines.len()).unwrap_or(i64::MAX) > PAGE;
    lines.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let here = kind
        .map_or_else(paths::people::security, |kind| paths::people::security().asking("kind", kind.key()));
    let older = lines.last().filter(|_| more).map(|last| here.asking("before", last.id));
    let all =
        Way { words: tr.security_all().into_owned(), href: paths::people::security(), here: kind.is_none() };
    let kinds = SecurityKind::ALL.iter().map(|one| Way {
        words: call.word_of(one),
        href: paths::people::security().asking("kind", one.key()),
        here: Some(*one) == kind,
    });
    let table = Table::new(tr.security_title())
        .column(tr.security_column_at())
        .column(tr.security_column_kind())
        .column(tr.security_column_login())
        .column(tr.security_column_client())
        .column(tr.security_column_detail())
        .rows(lines.iter().map(|line| row(call, line)))
        .or_say(Notice::new(Tone::Empty, tr.security_none()));
    page(&SecurityPage {
        shell: call
            .shell(Some(Nav::Accounts), tr.security_title())
            .lede(tr.security_lede(KEPT_DAYS))
            .crumb(tr.account_title(), Some(&paths::people::accounts())),
        ways: std::iter::once(all).chain(kinds).collect(),
        table,
        older,
    })
}

fn row(call: &Call<'_>, line: &KnockLine) -> [Cell; 5] {
    [
        Cell::from(call.moment(&line.at)),
        Cell::from(call.word_of(line.kind)),
        Cell::from(line.login.as_str()),
        Cell::from(line.client.as_str()),
        Cell::from(line.detail.as_str()),
    ]
}
