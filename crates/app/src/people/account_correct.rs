//! Correct the login of an account, and the title that others see.

use crate::{
    AppError, Context, Result,
    people::{account_change::whole, account_open::must_be_told_apart},
};
use earnest_model::{
    id::AccountId,
    message::{FieldErrors, Message},
    people::{acts::PeopleAct, login::parse_login},
    text::Line,
};

/// What a form gives.
#[derive(Debug, Clone, Copy)]
pub struct CorrectForm<'a> {
    /// The login.
    pub login: &'a str,
    /// The title.
    pub title: &'a str,
}

/// Corrects what is another than it was: the person signs in by the new login from then on, with the password that there is.
/// Each has its act. A form that changes nothing is a fault of its login.
pub fn correct_account(context: &Context<'_>, id: AccountId, form: CorrectForm<'_>) -> Result<()> {
    let mut work = context.begin()?;
    let (whole, reading) = whole(context, &mut work, id)?;
    let mut errors = FieldErrors::new();
    let login = errors.take("login", parse_login(form.login));
    let title = errors.take("title", Line::parse(form.title));
    let (Some(login), Some(title)) = (login, title) else { return Err(AppError::Form(errors)) };
    let before = work.reader().account(&reading)?;
    let mut events = Vec::new();
    if title.as_str() != before.title {
        work.account_retitle(&whole, title.as_str())?;
        events.push(whole.act(PeopleAct::TitleCorrected { title: title.as_str().to_owned() }));
    }
    if login != before.login {
        must_be_told_apart(&mut work.reader(), &whole.of_unit(), (&login, Some(&before.login)))?;
        if !work.account_relogin(&whole, &login)? {
            let taken = Message::new("error-login-taken").with("login", login.as_str());
            return Err(AppError::field("login", taken));
        }
        events.push(whole.act(PeopleAct::LoginCorrected { login, before: before.login }));
    }
    match events.split_first() {
        Some((first, rest)) => Ok(work.commit_all(first, rest)?),
        None => Err(AppError::field("login", Message::new("error-account-same"))),
    }
}
