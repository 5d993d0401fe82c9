//! The bodies of a programme with what they cover; and a body's sector, unit by unit.

use crate::{AppError, Context, Result, permit_at, programmes::round_show::in_line};
use earnest_model::{
    id::{BodyId, ProgrammeId},
    permit::{Action, AssignObserver, NameBody, Permit, ReadPlans, ReadProgramme, ReadSector, decide},
    programmes::{
        bodies::NamedBody,
        round::{Round, RoundState},
    },
    units::unit::Unit,
};
use earnest_store::{Programme, Reader, SectorUnit};

/// A body, and how many units it covers today.
#[derive(Debug, Clone)]
pub struct BodyLine {
    /// The body.
    pub body: NamedBody,
    /// How many units are in its sector, without itself.
    pub units: u64,
}

/// The bodies of a programme.
#[derive(Debug, Clone)]
pub struct Bodies {
    /// The programme.
    pub programme: Programme,
    /// Who organises it.
    pub organiser: Unit,
    /// Its bodies, also those whose part has ended.
    pub lines: Vec<BodyLine>,
    /// Whether the actor may open how their sectors stand.
    pub opens: bool,
    /// Whether the actor names them.
    pub may_name: bool,
}

/// Shows them to whoever stands on a line with the organiser.
pub fn show_bodies(context: &Context<'_>, id: ProgrammeId) -> Result<Bodies> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let (programme, target) = reader.locate_programme(id)?.ok_or(AppError::NotFound)?;
    if !in_line(context, target) {
        return Err(AppError::NotFound);
    }
    let permit = permit_at::<ReadProgramme>(context, target)?;
    Ok(Bodies {
        organiser: reader.unit(&permit)?,
        lines: body_lines(&mut reader, &permit, id)?,
        opens: permit_at::<ReadSector>(context, target).is_ok(),
        may_name: permit_at::<NameBody>(context, target).is_ok(),
        programme,
    })
}

/// The bodies of a programme of the permit's unit.
pub(crate) fn body_lines<A: Action>(
    reader: &mut Reader<'_>,
    permit: &Permit<A>,
    programme: ProgrammeId,
) -> Result<Vec<BodyLine>> {
    let counts = reader.class_counts(permit)?;
    let line = |body: NamedBody| {
        let sector = &body.taking.sector;
        let units: u64 = sector.classes().filter_map(|class| counts.get(class)).sum();
        let units = units.saturating_sub(u64::from(sector.covers(&body.class)));
        BodyLine { body, units }
    };
    Ok(reader.bodies(permit, programme)?.into_iter().map(line).collect())
}

/// The programme of a body, for whoever may name bodies of it.
pub fn programme_of_body(context: &Context<'_>, id: BodyId) -> Result<ProgrammeId> {
    let mut snapshot = context.store.snapshot()?;
    let (programme, target) = snapshot.reader().locate_body(id)?.ok_or(AppError::NotFound)?;
    permit_at::<NameBody>(context, target)?;
    Ok(programme)
}

/// A unit of a sector, and what the actor may do for it.
#[derive(Debug, Clone)]
pub struct SectorLine {
    /// The unit and how it stands.
    pub unit: SectorUnit,
    /// Whether the actor may read its plan.
    pub may_read: bool,
    /// Whether the actor may send somebody to its session.
    pub may_send: bool,
}

/// A body's sector in a round.
#[derive(Debug, Clone)]
pub struct SectorView {
    /// The body.
    pub body: NamedBody,
    /// The programme.
    pub programme: Programme,
    /// Who organises it.
    pub organiser: Unit,
    /// The rounds to choose from.
    pub rounds: Vec<Round>,
    /// The one that is shown.
    pub round: Option<Round>,
    /// The units.
    pub lines: Vec<SectorLine>,
}

/// Shows the sector of a body in a round; in the latest that was opened if none is named.
pub fn show_sector(
    context: &Context<'_>,
    id: BodyId,
    round: Option<earnest_model::id::RoundId>,
) -> Result<SectorView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let (programme, target) = reader.locate_body(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadSector>(context, target)?;
    let bodies = reader.bodies(&permit, programme)?;
    let body = bodies.into_iter().find(|body| body.id == id).ok_or(AppError::NotFound)?;
    // A body opens its own sector; only the organiser's line opens them all.
    let own = context.actor.holdings(context.today).any(|holding| holding.unit == body.body.0);
    let whole = context.actor.holdings(context.today).any(|holding| holding.span.covers(target.span));
    if !own && !whole {
        return Err(AppError::NotFound);
    }
    let rounds = reader.rounds_of_programme(programme)?;
    let round = match round {
        Some(id) => Some(rounds.iter().find(|round| round.id == id).ok_or(AppError::NotFound)?.clone()),
        None => {
            let opened = rounds.iter().rfind(|round| round.state != RoundState::Planned);
            opened.or(rounds.first()).cloned()
        }
    };
    let (programme, _) = reader.locate_programme(programme)?.ok_or(AppError::NotFound)?;
    let units = reader.sector_units(&permit, &body, round.as_ref().map(|round| round.id))?;
    let organiser = reader.unit(&permit_at::<ReadProgramme>(context, target)?)?;
    let mut lines = Vec::with_capacity(units.len());
    for (at, unit) in units {
        lines.push(SectorLine {
            may_read: decide::<ReadPlans>(context.actor, at, context.today).is_ok(),
            may_send: decide::<AssignObserver>(context.actor, at, context.today).is_ok(),
            unit,
        });
    }
    Ok(SectorView { body, programme, organiser, rounds, round, lines })
}
