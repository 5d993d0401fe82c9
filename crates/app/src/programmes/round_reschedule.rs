//! Change the calendar of a round before it opens.

use crate::{AppError, Context, Result, permit_on};
use earnest_model::{
    id::RoundId,
    message::{FieldErrors, Message},
    permit::{Permit, ReadProgramme, RescheduleRound},
    programmes::{
        acts::ProgrammesAct,
        programme::{Calendar, CalendarForm, out_of_order, parse_calendar},
        round::Round,
    },
};
use earnest_store::{Reader, UnitProgramme};

/// A round whose calendar may change, and the superior's round that it carries out.
#[derive(Debug, Clone)]
pub struct Schedule {
    /// The round.
    pub round: Round,
    /// The superior's round and programme.
    pub superior: Option<(Round, UnitProgramme)>,
}

/// What may be changed; refused once the round has opened.
pub fn ask_calendar(context: &Context<'_>, id: RoundId) -> Result<Schedule> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let (permit, round) = ready(context, &mut reader, id)?;
    let superior = superior(context, &mut reader, &permit, &round)?;
    Ok(Schedule { round, superior })
}

/// Changes it.
pub fn reschedule_round(context: &Context<'_>, id: RoundId, form: &CalendarForm<'_>) -> Result<()> {
    let mut work = context.begin()?;
    let (permit, round) = ready(context, &mut work.reader(), id)?;
    let above = superior(context, &mut work.reader(), &permit, &round)?.map(|(round, _)| round);
    let mut errors = FieldErrors::new();
    let calendar =
        match parse_calendar(form, above.as_ref().map(|above| (above, context.today)), "", &mut errors) {
            Some(calendar) if errors.is_empty() => calendar,
            _ => return Err(AppError::Form(errors)),
        };
    for why in beside(context, &mut work.reader(), (&round, calendar))? {
        errors.add("opens_on", why);
    }
    if !errors.is_empty() {
        return Err(AppError::Form(errors));
    }
    work.round_calendar_write(&permit, calendar)?;
    let days = |days: [earnest_model::Date; 3]| days.map(|day| day.to_string()).join(" / ");
    let act = ProgrammesAct::RoundRescheduled {
        round: round.number,
        from: days([round.opens_on, round.plans_due_on, round.ends_on]),
        to: days([calendar.opens_on, calendar.plans_due_on, calendar.ends_on]),
    };
    Ok(work.commit(&permit.act(act))?)
}

/// Whether it stays between the rounds beside it.
fn beside(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    (round, calendar): (&Round, Calendar),
) -> Result<Vec<Message>> {
    let reading = permit_on::<ReadProgramme, _>(context, reader, round.programme)?;
    let rounds = reader.rounds_of_programme(&reading)?;
    let opens = rounds.iter().enumerate().map(|(place, one)| match one.id == round.id {
        true => (place, calendar.opens_on, true),
        false => (place, one.opens_on, false),
    });
    let told = out_of_order(&opens.collect::<Vec<_>>());
    Ok(told.into_iter().map(|(_, why)| why).collect())
}

/// Whether the actor may change the calendar now: the permit, and the round.
pub(crate) fn ready(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    id: RoundId,
) -> Result<(Permit<RescheduleRound, RoundId>, Round)> {
    let permit = permit_on(context, reader, id)?;
    let round = reader.round(&permit)?;
    round.may_be_rescheduled()?;
    Ok((permit, round))
}

fn superior(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<RescheduleRound, RoundId>,
    round: &Round,
) -> Result<Option<(Round, UnitProgramme)>> {
    let own = permit_on(context, reader, round.programme)?;
    let Some(above) = reader.programme_of(&own)?.superior else { return Ok(None) };
    let carried_out = permit_on(context, reader, above)?;
    let rounds = reader.rounds_of_programme(&carried_out)?;
    let Some(found) = rounds.into_iter().find(|above| above.number == round.number) else { return Ok(None) };
    // The superior is the nearest organiser above unless another tier came in between since.
    let all = reader.programmes_above(&permit.of_unit())?;
    let nearest = all.first().map(|nearest| nearest.programme.organiser);
    let programme = all.into_iter().find(|one| one.programme.id == above);
    let programme = programme.filter(|one| Some(one.programme.organiser) == nearest);
    Ok(programme.map(|programme| (found, programme)))
}
