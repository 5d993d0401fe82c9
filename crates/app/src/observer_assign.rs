//! Send somebody to listen in at a unit's session.

use crate::{
    AppError, Context, Result,
    burden_weigh::{Issue, guard},
    permit,
};
use earnest_model::{
    burden::Kind,
    event::Subject,
    id::{AccountId, ObservationId, RoundId},
    message::FieldErrors,
    observation::check_recusal,
    permit::{AssignObserver, FillSheet, Target, decide},
    text::{date, optional},
};
use serde_json::json;

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

/// Sends an assessor who may fill a sheet on the unit and has no interest in it.
pub fn assign_observer(context: &Context<'_>, request: &Assign<'_>) -> Result<ObservationId> {
    let mut errors = FieldErrors::new();
    let Some(session_on) = errors.take("session_on", optional(request.session_on, date)) else {
        return Err(AppError::Form(errors));
    };
    let mut work = context.store.begin(context.now)?;
    let permit = permit::<AssignObserver>(context, &mut work.reader(), request.unit)?;
    let (round, organiser) = work.reader().locate_round(request.round)?.ok_or(AppError::NotFound)?;
    if !organiser.span.strictly_covers(permit.span()) {
        return Err(AppError::NotFound);
    }
    round.takes_assessment()?;
    let assessor = work.reader().actor(request.assessor)?.ok_or(AppError::NotFound)?;
    let unit = Target { unit: permit.unit(), span: permit.span() };
    if decide::<FillSheet>(&assessor, unit, context.today).is_err() {
        return Err(AppError::refused("error-observer-role"));
    }
    let holdings: Vec<_> = assessor.holdings(context.today).cloned().collect();
    check_recusal(&holdings, organiser.span, unit, context.today)?;
    if work.reader().observer_sent(&permit, round.id, request.assessor)? {
        return Err(AppError::refused("error-observer-twice"));
    }
    guard(&mut work.reader(), &permit, &Issue::to_unit(Kind::Observation, context.today))?;
    let id = work.observation_insert(&permit, round.id, request.assessor, session_on)?;
    let detail = json!({ "round": round.number, "assessor": request.assessor, "session-on": session_on });
    work.commit(&permit.event(Subject::new("observation", id.0), detail))?;
    Ok(id)
}
