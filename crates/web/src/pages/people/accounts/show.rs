//! An account: its posts, and what an administrator may change.

use super::{list::state, post_fields::post_fields};
use crate::{
    frame::{
        call::Call,
        reply::{Outcome, after_form, form_again, page, see},
    },
    look::{Cell, Choice, Control, ErrorSummary, Field, Nav, Shell, State, Table, none_chosen},
    pages::{paths, shared::unit_field::unit_asked},
};
use askama::Template;
use earnest_app::{
    HeldPost, Result,
    people::{
        account_change::{PostForm, end_post, give_post, switch_account},
        account_correct::{CorrectForm, correct_account},
        accounts_list::{AccountView, show_account},
    },
};
use earnest_model::{id::AccountId, message::FieldErrors, permit::ManageAccounts};

#[derive(Template)]
#[template(path = "pages/people/accounts/show.html")]
struct ShowPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    state: State,
    posts: Table,
    id: AccountId,
    may_manage: bool,
    disabled: bool,
    give: Vec<Field>,
    end: Vec<Field>,
    correct: Vec<Field>,
}

/// The faults of the three forms of the page: that gives a post, that ends one, that corrects login and title.
#[derive(Default)]
struct Faults {
    giving: FieldErrors,
    ending: FieldErrors,
    correcting: FieldErrors,
}

pub fn show(call: &Call<'_>) -> Outcome {
    let view = show_account(&call.context(), AccountId(call.id("id")?))?;
    page(&show_page(call, &view, &Faults::default()))
}

/// The page, with what is wrong with one of its forms.
fn show_page(call: &Call<'_>, view: &AccountView, faults: &Faults) -> ShowPage {
    let (tr, account) = (call.tr, &view.account);
    let Faults { giving, ending, correcting } = faults;
    let mut give = post_fields(call, giving);
    give.push(
        Field::new("until", tr.account_until(), Control::Line("date"))
            .optional(tr)
            .value(if ending.is_empty() { call.form.get("until") } else { "" })
            .error(call.fault(giving, "until")),
    );
    let end = end_fields(call, view, ending);
    let correct = correct_fields(call, view, correcting);
    ShowPage {
        shell: call
            .shell(Some(Nav::Accounts), account.title.as_str())
            .lede(account.login.as_str())
            .crumb(tr.account_title(), Some(&paths::people::accounts())),
        errors: ErrorSummary::of(tr, give.iter().chain(&end).chain(&correct)),
        state: state(call, account),
        posts: table(call, &view.posts),
        id: account.id,
        may_manage: view.may_manage,
        disabled: account.disabled,
        give,
        end,
        correct,
    }
}

/// Login and title as they are, to be corrected.
fn correct_fields(call: &Call<'_>, view: &AccountView, errors: &FieldErrors) -> Vec<Field> {
    let tr = call.tr;
    let sent = |name: &str, now: &str| match errors.is_empty() {
        true => now.to_owned(),
        false => call.form.get(name).to_owned(),
    };
    vec![
        Field::line("login", tr.account_login())
            .help(tr.account_login_help())
            .value(sent("login", &view.account.login))
            .error(call.fault(errors, "login")),
        Field::line("title", tr.account_shown_title())
            .value(sent("title", &view.account.title))
            .error(call.fault(errors, "title")),
    ]
}

/// Which post, and its last day; nothing if every post has ended.
fn end_fields(call: &Call<'_>, view: &AccountView, errors: &FieldErrors) -> Vec<Field> {
    let running = view.posts.iter().filter(|post| post.until.is_none_or(|last| call.today < last));
    let choices: Vec<_> = running
        .map(|post| {
            let words = format!("{} · {}", call.word_of(post.role), post.unit_name);
            Choice::new(post.id.to_string(), words, call.form.get("post") == post.id.to_string())
        })
        .collect();
    if choices.is_empty() {
        return Vec::new();
    }
    vec![
        Field::new("post", call.tr.account_end_which(), none_chosen(&call.tr.problem_choose(), choices))
            .error(call.fault(errors, "post")),
        Field::new("last", call.tr.account_until(), Control::Line("date"))
            .value(call.form.find("last").map_or_else(|| call.today.to_string(), str::to_owned))
            .error(call.fault(errors, "until")),
    ]
}

fn table(call: &Call<'_>, posts: &[HeldPost]) -> Table {
    let tr = call.tr;
    let rows = posts.iter().map(|post| {
        let ended = post.until.is_some_and(|last| last < call.today);
        let stands = match (ended, post.from <= call.today) {
            (true, _) => State::not_begun(tr.account_post_ended()),
            (false, true) => State::done(tr.account_post_force()),
            (false, false) => State::under_way(tr.account_post_coming()),
        };
        let last = post.until.map_or_else(
            || Cell::NotYet(tr.common_not_yet().into_owned()),
            |day| Cell::from(tr.date_iso(day)),
        );
        [
            Cell::Text(call.word_of(post.role)),
            Cell::Noted(post.unit_name.clone(), post.unit_code.clone()),
            Cell::from(tr.date_iso(post.from)),
            last,
            stands.into(),
        ]
    });
    Table::new(tr.account_posts())
        .column(tr.account_post_role())
        .column(tr.account_post_unit())
        .column(tr.account_from())
        .column(tr.account_until())
        .column(tr.account_column_state())
        .rows(rows)
}

pub fn give(call: &Call<'_>) -> Outcome {
    let (id, sent) = (AccountId(call.id("id")?), call.form);
    let given = unit_asked::<ManageAccounts>(call, ("unit", "unit")).and_then(|unit| {
        let (role, from, until) = (sent.get("role"), sent.get("from"), sent.get("until"));
        give_post(&call.context(), id, &PostForm { role, unit: &unit, from, until })
    });
    done(call, id, given, |giving| Faults { giving, ..Faults::default() })
}

pub fn correct(call: &Call<'_>) -> Outcome {
    let id = AccountId(call.id("id")?);
    let form = CorrectForm { login: call.form.get("login"), title: call.form.get("title") };
    let corrected = correct_account(&call.context(), id, form);
    done(call, id, corrected, |correcting| Faults { correcting, ..Faults::default() })
}

pub fn end(call: &Call<'_>) -> Outcome {
    let id = AccountId(call.id("id")?);
    let ended =
        call.picked("post").and_then(|post| end_post(&call.context(), id, post, call.form.get("last")));
    done(call, id, ended, |ending| Faults { ending, ..Faults::default() })
}

pub fn off(call: &Call<'_>) -> Outcome {
    let id = AccountId(call.id("id")?);
    switch_account(&call.context(), id, true)?;
    see(paths::people::account(id))
}

pub fn on(call: &Call<'_>) -> Outcome {
    let id = AccountId(call.id("id")?);
    switch_account(&call.context(), id, false)?;
    see(paths::people::account(id))
}

/// Back to the account, or its page again with what is wrong.
fn done(
    call: &Call<'_>,
    id: AccountId,
    result: Result<()>,
    place: impl FnOnce(FieldErrors) -> Faults,
) -> Outcome {
    after_form(
        result,
        |()| see(paths::people::account(id)),
        |errors| {
            let view = show_account(&call.context(), id)?;
            form_again(&show_page(call, &view, &place(errors)))
        },
    )
}
