//! Record a session that was held.

use crate::{AppError, Context, Result, permit, sessions::cases_show::readable_cases};
use earnest_model::{
    id::{CaseId, RoundId, SeminarId},
    message::Message,
    permit::RecordSeminar,
    sessions::{
        acts::SessionsAct,
        seminar::{SessionForm, parse_session},
    },
};
use earnest_store::{NewSeminar, Reader};

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

/// Records it. Where one of the same kind, round and day is recorded already, whoever records it must say that it is another:
/// the same session is entered once, from however many windows.
pub fn record_seminar(context: &Context<'_>, request: &Record<'_>) -> Result<SeminarId> {
    let session = parse_session(&request.form, context.today).map_err(AppError::Form)?;
    let mut work = context.begin()?;
    let permit = permit::<RecordSeminar>(context, &mut work.reader(), request.unit)?;
    if let Some(round) = request.round {
        let (round, organiser) = work.reader().locate_round(round)?.ok_or(AppError::NotFound)?;
        // The organiser's own leading group takes part by the same rules.
        if !organiser.span.covers(permit.span()) {
            return Err(AppError::NotFound);
        }
        round.takes_assessment()?;
    }
    let same = (request.round, session.kind, session.held_on);
    if !request.form.another && work.reader().session_like(&permit, same)? {
        return Err(AppError::field("another", Message::new("error-session-same")));
    }
    let cases = library(context, &mut work.reader(), &request.form.library)?;
    let new = NewSeminar { round: request.round, session: &session, cases: &cases };
    let id = work.seminar_insert(&permit, &new)?;
    let told = SessionsAct::SessionRecorded {
        kind: session.kind.key(),
        held_on: session.held_on,
        present: session.present,
        expected: session.expected,
        speeches: session.body.speeches.len(),
        cases: cases.len(),
    };
    work.commit(&permit.act_on(id, told))?;
    Ok(id)
}

/// The cases that were chosen, each once; only what the actor may read can be chosen.
fn library(context: &Context<'_>, reader: &mut Reader<'_>, keys: &[&str]) -> Result<Vec<CaseId>> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let readable = readable_cases(context, reader)?;
    let mut cases = Vec::new();
    for key in keys {
        let known = readable.iter().map(|case| case.id).find(|id| id.to_string() == *key);
        let id = known.ok_or_else(|| AppError::field("library", Message::new("error-case-unknown")))?;
        if !cases.contains(&id) {
            cases.push(id);
        }
    }
    Ok(cases)
}
