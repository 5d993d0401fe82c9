//! Change an account: give and end posts, turn it off and on.

use crate::{AppError, Context, Result, permit, permit_on};
use earnest_model::{
    actor::Role,
    days::Days,
    id::AccountId,
    message::{FieldErrors, Message},
    people::{
        account::{Term, of_another, separate},
        acts::PeopleAct,
    },
    permit::{ActionKind, ManageAccounts, Permit, ReadAccounts, roles},
    text,
};
use earnest_store::{HeldPost, NewHolding, Reader, Work};

/// A post as a form gives it.
#[derive(Debug, Clone, Copy)]
pub struct PostForm<'a> {
    /// The word of the role.
    pub role: &'a str,
    /// Code of the unit.
    pub unit: &'a str,
    /// First day.
    pub from: &'a str,
    /// Last day; may be empty.
    pub until: &'a str,
}

impl PostForm<'_> {
    /// The term that the form asks for; every fault is told.
    pub fn term(&self) -> std::result::Result<Term, FieldErrors> {
        let mut errors = FieldErrors::new();
        let role = errors.take("role", Role::parse(self.role));
        let from = errors.take("from", text::date(self.from));
        let until = errors.take("until", text::optional(self.until, text::date));
        if let (Some(role), Some(from), Some(until)) = (role, from, until)
            && let Some(term) = errors.take("until", Term::new(role, from, until))
        {
            return Ok(term);
        }
        Err(errors)
    }
}

/// Whether the actor may change the account: a permit for the whole of it. Its own holder gets none.
pub(crate) fn ready(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    id: AccountId,
) -> Result<Permit<ManageAccounts, AccountId>> {
    let permit = permit_on(context, reader, id)?;
    of_another(context.actor.account(), id)?;
    Ok(permit)
}

/// A permit to change the whole account, and one to read it.
pub(crate) fn whole(
    context: &Context<'_>,
    work: &mut Work<'_>,
    id: AccountId,
) -> Result<(Permit<ManageAccounts, AccountId>, Permit<ReadAccounts, AccountId>)> {
    let mut reader = work.reader();
    Ok((ready(context, &mut reader, id)?, permit_on(context, &mut reader, id)?))
}

/// Gives an account one more post at a unit within the actor's scope.
pub fn give_post(context: &Context<'_>, id: AccountId, form: &PostForm<'_>) -> Result<()> {
    let mut work = context.begin()?;
    let (whole, reading) = whole(context, &mut work, id)?;
    let new = form.term().map_err(AppError::Form)?;
    let unknown = |fault| match fault {
        AppError::NotFound | AppError::Denied(_) => {
            AppError::field("unit", Message::new("error-unit-unknown").with("unit", form.unit))
        }
        other => other,
    };
    let there = permit::<ManageAccounts>(context, &mut work.reader(), form.unit.trim()).map_err(unknown)?;
    let held: Vec<Term> = work
        .reader()
        .posts_held(&reading.of_unit(), &[id])?
        .iter()
        .map(|post| Term { role: post.role, from: post.from, until: post.until })
        .collect();
    separate(&held, new).map_err(|message| AppError::field("role", message))?;
    let holding = NewHolding { role: new.role, from: new.from, until: new.until };
    work.holding_insert(&there, &whole, &holding)?;
    let act = PeopleAct::RoleGiven { role: new.role.key(), first_day: new.from, last_day: new.until };
    Ok(work.commit(&there.act_on(id, act))?)
}

/// Ends a post with a last day.
pub fn end_post(context: &Context<'_>, id: AccountId, post: i64, last: &str) -> Result<()> {
    let mut work = context.begin()?;
    let (whole, reading) = whole(context, &mut work, id)?;
    let last = text::date(last).map_err(|message| AppError::field("until", message))?;
    let held = work.reader().posts_held(&reading.of_unit(), &[id])?;
    let found = held.iter().find(|held| held.id == post).ok_or(AppError::NotFound)?;
    Days::kept(found.from, found.until).may_end(last).map_err(|message| AppError::field("until", message))?;
    keep_the_root(&mut work, &whole, std::slice::from_ref(found))?;
    work.holding_end(&whole, post, last)?;
    let there = permit::<ManageAccounts>(context, &mut work.reader(), &found.unit_code)?;
    Ok(work.commit(&there.act_on(id, PeopleAct::RoleEnded { role: found.role.key(), last_day: last }))?)
}

/// Turns an account off or on. Off ends its sessions; what it did stays its own.
pub fn switch_account(context: &Context<'_>, id: AccountId, disabled: bool) -> Result<()> {
    let mut work = context.begin()?;
    let (whole, reading) = whole(context, &mut work, id)?;
    if work.reader().account(&reading)?.disabled == disabled {
        return Err(AppError::refused("error-account-state"));
    }
    if disabled {
        let held = work.reader().posts_held(&reading.of_unit(), &[id])?;
        keep_the_root(&mut work, &whole, &held)?;
    }
    work.account_switch(&whole, disabled)?;
    let act = match disabled {
        true => PeopleAct::AccountOff { turned_off: true, turned_on: false },
        false => PeopleAct::AccountOn { turned_off: false, turned_on: true },
    };
    Ok(work.commit(&whole.act(act))?)
}

/// The root keeps somebody who manages accounts without an end, or nobody could ever give a post again.
pub(crate) fn keep_the_root(
    work: &mut Work<'_>,
    permit: &Permit<ManageAccounts, AccountId>,
    posts: &[HeldPost],
) -> Result<()> {
    let root = work.reader().root()?.map(|root| root.unit);
    let there = root == Some(permit.unit());
    let manages = |role| roles(ActionKind::ManageAccounts).any(|managing| managing == role);
    let lasting = posts.iter().any(|post| manages(post.role) && post.until.is_none());
    if there && lasting && !work.reader().root_is_managed_without(permit)? {
        return Err(AppError::refused("error-account-last"));
    }
    Ok(())
}
