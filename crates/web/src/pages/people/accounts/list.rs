//! The list: what is looked for stands in the address, pages follow by login.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Cell, Field, Nav, Notice, Shell, State, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    Account, AccountFilter, HeldPost, desk::jobs::may_list, people::accounts_list::list_accounts,
};
use earnest_model::days::Days;

/// Lines of a page.
const PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "pages/people/accounts/list.html")]
struct ListPage {
    shell: Shell,
    find: Field,
    table: Table,
    next: Option<String>,
    may_manage: bool,
    jobs: bool,
}

pub fn list(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let find = call.query.get("find").trim();
    let filter = AccountFilter { find, after: call.query.get("after"), limit: call.rows_arranged(PAGE) };
    let found = list_accounts(&call.context(), &filter)?;
    let next =
        found.next.map(|after| paths::people::accounts().asking_all(&call.query.with("after", &after)));
    let rows = found.lines.iter().map(|(account, posts)| row(call, account, posts));
    let lede = tr.account_lede(found.unit.name.as_str());
    let table = Table::new(tr.account_title())
        .column(tr.account_column_login())
        .by("login")
        .column(tr.account_column_title())
        .by("title")
        .column(tr.account_column_posts())
        .by("posts")
        .column(tr.account_column_state())
        .by("state")
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.account_none()));
    let table = call.arranged_whole(table, next.is_some())?;
    let shell = call.shell_of_list(Some(Nav::Accounts), tr.account_title()).lede(lede);
    if let Some(file) = call.file(&shell, ("accounts", next.is_some()), [&table])? {
        return Ok(file);
    }
    page(&ListPage {
        table,
        shell,
        find: Field::line("find", tr.account_find()).value(find).optional(tr),
        next,
        may_manage: found.may_manage,
        jobs: may_list(&call.context())?,
    })
}

fn row(call: &Call<'_>, account: &Account, posts: &[HeldPost]) -> [Cell; 4] {
    let in_force = |post: &&HeldPost| Days::kept(post.from, post.until).hold(call.today);
    let words = |post: &HeldPost| format!("{} · {}", call.word_of(post.role), post.unit_name);
    let held: Vec<_> = posts.iter().filter(in_force).map(words).collect();
    let held = if held.is_empty() { call.tr.account_no_posts().into_owned() } else { held.join("; ") };
    [
        Cell::link(account.login.as_str(), paths::people::account(account.id)),
        Cell::from(account.title.as_str()),
        Cell::Text(held),
        state(call, account).into(),
    ]
}

/// Whether somebody can sign in with it.
pub fn state(call: &Call<'_>, account: &Account) -> State {
    match (account.disabled, account.password) {
        (true, _) => State::trouble(call.tr.account_state_off()),
        (false, false) => State::not_begun(call.tr.account_state_waiting()),
        (false, true) => State::done(call.tr.account_state_on()),
    }
}
