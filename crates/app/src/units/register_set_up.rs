//! Set a register up from nothing: the organisation, its pack, its units and whoever looks after the accounts, in one act.

use super::{
    register_found::{Founding, found_in},
    unit_import::import_in,
};
use crate::{
    AppError, Context, Result,
    people::account_open::{OpenAccount, check_account, open_in},
};
use earnest_model::{
    actor::Role,
    id::AccountId,
    message::{FieldErrors, Message},
    pack::Pack,
    text::Line,
    units::unit::{Table, plant},
};
use earnest_store::{Store, UnitMark};

/// What a register is set up with.
#[derive(Debug)]
pub struct SetUp<'a> {
    /// The organisation and its pack.
    pub founding: Founding<'a>,
    /// Its units, one of them without a unit above.
    pub units: &'a Table,
    /// Hash of what they were read from.
    pub sha256: String,
    /// Whoever looks after the accounts.
    pub administrator: Administrator<'a>,
}

/// Who looks after the accounts of the whole organisation.
#[derive(Debug, Clone, Copy)]
pub struct Administrator<'a> {
    /// The login.
    pub login: &'a str,
    /// The role title that others see.
    pub title: &'a str,
    /// The password.
    pub password: &'a str,
    /// 16 random bytes for the password's salt.
    pub salt: [u8; 16],
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IsSetUp {
    /// How many units the register holds.
    pub units: usize,
    /// The administrator's account.
    pub administrator: AccountId,
}

/// Whether a register waits to be set up: it was founded by nobody.
pub fn waits_for_set_up(store: &Store) -> Result<bool> {
    Ok(store.pending_migrations()? > 0 || !super::register_found::is_founded(store)?)
}

/// Sets it up: all of it or nothing.
///
/// # Errors
/// Faults of the units, of the administrator's fields (`login`, `title`, `password`); the register was set up already.
pub fn set_up_register(context: &Context<'_>, set_up: &SetUp<'_>) -> Result<IsSetUp> {
    let SetUp { founding, units, sha256, administrator } = set_up;
    let pack = Pack::of(founding.files).map_err(AppError::Pack)?;
    let tiers = pack.tiers();
    plant(&[], &units.rows, &tiers).map_err(AppError::Import)?;
    let top = units.rows.iter().find(|row| row.parent_code.is_empty());
    let request = OpenAccount {
        login: administrator.login,
        title: administrator.title,
        password: Some(administrator.password),
        role: Role::Administrator,
        unit: top.map_or("", |row| row.code.as_str()),
        from: context.today,
        salt: administrator.salt,
    };
    let checked = check_account(&request, founding.name.as_ref().map_or("", Line::as_str))?;
    let mut work = context.begin()?;
    if work.reader().organisation()?.is_some() {
        return Err(AppError::Refused(Message::new("error-set-up-already")));
    }
    let [added, said] = found_in(context, &mut work, (&pack, founding))?;
    let (imported, brought) =
        import_in(context, &mut work, (units, sha256.clone()), (&tiers, UnitMark::default()))?;
    let (administrator, opened) = open_in(context, &mut work, (&request, &checked))?;
    work.commit_all(&added, &[said, brought, opened])?;
    Ok(IsSetUp { units: imported.total, administrator })
}

/// What is wrong with an administrator whom no register has seen yet, by field.
pub fn check_administrator(administrator: &Administrator<'_>, organisation: &str) -> FieldErrors {
    let request = OpenAccount {
        login: administrator.login,
        title: administrator.title,
        password: Some(administrator.password),
        role: Role::Administrator,
        unit: "",
        from: jiff::civil::Date::MIN,
        salt: administrator.salt,
    };
    match crate::people::account_open::check(&request, organisation) {
        Err(AppError::Form(errors)) => errors,
        _ => FieldErrors::new(),
    }
}
