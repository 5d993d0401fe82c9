//! Send somebody to listen in at a unit's session.

use crate::{
    AppError, Context, Result,
    assessing::observer_choose::may_be_sent,
    burden::burden_weigh::{Issue, guard},
    in_round, permit,
    stay_away::check_free,
};
use earnest_model::{
    assessing::acts::AssessingAct,
    burden::budget::Kind,
    event::Event,
    id::{AccountId, LotId, ObservationId, RoundId},
    message::FieldErrors,
    permit::{AssignObserver, FillSheet, decide},
    text::{date, optional},
};
use earnest_store::{NewObservation, Work};

/// Who is sent where.
#[derive(Debug, Clone)]
pub struct Assign<'a> {
    /// The round.
    pub round: RoundId,
    /// Code of the unit.
    pub unit: &'a str,
    /// Who.
    pub assessor: AccountId,
    /// The day of the session, `YYYY-MM-DD`; may be blank.
    pub session_on: &'a str,
}

/// How a lot came to this person.
#[derive(Debug, Clone, Default)]
pub(crate) struct ByLot {
    /// The lot, its seed and the SHA-256 of its certificate; none where there was nothing to draw.
    pub(crate) lot: Option<(LotId, String, String)>,
    /// Whether a person chose somebody else.
    pub(crate) by_hand: bool,
}

/// Sends an assessor who may fill a sheet on the unit and has no interest in it.
pub fn assign_observer(context: &Context<'_>, request: &Assign<'_>) -> Result<ObservationId> {
    let mut work = context.begin()?;
    let (id, event) = assign_in(context, &mut work, request, None)?;
    work.commit(&event)?;
    Ok(id)
}

/// The same within a unit of work that sends several; `lot` says how it came to be this person.
pub(crate) fn assign_in(
    context: &Context<'_>,
    work: &mut Work<'_>,
    request: &Assign<'_>,
    lot: Option<ByLot>,
) -> Result<(ObservationId, Event)> {
    let mut errors = FieldErrors::new();
    let Some(session_on) = errors.take("session_on", optional(request.session_on, date)) else {
        return Err(AppError::Form(errors));
    };
    let permit = permit::<AssignObserver>(context, &mut work.reader(), request.unit)?;
    let (round, organiser) = work.reader().locate_round(request.round)?.ok_or(AppError::NotFound)?;
    if !organiser.span.strictly_covers(permit.span()) {
        return Err(AppError::NotFound);
    }
    in_round::<AssignObserver>(context, round.organiser, permit.target())?;
    round.takes_assessment()?;
    if let Some(day) = session_on {
        round.holds(day).map_err(|message| AppError::field("session_on", message))?;
    }
    let assessor = work.reader().actor(request.assessor)?.ok_or(AppError::NotFound)?;
    let unit = work.reader().at(permit.unit())?.ok_or(AppError::NotFound)?.target();
    if decide::<FillSheet>(&assessor, unit, context.today).is_err() {
        return Err(AppError::refused("error-observer-role"));
    }
    if permit.is_of_sector() {
        let own = may_be_sent(context, &mut work.reader(), &permit, round.organiser)?;
        if !own.iter().any(|(id, _)| *id == request.assessor) {
            return Err(AppError::refused("error-observer-role"));
        }
    }
    check_free(context, &mut work.reader(), &permit, &assessor, (organiser, unit))?;
    if work.reader().observer_sent(&permit, round.id, (request.assessor, session_on))? {
        return Err(AppError::refused("error-observer-twice"));
    }
    guard(&mut work.reader(), &permit, &Issue::to_unit(Kind::Observation, context.today))?;
    let assessor = request.assessor;
    let id = work.observation_insert(&permit, &NewObservation { round: round.id, assessor, session_on })?;
    let ByLot { lot, by_hand } = lot.unwrap_or_default();
    let (lot, seed, certificate_sha256) = match lot {
        Some((lot, seed, hash)) => (Some(lot), Some(seed), Some(hash)),
        None => (None, None, None),
    };
    let by_hand = by_hand.then_some(true);
    let round = round.number;
    let told =
        AssessingAct::ObserverSent { round, assessor, session_on, lot, seed, certificate_sha256, by_hand };
    Ok((id, permit.act_on(id, told)))
}
