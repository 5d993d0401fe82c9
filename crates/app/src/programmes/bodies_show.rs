//! The bodies of a programme with what they cover; and a body's sector, unit by unit.

use crate::counting::counted;
use crate::{AppError, Context, Result, permit_at, permit_on, programmes::round_show::in_line};
use earnest_model::{
    figures::count::{Count, OfRecord},
    id::{BodyId, ProgrammeId},
    permit::{AssignObserver, NameBody, Permit, ReadPlans, ReadProgramme, ReadSector, Target, decide},
    programmes::{bodies::NamedBody, round::Round},
    units::unit::Unit,
};
use earnest_store::{Programme, Reader, SectorUnit};

/// A body, and how many units it covers today.
#[derive(Debug, Clone)]
pub struct BodyLine {
    /// The body.
    pub body: NamedBody,
    /// How many units are in its sector, without itself.
    pub units: Count<OfRecord>,
    /// Whether the actor may open how its sector stands.
    pub opens: bool,
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
    /// Whether the actor names them.
    pub may_name: bool,
}

/// Shows them to whoever stands on a line with the organiser.
pub fn show_bodies(context: &Context<'_>, id: ProgrammeId) -> Result<Bodies> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadProgramme, _>(context, &mut reader, id)?;
    let target = permit.target();
    if !in_line(context, target) {
        return Err(AppError::NotFound);
    }
    Ok(Bodies {
        programme: reader.programme_of(&permit)?,
        organiser: reader.unit(&permit.of_unit())?,
        lines: body_lines(context, &mut reader, &permit)?,
        may_name: permit_at::<NameBody>(context, target).is_ok(),
    })
}

/// The bodies of the permit's programme.
pub(crate) fn body_lines(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<ReadProgramme, ProgrammeId>,
) -> Result<Vec<BodyLine>> {
    let counts = reader.class_counts(permit)?;
    let opens_some = permit_at::<ReadSector>(context, permit.target()).is_ok();
    let line = |body: NamedBody| {
        let sector = &body.taking.sector;
        let units: u64 = sector.classes().filter_map(|class| counts.get(class)).sum();
        let units = units.saturating_sub(u64::from(sector.covers(&body.class)));
        let opens =
            opens_some && !body.taking.sector.is_empty() && opens_sector(context, &body, permit.target());
        BodyLine { body, units: counted(OfRecord, units), opens }
    };
    Ok(reader.bodies(permit)?.into_iter().map(line).collect())
}

/// The programme of a body, for whoever may name bodies of it.
pub fn programme_of_body(context: &Context<'_>, id: BodyId) -> Result<ProgrammeId> {
    let mut snapshot = context.store.snapshot()?;
    let permit = permit_on::<NameBody, _>(context, &mut snapshot.reader(), id)?;
    Ok(snapshot.reader().body(&permit)?.programme)
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

/// Whether the actor stands where a body's sector opens: a body opens its own; only the organiser's line opens them all.
fn opens_sector(context: &Context<'_>, body: &NamedBody, organiser: Target) -> bool {
    let mut holdings = context.actor.holdings(context.today);
    holdings.any(|holding| holding.unit == body.body.0 || holding.span.covers(organiser.span))
}

/// Shows the sector of a body in a round; in the latest that was opened if none is named.
pub fn show_sector(
    context: &Context<'_>,
    id: BodyId,
    round: Option<earnest_model::id::RoundId>,
) -> Result<SectorView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadSector, _>(context, &mut reader, id)?;
    let (body, target) = (reader.body(&permit)?, permit.target());
    if !opens_sector(context, &body, target) {
        return Err(AppError::NotFound);
    }
    let reading = permit_on::<ReadProgramme, _>(context, &mut reader, body.programme)?;
    let rounds = reader.rounds_of_programme(&reading)?;
    let round = match round {
        Some(id) => Some(rounds.iter().find(|round| round.id == id).ok_or(AppError::NotFound)?.clone()),
        None => {
            let opened = rounds.iter().rfind(|round| round.state.has_begun());
            opened.or(rounds.first()).cloned()
        }
    };
    let programme = reader.programme_of(&reading)?;
    let units = reader.sector_units(&permit, round.as_ref().map(|round| round.id))?;
    let organiser = reader.unit(&reading.of_unit())?;
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
