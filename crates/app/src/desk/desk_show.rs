//! The desk: what this person owes now, by when.

use super::{
    owed::soon,
    turns::{accounts, turns},
};
use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    circulars::circular_check::PassageState,
    ledger::{
        findings::problem::ProblemState,
        measures::{measure::MeasureState, measure_change::ChangeState},
    },
    permit::{Permit, ReadDesk, Target},
    plans::{plan::PlanState, plan_draft::DraftState},
};
use earnest_store::{Reader, StoreError, Waiting};
use std::collections::BTreeSet;

pub use super::{
    owed::{Owed, OwedKind},
    turns::{GoingOn, going_on},
};

/// What waits for the actor, by day; what has no day comes last.
pub fn owed(context: &Context<'_>) -> Result<Vec<Owed>> {
    if context.actor.account().is_none() {
        return Err(AppError::NotFound);
    }
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let mut all = Vec::new();
    let mut asked: Vec<OwedKind> = Vec::new();
    for holding in context.actor.holdings(context.today) {
        let at = Target { unit: holding.unit, span: holding.span };
        let permit = permit_at::<ReadDesk>(context, at)?;
        for kind in OwedKind::asked(holding.role) {
            if kind.is_of_the_person() && asked.contains(kind) {
                continue;
            }
            asked.push(*kind);
            match kind {
                OwedKind::Turn => turns(context, &mut reader, &permit, &mut all)?,
                OwedKind::Accounts => accounts(context, &mut reader, &permit, &mut all)?,
                kind => of_kind(&mut reader, &permit, *kind, &mut all)?,
            }
        }
    }
    // Who holds two posts over the same unit owes a thing once. A turn may be with a round, a draw or a draft of one key.
    let mut seen = BTreeSet::new();
    all.retain(|owed| seen.insert((owed.kind, owed.id, owed.label.clone(), owed.unit_code.clone())));
    all.sort_by_key(|owed| (owed.due_on.is_none(), owed.due_on));
    tell_apart(context, &mut reader, &mut all)?;
    Ok(all)
}

/// Units of one name are told apart.
fn tell_apart(context: &Context<'_>, reader: &mut Reader<'_>, all: &mut [Owed]) -> Result<()> {
    let Some(holding) = context.actor.holdings(context.today).next() else { return Ok(()) };
    let permit = permit_at::<ReadDesk>(context, Target { unit: holding.unit, span: holding.span })?;
    let codes: Vec<&str> = all.iter().map(|owed| owed.unit_code.as_str()).collect();
    let told = reader.told_apart(&permit, &codes)?;
    for owed in all {
        if let Some(name) = told.get(&owed.unit_code) {
            owed.unit.clone_from(name);
        }
    }
    Ok(())
}

/// Adds what waits of a kind.
fn of_kind(
    reader: &mut Reader<'_>,
    permit: &Permit<ReadDesk>,
    kind: OwedKind,
    all: &mut Vec<Owed>,
) -> Result<()> {
    use OwedKind as Kind;
    let waiting = match kind {
        Kind::Plan | Kind::PlanAgain | Kind::PlanSentBack => return plans(reader, permit, all),
        Kind::Task | Kind::Reminder => return tasks(reader, permit, all),
        Kind::Session => reader.sessions_owed(permit)?,
        Kind::PlanSign => reader.plans_to_sign(permit)?,
        Kind::PlanReview => {
            add(all, kind, reader.plans_to_review(permit)?)?;
            reader.plans_to_review_of_sector(permit)?
        }
        Kind::StandardAgree => reader.standards_to_agree(permit)?,
        Kind::Duty => reader.duties_open(permit)?,
        Kind::PassDown => reader.duties_to_pass(permit)?,
        Kind::VisitItem => reader.items_owed(permit)?,
        Kind::Guidance => reader.guidance_owed(permit)?,
        Kind::Support => reader.support_owed(permit)?,
        Kind::VisitPlanned => reader.visits_owed(permit, soon(permit))?,
        Kind::TaskReplied => reader.tasks_owed(permit, true)?,
        Kind::Sheet => reader.sheets_owed(permit)?,
        Kind::SecondSheet => reader.second_sheets_owed(permit)?,
        Kind::LookBack => match permit.account() {
            Some(account) => reader.look_backs_owed(permit, account)?,
            None => Vec::new(),
        },
        Kind::Materials => reader.materials_owed(permit)?,
        Kind::ClosureApproval => reader.measures_waiting(permit, MeasureState::ClosureRequested, true)?,
        Kind::ClosureVerification => reader.measures_waiting(permit, MeasureState::UnitApproved, false)?,
        Kind::ChangeApproval => reader.changes_waiting(permit, ChangeState::Requested, true)?,
        Kind::ChangeDecision => reader.changes_waiting(permit, ChangeState::UnitApproved, false)?,
        Kind::Inquiry => reader.inquiries_owed(permit)?,
        // One visit signs the whole list: it is owed once.
        Kind::Findings => reader.problems_owed(permit, ProblemState::Reported)?.into_iter().take(1).collect(),
        Kind::ProblemAgain => reader.problems_owed(permit, ProblemState::Returned)?,
        Kind::MeasureDue => reader.measures_due(permit, &soon(permit).to_string())?,
        Kind::CallUp => reader.call_ups_owed(permit)?,
        Kind::Question => reader.questions_owed(permit)?,
        Kind::BurdenAnswer => reader.burden_reports_open(permit, false)?,
        Kind::BurdenKnown => reader.burden_reports_open(permit, true)?,
        Kind::Suggestion => reader.suggestions_owed(permit)?,
        about => of_circulars(reader, permit, about)?,
    };
    add(all, kind, waiting)
}

/// What waits about circulars.
fn of_circulars(reader: &mut Reader<'_>, permit: &Permit<ReadDesk>, kind: OwedKind) -> Result<Vec<Waiting>> {
    Ok(match kind {
        OwedKind::Circular => reader.circulars_unread(permit)?,
        OwedKind::Passage => reader.passages_owed(permit, &[PassageState::Sent])?,
        OwedKind::PassageAnswered => {
            reader.passages_owed(permit, &[PassageState::Amended, PassageState::Upheld])?
        }
        OwedKind::PassageAnswer => reader.passage_answers_owed(permit)?,
        OwedKind::CircularReady => reader.circulars_ready(permit)?,
        OwedKind::Comments => reader.comments_owed(permit)?,
        OwedKind::Appeal => reader.appeals_owed(permit)?,
        OwedKind::Criticism => reader.criticisms_owed(permit)?,
        OwedKind::Obligation => reader.obligations_owed(permit)?,
        _ => Vec::new(),
    })
}

/// Plans that an officer owes: not those that wait for the head already.
fn plans(reader: &mut Reader<'_>, permit: &Permit<ReadDesk>, all: &mut Vec<Owed>) -> Result<()> {
    let drafts = reader.draft_states(permit)?;
    for waiting in reader.plans_owed(permit)? {
        let draft = drafts.iter().find(|(round, _)| *round == waiting.0);
        let draft = draft.and_then(|(_, state)| DraftState::parse(state).ok());
        let kind = match (draft, PlanState::parse(&waiting.2)) {
            (Some(DraftState::WithHead), _) => continue,
            (Some(DraftState::SentBack), _) => OwedKind::PlanSentBack,
            (_, Some(PlanState::Returned)) => OwedKind::PlanAgain,
            _ => OwedKind::Plan,
        };
        add(all, kind, vec![waiting])?;
    }
    Ok(())
}

/// Directions and reminders to which a unit owes an answer.
fn tasks(reader: &mut Reader<'_>, permit: &Permit<ReadDesk>, all: &mut Vec<Owed>) -> Result<()> {
    for waiting in reader.tasks_owed(permit, false)? {
        let kind = if waiting.1 == 1 { OwedKind::Reminder } else { OwedKind::Task };
        add(all, kind, vec![waiting])?;
    }
    Ok(())
}

fn add(all: &mut Vec<Owed>, kind: OwedKind, waiting: Vec<Waiting>) -> Result<()> {
    for (id, number, label, due, unit_code, unit) in waiting {
        let due_on = due
            .map(|text| text.parse().map_err(|_| AppError::Store(StoreError::meaningless(text, "a date"))))
            .transpose()?;
        all.push(Owed { kind, id, number: number.into(), label, due_on, part: None, unit_code, unit });
    }
    Ok(())
}
