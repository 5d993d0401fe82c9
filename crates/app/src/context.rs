//! What every use case is given: the register, who asks, and when.

use crate::error::{AppError, Result};
use earnest_model::{
    Date, Timestamp,
    actor::Actor,
    permit::{Action, Permit, Target, decide, decide_on},
};
use earnest_store::{Located, Reader, Store};

/// The register, the actor and the moment of a use case.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The register.
    pub store: &'a Store,
    /// Who asks.
    pub actor: &'a Actor,
    /// The moment.
    pub now: Timestamp,
    /// The day in the organisation's zone.
    pub today: Date,
}

impl<'a> Context<'a> {
    /// The same moment for another actor.
    #[must_use]
    pub fn acting(self, actor: &'a Actor) -> Self {
        Self { actor, ..self }
    }
}

/// Asks for a permit to do `A` to the unit with this code. A hidden unit and a missing one look alike.
pub fn permit<A: Action>(context: &Context<'_>, reader: &mut Reader<'_>, code: &str) -> Result<Permit<A>> {
    let target = reader.locate(code)?.ok_or(AppError::NotFound)?;
    permit_at(context, target)
}

/// Asks for a permit to do `A` to a unit that was located already.
pub fn permit_at<A: Action>(context: &Context<'_>, target: Target) -> Result<Permit<A>> {
    decide(context.actor, target, context.today).map_err(AppError::from)
}

/// Asks for a permit to do `A` to a record. A hidden record and a missing one look alike.
pub fn permit_on<A: Action, K: Located>(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    key: K,
) -> Result<Permit<A, K>> {
    let at = reader.at(key)?.ok_or(AppError::NotFound)?;
    decide_on(context.actor, at, context.today).map_err(AppError::from)
}
