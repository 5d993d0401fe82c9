//! Show the posts and duties of a unit, past ones included.

use crate::{Context, Result, duties::laying::laying_permit, permit, permit_at};
use earnest_model::{
    id::AccountId,
    permit::{AcknowledgeDuty, AssignDuty, ReadDuties, ReadProgramme, decide},
    units::unit::Unit,
};
use earnest_store::{Duty, Post, Programme};

/// What a unit's page of posts and duties shows.
#[derive(Debug, Clone)]
pub struct DutiesView {
    /// The unit.
    pub unit: Unit,
    /// Its posts, the oldest first.
    pub posts: Vec<Post>,
    /// The accounts with which whoever holds one of them can sign in: key and title; none for whoever may not say it.
    pub accounts: Vec<(AccountId, String)>,
    /// Its duties, past ones included.
    pub duties: Vec<Duty>,
    /// Whether the actor may register posts and lay duties on it.
    pub may_lay: bool,
    /// Whether the actor may lay duties on the units beneath it.
    pub may_spread: bool,
    /// Whether the actor may acknowledge its duties.
    pub may_acknowledge: bool,
    /// Classes of the units directly beneath it.
    pub classes: Vec<String>,
    /// The programme in which what is laid on now stands.
    pub programme: Option<Programme>,
}

/// Shows them.
pub fn show_duties(context: &Context<'_>, code: &str) -> Result<DutiesView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let reading = permit::<ReadDuties>(context, &mut reader, code)?;
    let target = reading.target();
    let programme = permit_at::<ReadProgramme>(context, target)?;
    let laying = laying_permit(context, target);
    let accounts = match &laying {
        Ok(laying) => reader.accounts_of_posts(laying, target)?,
        Err(_) => Vec::new(),
    };
    Ok(DutiesView {
        accounts,
        unit: reader.unit(&programme)?,
        posts: reader.posts(&reading)?,
        duties: reader.duties(&reading, true)?,
        may_lay: laying.is_ok(),
        may_spread: decide::<AssignDuty>(context.actor, target, context.today).is_ok(),
        may_acknowledge: decide::<AcknowledgeDuty>(context.actor, target, context.today).is_ok(),
        classes: reader.classes_beneath(&programme)?,
        programme: reader.programme(&programme)?,
    })
}
