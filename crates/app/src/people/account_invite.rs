//! Invite a person to set their own password: a link that works once and not for long.

use crate::{
    AppError, Context, Result,
    people::{account_change::ready, account_open::house, accounts_list::widest, sign_in},
    permit_on,
};
use earnest_model::{
    Date, Timestamp,
    actor::Role,
    days::Days,
    event::Event,
    hash::{hex, sha256_hex},
    id::AccountId,
    message::{FieldErrors, Message},
    people::{acts::PeopleAct, password, sign_in::INVITATION_SECONDS},
    permit::{ManageAccounts, Permit, ReadAccounts, SetPassword},
};
pub use earnest_store::Links;
use earnest_store::{Reader, Store, Work};

/// An invitation: the token is shown once and never again.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// The secret of the link.
    pub token: String,
    /// When it ends.
    pub expires_at: Timestamp,
    /// For whom it is.
    pub login: String,
}

/// An invitation with what its person is told of it.
#[derive(Debug, Clone)]
pub struct Invited {
    /// The link.
    pub invitation: Invitation,
    /// The role title that others see.
    pub title: String,
    /// What they hold: role, and name of the unit with its code, since names are not unique.
    pub posts: Vec<(Role, String)>,
}

/// Makes an invitation; one that was made before ends. A password that was set before stays until the person sets
/// a new one. `random` are 32 bytes from a secure source.
pub fn invite(context: &Context<'_>, id: AccountId, random: [u8; 32]) -> Result<Invited> {
    let mut work = context.begin()?;
    let (invited, act) = invite_in(context, &mut work, (id, random))?;
    work.commit(&act)?;
    Ok(invited)
}

fn invite_in(
    context: &Context<'_>,
    work: &mut Work<'_>,
    (id, random): (AccountId, [u8; 32]),
) -> Result<(Invited, Event)> {
    let permit = ready(context, &mut work.reader(), id)?;
    let reading = permit_on::<ReadAccounts, _>(context, &mut work.reader(), id)?;
    let account = work.reader().account(&reading)?;
    if account.disabled {
        return Err(AppError::refused("error-account-off"));
    }
    let expires_at = Timestamp::from_second(context.now.as_second() + INVITATION_SECONDS)
        .map_err(|_| AppError::refused("error-invitation"))?;
    let token = hex(&random);
    work.invitation_put(&permit, &sha256_hex(token.as_bytes()), expires_at)?;
    let posts = work.reader().posts_held(&reading.of_unit(), &[id])?;
    let held = posts.into_iter().filter(|post| !Days::kept(post.from, post.until).ended(context.today));
    let invited = Invited {
        invitation: Invitation { token, expires_at, login: account.login },
        title: account.title,
        posts: held.map(|post| (post.role, format!("{} ({})", post.unit_name, post.unit_code))).collect(),
    };
    Ok((invited, permit.act(PeopleAct::Invited { invited: true })))
}

/// How many of the accounts that the actor manages have no password yet: without a link that works, and with one.
pub fn waiting(context: &Context<'_>) -> Result<(usize, usize)> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = widest::<ManageAccounts>(context, &mut reader)?;
    let mut count =
        |links| -> Result<usize> { Ok(reader.accounts_without_password(&permit, links, context.now)?.len()) };
    Ok((count(Links::Without)?, count(Links::Given)?))
}

/// Makes links for those, by login, at most so many at once, in one unit of work; for those who have one, new ones in the
/// place of the old, which end. `random` gives 32 bytes from a secure source each time.
pub fn invite_waiting(
    context: &Context<'_>,
    (links, most): (Links, usize),
    random: impl Fn() -> [u8; 32],
) -> Result<Vec<Invited>> {
    let mut work = context.begin()?;
    let permit = widest::<ManageAccounts>(context, &mut work.reader())?;
    let waiting = work.reader().accounts_without_password(&permit, links, context.now)?;
    let (mut made, mut events) = (Vec::new(), Vec::new());
    for id in waiting.into_iter().filter(|id| context.actor.account() != Some(*id)).take(most) {
        let (invited, act) = invite_in(context, &mut work, (id, random()))?;
        made.push(invited);
        events.push(act);
    }
    match events.split_first() {
        Some((first, rest)) => work.commit_all(first, rest)?,
        None => drop(work),
    }
    Ok(made)
}

/// The password that a form sets, asked twice.
#[derive(Debug, Clone, Copy)]
pub struct PasswordForm<'a> {
    /// The password.
    pub password: &'a str,
    /// Once more.
    pub again: &'a str,
    /// 16 random bytes for its salt.
    pub salt: [u8; 16],
}

impl PasswordForm<'_> {
    /// The hash of the password, if both are the same and it may be the password of whom these words are.
    pub(crate) fn hash(&self, own: &[&str]) -> Result<String> {
        let mut errors = FieldErrors::new();
        errors.take("password", password::check_for(own, self.password));
        if self.password != self.again {
            errors.add("again", Message::new("error-password-again"));
        }
        if errors.is_empty() {
            sign_in::hash_password(self.password, self.salt)
        } else {
            Err(AppError::Form(errors))
        }
    }
}

/// Whose link it is, by login and title, if it still works.
pub fn invited(
    store: &Store,
    token: &str,
    (now, today): (Timestamp, Date),
) -> Result<Option<(String, String)>> {
    let mut snapshot = store.snapshot()?;
    let mut reader = snapshot.reader();
    let Some(account) = reader.invitation(&sha256_hex(token.as_bytes()), now)? else { return Ok(None) };
    let Some(actor) = reader.actor(account)? else { return Ok(None) };
    let context = Context { store, actor: &actor, now, today, seen: None, sending: None, stood: None };
    let permit = setting(&context, &mut reader, account)?;
    Ok(Some((reader.own_login(&permit)?, actor.title().unwrap_or_default().to_owned())))
}

/// Sets the password of whoever was invited. The link and every session of the account end.
pub fn accept_invitation(
    store: &Store,
    token: &str,
    form: &PasswordForm<'_>,
    (now, today): (Timestamp, Date),
) -> Result<()> {
    let token = sha256_hex(token.as_bytes());
    let ended = || AppError::refused("error-invitation");
    let own = {
        let mut snapshot = store.snapshot()?;
        let mut reader = snapshot.reader();
        let invited = reader.invitation(&token, now)?.ok_or_else(ended)?;
        let actor = reader.actor(invited)?.ok_or_else(ended)?;
        let context = Context { store, actor: &actor, now, today, seen: None, sending: None, stood: None };
        let permit = setting(&context, &mut reader, invited)?;
        [reader.own_login(&permit)?, actor.title().unwrap_or_default().to_owned(), house(&mut reader)?]
    };
    // The costly hash is made before the one writer is asked for; the link is read again with the writer.
    let hash = form.hash(&own.each_ref().map(String::as_str))?;
    let mut work = store.begin(now)?;
    let invited = work.reader().invitation(&token, now)?;
    let account = invited.ok_or_else(|| AppError::refused("error-invitation"))?;
    let actor = work.reader().actor(account)?.ok_or_else(|| AppError::refused("error-invitation"))?;
    let context = Context { store, actor: &actor, now, today, seen: None, sending: None, stood: None };
    let permit = setting(&context, &mut work.reader(), account)?;
    work.password_set(&permit, &hash, ("", ""))?;
    Ok(work.commit(&permit.act(PeopleAct::InvitationAccepted {}))?)
}

/// A permit to set one's own password; whose first post has not begun has none yet.
fn setting(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    account: AccountId,
) -> Result<Permit<SetPassword, AccountId>> {
    match permit_on::<SetPassword, _>(context, reader, account) {
        Err(AppError::Denied(_)) => Err(AppError::refused("error-invitation-early")),
        other => other,
    }
}
