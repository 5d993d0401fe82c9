//! Record a session that was held.

use crate::{
    AppError, Context, Result, permit, permit_at,
    sessions::{cases_show::readable_cases, criteria::keys_of},
};
use earnest_model::{
    id::{CaseId, RoundId, SeminarId},
    message::Message,
    permit::{Permit, ReadDuties, RecordSeminar, Target},
    programmes::round::Round,
    sessions::{
        acts::SessionsAct,
        exchange::Came,
        roll::Roll,
        seminar::{ReadWith, Session, SessionForm, SessionKind, parse_session},
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
    let mut work = context.begin()?;
    let permit = permit::<RecordSeminar>(context, &mut work.reader(), request.unit)?;
    let roll = roll_of(context, &mut work.reader(), permit.target())?;
    let round = round_named(&mut work.reader(), &permit, request.round, None)?;
    let with = ReadWith { roll: &roll, before: None, within: round.as_ref() };
    let form = request.form.clone().placed(&keys_of(&mut work.reader(), round.as_ref())?);
    let session = parse_session(&form, with, context.today).map_err(AppError::Form)?;
    if let Some(round) = &round {
        still_takes(&mut work.reader(), &permit, (round, session.kind))?;
    }
    let same = (request.round, session.kind, session.held_on);
    if !request.form.another && work.reader().session_like(&permit, same, None)? {
        return Err(AppError::field("another", Message::new("error-session-same")));
    }
    let cases = library(context, &mut work.reader(), &request.form.library)?;
    let lead = lead_came(&roll, &session);
    let new = NewSeminar { round: request.round, session: &session, cases: &cases, lead };
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

/// The roll of a unit whose sessions the actor records.
pub(crate) fn roll_of(context: &Context<'_>, reader: &mut Reader<'_>, at: Target) -> Result<Roll> {
    Ok(reader.roll(&permit_at::<ReadDuties>(context, at)?)?)
}

/// Whether whoever was first responsible on the day of a session came, if its record says so.
pub(crate) fn lead_came(roll: &Roll, session: &Session) -> Option<Came> {
    roll.lead(session.held_on).and_then(|lead| session.came(lead.post))
}

/// The round that a record names, if it names one: one in which the permit's unit takes part, or that of the record as it
/// `stood`, wherever the unit stands by now.
pub(crate) fn round_named<K: Copy>(
    reader: &mut Reader<'_>,
    permit: &Permit<RecordSeminar, K>,
    named: Option<RoundId>,
    stood: Option<RoundId>,
) -> Result<Option<Round>> {
    let Some(id) = named else { return Ok(None) };
    let (round, organiser) = reader.locate_round(id)?.ok_or(AppError::NotFound)?;
    // The organiser's own leading group takes part by the same rules.
    if named != stood && !organiser.span.covers(permit.span()) {
        return Err(AppError::NotFound);
    }
    Ok(Some(round))
}

/// Refuses a kind of session that a round takes no more, for itself or because its programme is over.
pub(crate) fn still_takes<K: Copy>(
    reader: &mut Reader<'_>,
    permit: &Permit<RecordSeminar, K>,
    (round, kind): (&Round, SessionKind),
) -> Result<()> {
    round.takes_session(kind != SessionKind::Seminar, permit.on())?;
    if reader.programme_over(permit, round)? {
        return Err(AppError::refused("error-programme-over"));
    }
    Ok(())
}

/// The cases that were chosen, each once; only what the actor may read can be chosen.
pub(crate) fn library(context: &Context<'_>, reader: &mut Reader<'_>, keys: &[&str]) -> Result<Vec<CaseId>> {
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
