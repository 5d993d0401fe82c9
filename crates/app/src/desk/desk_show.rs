//! The desk: what this person owes now, by kind and by when.

use super::{
    asked::Asked,
    hands::in_hands,
    owed::soon,
    pile::{Piles, by_day},
    turns::{accounts, turns},
    whose::say_whose,
};
use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    action::ActionKind,
    circulars::circular_check::PassageState,
    ledger::{
        findings::problem::ProblemState,
        measures::{measure::MeasureState, measure_change::ChangeState},
    },
    permit::{Permit, ReadDesk, Target, roles},
    plans::{plan::PlanState, plan_draft::DraftState},
};
use earnest_store::{Backlog, Reader, Snapshot};
use std::collections::BTreeSet;

pub use super::{
    owed::{Owed, OwedKind, Taken, Whose},
    pile::Pile,
    turns::GoingOn,
};

/// The lines of a kind that a desk shows before the way to all of them.
pub const SHOWN: i64 = 20;

/// The most rounds that owe a plan of one unit: one is open at a time of each organiser's programme.
const ROUNDS: i64 = 1_000;

/// The most lines of a kind among which lost ones are looked for.
const MOST: i64 = 10_000;

/// What waits for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    /// By kind, the first lines of each.
    pub piles: Vec<Pile>,
    /// What others took out of the actor's hands, by day.
    pub lost: Vec<Owed>,
    /// What others are waited for with in the rounds of the actor's offices.
    pub going: Vec<GoingOn>,
}

/// What waits for the actor, by kind: the kind of which something is due first before the others.
pub fn desk(context: &Context<'_>) -> Result<Vec<Pile>> {
    gather(context, None, SHOWN)
}

/// What waits for the actor, and what others took out of the actor's hands, however much waits of its kind.
pub fn whole_desk(context: &Context<'_>) -> Result<Desk> {
    let mut snapshot = signed_in(context)?;
    let mut reader = snapshot.reader();
    let mut going = Vec::new();
    let (piles, lost_of) = read(context, &mut reader, (None, SHOWN), Some(&mut going))?;
    let mut lost = Vec::new();
    for kind in lost_of.iter().filter_map(|word| OwedKind::parse(word).ok()) {
        let of_kind = |pile: &Pile| pile.kind == kind;
        let all = match piles.iter().find(|pile| of_kind(pile)) {
            Some(pile) if pile.all <= pile.first.len() as i64 => pile.first.clone(),
            _ => read(context, &mut reader, (Some(kind), MOST), None)?
                .0
                .into_iter()
                .filter(of_kind)
                .flat_map(|pile| pile.first)
                .collect(),
        };
        lost.extend(all.into_iter().filter(|owed| owed.taken.as_ref().is_some_and(|taken| taken.lost)));
    }
    lost.sort_by_key(by_day);
    Ok(Desk { piles, lost, going })
}

/// What waits of a kind: so many of it.
pub fn pile(context: &Context<'_>, kind: OwedKind, most: i64) -> Result<Pile> {
    let piles = gather(context, Some(kind), most)?;
    Ok(piles.into_iter().find(|pile| pile.kind == kind).unwrap_or_else(|| Pile::of(kind)))
}

/// The first of what waits for the actor, by day; what has no day comes last.
pub fn owed(context: &Context<'_>) -> Result<Vec<Owed>> {
    Ok(by_urgency(desk(context)?))
}

/// The first lines of a desk, by day; what has no day comes last.
pub fn by_urgency(piles: Vec<Pile>) -> Vec<Owed> {
    let mut all: Vec<_> = piles.into_iter().flat_map(|pile| pile.first).collect();
    all.sort_by_key(by_day);
    all
}

/// How much waits for the actor: the number beside the desk, and that on it.
pub fn count_owed(context: &Context<'_>) -> Result<i64> {
    if context.actor.account().is_none() {
        return Ok(0);
    }
    let mut snapshot = context.store.snapshot()?;
    // As many of each as the desk shows, so that it is not read once more for that.
    Ok(collect(context, &mut snapshot.reader(), None, SHOWN)?.count())
}

/// What waits, or one kind of it, as it is shown.
fn gather(context: &Context<'_>, only: Option<OwedKind>, most: i64) -> Result<Vec<Pile>> {
    let mut snapshot = signed_in(context)?;
    Ok(read(context, &mut snapshot.reader(), (only, most), None)?.0)
}

/// What the register says now, to whoever has a desk.
fn signed_in(context: &Context<'_>) -> Result<Snapshot> {
    context.actor.account().ok_or(AppError::NotFound)?;
    Ok(context.store.snapshot()?)
}

/// What waits, as it is shown, and the words of the kinds of which the actor lost something to others.
fn read(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    (only, most): (Option<OwedKind>, i64),
    going: Option<&mut Vec<GoingOn>>,
) -> Result<(Vec<Pile>, BTreeSet<String>)> {
    let mut piles = collect_with(context, reader, (only, most), going)?.sorted(most);
    tell_apart(context, reader, &mut piles)?;
    say_whose(context, reader, &mut piles)?;
    let lost = in_hands(context, reader, &mut piles)?;
    Ok((piles, lost))
}

/// Asks every post of the actor for what waits, or for one kind of it.
pub(super) fn collect(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    only: Option<OwedKind>,
    most: i64,
) -> Result<Piles> {
    collect_with(context, reader, (only, most), None)
}

/// The same; and where that is wanted, what goes on in the rounds of the actor's offices.
fn collect_with(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    (only, most): (Option<OwedKind>, i64),
    mut going: Option<&mut Vec<GoingOn>>,
) -> Result<Piles> {
    let mut piles = Piles::default();
    let mut asked = Asked::default();
    let mut holdings: Vec<_> = context.actor.holdings(context.today).collect();
    // Whoever stands above is asked first, so that those beneath aren't asked for the same.
    holdings.sort_by_key(|holding| (holding.span.lo, std::cmp::Reverse(holding.span.hi)));
    for holding in holdings {
        let at = Target { unit: holding.unit, span: holding.span };
        let permit = permit_at::<ReadDesk>(context, at)?;
        let kinds = OwedKind::asked(holding.role).iter().copied();
        for kind in kinds.filter(|kind| only.is_none_or(|only| kind.gives(only))) {
            if !asked.is_new(kind, at) {
                continue;
            }
            match kind {
                OwedKind::Turn => {
                    turns(context, reader, &permit, piles.of(kind), going.as_deref_mut())?;
                }
                OwedKind::Accounts => accounts(context, reader, &permit, piles.of(kind))?,
                kind => piles.take_in(reader.remembered("desk", &(kind, &permit, most), |reader| {
                    let mut waiting = Piles::default();
                    of_kind(reader, (&permit, most), kind, &mut waiting).map(|()| waiting)
                })?),
            }
        }
        piles.asked_at(at.unit);
    }
    Ok(piles)
}

/// Units of one name are told apart.
fn tell_apart(context: &Context<'_>, reader: &mut Reader<'_>, piles: &mut [Pile]) -> Result<()> {
    let Some(holding) = context.actor.holdings(context.today).next() else { return Ok(()) };
    let permit = permit_at::<ReadDesk>(context, Target { unit: holding.unit, span: holding.span })?;
    let lines = piles.iter().flat_map(|pile| &pile.first);
    let codes: Vec<&str> = lines.map(|owed| owed.unit_code.as_str()).collect();
    let told = reader.told_apart(&permit, &codes)?;
    for owed in piles.iter_mut().flat_map(|pile| &mut pile.first) {
        if let Some(name) = told.get(&owed.unit_code) {
            owed.unit.clone_from(name);
        }
    }
    Ok(())
}

/// Adds what waits of a kind.
fn of_kind(
    reader: &mut Reader<'_>,
    (permit, most): (&Permit<ReadDesk>, i64),
    kind: OwedKind,
    piles: &mut Piles,
) -> Result<()> {
    use OwedKind as Kind;
    let waiting = match kind {
        Kind::Plan | Kind::PlanAgain | Kind::PlanSentBack => return plans(reader, permit, piles),
        Kind::Task | Kind::Reminder => return tasks(reader, (permit, most), piles),
        Kind::Session => reader.sessions_owed(permit, most)?,
        Kind::PlanSign => reader.plans_to_sign(permit, most)?,
        Kind::PlanReview => {
            piles.of(kind).add(reader.plans_to_review(permit, most)?)?;
            if roles(ActionKind::ReviewLeadersPlan).any(|role| permit.roles().contains(&role)) {
                piles.of(kind).add(reader.leaders_plans_to_review(permit, most)?)?;
            }
            reader.plans_to_review_of_sector(permit, most)?
        }
        Kind::StandardAgree => reader.standards_to_agree(permit)?,
        Kind::Duty => reader.duties_open(permit)?,
        Kind::PassDown => reader.duties_to_pass(permit)?,
        Kind::FirstVacant => reader.firsts_vacant(permit)?,
        Kind::DutyTwice => reader.duties_twice(permit)?,
        Kind::VisitItem => reader.items_owed(permit, most)?,
        Kind::Guidance => reader.guidance_owed(permit)?,
        Kind::Support => reader.support_owed(permit, most)?,
        Kind::VisitPlanned => reader.visits_owed(permit, soon(permit), most)?,
        Kind::TaskReplied => reader.tasks_replied(permit, most)?,
        Kind::Sheet => reader.sheets_owed(permit, most)?,
        Kind::SecondSheet => reader.second_sheets_owed(permit, most)?,
        Kind::LookBack => match permit.account() {
            Some(account) => reader.look_backs_owed(permit, account, most)?,
            None => Backlog::default(),
        },
        Kind::Materials => reader.materials_owed(permit, most)?,
        Kind::ClosureApproval => {
            reader.measures_waiting(permit, MeasureState::ClosureRequested, true, most)?
        }
        Kind::ClosureVerification => {
            reader.measures_waiting(permit, MeasureState::UnitApproved, false, most)?
        }
        Kind::ChangeApproval => reader.changes_waiting(permit, ChangeState::Requested, true, most)?,
        Kind::ChangeDecision => reader.changes_waiting(permit, ChangeState::UnitApproved, false, most)?,
        Kind::Inquiry => reader.inquiries_owed(permit, most)?,
        Kind::Findings => once(reader.problems_owed(permit, ProblemState::Reported, most)?),
        Kind::ReportSign => reader.report_to_sign(permit)?,
        Kind::ProblemAgain => reader.problems_owed(permit, ProblemState::Returned, most)?,
        Kind::MeasureDue => reader.measures_due(permit, &soon(permit).to_string(), most)?,
        Kind::CallUp => reader.call_ups_owed(permit, most)?,
        Kind::Activity => reader.activities_owed(permit, most)?,
        Kind::Resolution => reader.resolutions_owed(permit, &soon(permit).to_string(), most)?,
        Kind::Question => reader.questions_owed(permit, most)?,
        Kind::BurdenAnswer => reader.burden_reports_open(permit, false, most)?,
        Kind::BurdenKnown => reader.burden_reports_open(permit, true, most)?,
        Kind::SeatVacant => reader.seats_vacant(permit, most)?,
        Kind::Unmanned => reader.unmanned(permit, most)?,
        Kind::Suggestion => reader.suggestions_owed(permit, most)?,
        about => of_circulars(reader, (permit, most), about)?,
    };
    piles.of(kind).add(waiting)
}

/// One visit signs the whole list: it is owed once, and says how many.
fn once(mut problems: Backlog) -> Backlog {
    problems.first.truncate(1);
    for line in &mut problems.first {
        line.number = i32::try_from(problems.all).ok();
    }
    Backlog { all: problems.all.min(1), ..problems }
}

/// What waits about circulars.
fn of_circulars(
    reader: &mut Reader<'_>,
    (permit, most): (&Permit<ReadDesk>, i64),
    kind: OwedKind,
) -> Result<Backlog> {
    Ok(match kind {
        OwedKind::Circular => reader.circulars_unread(permit, most)?,
        OwedKind::Passage => reader.passages_owed(permit, &[PassageState::Sent])?,
        OwedKind::PassageAnswered => {
            reader.passages_owed(permit, &[PassageState::Amended, PassageState::Upheld])?
        }
        OwedKind::PassageAnswer => reader.passage_answers_owed(permit, most)?,
        OwedKind::CircularReady => reader.circulars_ready(permit, most)?,
        OwedKind::Comments => reader.comments_owed(permit, most)?,
        OwedKind::Appeal => reader.appeals_owed(permit, most)?,
        OwedKind::Criticism => reader.criticisms_owed(permit, most)?,
        OwedKind::Obligation => reader.obligations_owed(permit, most)?,
        _ => Backlog::default(),
    })
}

/// Plans that an officer owes: not those that wait for the head already. A unit owes one a round, so all are read.
fn plans(reader: &mut Reader<'_>, permit: &Permit<ReadDesk>, piles: &mut Piles) -> Result<()> {
    let drafts = reader.draft_states(permit)?;
    for waiting in reader.plans_owed(permit, ROUNDS)?.first {
        let draft = drafts.iter().find(|(round, _)| *round == waiting.id);
        let draft = draft.and_then(|(_, state)| DraftState::parse(state).ok());
        let kind = match (draft, waiting.label.as_deref().and_then(PlanState::parse)) {
            (Some(DraftState::WithHead), _) => continue,
            (Some(DraftState::SentBack), _) => OwedKind::PlanSentBack,
            (_, Some(PlanState::Returned)) => OwedKind::PlanAgain,
            _ => OwedKind::Plan,
        };
        piles.of(kind).push(Owed::read(kind, waiting)?);
    }
    Ok(())
}

/// Directions and reminders to which a unit owes an answer.
fn tasks(reader: &mut Reader<'_>, (permit, most): (&Permit<ReadDesk>, i64), piles: &mut Piles) -> Result<()> {
    for reminders in [false, true] {
        let kind = if reminders { OwedKind::Reminder } else { OwedKind::Task };
        piles.of(kind).add(reader.tasks_received(permit, reminders, most)?)?;
    }
    Ok(())
}
