//! Record a session that was held.

use crate::{AppError, Context, Result, permit};
use earnest_model::{
    event::Subject,
    id::{RoundId, SeminarId},
    permit::RecordSeminar,
    seminar::{SessionForm, parse_session},
};
use serde_json::json;

/// A session to record.
#[derive(Debug, Clone)]
pub struct Record<'a> {
    /// Code of the unit.
    pub unit: &'a str,
    /// The round that it belongs to; a lecture may belong to none.
    pub round: Option<RoundId>,
    /// The form.
    pub form: SessionForm<'a>,
}

/// Records it.
pub fn record_seminar(context: &Context<'_>, request: &Record<'_>) -> Result<SeminarId> {
    let session = parse_session(&request.form, context.today).map_err(AppError::Form)?;
    let mut work = context.store.begin(context.now)?;
    let permit = permit::<RecordSeminar>(context, &mut work.reader(), request.unit)?;
    if let Some(round) = request.round {
        let (round, organiser) = work.reader().locate_round(round)?.ok_or(AppError::NotFound)?;
        // The organiser's own leading group takes part by the same rules.
        if !organiser.span.covers(permit.span()) {
            return Err(AppError::NotFound);
        }
        round.takes_assessment()?;
    }
    let id = work.seminar_insert(&permit, request.round, &session)?;
    let detail = json!({
        "kind": session.kind.key(), "held-on": session.held_on, "present": session.present,
        "expected": session.expected, "speeches": session.body.speeches.len(),
    });
    work.commit(&permit.event(Subject::new("seminar", id.0), detail))?;
    Ok(id)
}
