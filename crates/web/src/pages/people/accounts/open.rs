//! Opening an account: login, title, first post; then the link for its person.

use super::{invitation, post_fields::post_fields};
use crate::{
    frame::{
        call::Call,
        reply::{Outcome, form_again, page},
    },
    look::{ErrorSummary, Field, Nav, Shell},
    pages::{paths, shared::unit_field::unit_asked},
};
use askama::Template;
use earnest_app::{
    AppError,
    people::{
        account_change::PostForm,
        account_open::{OpenAccount, open_account},
    },
};
use earnest_model::{
    message::{FieldErrors, Message},
    permit::ManageAccounts,
};

#[derive(Template)]
#[template(path = "pages/people/accounts/open.html")]
struct OpenPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    fields: Vec<Field>,
}

fn form(call: &Call<'_>, errors: &FieldErrors) -> OpenPage {
    let tr = call.tr;
    let mut fields = vec![
        Field::line("login", tr.account_login())
            .help(tr.account_login_help())
            .value(call.form.get("login"))
            .error(call.fault(errors, "login")),
        Field::line("title", tr.account_shown_title())
            .help(tr.account_shown_title_help())
            .value(call.form.get("title"))
            .error(call.fault(errors, "title")),
    ];
    fields.extend(post_fields(call, errors));
    OpenPage {
        shell: call
            .shell(Some(Nav::Accounts), tr.account_open())
            .lede(tr.account_open_lede())
            .crumb(tr.account_title(), Some(&paths::people::accounts())),
        errors: ErrorSummary::of(tr, &fields),
        fields,
    }
}

pub fn ask(call: &Call<'_>) -> Outcome {
    page(&form(call, &FieldErrors::new()))
}

pub fn open(call: &Call<'_>) -> Outcome {
    let sent = call.form;
    let unit = match unit_asked::<ManageAccounts>(call, ("unit", "unit")) {
        Ok(unit) => unit,
        Err(AppError::Form(errors)) => return form_again(&form(call, &errors)),
        Err(fault) => return Err(fault.into()),
    };
    let first = PostForm { role: sent.get("role"), unit: &unit, from: sent.get("from"), until: "" };
    let term = match first.term() {
        Ok(term) => term,
        Err(errors) => return form_again(&form(call, &errors)),
    };
    let request = OpenAccount {
        login: sent.get("login").trim(),
        title: sent.get("title"),
        password: None,
        role: term.role,
        unit: first.unit,
        from: term.from,
        salt: [0; 16],
    };
    match open_account(&call.context(), &request) {
        Ok(id) => invitation::show_new(call, id),
        Err(AppError::Form(errors)) => form_again(&form(call, &errors)),
        Err(AppError::NotFound | AppError::Denied(_)) => {
            let mut errors = FieldErrors::new();
            errors.add("unit", Message::new("error-unit-unknown").with("unit", first.unit));
            form_again(&form(call, &errors))
        }
        Err(fault) => Err(fault.into()),
    }
}
