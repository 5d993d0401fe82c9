//! Open an account with a role at a unit.

use crate::{AppError, Context, Result, people::sign_in, permit};
use earnest_model::{
    actor::Role,
    id::AccountId,
    message::{FieldErrors, Message},
    people::{acts::PeopleAct, login::parse_login, lookalike, password},
    permit::ManageAccounts,
    text::Line,
};
use earnest_store::{NewAccount, NewHolding, Reader};

/// What is asked for an account.
#[derive(Debug, Clone)]
pub struct OpenAccount<'a> {
    /// The login: 2 to 64 letters, digits, `.`, `_`, `-` or `@`.
    pub login: &'a str,
    /// The role title that others see; never a person's name in shipped data.
    pub title: &'a str,
    /// The password; `None` opens an account with which nobody can sign in yet.
    pub password: Option<&'a str>,
    /// The role.
    pub role: Role,
    /// Code of the unit at which it is held.
    pub unit: &'a str,
    /// First day.
    pub from: jiff::civil::Date,
    /// 16 random bytes for the password's salt.
    pub salt: [u8; 16],
}

/// Opens an account.
pub fn open_account(context: &Context<'_>, request: &OpenAccount<'_>) -> Result<AccountId> {
    let house = house(&mut context.store.snapshot()?.reader())?;
    let (login, title) = check(request, &house)?;
    let hash = request.password.map(|password| sign_in::hash_password(password, request.salt)).transpose()?;
    let mut work = context.begin()?;
    let permit = permit::<ManageAccounts>(context, &mut work.reader(), request.unit)?;
    let look = lookalike::look(&login);
    let others = work.reader().logins(&permit)?;
    if others.iter().any(|other| *other != login && lookalike::look(other) == look) {
        return Err(AppError::field("login", Message::new("error-login-alike")));
    }
    let new = NewAccount { login: &login, title: title.as_str(), password_hash: hash.as_deref() };
    let holding = NewHolding { role: request.role, from: request.from, until: None };
    let Some(id) = work.account_insert(&permit, &new, &holding)? else {
        return Err(AppError::field("login", Message::new("error-login-taken").with("login", login)));
    };
    let act = PeopleAct::AccountOpened { login, role: request.role.key() };
    work.commit(&permit.act_on(id, act))?;
    Ok(id)
}

/// What the organisation is called; empty if nobody has said so.
pub(super) fn house(reader: &mut Reader<'_>) -> Result<String> {
    let name = reader.organisation()?.and_then(|organisation| organisation.name);
    Ok(name.map(|name| name.as_str().to_owned()).unwrap_or_default())
}

fn check(request: &OpenAccount<'_>, house: &str) -> Result<(String, Line)> {
    let mut errors = FieldErrors::new();
    let login = errors.take("login", parse_login(request.login));
    let title = errors.take("title", Line::parse(request.title));
    if let Some(password) = request.password {
        errors.take("password", password::check_for(&[request.login, request.title, house], password));
    }
    match (login, title) {
        (Some(login), Some(title)) if errors.is_empty() => Ok((login, title)),
        _ => Err(AppError::Form(errors)),
    }
}
