//! Take up what others found at a unit in its own ledger: a finding of a visit, a sheet, a published comment of the public. It
//! becomes a problem in one step, or is said to be one that is there; the problem and what it came from lead to each other.

use crate::{
    AppError, Context, Result,
    ledger::findings::problem_open::{Opening, open_problem},
    permit, permit_at, permit_of, permit_on,
};
use earnest_model::{
    id::{CommentId, ProblemId, RoundId, SheetId, VisitItemId},
    ledger::{
        acts::LedgerAct,
        findings::{origin::OriginKind, problem::ProblemState},
    },
    message::Message,
    permit::{Permit, ReadAssessments, ReadLedger, ReadProgramme, ReadPublished, ReportProblems, decide},
};
use earnest_store::Reader;
pub use earnest_store::{Finding, Problem};

/// What asks for a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// A finding of a visit.
    VisitItem(VisitItemId),
    /// A sheet on a session or on materials.
    Sheet(SheetId),
    /// A published comment of the public on a circular.
    Comment(CommentId),
}

impl Asks {
    /// Its kind and key.
    pub const fn origin(self) -> (OriginKind, i64) {
        match self {
            Self::VisitItem(id) => (OriginKind::VisitItem, id.0),
            Self::Sheet(id) => (OriginKind::Sheet, id.0),
            Self::Comment(id) => (OriginKind::Comment, id.0),
        }
    }
}

/// A finding as the unit takes it up.
#[derive(Debug, Clone)]
pub struct FindingShown {
    /// The finding.
    pub finding: Finding,
    /// Problems of the unit that may be named instead.
    pub problems: Vec<Problem>,
    /// Key and serial of the problems into which it was taken up already.
    pub taken_up: Vec<(ProblemId, String)>,
}

/// A finding with the permit to take it up, and its round.
struct Found {
    permit: Permit<ReportProblems>,
    finding: Finding,
    round: Option<RoundId>,
}

/// What is found, for whoever reports problems of the unit that it is about. A comment is about no unit in particular: each
/// beneath the publisher may take it up.
fn found(context: &Context<'_>, reader: &mut Reader<'_>, asks: Asks, unit: Option<&str>) -> Result<Found> {
    match asks {
        Asks::VisitItem(id) => {
            let on = permit_on::<ReportProblems, _>(context, reader, id)?;
            let finding = reader.visit_finding(&on)?;
            Ok(Found { permit: permit_at(context, on.target())?, finding, round: None })
        }
        Asks::Sheet(id) => {
            let at = reader.at(id)?.ok_or(AppError::NotFound)?;
            let on = permit_of::<ReportProblems, _>(context, at)?;
            let sheet = reader.sheet(&permit_of::<ReadAssessments, _>(context, at)?)?;
            let finding = Finding {
                code: sheet.brief.code,
                name: sheet.brief.name,
                body: sheet.sheet.remarks,
                found_on: on.on(),
                due_on: None,
                parent: id.0,
            };
            Ok(Found { permit: permit_at(context, on.target())?, finding, round: Some(sheet.round) })
        }
        Asks::Comment(id) => {
            let at = reader.at(id)?.ok_or(AppError::NotFound)?;
            let comment = reader.comment_published(&permit_of::<ReadPublished, _>(context, at)?)?;
            let own = match unit {
                Some(code) => permit::<ReportProblems>(context, reader, code)?,
                None => {
                    let mut places = context.places::<ReportProblems>().into_iter();
                    let place = places.find(|place| at.span().covers(place.span));
                    permit_at(context, place.ok_or(AppError::NotFound)?)?
                }
            };
            if !at.span().covers(own.span()) {
                return Err(AppError::NotFound);
            }
            let (code, name) = reader.unit_words(&permit_at::<ReadProgramme>(context, own.target())?)?;
            let found_on = comment.decided_on.unwrap_or(context.today);
            let parent = comment.circular.0;
            let finding = Finding { code, name, body: comment.body, found_on, due_on: None, parent };
            Ok(Found { permit: own, finding, round: None })
        }
    }
}

/// Shows it to the unit that may take it up.
pub fn show_finding(context: &Context<'_>, asks: Asks, unit: Option<&str>) -> Result<FindingShown> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let found = found(context, &mut reader, asks, unit)?;
    let reading = permit_at::<ReadLedger>(context, found.permit.target())?;
    let mut problems = reader.problems_in(&reading, ProblemState::Signed)?;
    problems.extend(reader.problems_in(&reading, ProblemState::Reported)?);
    Ok(FindingShown { taken_up: taken_up(&mut reader, &reading, asks)?, problems, finding: found.finding })
}

/// The problems within the permit's subtree into which a finding was taken up.
pub(crate) fn taken_up(
    reader: &mut Reader<'_>,
    permit: &Permit<ReadLedger>,
    asks: Asks,
) -> Result<Vec<(ProblemId, String)>> {
    let (kind, record) = asks.origin();
    let answering = reader.answering(permit, kind, &[record])?;
    Ok(answering.into_iter().map(|(_, _, problem)| (problem.id, problem.serial)).collect())
}

/// Opens a problem for it.
pub fn open_for_finding(
    context: &Context<'_>,
    asks: Asks,
    unit: Option<&str>,
    opening: &Opening<'_>,
) -> Result<ProblemId> {
    let mut work = context.begin()?;
    let found = found(context, &mut work.reader(), asks, unit)?;
    let (kind, record) = asks.origin();
    let origin = Some((kind, record, 0));
    let (problem, report) =
        open_problem(context, &mut work, &found.finding.code, found.round, opening, origin)?;
    work.commit(&report)?;
    Ok(problem)
}

/// Says that a problem of the unit's ledger is what was found.
pub fn link_to_finding(
    context: &Context<'_>,
    asks: Asks,
    unit: Option<&str>,
    problem: Option<ProblemId>,
) -> Result<()> {
    let mut work = context.begin()?;
    let found = found(context, &mut work.reader(), asks, unit)?;
    let choose = || Message::new("error-criticism-problem");
    let problem = problem.ok_or_else(|| AppError::field("problem", choose()))?;
    let named = permit_on::<ReadLedger, _>(context, &mut work.reader(), problem)?;
    let named = work.reader().problem(&named)?;
    let (kind, record) = asks.origin();
    work.origin_insert(&found.permit, problem, (kind, record, 0))?;
    let told = LedgerAct::FindingLinked { record: kind.key(), record_number: record, serial: named.serial };
    Ok(work.commit(&found.permit.act_on(problem, told))?)
}

/// A comment with the problem into which it was taken up: both keys, and the serial.
pub type CommentTaken = (CommentId, ProblemId, String);

/// Into which problems the comments on a circular were taken up, as far as the actor may see; and whether the actor may take
/// one up.
pub fn comments_taken_up(context: &Context<'_>, comments: &[CommentId]) -> Result<(bool, Vec<CommentTaken>)> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let keys: Vec<i64> = comments.iter().map(|comment| comment.0).collect();
    let mut all = Vec::new();
    for place in context.places::<ReadLedger>() {
        let permit = permit_at::<ReadLedger>(context, place)?;
        for (record, _, problem) in reader.answering(&permit, OriginKind::Comment, &keys)? {
            let line = (CommentId(record), problem.id, problem.serial);
            if !all.contains(&line) {
                all.push(line);
            }
        }
    }
    let mut may = false;
    if let Some(first) = comments.first()
        && let Some(at) = reader.at(*first)?
    {
        let places = context.places::<ReportProblems>();
        may = places.iter().any(|place| {
            at.span().covers(place.span)
                && decide::<ReportProblems>(context.actor, *place, context.today).is_ok()
        });
    }
    Ok((may, all))
}

/// Into which problems a sheet was taken up, and whether the actor may take it up.
pub fn sheet_taken_up(context: &Context<'_>, id: SheetId) -> Result<(bool, Vec<(ProblemId, String)>)> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let at = reader.at(id)?.ok_or(AppError::NotFound)?;
    let problems = match permit_at::<ReadLedger>(context, at.target()) {
        Ok(permit) => taken_up(&mut reader, &permit, Asks::Sheet(id))?,
        Err(_) => Vec::new(),
    };
    Ok((permit_of::<ReportProblems, _>(context, at).is_ok(), problems))
}
