//! Change one's own password.

use crate::{
    AppError, Context, Result,
    people::{account_invite::PasswordForm, account_open::house, sign_in},
    permit_on,
};
use earnest_model::{
    hash::{hex, sha256_hex},
    message::Message,
    people::acts::PeopleAct,
};

/// Sets a new password for whoever asks and knows the old one. All sessions of the account end but that of `token`, which
/// goes on under a token made of `random`, 32 bytes from a secure source: who changes a password because somebody else
/// may know it is rid of them. Gives the new token.
pub fn change_password(
    context: &Context<'_>,
    (token, random): (&str, [u8; 32]),
    current: &str,
    form: &PasswordForm<'_>,
) -> Result<String> {
    let account = context.actor.account().ok_or(AppError::NotFound)?;
    let (known, own) = {
        let mut snapshot = context.store.snapshot()?;
        let mut reader = snapshot.reader();
        let permit = permit_on(context, &mut reader, account)?;
        let title = context.actor.title().unwrap_or_default().to_owned();
        let own = [reader.own_login(&permit)?, title, house(&mut reader)?];
        (reader.password_of(&permit)?, own)
    };
    // The costly hashes are made before the one writer is asked for.
    if !known.is_some_and(|hash| sign_in::fits(current, &hash)) {
        return Err(AppError::field("current", Message::new("error-password-current")));
    }
    let hash = form.hash(&own.each_ref().map(String::as_str))?;
    let mut work = context.begin()?;
    let permit = permit_on(context, &mut work.reader(), account)?;
    let renewed = hex(&random);
    let hashes = [token, &renewed].map(|token| sha256_hex(token.as_bytes()));
    let [kept, new] = &hashes;
    work.password_set(&permit, &hash, (kept, new))?;
    work.commit(&permit.act(PeopleAct::PasswordChanged {}))?;
    Ok(renewed)
}
