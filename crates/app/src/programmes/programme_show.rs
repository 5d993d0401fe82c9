//! Show a programme: its goal, its topics, what it carries out and who carries it out.

use crate::{
    AppError, Context, Result, permit_at, permit_on,
    programmes::{
        bodies_show::{BodyLine, body_lines},
        pack_take_up::{Newer, newer},
        round_show::in_line,
    },
};
use earnest_model::{
    Date,
    id::ProgrammeId,
    permit::{DraftStandard, ManageProgramme, ReadFigures, ReadProgramme},
    programmes::{
        life::{Life, LifeStep},
        programme::Calendar,
        round::Round,
    },
    units::unit::Unit,
};
use earnest_store::{Programme, PublishedStandard, Reader};
pub use earnest_store::{ProgrammeStep, UnitProgramme};

/// A programme's page.
#[derive(Debug, Clone)]
pub struct ProgrammeView {
    /// The programme.
    pub programme: Programme,
    /// Who organises it.
    pub organiser: Unit,
    /// Whether the actor may open the organiser's page.
    pub opens_organiser: bool,
    /// Its rounds in order: the topics.
    pub rounds: Vec<Round>,
    /// The programme that it carries out, with its rounds.
    pub carries_out: Option<(UnitProgramme, Vec<Round>)>,
    /// The programmes that carry it out, of those organisers that stand on a line with the actor.
    pub carried_out_by: Vec<UnitProgramme>,
    /// How many units directly beneath the organiser could carry it out for their own; for whoever reads its figures.
    pub organisers_beneath: Option<usize>,
    /// The organiser's standard in force.
    pub standard: Option<PublishedStandard>,
    /// The bodies that lead or join it today.
    pub bodies: Vec<BodyLine>,
    /// Whether the actor is the organiser's office.
    pub is_office: bool,
    /// The one that it follows, a year later, where it may be read.
    pub before: Option<Programme>,
    /// The one that follows it.
    pub after: Option<Programme>,
    /// The steps of its life so far.
    pub steps: Vec<ProgrammeStep>,
    /// The steps that the actor may take now.
    pub may_take: Vec<LifeStep>,
    /// Whether the actor may correct it now.
    pub may_correct: bool,
    /// The version of the pack in use, for the office of a programme that runs by another.
    pub newer: Option<Newer>,
}

impl ProgrammeView {
    /// Whether a round is later than the one that it carries out: its superior may have moved its days forward since.
    pub fn is_later(&self, round: &Round, today: Date) -> bool {
        let above = self.carries_out.as_ref().map(|(_, rounds)| rounds.as_slice()).unwrap_or_default();
        let above = above.iter().find(|above| above.number == round.number);
        above.is_some_and(|above| !Calendar::of(round).later_than(above, today).is_empty())
    }
}

/// Shows it.
pub fn show_programme(context: &Context<'_>, id: ProgrammeId) -> Result<ProgrammeView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadProgramme, _>(context, &mut reader, id)?;
    let target = permit.target();
    if !in_line(context, target) {
        return Err(AppError::NotFound);
    }
    let programme = reader.programme_of(&permit)?;
    let carries_out = match programme.superior {
        Some(above) => Some(superior(context, &mut reader, above)?),
        None => None,
    };
    let mut carried_out_by = reader.programmes_carrying_out(&permit)?;
    carried_out_by.retain(|found| in_line(context, found.target));
    let mut bodies = body_lines(context, &mut reader, &permit)?;
    bodies.retain(|line| line.body.taking.in_force(context.today));
    let newer = newer(context, &mut reader, &permit, &programme)?;
    let whole = permit_at::<ReadFigures>(context, target).is_ok();
    let rounds = reader.rounds_of_programme(&permit)?;
    let life = Life { state: programme.state, rounds: &rounds };
    let manages = permit_on::<ManageProgramme, _>(context, &mut reader, id).is_ok();
    let may_take = LifeStep::ALL.iter().copied().filter(|step| manages && life.may(*step).is_ok()).collect();
    let may_correct = manages && life.may_grow().is_ok();
    Ok(ProgrammeView {
        steps: reader.programme_steps(&permit)?,
        may_take,
        may_correct,
        organiser: reader.unit(&permit.of_unit())?,
        opens_organiser: whole,
        rounds,
        carries_out,
        carried_out_by,
        organisers_beneath: if whole { Some(reader.organisers_beneath(&permit.of_unit())?) } else { None },
        standard: reader.standard_of_programme(programme.id)?,
        before: before(context, &mut reader, &programme)?,
        after: reader.programme_after(&permit)?,
        bodies,
        newer,
        is_office: permit_at::<DraftStandard>(context, target).is_ok(),
        programme,
    })
}

/// The programme that one follows.
fn before(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    programme: &Programme,
) -> Result<Option<Programme>> {
    let Some(id) = programme.follows else { return Ok(None) };
    let permit = permit_on::<ReadProgramme, _>(context, reader, id)?;
    Ok(Some(reader.programme_of(&permit)?))
}

/// The programme that one carries out, with its rounds.
fn superior(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    id: ProgrammeId,
) -> Result<(UnitProgramme, Vec<Round>)> {
    let permit = permit_on::<ReadProgramme, _>(context, reader, id)?;
    let unit = reader.unit(&permit.of_unit())?;
    let programme = reader.programme_of(&permit)?;
    let above = UnitProgramme { programme, code: unit.code, organiser: unit.name, target: permit.target() };
    Ok((above, reader.rounds_of_programme(&permit)?))
}
