//! Change one's own password.

use crate::{
    AppError, Context, Result,
    people::{account_invite::PasswordForm, sign_in},
    permit_on,
};
use earnest_model::{hash::sha256_hex, message::Message, people::acts::PeopleAct};

/// Sets a new password for whoever asks and knows the old one. All sessions of the account end but that of `token`: who
/// changes a password because somebody else may know it is rid of them.
pub fn change_password(
    context: &Context<'_>,
    token: &str,
    current: &str,
    form: &PasswordForm<'_>,
) -> Result<()> {
    let account = context.actor.account().ok_or(AppError::NotFound)?;
    let known = {
        let mut snapshot = context.store.snapshot()?;
        let mut reader = snapshot.reader();
        let permit = permit_on(context, &mut reader, account)?;
        reader.password_of(&permit)?
    };
    // The costly hashes are made before the one writer is asked for.
    if !known.is_some_and(|hash| sign_in::fits(current, &hash)) {
        return Err(AppError::field("current", Message::new("error-password-current")));
    }
    let hash = form.hash()?;
    let mut work = context.begin()?;
    let permit = permit_on(context, &mut work.reader(), account)?;
    work.password_set(&permit, &hash, &sha256_hex(token.as_bytes()))?;
    Ok(work.commit(&permit.act(PeopleAct::PasswordChanged {}))?)
}
