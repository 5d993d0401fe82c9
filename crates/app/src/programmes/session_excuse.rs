//! Excuse a unit from the session that it owes to a round: with a reason, which is published.

use crate::{AppError, Context, Result, figures::gates::gates, permit_on};
use earnest_model::{
    id::RoundId,
    message::{FieldErrors, Message},
    permit::ExcuseSession,
    programmes::{acts::ProgrammesAct, round::RoundState},
    text::Line,
};

/// Excuses it, if it owes a session and held none that was recorded or heard.
pub fn excuse_session(context: &Context<'_>, round: RoundId, unit: &str, reason: &str) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit_on::<ExcuseSession, _>(context, &mut work.reader(), round)?;
    let mut errors = FieldErrors::new();
    let Some(reason) = errors.take("reason", Line::parse_reason(reason)) else {
        return Err(AppError::Form(errors));
    };
    let round = work.reader().round(&permit)?;
    if !matches!(round.state, RoundState::Open | RoundState::Assessing) {
        return Err(Message::new("error-round-not-assessing").into());
    }
    let (_, figures) = gates(context, &mut work.reader(), permit.target(), &round)?;
    let owing = figures.owing.into_iter().chain(figures.leaders).find(|owing| owing.code == unit.trim());
    let owing = owing.ok_or_else(|| {
        AppError::field("unit", Message::new("error-excuse-unit").with("unit", unit.trim()))
    })?;
    // Somebody heard it: it was held, and is not recorded yet.
    if owing.observed && !owing.held {
        return Err(AppError::field("unit", Message::new("error-excuse-heard").with("unit", owing.name)));
    }
    if !owing.is_missing() {
        if owing.held {
            return Err(AppError::field("unit", Message::new("error-excuse-held").with("unit", owing.name)));
        }
        // Somebody else was first: their act, with its reason, stands beside what was typed.
        return Err(Message::new("error-excuse-twice").with("unit", owing.name).into());
    }
    work.session_excuse(&permit, owing.id, reason.as_str())?;
    let told = ProgrammesAct::SessionExcused { round: round.number, unit: owing.code, reason };
    Ok(work.commit(&permit.act(told))?)
}
