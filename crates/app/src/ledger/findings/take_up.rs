//! Take up what others found at a unit in its own ledger: a finding of a visit, a sheet, a published comment of the public. It
//! becomes a problem in one step, or is said to be one that is there; the problem and what it came from lead to each other.

use crate::{
    AppError, Context, Result,
    ledger::findings::{
        doubles::measure_double,
        owners::{check_owner, owners_at},
        problem_open::{Opening, open_problem},
        problem_return::private,
    },
    permit, permit_at, permit_of, permit_on,
};
use earnest_model::{
    event::Event,
    id::{CommentId, ProblemId, RoundId, SheetId, VisitItemId},
    ledger::{
        acts::LedgerAct,
        findings::{named::Named, origin::OriginKind, problem::ProblemState},
        measures::measure_form::{MeasureForm, NewMeasure},
    },
    message::{FieldErrors, Message},
    permit::{
        AddMeasure, Permit, ReadAssessments, ReadLedger, ReadProgramme, ReadPublished, ReportProblems,
        SignFindings, decide,
    },
    text::Prose,
};
pub use earnest_store::{Finding, Problem};
use earnest_store::{OriginOf, Reader, Work};

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

    /// The same as a link names it.
    const fn origin_of(self) -> OriginOf {
        let (kind, record) = self.origin();
        (kind, record, 0)
    }
}

/// A finding as the unit takes it up.
#[derive(Debug, Clone)]
pub struct FindingShown {
    /// The finding.
    pub finding: Finding,
    /// Problems of the unit that may be named instead.
    pub problems: Vec<Problem>,
    /// The problems of this unit into which it was taken up already, and whether the actor may take it out of them.
    pub taken_up: Vec<(ProblemId, String, bool)>,
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
    let mut taken_up = Vec::new();
    for (id, serial) in reader.put_into(&found.permit, asks.origin_of())? {
        let named = permit_on::<ReadLedger, _>(context, &mut reader, id)?;
        let state = reader.problem(&named)?.state;
        let lets_go = Named { state, measures: &[] }.lets_go(heads(context, &mut reader, id));
        taken_up.push((id, serial, lets_go.is_ok()));
    }
    Ok(FindingShown { taken_up, problems, finding: found.finding })
}

/// Whether the actor heads the unit on whose list a problem stands.
fn heads(context: &Context<'_>, reader: &mut Reader<'_>, problem: ProblemId) -> bool {
    permit_on::<SignFindings, _>(context, reader, problem).is_ok()
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
    let origin = Some(asks.origin_of());
    let (problem, report) =
        open_problem(context, &mut work, &found.finding.code, found.round, opening, origin)?;
    work.commit(&report)?;
    Ok(problem)
}

/// The problem that is named as what was found, and what is done about it: the measure may be left out where the problem has
/// one that is open.
#[derive(Debug, Clone, Default)]
pub struct NamedProblem<'a> {
    /// The problem.
    pub problem: Option<ProblemId>,
    /// One more measure against it.
    pub measure: MeasureForm<'a>,
    /// Whether another measure is meant than one in the same words that the problem has.
    pub another: bool,
}

impl NamedProblem<'_> {
    fn has_measure(&self) -> bool {
        let MeasureForm { body, owner, deliverable, due_on, .. } = self.measure;
        [body, owner, deliverable, due_on].iter().any(|text| !text.trim().is_empty())
    }
}

/// Says that a problem of the unit's ledger is what was found. Into one that is signed its unit's head puts it.
pub fn link_to_finding(
    context: &Context<'_>,
    asks: Asks,
    unit: Option<&str>,
    named: &NamedProblem<'_>,
) -> Result<()> {
    let mut work = context.begin()?;
    let found = found(context, &mut work.reader(), asks, unit)?;
    let choose = || Message::new("error-criticism-problem");
    let problem = named.problem.ok_or_else(|| AppError::field("problem", choose()))?;
    let reading = permit_on::<ReadLedger, _>(context, &mut work.reader(), problem)?;
    let (there, measures) = (work.reader().problem(&reading)?, work.reader().measures_of(&reading)?);
    let states: Vec<_> = measures.iter().map(|measure| measure.state).collect();
    let by_head = heads(context, &mut work.reader(), problem);
    Named { state: there.state, measures: &states }
        .takes(by_head, named.has_measure())
        .map_err(|message| AppError::field("problem", message))?;
    let mut told = Vec::new();
    if named.has_measure() {
        if !named.another {
            let new = NewMeasure::parse(&named.measure).map_err(AppError::Form)?;
            let said = measures.iter().map(|one| (one.serial.as_str(), one.body.as_str()));
            if let Some(question) = measure_double(&new, said) {
                return Err(AppError::field("again", question));
            }
        }
        told.push(set_measure(context, &mut work, (problem, &there.serial), &named.measure)?);
    }
    let (record, record_number, _) = asks.origin_of();
    work.origin_insert(&found.permit, problem, asks.origin_of())?;
    let linked = LedgerAct::FindingLinked { record: record.key(), record_number, serial: there.serial };
    Ok(work.commit_all(&found.permit.act_on(problem, linked), &told)?)
}

/// Sets a measure against the problem that is named.
fn set_measure(
    context: &Context<'_>,
    work: &mut Work<'_>,
    (problem, serial): (ProblemId, &str),
    form: &MeasureForm<'_>,
) -> Result<Event> {
    let adding = permit_on::<AddMeasure, _>(context, &mut work.reader(), problem)?;
    let new = NewMeasure::parse(form).map_err(AppError::Form)?;
    let mut errors = FieldErrors::new();
    let posts = owners_at(context, &mut work.reader(), adding.target())?;
    check_owner(&posts, new.owner.as_str(), "owner".to_owned(), &mut errors);
    if !errors.is_empty() {
        return Err(AppError::Form(errors));
    }
    let (key, measure) = work.measure_insert(&adding, &new)?;
    Ok(adding.act_on(key, LedgerAct::MeasureAdded { serial: measure, problem_serial: serial.to_owned() }))
}

/// Takes a finding out of a problem again, with the reason; it waits as before.
pub fn unlink_finding(
    context: &Context<'_>,
    asks: Asks,
    unit: Option<&str>,
    (problem, why): (ProblemId, &str),
) -> Result<()> {
    let mut work = context.begin()?;
    let found = found(context, &mut work.reader(), asks, unit)?;
    let reading = permit_on::<ReadLedger, _>(context, &mut work.reader(), problem)?;
    let there = work.reader().problem(&reading)?;
    Named { state: there.state, measures: &[] }.lets_go(heads(context, &mut work.reader(), problem))?;
    let why = Prose::parse_reason(why).map_err(|message| AppError::field("why", message))?;
    work.origin_undo(&found.permit, problem, asks.origin_of())?;
    let (record, record_number, _) = asks.origin_of();
    let reason = private(&there, why.as_str());
    let told =
        LedgerAct::FindingUnlinked { record: record.key(), record_number, serial: there.serial, reason };
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
