//! The desk: what this person owes now, by when.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    Date,
    actor::{Holding, Role},
    circulars::circular_check::PassageState,
    ledger::{findings::problem::ProblemState, measures::measure_change::ChangeState},
    permit::{Permit, ReadDesk, Target},
    plans::plan_draft::DraftState,
};
use earnest_store::{Reader, StoreError, Waiting};

/// What kind of work waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwedKind {
    /// A plan is to be submitted.
    Plan,
    /// A returned plan is to be submitted again.
    PlanAgain,
    /// A plan that the head sent back is to be mended.
    PlanSentBack,
    /// A plan waits for the head's signature.
    PlanSign,
    /// A plan is to be reviewed.
    PlanReview,
    /// A draft of the standard of a joint programme is to be agreed to or refused.
    StandardAgree,
    /// A duty is to be acknowledged.
    Duty,
    /// Duties are to be laid on the units beneath.
    PassDown,
    /// What a visit left is to be answered.
    VisitItem,
    /// A visit is to be made and recorded.
    VisitPlanned,
    /// A direction is to be answered.
    Task,
    /// A reminder is to be acknowledged.
    Reminder,
    /// A reply to a direction waits for its sender.
    TaskReplied,
    /// A sheet on a session is to be handed in.
    Sheet,
    /// Materials are to be marked a second or third time.
    SecondSheet,
    /// Called-up materials are to be assessed.
    Materials,
    /// A closure is to be approved by the head.
    ClosureApproval,
    /// A closure is to be verified.
    ClosureVerification,
    /// A request for a later day or the long term waits for the head.
    ChangeApproval,
    /// Such a request waits for the supervising office.
    ChangeDecision,
    /// A closed measure was drawn; its look-back is to be made.
    LookBack,
    /// A question about the ledger waits for the unit's reply.
    Inquiry,
    /// Problems wait for the head's signature.
    Findings,
    /// A problem was returned with what is missing.
    ProblemAgain,
    /// A measure is due soon.
    MeasureDue,
    /// A circular is to be confirmed.
    Circular,
    /// Materials are called up: where they are is to be said.
    CallUp,
    /// A question is to be answered.
    Question,
    /// A unit calls a request of one's own office too much: to be answered.
    BurdenAnswer,
    /// A unit calls a request of an office beneath too much: to be known.
    BurdenKnown,
    /// A passage of a circular to come is to be checked.
    Passage,
    /// The office answered what the unit said of its passage: it may still accept or reply.
    PassageAnswered,
    /// A unit waits for the office's answer to what it said of its passage.
    PassageAnswer,
    /// A circular can be published: everybody answered or had the time to.
    CircularReady,
    /// An appeal is to be decided.
    Appeal,
    /// A criticism of a circular is to be answered in the ledger.
    Criticism,
    /// What a circular requires is to be answered.
    Obligation,
    /// Comments of the public wait on a circular.
    Comments,
    /// A lesson from above is to be taken up or declined.
    Suggestion,
}

/// Something that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// What kind.
    pub kind: OwedKind,
    /// Key of the record.
    pub id: i64,
    /// Number of the round, where there is one.
    pub number: i64,
    /// What tells it from its like.
    pub label: String,
    /// By when.
    pub due_on: Option<Date>,
    /// Code of the unit.
    pub unit_code: String,
    /// Name of the unit.
    pub unit: String,
}

/// How many days ahead a due measure is shown.
const AHEAD: i64 = 14;

/// What waits for the actor, by day; what has no day comes last.
pub fn owed(context: &Context<'_>) -> Result<Vec<Owed>> {
    let Some(account) = context.actor.account() else { return Err(AppError::NotFound) };
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let mut all = Vec::new();
    let mut sheets_asked = false;
    for holding in context.actor.holdings(context.today) {
        of_holding(context, &mut reader, holding, &mut all)?;
        if holding.role == Role::Assessor && !sheets_asked {
            sheets_asked = true;
            let permit = permit_at::<ReadDesk>(context, target(holding))?;
            add(&mut all, OwedKind::Sheet, reader.sheets_owed(&permit, account)?)?;
            add(&mut all, OwedKind::LookBack, reader.look_backs_owed(&permit, account)?)?;
            add(&mut all, OwedKind::SecondSheet, reader.second_sheets_owed(&permit, account)?)?;
        }
    }
    all.sort_by_key(|owed| (owed.due_on.is_none(), owed.due_on));
    // Who holds two posts over the same unit owes a thing once.
    all.dedup_by(|a, b| (a.kind, a.id, &a.unit_code) == (b.kind, b.id, &b.unit_code));
    Ok(all)
}

fn target(holding: &Holding) -> Target {
    Target { unit: holding.unit, span: holding.span }
}

fn of_holding(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    holding: &Holding,
    all: &mut Vec<Owed>,
) -> Result<()> {
    let permit = permit_at::<ReadDesk>(context, target(holding))?;
    match holding.role {
        Role::UnitOfficer => {
            plans(reader, &permit, all)?;
            answers(&permit, reader, all)?;
            add(all, OwedKind::Duty, reader.duties_open(&permit)?)?;
            let by = context.today.saturating_add(jiff::Span::new().days(AHEAD)).to_string();
            add(all, OwedKind::ProblemAgain, reader.problems_owed(&permit, ProblemState::Returned)?)?;
            add(all, OwedKind::MeasureDue, reader.measures_due(&permit, &by)?)?;
            add(all, OwedKind::Inquiry, reader.inquiries_owed(&permit)?)?;
            add(all, OwedKind::Circular, reader.circulars_unread(&permit)?)?;
            add(all, OwedKind::Question, reader.questions_owed(&permit)?)?;
            add(all, OwedKind::CallUp, reader.call_ups_owed(&permit)?)?;
            passages(reader, &permit, all)?;
            add(all, OwedKind::Criticism, reader.criticisms_owed(&permit)?)?;
            add(all, OwedKind::Obligation, reader.obligations_owed(&permit)?)?;
            add(all, OwedKind::Suggestion, reader.suggestions_owed(&permit)?)?;
        }
        Role::UnitHead => {
            add(all, OwedKind::PlanSign, reader.plans_to_sign(&permit)?)?;
            add(all, OwedKind::StandardAgree, reader.standards_to_agree(&permit)?)?;
            answers(&permit, reader, all)?;
            add(all, OwedKind::TaskReplied, reader.tasks_owed(&permit, true)?)?;
            add(all, OwedKind::Duty, reader.duties_open(&permit)?)?;
            add(all, OwedKind::PassDown, reader.duties_to_pass(&permit)?)?;
            // One visit signs the whole list: it is owed once.
            let unsigned = reader.problems_owed(&permit, ProblemState::Reported)?;
            add(all, OwedKind::Findings, unsigned.into_iter().take(1).collect())?;
            add(
                all,
                OwedKind::ClosureApproval,
                reader.measures_waiting(&permit, "closure-requested", true)?,
            )?;
            add(
                all,
                OwedKind::ChangeApproval,
                reader.changes_waiting(&permit, ChangeState::Requested, true)?,
            )?;
            add(all, OwedKind::Circular, reader.circulars_unread(&permit)?)?;
            passages(reader, &permit, all)?;
        }
        Role::Office | Role::Assessor => above(context, reader, (&permit, holding), all)?,
        Role::Administrator | Role::Auditor => {}
    }
    Ok(())
}

/// What waits for an office or an assessor.
fn above(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    (permit, holding): (&Permit<ReadDesk>, &Holding),
    all: &mut Vec<Owed>,
) -> Result<()> {
    if holding.role == Role::Office {
        add(all, OwedKind::StandardAgree, reader.standards_to_agree(permit)?)?;
        add(all, OwedKind::PassDown, reader.duties_to_pass(permit)?)?;
        add(all, OwedKind::TaskReplied, reader.tasks_owed(permit, true)?)?;
        let by = context.today.saturating_add(jiff::Span::new().days(AHEAD));
        add(all, OwedKind::VisitPlanned, reader.visits_owed(permit, by)?)?;
    }
    add(all, OwedKind::PlanReview, reader.plans_to_review(permit)?)?;
    of_sector(context, reader, (permit, holding), all)?;
    add(all, OwedKind::ClosureVerification, reader.measures_waiting(permit, "unit-approved", false)?)?;
    if holding.role == Role::Office {
        let waiting = reader.changes_waiting(permit, ChangeState::UnitApproved, false)?;
        add(all, OwedKind::ChangeDecision, waiting)?;
    }
    add(all, OwedKind::Materials, reader.materials_owed(permit)?)?;
    if holding.role == Role::Office {
        add(all, OwedKind::BurdenAnswer, reader.burden_reports_open(permit, false)?)?;
        add(all, OwedKind::BurdenKnown, reader.burden_reports_open(permit, true)?)?;
        circulars(reader, permit, all)?;
    }
    if let Some(account) = context.actor.account() {
        add(all, OwedKind::Appeal, reader.appeals_owed(permit, account)?)?;
    }
    Ok(())
}

/// Plans of the sector, if the unit is a body that takes part in a programme.
fn of_sector(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    (permit, holding): (&Permit<ReadDesk>, &Holding),
    all: &mut Vec<Owed>,
) -> Result<()> {
    for mandate in holding.mandates.iter().filter(|mandate| mandate.in_force(context.today)) {
        let plans = reader.plans_to_review_of(permit, mandate.organiser.unit, &mandate.units)?;
        add(all, OwedKind::PlanReview, plans)?;
    }
    Ok(())
}

/// Plans that an officer owes: not those that wait for the head already.
fn plans(reader: &mut Reader<'_>, permit: &Permit<ReadDesk>, all: &mut Vec<Owed>) -> Result<()> {
    let drafts = reader.draft_states(permit)?;
    for waiting in reader.plans_owed(permit)? {
        let draft = drafts.iter().find(|(round, _)| *round == waiting.0);
        let draft = draft.and_then(|(_, state)| DraftState::parse(state).ok());
        let kind = match (draft, waiting.2.as_str()) {
            (Some(DraftState::WithHead), _) => continue,
            (Some(DraftState::SentBack), _) => OwedKind::PlanSentBack,
            (_, "returned") => OwedKind::PlanAgain,
            _ => OwedKind::Plan,
        };
        add(all, kind, vec![waiting])?;
    }
    Ok(())
}

/// What a unit owes an answer to: what visits left, directions and reminders.
fn answers(permit: &Permit<ReadDesk>, reader: &mut Reader<'_>, all: &mut Vec<Owed>) -> Result<()> {
    add(all, OwedKind::VisitItem, reader.items_owed(permit)?)?;
    for waiting in reader.tasks_owed(permit, false)? {
        let kind = if waiting.1 == 1 { OwedKind::Reminder } else { OwedKind::Task };
        add(all, kind, vec![waiting])?;
    }
    Ok(())
}

/// Passages on which a unit may say something: for the first time, or to the office's answer.
fn passages(reader: &mut Reader<'_>, permit: &Permit<ReadDesk>, all: &mut Vec<Owed>) -> Result<()> {
    add(all, OwedKind::Passage, reader.passages_owed(permit, &[PassageState::Sent])?)?;
    let answered = [PassageState::Amended, PassageState::Upheld];
    add(all, OwedKind::PassageAnswered, reader.passages_owed(permit, &answered)?)
}

/// What an office owes to its circulars: answers, the publication, a decision on comments.
fn circulars(reader: &mut Reader<'_>, permit: &Permit<ReadDesk>, all: &mut Vec<Owed>) -> Result<()> {
    add(all, OwedKind::PassageAnswer, reader.passage_answers_owed(permit)?)?;
    add(all, OwedKind::CircularReady, reader.circulars_ready(permit)?)?;
    add(all, OwedKind::Comments, reader.comments_owed(permit)?)
}

fn add(all: &mut Vec<Owed>, kind: OwedKind, waiting: Vec<Waiting>) -> Result<()> {
    for (id, number, label, due, unit_code, unit) in waiting {
        let due_on = due
            .map(|text| text.parse().map_err(|_| AppError::Store(StoreError::meaningless(text, "a date"))))
            .transpose()?;
        all.push(Owed { kind, id, number: number.into(), label, due_on, unit_code, unit });
    }
    Ok(())
}
