//! Take up what a speaker found and promised: a problem with its measure in the unit's ledger, the speaker's post as owner.

use crate::{
    AppError, Context, Result,
    ledger::findings::problem_open::{Opening, open_problem},
    permit_at,
};
use earnest_model::{
    id::{ProblemId, SeminarId},
    ledger::findings::origin::OriginKind,
    permit::{ReadAssessments, ReportProblems},
};

/// Opens a problem from a speech of a session of the actor's own unit.
pub fn open_from_speech(
    context: &Context<'_>,
    id: SeminarId,
    place: i32,
    opening: &Opening<'_>,
) -> Result<ProblemId> {
    let mut work = context.store.begin(context.now)?;
    let target = work.reader().locate_seminar(id)?.ok_or(AppError::NotFound)?;
    permit_at::<ReportProblems>(context, target)?;
    let held = work.reader().seminar(&permit_at::<ReadAssessments>(context, target)?, id)?;
    let index = usize::try_from(place).map_err(|_| AppError::NotFound)?;
    if held.session.body.speeches.get(index).is_none() {
        return Err(AppError::NotFound);
    }
    let origin = (OriginKind::Speech, id.0, place);
    let (problem, report) = open_problem(context, &mut work, &held.code, held.round, opening, origin)?;
    work.commit(&report)?;
    Ok(problem)
}
