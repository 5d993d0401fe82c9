//! Take up what a speaker found and promised: a problem with its measure in the unit's ledger, the speaker's post as owner.

use crate::{
    AppError, Context, Result,
    ledger::findings::problem_open::{Opening, open_problem},
    permit_of,
};
use earnest_model::{
    id::{ProblemId, SeminarId},
    ledger::findings::{
        origin::OriginKind,
        problem::{ProblemForm, Source},
    },
    permit::{Permit, ReadAssessments, ReportProblems},
    sessions::seminar::{SessionKind, Speech},
};
use earnest_store::{Reader, SeminarHeld};

/// A speech that the actor, who answers for the session's unit, may take up; with the session.
pub(crate) fn speech_to_take_up(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    id: SeminarId,
    place: i32,
) -> Result<(Permit<ReportProblems, SeminarId>, SeminarHeld, Speech)> {
    let at = reader.at(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_of::<ReportProblems, _>(context, at)?;
    let held = reader.seminar(&permit_of::<ReadAssessments, _>(context, at)?)?;
    if !held.standing.stands() {
        return Err(AppError::refused("error-session-gone"));
    }
    let index = usize::try_from(place).map_err(|_| AppError::NotFound)?;
    let speech = held.session.body.speeches.get(index).cloned().ok_or(AppError::NotFound)?;
    Ok((permit, held, speech))
}

/// Opens a problem from a speech of a session of the actor's own unit.
pub fn open_from_speech(
    context: &Context<'_>,
    id: SeminarId,
    place: i32,
    opening: &Opening<'_>,
) -> Result<ProblemId> {
    let mut work = context.begin()?;
    let (_, held, _) = speech_to_take_up(context, &mut work.reader(), id, place)?;
    // What was said at the lecture has the lecture as its source.
    let source = match held.session.kind {
        SessionKind::Lecture => Source::Lecture,
        SessionKind::Seminar | SessionKind::LeadershipStudy | SessionKind::ReviewMeeting => Source::Seminar,
    };
    let opening = Opening { form: ProblemForm { source: source.key(), ..opening.form.clone() }, ..*opening };
    let origin = Some((OriginKind::Speech, id.0, place));
    let (problem, report) = open_problem(context, &mut work, &held.code, held.round, &opening, origin)?;
    work.commit(&report)?;
    Ok(problem)
}
