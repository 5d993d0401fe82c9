//! Say upward that a request is too much; the office that issued it must answer.

use crate::{AppError, Context, Result, burden::burden_show::own_request, permit, permit_at, permit_on};
use earnest_model::{
    Date,
    burden::{
        acts::BurdenAct,
        budget::{ANSWER_DAYS, Decision, Kind},
        reported::{ElsewhereForm, Reported, parse_elsewhere},
    },
    id::BurdenReportId,
    message::{FieldErrors, Message},
    permit::{AnswerBurden, Permit, ReadFigures, ReadProgramme, ReportBurden},
    record::OtherSide,
    text::Prose,
    units::unit::Unit,
};
use earnest_store::{BurdenReport, NewBurdenReport, Reader, Request, Work};

/// The request that a unit is about to call too much.
pub fn ask_report(context: &Context<'_>, unit: &str, kind: Kind, id: i64) -> Result<Request> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit::<ReportBurden>(context, &mut reader, unit)?;
    issued(own_request(&mut reader, &permit, kind, id)?)
}

/// Nobody else is asked to answer for what a unit does by itself.
fn issued(request: Request) -> Result<Request> {
    match request.issuer {
        Some(issuer) if issuer != request.unit => Ok(request),
        _ => Err(AppError::refused("error-burden-own")),
    }
}

/// Reports it, with the reason.
pub fn report_burden(
    context: &Context<'_>,
    unit: &str,
    (kind, id): (Kind, i64),
    why: &str,
) -> Result<BurdenReportId> {
    let mut work = context.begin()?;
    let permit = permit::<ReportBurden>(context, &mut work.reader(), unit)?;
    let why = Prose::parse_reason(why).map_err(|message| AppError::field("why", message))?;
    let request = issued(own_request(&mut work.reader(), &permit, kind, id)?)?;
    let issuer = request.issuer.ok_or(AppError::NotFound)?;
    let new = NewBurdenReport {
        kind: Reported::Request(kind),
        request: id,
        label: &request.label,
        issuer,
        why: why.as_str(),
        due_on: answer_by(context.today),
    };
    hand_in(work, &permit, (&new, why.as_str().to_owned()))
}

/// By when a report is to be answered.
fn answer_by(today: Date) -> Date {
    today.saturating_add(jiff::Span::new().days(ANSWER_DAYS))
}

/// Keeps a report, once for each request; its act tells why.
fn hand_in(
    mut work: Work<'_>,
    permit: &Permit<ReportBurden>,
    (new, why): (&NewBurdenReport<'_>, String),
) -> Result<BurdenReportId> {
    let report =
        work.burden_report_insert(permit, new)?.ok_or_else(|| AppError::refused("error-burden-reported"))?;
    let told = BurdenAct::BurdenReported { kind: new.kind.key(), request: new.request, why };
    work.commit(&permit.act_on(report, told))?;
    Ok(report)
}

/// Whom a unit can ask to answer for what the register does not know: the units above it, the nearest first.
pub fn answerers(context: &Context<'_>, unit: &str) -> Result<Vec<Unit>> {
    let mut snapshot = context.store.snapshot()?;
    above(context, &mut snapshot.reader(), unit)
}

fn above(context: &Context<'_>, reader: &mut Reader<'_>, unit: &str) -> Result<Vec<Unit>> {
    let permit = permit::<ReportBurden>(context, reader, unit)?;
    let mut above = reader.path(&permit_at::<ReadProgramme>(context, permit.target())?)?;
    above.reverse();
    if above.is_empty() { Err(AppError::refused("error-burden-nobody-above")) } else { Ok(above) }
}

/// Reports what somebody asks of a unit beside the register. A unit above it, named by its code, answers.
pub fn report_elsewhere(
    context: &Context<'_>,
    unit: &str,
    form: ElsewhereForm<'_>,
    to: &str,
) -> Result<BurdenReportId> {
    let mut work = context.begin()?;
    let permit = permit::<ReportBurden>(context, &mut work.reader(), unit)?;
    let above = above(context, &mut work.reader(), unit)?;
    let answers = above.iter().find(|unit| unit.code == to).map(|unit| unit.id);
    let (parsed, answers) = match (parse_elsewhere(form), answers) {
        (Ok(parsed), Some(answers)) => (parsed, answers),
        (parsed, answers) => {
            let mut errors = parsed.err().unwrap_or_default();
            if answers.is_none() {
                errors.add("to", Message::new("error-burden-above"));
            }
            return Err(AppError::Form(errors));
        }
    };
    let new = NewBurdenReport {
        kind: Reported::Elsewhere,
        request: 0,
        label: parsed.label.as_str(),
        issuer: answers,
        why: parsed.why.as_str(),
        due_on: answer_by(context.today),
    };
    let why = format!("{}: {}", new.label, new.why);
    hand_in(work, &permit, (&new, why))
}

/// A report with what the actor may do about it.
#[derive(Debug, Clone)]
pub struct ReportView {
    /// The report.
    pub report: BurdenReport,
    /// Whether the actor may answer it.
    pub may_answer: bool,
}

/// Shows a report to the unit that made it and to those above it.
pub fn show_report(context: &Context<'_>, id: BurdenReportId) -> Result<ReportView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadFigures, _>(context, &mut reader, id)?;
    let report = reader.burden_report(&permit)?;
    let may_answer = report.answer.is_none() && ready(context, &mut reader, id).is_ok();
    Ok(ReportView { report, may_answer })
}

/// The permit to answer a report, as the unit that issued the request.
fn ready(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    id: BurdenReportId,
) -> Result<Permit<AnswerBurden, OtherSide<BurdenReportId>>> {
    permit_on(context, reader, OtherSide(id))
}

/// Answers a report: kept, reduced or withdrawn, with the reason.
pub fn answer_burden(context: &Context<'_>, id: BurdenReportId, decision: &str, reply: &str) -> Result<()> {
    let mut work = context.begin()?;
    let permit = ready(context, &mut work.reader(), id)?;
    let mut errors = FieldErrors::new();
    let decision = errors.take("decision", Decision::parse(decision));
    let reply = errors.take("reply", Prose::parse_reason(reply));
    let (Some(decision), Some(reply)) = (decision, reply) else { return Err(AppError::Form(errors)) };
    work.burden_report_answer(&permit, decision, reply.as_str())?;
    let told = BurdenAct::BurdenAnswered { decision: decision.key(), reply: reply.into() };
    Ok(work.commit(&permit.act(told))?)
}
