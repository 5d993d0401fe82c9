//! The library of cases, as far as its reader may read it.

use crate::{AppError, Context, Result, home::home, permit_at};
use earnest_model::{
    Date,
    id::CaseId,
    permit::{ReadAssessments, ReadCases, ReadProgramme, RegisterCase, Target},
    sessions::{
        case_study::{Audience, CaseSight, CaseText},
        seminar::CaseKind,
    },
};
pub use earnest_store::CaseSession;
use earnest_store::{CaseStored, Reader};

/// A case as its reader sees it.
#[derive(Debug, Clone)]
pub struct CaseShown {
    /// Its key.
    pub id: CaseId,
    /// Example or warning.
    pub kind: CaseKind,
    /// Whether it is limited to an audience.
    pub sensitive: bool,
    /// What it says; `None` to whoever stands outside the audience.
    pub text: Option<CaseText>,
    /// Name of the unit that keeps it.
    pub unit: String,
    /// When it came in.
    pub registered_on: Date,
    /// In how many sessions within the reader's scope it was used.
    pub used: i64,
}

/// The library.
#[derive(Debug, Clone)]
pub struct CaseList {
    /// Cases, the newest first.
    pub cases: Vec<CaseShown>,
    /// Where the next page begins.
    pub next: Option<CaseId>,
    /// Units in whose name the actor may put cases in: code and name.
    pub offices: Vec<(String, String)>,
}

/// Under which roles, at which tiers, the actor reads.
pub(crate) fn sight(context: &Context<'_>, reader: &mut Reader<'_>) -> Result<CaseSight> {
    let mut held = Vec::new();
    for holding in context.actor.holdings(context.today) {
        let target = Target { unit: holding.unit, span: holding.span };
        let unit = reader.unit(&permit_at::<ReadProgramme>(context, target)?)?;
        held.push((holding.role, unit.tier));
    }
    Ok(CaseSight::new(held))
}

pub(crate) fn shown(stored: &CaseStored, sight: &CaseSight, used: i64) -> CaseShown {
    CaseShown {
        id: stored.case.id(),
        kind: stored.case.kind(),
        sensitive: stored.case.is_sensitive(),
        text: stored.case.seen(sight).cloned(),
        unit: stored.unit.clone(),
        registered_on: stored.registered_on,
        used,
    }
}

/// Lists the cases of the units above the actor's home, of itself and of those beneath.
pub fn list_cases(context: &Context<'_>, before: Option<CaseId>, limit: i64) -> Result<CaseList> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let own = home(context, &mut reader)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadCases>(context, own)?;
    let sight = sight(context, &mut reader)?;
    let counts = reader.case_use_counts(&permit_at::<ReadAssessments>(context, own)?)?;
    let mut stored = reader.cases(&permit, before, limit + 1)?;
    let more = stored.len() as i64 > limit;
    stored.truncate(usize::try_from(limit).unwrap_or_default());
    let cases = stored.iter().map(|stored| {
        let used = counts.iter().find(|(id, _)| *id == stored.case.id()).map_or(0, |(_, count)| *count);
        shown(stored, &sight, used)
    });
    let cases: Vec<_> = cases.collect();
    Ok(CaseList {
        next: cases.last().filter(|_| more).map(|last| last.id),
        offices: offices(context, &mut reader)?,
        cases,
    })
}

/// Units in whose name the actor may put cases in.
fn offices(context: &Context<'_>, reader: &mut Reader<'_>) -> Result<Vec<(String, String)>> {
    let mut offices = Vec::new();
    for target in context.places::<RegisterCase>() {
        offices.push(reader.unit_words(&permit_at::<RegisterCase>(context, target)?)?);
    }
    Ok(offices)
}

/// What the form for a case offers: the units in whose name it may be kept.
pub fn blank_case(context: &Context<'_>) -> Result<Vec<(String, String)>> {
    let mut snapshot = context.store.snapshot()?;
    let offices = offices(context, &mut snapshot.reader())?;
    if offices.is_empty() { Err(AppError::NotFound) } else { Ok(offices) }
}

/// A case with what stands beside it.
#[derive(Debug, Clone)]
pub struct CaseView {
    /// The case.
    pub case: CaseShown,
    /// For whom it is; told to those alone.
    pub audience: Option<Audience>,
    /// Sessions within the reader's scope that used it.
    pub sessions: Vec<CaseSession>,
}

/// Shows a case.
pub fn show_case(context: &Context<'_>, id: CaseId) -> Result<CaseView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let own = home(context, &mut reader)?.ok_or(AppError::NotFound)?;
    let stored = reader.case(&permit_at::<ReadCases>(context, own)?, id)?;
    let sight = sight(context, &mut reader)?;
    let sessions = reader.case_sessions(&permit_at::<ReadAssessments>(context, own)?, id)?;
    let case = shown(&stored, &sight, sessions.len() as i64);
    let audience = case.text.is_some().then(|| stored.case.audience().clone());
    Ok(CaseView { case, audience, sessions })
}

/// Cases that a session may be said to have used: those that the actor may read.
pub(crate) fn readable_cases(context: &Context<'_>, reader: &mut Reader<'_>) -> Result<Vec<CaseShown>> {
    let Some(own) = home(context, reader)? else { return Ok(Vec::new()) };
    let Ok(permit) = permit_at::<ReadCases>(context, own) else { return Ok(Vec::new()) };
    let sight = sight(context, reader)?;
    let stored = reader.cases(&permit, None, 200)?;
    Ok(stored.iter().map(|stored| shown(stored, &sight, 0)).filter(|case| case.text.is_some()).collect())
}
