//! The unit at which a person is at home: where a page begins that names no unit.

use crate::{AppError, Context, Result, permit, permit_at};
use earnest_model::{
    Date,
    actor::Actor,
    permit::{Action, Permit, Target},
    span::Span,
};
use earnest_store::Reader;

/// Where somebody is at home: the units of the highest one at which they hold a role.
pub(crate) fn home_span(actor: &Actor, today: Date) -> Option<Span> {
    actor.holdings(today).map(|holding| holding.span).max_by_key(|span| span.hi - span.lo)
}

/// The highest unit at which the actor holds a role today; the root for the operator; `None` for the public.
pub fn home(context: &Context<'_>, reader: &mut Reader<'_>) -> Result<Option<Target>> {
    let held = context.actor.holdings(context.today).max_by_key(|holding| holding.span.hi - holding.span.lo);
    match held {
        Some(holding) => Ok(Some(Target { unit: holding.unit, span: holding.span })),
        None if context.actor.is_operator() => Ok(reader.root()?),
        None => Ok(None),
    }
}

/// Asks for a permit to do `A` to the unit with this code, or at the actor's home if none is named.
pub(crate) fn permit_or_home<A: Action>(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    unit: Option<&str>,
) -> Result<Permit<A>> {
    match unit {
        Some(code) => permit(context, reader, code),
        None => permit_at(context, home(context, reader)?.ok_or(AppError::NotFound)?),
    }
}
