//! Show a ledger with its customary columns, for a page or a file: every cell in words of the register.

use crate::{Context, Result, home::permit_or_home, permit_at};
use earnest_model::{
    id::{ProblemId, RoundId},
    ledger::{
        book::{BookRow, Column, LedgerKind},
        measures::measure::{Measure, Step},
    },
    permit::{Permit, ReadLedger, ReadProgramme, ReadVisits},
    units::unit::Unit,
};
use earnest_store::{
    LedgerFilter, MeasureLine, Pick, Problem, ProblemLine, Proposal, Reader, TakenStep, Visited,
};
use std::collections::{BTreeMap, BTreeSet};

/// A ledger, or a part of it.
#[derive(Debug, Clone)]
pub struct Book {
    /// Which.
    pub kind: LedgerKind,
    /// The unit whose subtree it is of.
    pub unit: Unit,
    /// Its rows.
    pub rows: Vec<BookRow>,
    /// Where the next part begins, if there is one.
    pub next: Option<i64>,
    /// How many rows the filter finds in all.
    pub total: i64,
}

/// Shows the rows of a ledger within a unit's subtree that a filter finds.
pub fn show_book(
    context: &Context<'_>,
    kind: LedgerKind,
    unit: Option<&str>,
    mut filter: LedgerFilter,
) -> Result<Book> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_or_home::<ReadLedger>(context, &mut reader, unit)?;
    let limit = filter.limit;
    filter.limit = limit + 1;
    let found = held(context, &mut reader, &permit, kind, Pick::Filter(&filter))?;
    let mut rows: Vec<BookRow> = found.into_iter().map(|held| held.row).collect();
    let more = rows.len() as i64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or_default());
    let total = match kind {
        LedgerKind::Problems => reader.problem_lines_length(&permit, &filter)?,
        _ => reader.ledger_length(&permit, &filter)?,
    };
    let unit = reader.unit(&permit_at::<ReadProgramme>(context, permit.target())?)?;
    let next = rows.last().filter(|_| more).map(|row| row.id);
    Ok(Book { kind, unit, rows, next, total })
}

/// A row, and the measure that it is, if it is one.
pub(crate) struct Held {
    pub row: BookRow,
    pub measure: Option<Measure>,
}

/// The rows of a ledger that are picked.
pub(crate) fn held(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<ReadLedger>,
    kind: LedgerKind,
    pick: Pick<'_>,
) -> Result<Vec<Held>> {
    if kind == LedgerKind::Problems {
        let lines = reader.problem_lines(permit, pick)?;
        let topics = topics(context, reader, permit, lines.iter().map(|line| &line.problem))?;
        let ids: Vec<ProblemId> = lines.iter().map(|line| line.problem.id).collect();
        let proposals = reader.proposals_of(permit, &ids)?;
        let proposals: BTreeMap<ProblemId, &Proposal> =
            proposals.iter().map(|proposal| (proposal.problem, proposal)).collect();
        let row = |line: &ProblemLine| {
            let proposal = proposals.get(&line.problem.id).copied();
            Held { row: problem_row(line, proposal, topic_of(&topics, &line.problem)), measure: None }
        };
        return Ok(lines.iter().map(row).collect());
    }
    let visited = match kind {
        LedgerKind::Supervision => reader.visited(&permit_at::<ReadVisits>(context, permit.target())?)?,
        _ => Vec::new(),
    };
    let latest: BTreeMap<(i64, Option<i64>), &Visited> =
        visited.iter().map(|one| ((one.unit, one.measure), one)).collect();
    let lines = reader.measure_lines(permit, pick)?;
    let topics = topics(context, reader, permit, lines.iter().map(|line| &line.problem))?;
    let row = |line: &MeasureLine| {
        let unit = line.measure.unit.0;
        let of = latest.get(&(unit, Some(line.measure.id.0))).or_else(|| latest.get(&(unit, None)));
        let beside = Beside { topic: topic_of(&topics, &line.problem), visited: of.copied() };
        Held { row: measure_row(kind, line, beside), measure: Some(line.measure.clone()) }
    };
    Ok(lines.iter().map(row).collect())
}

/// What a row of measures says beside the measure itself.
#[derive(Clone, Copy)]
struct Beside<'b> {
    topic: &'b str,
    visited: Option<&'b Visited>,
}

/// The topics of the rounds to which problems belong, each with its number.
fn topics<'p>(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<ReadLedger>,
    problems: impl Iterator<Item = &'p Problem>,
) -> Result<BTreeMap<RoundId, String>> {
    let rounds: BTreeSet<RoundId> = problems.filter_map(|problem| problem.round).collect();
    if rounds.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rounds: Vec<RoundId> = rounds.into_iter().collect();
    let named = reader.round_names(&permit_at::<ReadProgramme>(context, permit.target())?, &rounds)?;
    Ok(named.into_iter().map(|round| (round.id, format!("{} · {}", round.number, round.topic))).collect())
}

fn topic_of<'t>(topics: &'t BTreeMap<RoundId, String>, problem: &Problem) -> &'t str {
    problem.round.and_then(|round| topics.get(&round)).map_or("", String::as_str)
}

/// One line for each measure.
fn each(measures: &[Measure], of: impl Fn(&Measure) -> String) -> String {
    measures.iter().map(of).collect::<Vec<_>>().join("\n")
}

fn day(day: Option<earnest_model::Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// What a measure does; numbered where there are several, so that the lines of its neighbours can be told apart.
fn numbered(measures: &[Measure]) -> String {
    if let [one] = measures {
        return one.body.clone();
    }
    let numbered = measures.iter().zip(1_usize..).map(|(one, number)| format!("{number}. {}", one.body));
    numbered.collect::<Vec<_>>().join("\n")
}

/// What is proposed, in a cell: the words, the instance, then who wrote it and when.
fn proposed(proposal: &Proposal) -> String {
    let by = proposal.by.iter().map(String::as_str);
    let on = proposal.on.to_string();
    let by: Vec<&str> = by.chain([on.as_str()]).collect();
    [proposal.body.as_str(), proposal.instance.as_str(), &by.join(" · ")].join("\n")
}

fn problem_row(line: &ProblemLine, proposal: Option<&Proposal>, topic: &str) -> BookRow {
    use Column as C;
    let (problem, measures) = (&line.problem, &line.measures);
    let customary = |column: C| of_customary(&problem.customary, column);
    let cell = |column: C| match column {
        C::Serial => problem.serial.clone(),
        C::UnitCode => line.unit_code.clone(),
        C::Unit => line.unit_name.clone(),
        C::Source => problem.source.key().to_owned(),
        C::FoundOn => problem.found_on.to_string(),
        C::FoundBy => line.found_by.clone().unwrap_or_default(),
        C::Aspect => problem.aspect.clone(),
        C::Topic => topic.to_owned(),
        C::Level => problem.level.key().to_owned(),
        C::Problem => problem.body.clone(),
        C::Instance => problem.instance.clone(),
        C::Measure => numbered(measures),
        C::Owner => each(measures, |one| one.owner.clone()),
        C::Deliverable => each(measures, |one| one.deliverable.clone()),
        C::TimeClass => each(measures, |one| one.time_class.key().to_owned()),
        C::DueOn => each(measures, |one| one.due_on.map_or("-".to_owned(), |day| day.to_string())),
        C::Measures => measures.len().to_string(),
        C::Closed => measures.iter().filter(|one| one.state.is_closed()).count().to_string(),
        C::ProblemState => problem.state.key().to_owned(),
        C::SignedOn => day(problem.signed_on),
        C::Proposal => proposal.map(proposed).unwrap_or_default(),
        C::Missing => problem.missing.clone().unwrap_or_default(),
        column => customary(column),
    };
    BookRow::new(LedgerKind::Problems, problem.id.0, problem.unit, cell)
}

fn of_customary(customary: &[Option<String>; 5], column: Column) -> String {
    let [root_cause, target, leader, assisting, contact] = customary;
    let text = match column {
        Column::RootCause => root_cause,
        Column::Target => target,
        Column::Leader => leader,
        Column::Assisting => assisting,
        Column::Contact => contact,
        _ => &None,
    };
    text.clone().unwrap_or_default()
}

fn measure_row(kind: LedgerKind, line: &MeasureLine, beside: Beside<'_>) -> BookRow {
    use Column as C;
    let visited = beside.visited;
    let (measure, problem) = (&line.measure, &line.problem);
    let last = |wanted: &[Step]| line.steps.iter().rev().find(|taken| wanted.contains(&taken.step));
    let noted = last(&[Step::Progress]);
    let looked = last(&[Step::Hold, Step::Reopen]);
    let closed = last(&[Step::Close]).filter(|_| measure.closed_on.is_some());
    let by = |taken: Option<&TakenStep>| taken.and_then(|taken| taken.by.clone()).unwrap_or_default();
    let on = |taken: Option<&TakenStep>| day(taken.map(|taken| taken.taken_on));
    let said = |taken: Option<&TakenStep>| taken.map(|taken| taken.remarks.clone()).unwrap_or_default();
    let cell = |column: C| match column {
        C::Serial => measure.serial.clone(),
        C::ProblemSerial => problem.serial.clone(),
        C::UnitCode => line.unit_code.clone(),
        C::Unit => line.unit_name.clone(),
        C::Source => problem.source.key().to_owned(),
        C::FoundOn => problem.found_on.to_string(),
        C::Aspect => problem.aspect.clone(),
        C::Topic => beside.topic.to_owned(),
        C::Level => problem.level.key().to_owned(),
        C::Problem => problem.body.clone(),
        C::Instance => problem.instance.clone(),
        C::Measure => measure.body.clone(),
        C::Owner => measure.owner.clone(),
        C::Deliverable => measure.deliverable.clone(),
        C::TimeClass => measure.time_class.key().to_owned(),
        C::DueOn => day(measure.due_on),
        C::Progress => measure.progress.to_string(),
        C::Note => said(noted),
        C::AsOf => on(noted),
        C::ClosedOn => day(measure.closed_on),
        C::Evidence => measure.evidence.clone().unwrap_or_default(),
        C::RecheckOn => on(looked),
        C::RecheckBy => by(looked),
        C::Recheck => looked.map(|taken| taken.step.key().to_owned()).unwrap_or_default(),
        C::State => measure.state.key().to_owned(),
        C::Approver => by(closed),
        C::VisitedOn => day(visited.map(|visited| visited.visited_on)),
        C::Method => visited.map(|visited| visited.methods.join("\n")).unwrap_or_default(),
        C::Team => visited.map(|visited| visited.team.join("\n")).unwrap_or_default(),
        C::Feedback => match visited.map(|visited| visited.body.as_str()) {
            Some(body) if !body.is_empty() => body.to_owned(),
            _ => said(last(&[Step::Return, Step::Reopen, Step::Refute])),
        },
        C::ReplyBy => day(visited.and_then(|visited| visited.reply_due_on)),
        column => of_customary(&problem.customary, column),
    };
    BookRow::new(kind, measure.id.0, measure.unit, cell)
}
