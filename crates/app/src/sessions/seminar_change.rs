//! Correct the record of a session and take it back, each with its reason. What it said before stays readable, and was said of
//! the days on which it stood.

use crate::{
    AppError, Context, Result, permit_of, permit_on,
    rounds_of_units::rounds_in_line,
    sessions::{
        criteria::{criteria_of, keys_of},
        seminar_record::{lead_came, library, roll_of, round_named, still_takes},
        seminar_show::{BlankSeminar, blank_for},
    },
};
use earnest_model::{
    id::{RoundId, SeminarId},
    ledger::findings::origin::OriginKind,
    message::{FieldErrors, Message},
    permit::{Permit, ReadAssessments, ReadLedger, RecordSeminar},
    record::At,
    sessions::{
        acts::SessionsAct,
        resolution::{OfWithdrawn, ResolutionState},
        seminar::{ReadWith, Session, SessionForm, SessionKind, parse_session},
    },
    text::{Prose, date},
};
pub use earnest_store::SeminarHeld;
use earnest_store::{NewSeminar, Reader};

/// A correction of the record of a session.
#[derive(Debug, Clone)]
pub struct Correct<'a> {
    /// The round that it belongs to, if to one.
    pub round: Option<RoundId>,
    /// The whole record as it is to stand.
    pub form: SessionForm<'a>,
    /// Why it is corrected.
    pub reason: &'a str,
    /// Whether whoever corrects it knows that sheets count no more by it.
    pub despite: bool,
}

/// The record of a session as whoever corrects it finds it.
#[derive(Debug, Clone)]
pub struct ToCorrect {
    /// The session.
    pub held: SeminarHeld,
    /// Keys of the cases of the library that it used.
    pub cases: Vec<String>,
    /// What the form is made of.
    pub blank: BlankSeminar,
}

/// The permit to change the record of a session, and the record, which stands.
fn standing(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    id: SeminarId,
) -> Result<(Permit<RecordSeminar, SeminarId>, SeminarHeld)> {
    let permit = permit_on::<RecordSeminar, _>(context, reader, id)?;
    let held = reader.seminar(&permit)?;
    if held.standing.stands() { Ok((permit, held)) } else { Err(AppError::refused("error-session-gone")) }
}

/// Gives the record for the form that corrects it.
pub fn session_to_correct(context: &Context<'_>, id: SeminarId) -> Result<ToCorrect> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let (permit, held) = standing(context, &mut reader, id)?;
    let at: At<SeminarId> = reader.at(id)?.ok_or(AppError::NotFound)?;
    let reading = permit_of::<ReadAssessments, _>(context, at)?;
    let cases = reader.cases_of_session(&reading)?;
    let cases = cases.iter().map(|stored| stored.case.id().to_string()).collect();
    let mut blank = blank_for(context, &mut reader, [permit.target()])?;
    // The round that it belongs to may take no sessions any more; the record goes on belonging to it.
    if let Some(of) = held.round.filter(|of| !blank.rounds.iter().any(|found| found.round.id == *of)) {
        let all = rounds_in_line(context, &mut reader, [permit.target()])?;
        for found in all.into_iter().filter(|found| found.round.id == of) {
            blank.criteria.extend(criteria_of(&mut reader, &found.round)?.map(|criteria| (of, criteria)));
            blank.rounds.push(found);
        }
    }
    Ok(ToCorrect { held, cases, blank })
}

/// Corrects it. A speech from which a problem or a suggestion was made keeps its place; it is not taken out.
pub fn correct_seminar(context: &Context<'_>, id: SeminarId, request: &Correct<'_>) -> Result<()> {
    let mut work = context.begin()?;
    let (permit, held) = standing(context, &mut work.reader(), id)?;
    let roll = roll_of(context, &mut work.reader(), permit.target())?;
    let round = round_named(&mut work.reader(), &permit, request.round, held.round)?;
    let moved = request.round != held.round || date(request.form.held_on).ok() != Some(held.session.held_on);
    let within = round.as_ref().filter(|_| moved);
    let with = ReadWith { roll: &roll, before: Some(&held.session), within };
    let form = request.form.clone().placed(&keys_of(&mut work.reader(), round.as_ref())?);
    let read = parse_session(&form, with, context.today);
    let reason = Prose::parse_reason(request.reason);
    let (session, reason) = match (read, reason) {
        (Ok(session), Ok(reason)) => (session, reason),
        (read, reason) => {
            let mut errors = read.err().unwrap_or_default();
            errors.take("reason", reason);
            return Err(AppError::Form(errors));
        }
    };
    if let Some(round) = round.filter(|_| request.round != held.round) {
        still_takes(&mut work.reader(), &permit, (&round, session.kind))?;
    }
    if session.kind != held.session.kind || request.round != held.round {
        leaves(&mut work.reader(), &permit, &held, request.despite)?;
    }
    let taken_up = taken_up(context, &mut work.reader(), id)?;
    keeps_places(&request.form, (&held.session, &session), &taken_up).map_err(AppError::Form)?;
    let same = (request.round, session.kind, session.held_on);
    if !request.form.another && work.reader().session_like(&permit, same, Some(id))? {
        return Err(AppError::field("another", Message::new("error-session-same")));
    }
    let cases = library(context, &mut work.reader(), &request.form.library)?;
    let lead = lead_came(&roll, &session);
    let new = NewSeminar { round: request.round, session: &session, cases: &cases, lead };
    if session == held.session && request.round == held.round && {
        let at = work.reader().at(id)?.ok_or(AppError::NotFound)?;
        let used = work.reader().cases_of_session(&permit_of::<ReadAssessments, _>(context, at)?)?;
        used.iter().map(|stored| stored.case.id()).eq(cases.iter().copied())
    } {
        return Err(AppError::field("reason", Message::new("error-session-correct-nothing")));
    }
    work.seminar_correct(&permit, &new, &reason)?;
    let told = SessionsAct::SessionCorrected {
        kind: session.kind.key(),
        held_on: session.held_on,
        present: session.present,
        expected: session.expected,
        speeches: session.body.speeches.len(),
        reason,
    };
    Ok(work.commit(&permit.act(told))?)
}

/// The places of the speeches from which something was made.
fn taken_up(context: &Context<'_>, reader: &mut Reader<'_>, id: SeminarId) -> Result<Vec<usize>> {
    let at = reader.at(id)?.ok_or(AppError::NotFound)?;
    let ledger = crate::permit_at::<ReadLedger>(context, at.target())?;
    let problems = reader.answering(&ledger, OriginKind::Speech, &[id.0])?;
    let lessons = reader.suggestions_of(&permit_of::<ReadAssessments, _>(context, at)?)?;
    let places = problems.iter().map(|(_, place, _)| *place).chain(lessons.iter().map(|one| one.place));
    Ok(places.filter_map(|place| usize::try_from(place).ok()).collect())
}

/// Refuses a correction that moves or takes out a speech from which something was made.
fn keeps_places(
    form: &SessionForm<'_>,
    (before, after): (&Session, &Session),
    taken_up: &[usize],
) -> std::result::Result<(), FieldErrors> {
    let mut errors = FieldErrors::new();
    let rows: Vec<usize> = (0..form.speeches.len())
        .filter(|row| form.speeches.get(*row).is_some_and(|speech| !speech.post.is_blank()))
        .collect();
    for place in taken_up {
        let was = before.body.speeches.get(*place);
        let is = after.body.speeches.get(*place).filter(|_| rows.get(*place) == Some(place));
        let same = match (was, is) {
            (Some(was), Some(is)) => was.holder == is.holder && was.post == is.post,
            (None, _) => true,
            (Some(_), None) => false,
        };
        if !same {
            errors.add(format!("speech-{place}-post"), Message::new("error-speech-taken-up"));
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// Refuses that a record leaves its round while others have marked it: once the round is past its assessment at all, since it
/// was told of; before, unless it is said `despite` them.
fn leaves(
    reader: &mut Reader<'_>,
    permit: &Permit<RecordSeminar, SeminarId>,
    held: &SeminarHeld,
    despite: bool,
) -> Result<()> {
    let Some(round) = held.round else { return Ok(()) };
    let sheets = reader.sheets_on(permit)?;
    let (round, _) = reader.locate_round(round)?.ok_or(AppError::NotFound)?;
    let told = round.state.has_begun() && round.takes_assessment().is_err();
    if told && (sheets > 0 || held.session.kind == SessionKind::Seminar) {
        return Err(AppError::refused("error-session-told"));
    }
    if sheets > 0 && !despite {
        return Err(AppError::field(
            "despite",
            Message::new("error-session-heard").with("count", i64::try_from(sheets).unwrap_or(i64::MAX)),
        ));
    }
    Ok(())
}

/// The record of a session that is taken back.
#[derive(Debug, Clone, Copy, Default)]
pub struct Withdraw<'a> {
    /// Why.
    pub why: &'a str,
    /// Whether whoever takes it back knows that sheets count no more by it.
    pub despite: bool,
    /// What becomes of its open resolutions ([`OfWithdrawn`]); blank where there are none.
    pub resolutions: &'a str,
}

/// Takes the record of a session back: from today on it counts no more, and says so; nor do the sheets on it. Its open resolutions
/// are given up with the same reason, unless it is said that they stand. Problems from its speeches are the unit's and stay.
pub fn withdraw_seminar(context: &Context<'_>, id: SeminarId, request: &Withdraw<'_>) -> Result<()> {
    let mut work = context.begin()?;
    let (permit, held) = standing(context, &mut work.reader(), id)?;
    let reading = permit_on::<ReadAssessments, _>(context, &mut work.reader(), id)?;
    let mut open = work.reader().resolutions_of(&reading)?;
    open.retain(|one| one.state.is_open());
    let mut errors = FieldErrors::new();
    let reason = errors.take("why", Prose::parse_reason(request.why));
    let end = match open.len() {
        0 => Some(OfWithdrawn::Stand),
        count => {
            let unsaid = |_| Message::new("error-session-resolutions").with("count", count);
            errors.take("resolutions", OfWithdrawn::parse(request.resolutions).map_err(unsaid))
        }
    };
    let (Some(reason), Some(end)) = (reason, end) else { return Err(AppError::Form(errors)) };
    leaves(&mut work.reader(), &permit, &held, request.despite)?;
    work.seminar_withdraw(&permit, &reason)?;
    let mut given_up = Vec::new();
    if end == OfWithdrawn::End {
        for one in &open {
            let permit = permit_on::<RecordSeminar, _>(context, &mut work.reader(), one.id)?;
            let state = one.state.ended(ResolutionState::Dropped)?;
            work.resolution_end(&permit, state, &reason)?;
            let (from, to) = (one.state.key(), state.key());
            given_up.push(permit.act(SessionsAct::ResolutionDropped { from, to, outcome: reason.clone() }));
        }
    }
    Ok(work.commit_all(&permit.act(SessionsAct::SessionWithdrawn { reason }), &given_up)?)
}
