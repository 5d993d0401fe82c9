//! What the file of a round is made of, for whoever may take it.

use crate::{
    AppError, Context, Result,
    anchor::proof_make::{Kept, keep_round},
    permit_at, permit_on,
};
use earnest_model::{
    Date,
    actor::Actor,
    figures::report_template::Made,
    id::{CircularId, FrozenReportId, ProgrammeId, RoundId, VisitId},
    permit::{ReadFigures, ReadProgramme, ReadPublished, ReadRoundFile, ReadVisits},
    programmes::round::Round,
    units::unit::Unit,
};
use earnest_store::{Programme, PublishedStandard, Reader, VisitLine};

/// What a file is made of. Its papers and lists are those of the pages, read by its keeper.
#[derive(Debug, Clone)]
pub struct RoundFile {
    /// The round.
    pub round: Round,
    /// Who organises it.
    pub organiser: Unit,
    /// Its programme.
    pub programme: Programme,
    /// The day on which it was closed.
    pub closed_on: Date,
    /// The standard by which it ran.
    pub standard: Option<PublishedStandard>,
    /// All versions of its circular, the first one first.
    pub circulars: Vec<CircularId>,
    /// The reports of its time that the organiser froze.
    pub reports: Vec<FrozenReportId>,
    /// Its part of the journal.
    pub kept: Kept,
    /// Whoever reads it all, so that everybody gets the same.
    pub keeper: Actor,
}

/// Whether whoever asks may take the file of a round, and if not yet, why.
///
/// # Errors
/// The round is not closed.
pub fn may_take_file(context: &Context<'_>, id: RoundId) -> Result<()> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadRoundFile, _>(context, &mut reader, id)?;
    Ok(reader.round(&permit)?.has_file()?)
}

/// Reads it.
///
/// # Errors
/// Whoever asks may not take it, the round is not closed, or there are more acts than a file takes.
pub fn read_round_file(context: &Context<'_>, id: RoundId) -> Result<RoundFile> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadRoundFile, _>(context, &mut reader, id)?;
    let round = reader.round(&permit)?;
    round.has_file()?;
    let keeper = permit.keeper(round.programme);
    let as_keeper = context.acting(&keeper);
    let closed_on = reader.round_closed_on(&permit)?.unwrap_or(round.ends_on);
    let published = permit_at::<ReadPublished>(&as_keeper, permit.target())?;
    let mut circulars: Vec<_> =
        reader.circular_versions(&published, round.id)?.into_iter().map(|(id, ..)| id).collect();
    circulars.reverse();
    let organiser = permit_at::<ReadProgramme>(&as_keeper, permit.target())?;
    let figures = permit_at::<ReadFigures>(&as_keeper, permit.target())?;
    let mut reports: Vec<_> = reader
        .frozen_reports(&figures)?
        .into_iter()
        .filter(|report| report.as_of >= round.opens_on && report.as_of <= closed_on)
        .filter(|report| tells(&report.made, round.programme))
        .map(|report| report.id)
        .collect();
    reports.reverse();
    let programme = permit_on(&as_keeper, &mut reader, round.programme)?;
    let programme = reader.programme_of(&programme)?;
    let visits: Vec<VisitId> =
        visits_of(&as_keeper, &mut reader, (&round, closed_on))?.iter().map(|visit| visit.id).collect();
    Ok(RoundFile {
        organiser: reader.unit(&organiser)?,
        programme,
        standard: reader.standard_of_round(&round)?,
        kept: keep_round(context, id, (&visits, &reports))?,
        closed_on,
        circulars,
        reports,
        keeper,
        round,
    })
}

/// The visits that were made for a closed round's programme from its first day to the one on which it was closed.
///
/// # Errors
/// Whoever asks may not take the round's file.
pub fn visits_of_round(context: &Context<'_>, id: RoundId) -> Result<Vec<VisitLine>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadRoundFile, _>(context, &mut reader, id)?;
    let round = reader.round(&permit)?;
    let closed_on = reader.round_closed_on(&permit)?.unwrap_or(context.today);
    visits_of(context, &mut reader, (&round, closed_on))
}

fn visits_of(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    (round, closed_on): (&Round, Date),
) -> Result<Vec<VisitLine>> {
    let (_, organiser) = reader.locate_round(round.id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadVisits>(context, organiser)?;
    Ok(reader.visits_of_days(&permit, (organiser.unit, round.programme), (round.opens_on, closed_on))?)
}

/// Whether a frozen report tells a programme: one whose figures name another one tells that.
fn tells(made: &Made, programme: ProgrammeId) -> bool {
    let mut named = made.figures.iter().filter_map(|figure| figure.narrowed.programme.id()).peekable();
    named.peek().is_none() || named.any(|id| id == programme)
}

/// The bytes of what was published, of which the act that published it tells the hash: of a circular.
///
/// # Errors
/// There is no such circular for whoever asks.
pub fn circular_bytes(context: &Context<'_>, id: CircularId) -> Result<String> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadPublished, _>(context, &mut reader, id)?;
    Ok(reader.circular_bytes(&permit)?)
}
