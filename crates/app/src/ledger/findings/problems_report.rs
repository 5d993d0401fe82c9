//! Register a findings list: problems, each with the measures set against it.

use crate::{
    AppError, Context, Result,
    ledger::findings::{
        doubles::{asked, measure_elsewhere, recorded},
        owners::{check_owner, owners_at},
    },
    permit, permit_at,
};
use earnest_model::{
    event::Event,
    id::{ProblemId, RoundId},
    ledger::{
        acts::LedgerAct,
        findings::problem::{Level, NewProblem, ProblemForm, parse_problems},
        measures::measure_form::NewMeasure,
    },
    message::{FieldErrors, Message},
    permit::{Permit, ReadLedger, ReportProblems},
    twice::same_words,
};
use earnest_store::Work;

/// A list as a form or a file gives it.
#[derive(Debug, Clone)]
pub struct FindingsList<'a> {
    /// Code of the unit.
    pub unit: &'a str,
    /// The round from which it comes, if from one.
    pub round: Option<RoundId>,
    /// The problems.
    pub problems: Vec<ProblemForm<'a>>,
    /// Keys of the aspects.
    pub aspects: &'a [String],
}

/// Registers it: all or nothing; the owners of its measures are taken as they are written.
pub fn report_problems(context: &Context<'_>, list: &FindingsList<'_>) -> Result<Vec<ProblemId>> {
    report(context, list, None)
}

/// Registers a list that was filled in here: its measures are owned by posts of the unit, where it has any, and a problem or a
/// measure that may be a double of another one is asked about, unless `another` one is meant.
pub fn report_by_form(
    context: &Context<'_>,
    list: &FindingsList<'_>,
    another: bool,
) -> Result<Vec<ProblemId>> {
    report(context, list, Some(another))
}

fn report(context: &Context<'_>, list: &FindingsList<'_>, by_form: Option<bool>) -> Result<Vec<ProblemId>> {
    let problems = parse_problems(&list.problems, list.aspects, context.today).map_err(AppError::Form)?;
    let mut work = context.begin()?;
    let permit = permit::<ReportProblems>(context, &mut work.reader(), list.unit)?;
    if let Some(another) = by_form {
        let said = work.reader().problems_said(&permit)?;
        // Whoever may report without reading is asked about what they wrote themselves.
        let measures = match permit_at::<ReadLedger>(context, permit.target()) {
            Ok(reading) => work.reader().measures_said(&reading)?,
            Err(_) => Vec::new(),
        };
        let posts = owners_at(context, &mut work.reader(), permit.target())?;
        let mut errors = FieldErrors::new();
        for (place, problem) in problems.iter().enumerate() {
            for (number, measure) in problem.measures.iter().enumerate() {
                check_owner(
                    &posts,
                    measure.owner.as_str(),
                    format!("{place}-measure-{number}-owner"),
                    &mut errors,
                );
            }
            if let (Level::Portfolio, Some(leader)) = (problem.level, &problem.customary.leader) {
                check_owner(&posts, leader.as_str(), format!("{place}-leader"), &mut errors);
            }
            if another {
                continue;
            }
            // The same problem is reported once, from however many windows; and so is the same measure against it.
            let mut before = problems.iter().take(place);
            let field = format!("{place}-body");
            if before.any(|one| same_words(one.body.as_str(), problem.body.as_str())) {
                errors.add(field, Message::new("error-problem-same"));
            } else if let Some(question) = asked(&said, &[recorded(problem, list.round)], &[]) {
                errors.add(field, question);
            } else if work.reader().problem_like(&permit, problem)? {
                // One of which whoever reports may not know.
                errors.add(field, Message::new("error-problem-same"));
            }
            // Of a problem that is asked about its measures are, too.
            let asked_about = errors.at(&format!("{place}-body")).is_some();
            for (number, measure) in problem.measures.iter().enumerate() {
                let mut before = problem.measures.iter().take(number);
                let earlier = problems.iter().take(place).flat_map(|problem| &problem.measures);
                let field = format!("{place}-measure-{number}-body");
                let same = |one: &NewMeasure| same_words(one.body.as_str(), measure.body.as_str());
                if before.any(same) {
                    errors.add(field, Message::new("error-measure-same"));
                } else if asked_about {
                    continue;
                } else if earlier.into_iter().any(same) {
                    errors.add(field, Message::new("error-measure-same-beside"));
                } else if let Some(question) = measure_elsewhere(measure, &measures, None) {
                    errors.add(field, question);
                }
            }
        }
        if !errors.is_empty() {
            return Err(AppError::Form(errors));
        }
    }
    if let Some(round) = list.round {
        let (found, organiser) = work.reader().locate_round(round)?.ok_or(AppError::NotFound)?;
        if !organiser.span.covers(permit.span()) {
            return Err(AppError::NotFound);
        }
        found.takes_problems().map_err(|message| AppError::field("round", message))?;
    }
    let (ids, event) = report_within(&mut work, &permit, list.round, &problems)?;
    work.commit(&event)?;
    Ok(ids)
}

/// Registers problems of the permit's unit within a unit of work that goes on.
pub(crate) fn report_within(
    work: &mut Work<'_>,
    permit: &Permit<ReportProblems>,
    round: Option<RoundId>,
    problems: &[NewProblem],
) -> Result<(Vec<ProblemId>, Event)> {
    let ids = work.problems_insert(permit, round, problems)?;
    let first = ids.first().copied().unwrap_or(ProblemId(0));
    let measures: usize = problems.iter().map(|problem| problem.measures.len()).sum();
    let told = LedgerAct::ProblemsReported { problems: ids.len(), measures, levels: levels(problems) };
    Ok((ids, permit.act_on(first, told)))
}

fn levels(problems: &[NewProblem]) -> Vec<&'static str> {
    let mut levels: Vec<_> = problems.iter().map(|problem| problem.level.key()).collect();
    levels.sort_unstable();
    levels.dedup();
    levels
}
