//! Open an account with a role at a unit.

use crate::{AppError, Context, Result, people::sign_in, permit};
use earnest_model::{
    actor::Role,
    event::Event,
    id::AccountId,
    message::{FieldErrors, Message},
    people::{acts::PeopleAct, login::parse_login, lookalike, password},
    permit::{ManageAccounts, Permit},
    text::Line,
};
use earnest_store::{NewAccount, NewHolding, Reader, Work};

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
    let checked = check_account(request, &house)?;
    let mut work = context.begin()?;
    let (id, act) = open_in(context, &mut work, (request, &checked))?;
    work.commit(&act)?;
    Ok(id)
}

/// An account whose words and password are in order.
#[derive(Debug)]
pub(crate) struct Checked {
    login: String,
    title: Line,
    hash: Option<String>,
}

/// Checks what can be checked without the register; `house`: what the organisation is called. Takes as long as a password
/// takes to be hashed.
pub(crate) fn check_account(request: &OpenAccount<'_>, house: &str) -> Result<Checked> {
    let (login, title) = check(request, house)?;
    let hash = request.password.map(|password| sign_in::hash_password(password, request.salt)).transpose()?;
    Ok(Checked { login, title, hash })
}

/// Opens it within a unit of work, and gives the act that tells of it.
pub(crate) fn open_in(
    context: &Context<'_>,
    work: &mut Work<'_>,
    (request, checked): (&OpenAccount<'_>, &Checked),
) -> Result<(AccountId, Event)> {
    let permit = permit::<ManageAccounts>(context, &mut work.reader(), request.unit)?;
    let Checked { login, title, hash } = checked;
    must_be_told_apart(&mut work.reader(), &permit, (login, None))?;
    let new = NewAccount { login, title: title.as_str(), password_hash: hash.as_deref() };
    let holding = NewHolding { role: request.role, from: request.from, until: None };
    let Some(id) = work.account_insert(&permit, &new, &holding)? else {
        return Err(AppError::field(
            "login",
            Message::new("error-login-taken").with("login", login.as_str()),
        ));
    };
    let act = PeopleAct::AccountOpened { login: login.clone(), role: request.role.key() };
    Ok((id, permit.act_on(id, act)))
}

/// Refuses a login that looks like one of another account; `own`: the one that the account has so far.
pub(super) fn must_be_told_apart(
    reader: &mut Reader<'_>,
    permit: &Permit<ManageAccounts>,
    (login, own): (&str, Option<&str>),
) -> Result<()> {
    let look = lookalike::look(login);
    let others = reader.logins(permit)?;
    let mut others = others.iter().filter(|other| other.as_str() != login && Some(other.as_str()) != own);
    if others.any(|other| lookalike::look(other) == look) {
        return Err(AppError::field("login", Message::new("error-login-alike")));
    }
    Ok(())
}

/// What the organisation is called; empty if nobody has said so.
pub(super) fn house(reader: &mut Reader<'_>) -> Result<String> {
    let name = reader.organisation()?.and_then(|organisation| organisation.name);
    Ok(name.map(|name| name.as_str().to_owned()).unwrap_or_default())
}

pub(crate) fn check(request: &OpenAccount<'_>, house: &str) -> Result<(String, Line)> {
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
