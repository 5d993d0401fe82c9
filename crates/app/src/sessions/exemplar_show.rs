//! Examples that lower tiers of a round may consult: the plan and the minutes of the session.

use crate::{
    AppError, Context, Result,
    home::home,
    nearest::{OfList, listed},
    permit_at,
    sessions::cases_show::{CaseShown, shown, sight},
};
use earnest_model::{
    figures::scope::OfProgramme, id::SeminarId, ledger::attachments::attachment::Attachment,
    permit::ReadExemplars, plans::plan::PlanBody,
};
use earnest_store::Listed;
pub use earnest_store::{Exemplar, SeminarHeld};

/// A page of examples.
#[derive(Debug, Clone, Default)]
pub struct ExemplarList {
    /// The newest first.
    pub lines: Vec<Exemplar>,
    /// Where the next page begins.
    pub next: Option<SeminarId>,
}

/// Lists the examples of the rounds in which the actor's home takes part: of every programme, unless one is asked for. An example
/// is meant for the tiers beneath, whose own programme carries out the one of which it is.
pub fn list_exemplars(
    context: &Context<'_>,
    asked: impl Into<OfList<SeminarId>>,
    limit: i64,
) -> Result<ExemplarList> {
    let asked: OfList<_> = asked.into();
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let own = home(context, &mut reader)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadExemplars>(context, own)?;
    let of = Some(asked.programme.unwrap_or(OfProgramme::All));
    let of = listed(context, &mut reader, (of, Listed::InUse))?;
    let mut lines = reader.exemplars(&permit, of, (asked.before, limit + 1))?;
    let more = lines.len() as i64 > limit;
    lines.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(ExemplarList { next: lines.last().filter(|_| more).map(|last| last.seminar), lines })
}

/// An example with its plan and minutes.
#[derive(Debug, Clone)]
pub struct ExemplarView {
    /// The example.
    pub exemplar: Exemplar,
    /// The session as it was recorded.
    pub held: SeminarHeld,
    /// The unit's latest plan for the round, if it had one.
    pub plan: Option<PlanBody>,
    /// Cases of the library, as far as the reader may read them.
    pub cases: Vec<CaseShown>,
    /// Files of the session, such as its minutes: who may read the example may read them.
    pub files: Vec<Attachment>,
}

/// Shows one.
pub fn show_exemplar(context: &Context<'_>, id: SeminarId) -> Result<ExemplarView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let own = home(context, &mut reader)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadExemplars>(context, own)?;
    let exemplar = reader.exemplar(&permit, id)?;
    let sight = sight(context, &mut reader)?;
    let (held, plan, cases) = reader.exemplar_record(&permit, id)?;
    let cases = cases.iter().map(|case| shown(case, &sight, 0)).collect();
    let files = reader.exemplar_files(&permit, id)?;
    Ok(ExemplarView { exemplar, held, plan, cases, files })
}
