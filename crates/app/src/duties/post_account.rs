//! Say with which account the holder of a post signs in: from then on that person's desk leads to the page of the post.

use crate::{AppError, Context, Result, duties::laying::laying_permit};
use earnest_model::{
    id::{AccountId, PostId},
    message::Message,
    people::acts::PeopleAct,
};

/// Ties an account to a post that is held today or later, or, where `account` is blank, takes it away; a fault is told at `account`.
/// It gives no right, so the account has a role at the unit with which it reads the page. Saying the same again is told.
pub fn tie_post(context: &Context<'_>, id: PostId, account: &str) -> Result<()> {
    let mut work = context.begin()?;
    let at = work.reader().at(id)?.ok_or(AppError::NotFound)?.target();
    let permit = laying_permit(context, at)?;
    let posts = work.reader().posts(&crate::permit_at(context, at)?)?;
    let post = posts.into_iter().find(|post| post.id == id).ok_or(AppError::NotFound)?;
    if post.until.is_some_and(|last| last < context.today) {
        return Err(AppError::field("post", Message::new("error-post-over").with("post", post.title)));
    }
    let chosen = match account.trim() {
        "" => None,
        key => {
            let unknown = || AppError::field("account", Message::new("error-post-account"));
            let key = key.parse().map(AccountId).map_err(|_| unknown())?;
            let known = work.reader().accounts_of_posts(&permit, at)?;
            Some(known.into_iter().find(|(known, _)| *known == key).ok_or_else(unknown)?)
        }
    };
    let before = post.account.map(|(account, _)| account);
    if chosen.as_ref().map(|(account, _)| *account) == before {
        return Err(AppError::field("account", Message::new("error-post-account-same")));
    }
    work.post_tie(&permit, id, chosen.as_ref().map(|(account, _)| *account))?;
    let act = match chosen {
        Some((_, signs_in)) => PeopleAct::PostTied { title: post.title, signs_in },
        None => PeopleAct::PostUntied { title: post.title },
    };
    Ok(work.commit(&permit.act_on(id, act))?)
}
