//! Change the calendar of a round before it opens.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    event::Subject,
    id::RoundId,
    message::FieldErrors,
    permit::{Permit, RescheduleRound},
    programmes::{
        programme::{CalendarForm, parse_calendar},
        round::Round,
    },
};
use earnest_store::{Reader, UnitProgramme};
use serde_json::json;

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
    let (permit, round) = may_reschedule(context, &mut reader, id)?;
    let superior = superior(&mut reader, &permit, &round)?;
    Ok(Schedule { round, superior })
}

/// Changes it.
pub fn reschedule_round(context: &Context<'_>, id: RoundId, form: &CalendarForm<'_>) -> Result<()> {
    let mut work = context.store.begin(context.now)?;
    let (permit, round) = may_reschedule(context, &mut work.reader(), id)?;
    let above = superior(&mut work.reader(), &permit, &round)?.map(|(round, _)| round);
    let mut errors = FieldErrors::new();
    let calendar = match parse_calendar(form, above.as_ref(), "", &mut errors) {
        Some(calendar) if errors.is_empty() => calendar,
        _ => return Err(AppError::Form(errors)),
    };
    work.round_calendar_write(&permit, id, calendar)?;
    let days = |days: [earnest_model::Date; 3]| days.map(|day| day.to_string()).join(" / ");
    let detail = json!({
        "round": round.number,
        "from": days([round.opens_on, round.plans_due_on, round.ends_on]),
        "to": days([calendar.opens_on, calendar.plans_due_on, calendar.ends_on]),
    });
    work.commit(&permit.event(Subject::new("round", id.0), detail))?;
    Ok(())
}

fn may_reschedule(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    id: RoundId,
) -> Result<(Permit<RescheduleRound>, Round)> {
    let (round, organiser) = reader.locate_round(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<RescheduleRound>(context, organiser)?;
    round.may_be_rescheduled()?;
    Ok((permit, round))
}

fn superior(
    reader: &mut Reader<'_>,
    permit: &Permit<RescheduleRound>,
    round: &Round,
) -> Result<Option<(Round, UnitProgramme)>> {
    let Some((own, _)) = reader.locate_programme(round.programme)? else { return Ok(None) };
    let Some(above) = own.superior else { return Ok(None) };
    let rounds = reader.rounds_of_programme(above)?;
    let Some(found) = rounds.into_iter().find(|above| above.number == round.number) else { return Ok(None) };
    // The superior's programme is that of the nearest organiser above unless another tier came in between since.
    let programme = reader.programme_above(permit)?.filter(|programme| programme.programme.id == above);
    Ok(programme.map(|programme| (found, programme)))
}
