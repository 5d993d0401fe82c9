//! Freeze a report, and show a frozen one beside what its figures are now.

use crate::{
    AppError, Context, Result,
    figures::{
        report_make::{Wanted, make_report, narrow},
        report_show::{Told, told},
        report_withheld::is_outside,
    },
    permit, permit_on,
};
use earnest_model::{
    Date,
    figures::{
        acts::FiguresAct,
        figure::{Trace, Traced},
        figure_name::{FigureName, Of},
        report_template::Counted,
    },
    hash::sha256_hex,
    id::FrozenReportId,
    message::Message,
    permit::{FreezeReport, Permit, ReadFigures, SignReport},
};
use earnest_store::{FrozenReport, Reader, WhoseActs};

/// The latest day whose report can be frozen: the last one that is over.
pub fn closed_day(today: Date) -> Date {
    today.saturating_sub(jiff::Span::new().days(1))
}

/// Freezes a report, of the last day that is over if none is named: text and figures stay, their hash stands in the journal.
/// A day that goes on is refused: what is said of it still changes, and its figures would open to other records. `seen`: the
/// hash of the report that the person saw; another one is not frozen.
pub fn freeze_report(context: &Context<'_>, wanted: &Wanted<'_>, seen: &str) -> Result<FrozenReportId> {
    let closed = closed_day(context.today);
    let as_of = wanted.as_of.unwrap_or(closed);
    if as_of > closed {
        return Err(AppError::Refused(Message::new("error-report-day-open").with("day", closed.to_string())));
    }
    let report = make_report(context, &Wanted { as_of: Some(as_of), ..*wanted })?;
    let mut work = context.begin()?;
    let permit = permit::<FreezeReport>(context, &mut work.reader(), &report.unit.code)?;
    let title = report.facts.programme.as_deref().unwrap_or(&report.facts.unit);
    let sha256 = report.hash();
    if seen != sha256 {
        return Err(AppError::refused("error-report-otherwise"));
    }
    let same = |one: &&FrozenReport| (one.as_of, &one.sha256) == (report.facts.as_of, &sha256);
    if let Some(same) = report.frozen.iter().find(same) {
        let fault = Message::new("error-report-frozen-same").with("number", same.id.0.to_string());
        return Err(AppError::Refused(fault));
    }
    let id = work.report_freeze(&permit, report.facts.as_of, (title, &report.made, &sha256))?;
    let told =
        FiguresAct::ReportFrozen { as_of: report.facts.as_of, sha256, figures: report.made.figures.len() };
    work.commit(&permit.act_on(id, told))?;
    Ok(id)
}

/// A frozen report and what its figures, for the same day, are now.
#[derive(Debug, Clone)]
pub struct FrozenView {
    /// The report.
    pub report: FrozenReport,
    /// The figures counted anew, in the same order; none where the reader may not count any more.
    pub now: Vec<Option<u64>>,
    /// The numbers of the rounds of the programme that was told.
    pub rounds: Vec<i32>,
    /// Whose rounds it tells, and of which programme.
    pub whose: WhoseActs,
    /// What its figures are asked, where the text says nothing else.
    pub scope: Trace,
    /// Whether text and figures still have the hash under which they were frozen.
    pub holds: bool,
    /// Whether the actor is the head whose signature it waits for.
    pub may_sign: bool,
}

/// Shows a frozen report; one that its head did not sign to those alone who work for the unit, or audit it.
///
/// # Errors
/// To others: `error-report-unsigned`.
pub fn show_frozen(context: &Context<'_>, id: FrozenReportId) -> Result<FrozenView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadFigures, _>(context, &mut reader, id)?;
    let report = reader.frozen_report(&permit)?;
    if report.signed_on.is_none() && is_outside(context, permit.unit()) {
        return Err(AppError::refused("error-report-unsigned"));
    }
    let told = told_then(&mut reader, &permit.of_unit(), &report)?;
    let mut now = Vec::new();
    for figure in &report.made.figures {
        now.push(count_anew(context, &mut reader, &told, (figure, report.as_of)));
    }
    let holds = sha256_hex(report.made.bytes().as_bytes()) == report.sha256;
    let rounds = told.rounds.iter().map(|round| round.number).collect();
    let scope = told.trace(&permit.of_unit(), FigureName::PlansDue, None, report.as_of);
    let may_sign =
        report.signed_on.is_none() && holds && permit_on::<SignReport, _>(context, &mut reader, id).is_ok();
    Ok(FrozenView { report, now, rounds, holds, may_sign, whose: told.whose, scope })
}

/// Whose rounds a frozen report tells: those that its own figures name; another programme may have begun since for its day.
fn told_then(reader: &mut Reader<'_>, permit: &Permit<ReadFigures>, report: &FrozenReport) -> Result<Told> {
    let mut then = told(reader, permit, (None, None), report.as_of)?;
    let mut kept = report.made.figures.iter().map(|figure| &figure.narrowed);
    let of_rounds = kept.find_map(|kept| Some((kept.organiser.as_deref()?, kept.programme.id()?)));
    let Some((organiser, programme)) = of_rounds else { return Ok(then) };
    if let Some(unit) = reader.locate(organiser)? {
        then.whose = reader.whose(permit, Some(unit.unit), report.as_of)?;
        let named = reader.programme_named(permit, unit.unit, programme)?;
        then.whose.programme = named.or(then.whose.programme);
        then.rounds = reader.rounds_told(permit, &then.whose, report.as_of)?;
    }
    Ok(then)
}

/// Counts a frozen figure once more, of the day of its report. Whether the reader may is decided for today.
fn count_anew(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    told: &Told,
    (figure, day): (&Counted, Date),
) -> Option<u64> {
    let permit = permit::<ReadFigures>(context, reader, &figure.unit).ok()?;
    let mut asked = Vec::new();
    for (name, round) in &figure.of {
        let (name, class) = FigureName::parse_with_class(name)?;
        let mut trace = told.trace(&permit, name, *round, day);
        narrow(reader, &permit, &mut trace, &figure.narrowed).ok()?;
        if figure.narrowed.organiser.is_none() && name.of() != Of::Place {
            // A report that was frozen before organisers were always named left out the unit itself.
            trace.scope.organiser = Some(permit.unit());
            trace.scope.programme = figure.narrowed.programme;
        }
        if name.of() == Of::Place {
            // What it was frozen with says of which programme it was, if of one.
            trace.scope.programme = figure.narrowed.programme;
        }
        trace.scope.class = trace.scope.class.or(class);
        asked.push(trace);
    }
    let figures = reader.figures(&permit, &asked).ok()?;
    Some(figures.iter().map(Traced::value).sum())
}
