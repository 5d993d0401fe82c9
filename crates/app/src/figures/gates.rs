//! What a round has of what it needs to move on: its gates are figures, so that they say what the board and the circular say.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    figures::{
        figure::{FigureName, Trace, Traced},
        scope::Scope,
    },
    permit::{Permit, ReadFigures, Target},
    programmes::round::{Gates, Round, RoundState},
};
use earnest_store::Reader;

/// A figure of a round, over all units beneath its organiser, as of today.
pub(crate) fn of_round(permit: &Permit<ReadFigures>, round: &Round, name: FigureName) -> Trace {
    let scope = Scope {
        organiser: Some(round.organiser),
        programme: Some(round.programme),
        round: Some(round.number),
        ..Scope::of(permit.target())
    };
    Trace { name, scope, day: permit.on(), since: false }
}

/// Figures of a round, in the order of their names.
pub(crate) fn figures_of(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    organiser: Target,
    round: &Round,
    names: &[FigureName],
) -> Result<Vec<Traced>> {
    let permit = permit_at::<ReadFigures>(context, organiser)?;
    let asked: Vec<_> = names.iter().map(|name| of_round(&permit, round, *name)).collect();
    Ok(reader.figures(&permit, &asked)?)
}

/// The figures by which a round's gates open.
#[derive(Debug, Clone)]
pub struct GateFigures {
    /// Units that owe a plan.
    pub due: Traced,
    /// Of these, those whose plan was approved.
    pub approved: Traced,
    /// Units that were rated.
    pub rated: Traced,
}

/// What a round has of what it needs to move on.
pub(crate) fn gates(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    organiser: Target,
    round: &Round,
) -> Result<(Gates, GateFigures)> {
    use FigureName as N;
    let names = [N::PlansDue, N::PlansApproved, N::UnitsRated, N::CircularsPublished];
    let figures = figures_of(context, reader, organiser, round, &names)?;
    let Ok([due, approved, rated, told]) = <[Traced; 4]>::try_from(figures) else {
        return Err(AppError::NotFound);
    };
    let gates = Gates {
        standard_published: reader.standard_of(round.organiser)?.is_some(),
        opened: round.state != RoundState::Planned,
        plans_due: due.value(),
        plans_approved: approved.value(),
        units_rated: rated.value(),
        circular_published: told.value() > 0,
    };
    Ok((gates, GateFigures { due, approved, rated }))
}
