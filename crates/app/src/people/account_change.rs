//! Change an account: give and end posts, turn it off and on.

use crate::{AppError, Context, Result, permit, permit_at};
use earnest_model::{
    actor::Role,
    event::Subject,
    id::AccountId,
    message::{FieldErrors, Message},
    people::account::{Term, of_another, separate},
    permit::{ManageAccounts, Permit, ReadAccounts},
    text,
};
use earnest_store::{HeldPost, NewHolding, Work};
use serde_json::json;

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

/// A permit for the whole account, and one to read it. Its own holder gets neither.
fn whole(
    context: &Context<'_>,
    work: &mut Work<'_>,
    id: AccountId,
) -> Result<(Permit<ManageAccounts>, Permit<ReadAccounts>)> {
    let target = work.reader().locate_account(id)?.ok_or(AppError::NotFound)?;
    let permits = (permit_at(context, target)?, permit_at(context, target)?);
    of_another(context.actor.account(), id)?;
    Ok(permits)
}

/// Gives an account one more post at a unit within the actor's scope.
pub fn give_post(context: &Context<'_>, id: AccountId, form: &PostForm<'_>) -> Result<()> {
    let mut work = context.store.begin(context.now)?;
    let (_, reading) = whole(context, &mut work, id)?;
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
        .posts_held(&reading, &[id])?
        .iter()
        .map(|post| Term { role: post.role, from: post.from, until: post.until })
        .collect();
    separate(&held, new).map_err(|message| AppError::field("role", message))?;
    let holding = NewHolding { role: new.role, from: new.from, until: new.until };
    work.holding_insert(&there, id, &holding)?;
    let detail = json!({
        "role": new.role.key(),
        "first-day": new.from.to_string(),
        "last-day": new.until.map(|day| day.to_string()),
    });
    Ok(work.commit(&there.event(Subject::new("account", id.0), detail))?)
}

/// Ends a post with a last day.
pub fn end_post(context: &Context<'_>, id: AccountId, post: i64, last: &str) -> Result<()> {
    let mut work = context.store.begin(context.now)?;
    let (whole, reading) = whole(context, &mut work, id)?;
    let last = text::date(last).map_err(|message| AppError::field("until", message))?;
    let held = work.reader().posts_held(&reading, &[id])?;
    let found = held.iter().find(|held| held.id == post).ok_or(AppError::NotFound)?;
    Term::new(found.role, found.from, Some(last)).map_err(|message| AppError::field("until", message))?;
    if found.until.is_some_and(|until| until < last) {
        return Err(AppError::field("until", Message::new("error-post-ended")));
    }
    keep_the_root(&mut work, &whole, id, std::slice::from_ref(found))?;
    work.holding_end(&whole, id, post, last)?;
    let there = permit::<ManageAccounts>(context, &mut work.reader(), &found.unit_code)?;
    let detail = json!({ "role": found.role.key(), "last-day": last.to_string() });
    Ok(work.commit(&there.event(Subject::new("account", id.0), detail))?)
}

/// Turns an account off or on. Off ends its sessions; what it did stays its own.
pub fn switch_account(context: &Context<'_>, id: AccountId, disabled: bool) -> Result<()> {
    let mut work = context.store.begin(context.now)?;
    let (whole, reading) = whole(context, &mut work, id)?;
    if work.reader().account(&reading, id)?.disabled == disabled {
        return Err(AppError::refused("error-account-state"));
    }
    if disabled {
        let held = work.reader().posts_held(&reading, &[id])?;
        keep_the_root(&mut work, &whole, id, &held)?;
    }
    work.account_switch(&whole, id, disabled)?;
    let detail = json!({ "turned-off": disabled, "turned-on": !disabled });
    Ok(work.commit(&whole.event(Subject::new("account", id.0), detail))?)
}

/// The root keeps an administrator without an end, or nobody could ever give a post again.
fn keep_the_root(
    work: &mut Work<'_>,
    permit: &Permit<ManageAccounts>,
    id: AccountId,
    posts: &[HeldPost],
) -> Result<()> {
    let root = work.reader().root()?.map(|root| root.unit);
    let there = root == Some(permit.unit());
    let lasting = posts.iter().any(|post| post.role == Role::Administrator && post.until.is_none());
    if there && lasting && !work.reader().root_keeps_administrator(permit, id)? {
        return Err(AppError::refused("error-account-last"));
    }
    Ok(())
}
