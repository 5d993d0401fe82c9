//! Show a programme: its goal, its topics, what it carries out and who carries it out.

use crate::{
    AppError, Context, Result, permit_at,
    programmes::{
        bodies_show::{BodyLine, body_lines},
        round_show::in_line,
    },
};
use earnest_model::{
    id::ProgrammeId,
    permit::{DraftStandard, ReadFigures, ReadProgramme},
    programmes::{programme::Calendar, round::Round},
    units::unit::Unit,
};
use earnest_store::{Programme, PublishedStandard, UnitProgramme};

/// A programme's page.
#[derive(Debug, Clone)]
pub struct ProgrammeView {
    /// The programme.
    pub programme: Programme,
    /// Who organises it.
    pub organiser: Unit,
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
}

impl ProgrammeView {
    /// Whether a round is later than the one that it carries out: its superior may have moved its days forward since.
    pub fn is_later(&self, round: &Round) -> bool {
        let above = self.carries_out.as_ref().map(|(_, rounds)| rounds.as_slice()).unwrap_or_default();
        let above = above.iter().find(|above| above.number == round.number);
        above.is_some_and(|above| !Calendar::of(round).later_than(above).is_empty())
    }
}

/// Shows it.
pub fn show_programme(context: &Context<'_>, id: ProgrammeId) -> Result<ProgrammeView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let (programme, target) = reader.locate_programme(id)?.ok_or(AppError::NotFound)?;
    if !in_line(context, target) {
        return Err(AppError::NotFound);
    }
    let permit = permit_at::<ReadProgramme>(context, target)?;
    let carries_out = match programme.superior {
        Some(above) => {
            let (above, at) = reader.locate_programme(above)?.ok_or(AppError::NotFound)?;
            let unit = reader.unit(&permit_at::<ReadProgramme>(context, at)?)?;
            let rounds = reader.rounds_of_programme(above.id)?;
            let (code, organiser, target) = (unit.code, unit.name, at);
            Some((UnitProgramme { programme: above, code, organiser, target }, rounds))
        }
        None => None,
    };
    let mut carried_out_by = reader.programmes_carrying_out(&permit, id)?;
    carried_out_by.retain(|found| in_line(context, found.target));
    let mut bodies = body_lines(&mut reader, &permit, id)?;
    bodies.retain(|line| line.body.taking.in_force(context.today));
    let whole = permit_at::<ReadFigures>(context, target).is_ok();
    Ok(ProgrammeView {
        organiser: reader.unit(&permit)?,
        rounds: reader.rounds_of_programme(id)?,
        carries_out,
        carried_out_by,
        organisers_beneath: if whole { Some(reader.organisers_beneath(&permit)?) } else { None },
        standard: reader.standard_of(programme.organiser)?,
        bodies,
        is_office: permit_at::<DraftStandard>(context, target).is_ok(),
        programme,
    })
}
