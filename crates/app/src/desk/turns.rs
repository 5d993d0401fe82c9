//! The office's own turn: what comes next with the programme and the rounds of its unit, whenever nobody else is waited for.

use super::{
    owed::{Owed, OwedKind, soon},
    pile::Pile,
};
use crate::{
    Context, Result,
    draws::second_mark::Pool,
    figures::gates::{GateFigures, gates},
    permit_at, permit_on,
};
use earnest_model::{
    Date,
    id::{CircularDraftId, DrawId, ProgrammeId, UnitId},
    permit::{
        DraftCircular, DrawAssessors, ManageAccounts, Permit, ReadAccounts, ReadDesk, ReadFigures,
        ReadProgramme, SetUpProgramme, Target,
    },
    programmes::{
        called::{Among, called},
        gates::Gates,
        life::{Life, LifeStep, ProgrammeState},
        round::{Round, RoundState},
        turn::{Begun, Step, Turn, Wait, next_steps, waited_for},
    },
    units::unit::Unit,
};
use earnest_store::{AccountFilter, Links, Reader};
use std::collections::HashMap;

/// Adds it; and where that is wanted, what others are waited for with in the rounds of the office.
pub(super) fn turns(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<ReadDesk>,
    pile: &mut Pile,
    mut going: Option<&mut Vec<GoingOn>>,
) -> Result<()> {
    let at = permit.target();
    let unit = reader.unit(&permit_at::<ReadProgramme>(context, at)?)?;
    let told = reader.rounds_told_of(permit)?;
    let mut titles: HashMap<_, _> =
        told.iter().map(|(round, title, state)| (round.programme, (title.clone(), *state))).collect();
    let rounds: Vec<Round> = told.into_iter().map(|(round, ..)| round).collect();
    let mut programmes: Vec<_> = titles.keys().copied().collect();
    programmes.sort_unstable();
    tell_apart(&mut titles, &unit, &rounds);
    let several = titles.values().filter(|(_, state)| !state.is_over()).count() > 1;
    let mut planned = Vec::new();
    for round in rounds.iter().filter(|round| round.state.is_running()) {
        // Of the rounds to come of a programme the first is enough.
        if round.state == RoundState::Planned {
            if planned.contains(&round.programme) {
                continue;
            }
            planned.push(round.programme);
        }
        if round.state == RoundState::Planned && round.opens_on > soon(permit) {
            continue;
        }
        let standing = Standing::read(context, reader, at, round)?;
        if let Some(going) = going.as_mut() {
            going.extend(waits(context, reader, at, (&unit, &standing))?);
        }
        for step in next_steps(round, standing.gates, standing.begun) {
            // Nobody is hurried to open a round before its day.
            if step.turn == Turn::Open && round.opens_on > context.today {
                continue;
            }
            // One office's round 1 is told from another by its programme.
            let title = titles.get(&round.programme).filter(|_| several);
            let text = title.map(|(title, _)| title.clone());
            pile.push(Owed { text, ..of_round(context, &unit, &standing, &step) });
        }
    }
    for (id, (title, state)) in programmes.iter().filter_map(|id| Some((*id, titles.get(id)?))) {
        let of: Vec<Round> = rounds.iter().filter(|round| round.programme == id).cloned().collect();
        let life = Life { state: *state, rounds: &of };
        if life.next() == Some(LifeStep::Close) {
            let text = Some(title.clone());
            pile.push(Owed { text, ..owed(&unit, Turn::CloseProgramme, (id.0, 0)) });
        }
    }
    if programme_is_next(context, reader, permit)? {
        pile.push(owed(&unit, Turn::Programme, (0, 0)));
    }
    Ok(())
}

/// Calls programmes of one title by their first days as well.
fn tell_apart(titles: &mut HashMap<ProgrammeId, (String, ProgrammeState)>, unit: &Unit, rounds: &[Round]) {
    let first = |id: ProgrammeId| {
        let days = rounds.iter().filter(|round| round.programme == id).map(|round| round.opens_on);
        days.min().unwrap_or_default()
    };
    let all: Vec<_> = titles
        .iter()
        .map(|(id, (title, _))| Among { id: *id, title, organiser: &unit.name, from: first(*id) })
        .collect();
    let names: Vec<_> = all.iter().map(|one| one.id).zip(called(&all)).collect();
    for (id, name) in names {
        if let Some((title, _)) = titles.get_mut(&id) {
            *title = name;
        }
    }
}

/// How far a round has come.
struct Standing<'r> {
    round: &'r Round,
    gates: Gates,
    begun: Begun,
    figures: GateFigures,
    /// Units that were rated.
    rated: Vec<UnitId>,
}

impl<'r> Standing<'r> {
    fn read(context: &Context<'_>, reader: &mut Reader<'_>, at: Target, round: &'r Round) -> Result<Self> {
        let (gates, figures) = gates(context, reader, at, round)?;
        let reading = permit_at::<ReadFigures>(context, at)?;
        let begun = reader.begun(&reading, round.id)?;
        // Who is to listen is sent, whatever share must be.
        let begun = Begun {
            unheard: begun.unheard && figures.weighs_observation && gates.sessions_missing > 0,
            undealt: match begun.undealt {
                Some(draw) if may_deal(context, reader, draw)? => Some(draw),
                _ => None,
            },
            ..begun
        };
        Ok(Self { round, gates, begun, rated: reader.units_rated(&reading, round.id)?, figures })
    }

    /// How many of the units that owe the round something were rated.
    fn part_rated(&self) -> (usize, usize) {
        let owing = self.figures.owing.iter();
        (owing.filter(|unit| self.rated.contains(&unit.id)).count(), self.figures.owing.len())
    }

    /// How much of what others are waited for with is there, of how much, and until when.
    fn waited(&self, wait: Wait) -> ((u64, u64), Option<Date>) {
        let Round { plans_due_on, ends_on, .. } = *self.round;
        match wait {
            Wait::Plans => ((self.gates.plans_approved, self.gates.plans_due), Some(plans_due_on)),
            Wait::Sessions => {
                let all = self.figures.owing.len() as u64;
                ((all.saturating_sub(self.gates.sessions_missing), all), Some(ends_on))
            }
            Wait::Materials => ((self.figures.assessed.value(), self.figures.checks.value()), Some(ends_on)),
            Wait::Check => ((0, 0), None),
        }
    }
}

/// Whether it can be drawn who assesses: there are two at least.
fn may_deal(context: &Context<'_>, reader: &mut Reader<'_>, draw: DrawId) -> Result<bool> {
    let Ok(permit) = permit_on::<DrawAssessors, _>(context, reader, draw) else { return Ok(false) };
    Ok(Pool::read(reader, &permit, permit.target())?.titles().len() > 1)
}

fn of_round(context: &Context<'_>, unit: &Unit, standing: &Standing<'_>, step: &Step) -> Owed {
    let round = standing.round;
    let part = standing.part_rated();
    // A standard is that of the whole programme.
    let about = if step.turn == Turn::Standard { round.programme.0 } else { round.id.0 };
    Owed {
        // What the calendar has no day for can be done now.
        due_on: step.due_on.or(Some(context.today)),
        part: (step.turn == Turn::Tell && part.0 < part.1).then_some(part),
        ..owed(unit, step.turn, (step.record.unwrap_or(about), i64::from(round.number)))
    }
}

/// Something that goes on while others have their turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoingOn {
    /// What is waited for.
    pub wait: Wait,
    /// The round.
    pub round: Round,
    /// Name of the organiser.
    pub unit: String,
    /// How much of it is there, of how much.
    pub part: (u64, u64),
    /// Until when.
    pub until: Option<Date>,
    /// The draft that is checked.
    pub draft: Option<CircularDraftId>,
}

/// What others are waited for with in a round of an office, if anything goes on.
fn waits(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    at: Target,
    (unit, standing): (&Unit, &Standing<'_>),
) -> Result<Option<GoingOn>> {
    let round = standing.round;
    if !round.state.has_begun() {
        return Ok(None);
    }
    let Some(wait) = waited_for(round, standing.gates, standing.begun) else { return Ok(None) };
    let (part, mut until) = standing.waited(wait);
    let draft = standing.begun.checking.filter(|_| wait == Wait::Check);
    if let (Some(draft), Ok(drafting)) = (draft, permit_at::<DraftCircular>(context, at)) {
        let drafts = reader.circular_drafts(&drafting)?;
        until = drafts.into_iter().find(|one| one.id == draft).and_then(|one| one.due_on);
    }
    Ok(Some(GoingOn { wait, unit: unit.name.clone(), part, until, draft, round: round.clone() }))
}

fn owed(unit: &Unit, turn: Turn, (id, number): (i64, i64)) -> Owed {
    Owed {
        kind: OwedKind::Turn,
        id,
        number,
        label: turn.key().to_owned(),
        text: None,
        due_on: None,
        since: None,
        part: None,
        unit_code: unit.code.clone(),
        unit: unit.name.clone(),
        at: None,
        taken: None,
        whose: None,
    }
}

/// Whether a programme is to be set up: an organiser above runs one that the unit does not carry out yet and beside which none of the
/// same pack of its own runs; or nobody stands above it and it never had one.
fn programme_is_next(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<ReadDesk>,
) -> Result<bool> {
    let Ok(setting) = permit_at::<SetUpProgramme>(context, permit.target()) else { return Ok(false) };
    if !reader.has_beneath(&setting)? {
        return Ok(false);
    }
    if reader.programmes_above(&setting)?.is_empty() {
        return Ok(reader.programmes_own(&setting)?.is_empty());
    }
    let running = reader.programmes_running(&setting)?;
    let beside = |pack: &str| running.iter().any(|(_, key)| key == pack);
    Ok(reader.programmes_to_carry_out(&setting)?.iter().any(|one| !beside(&one.programme.key)))
}

/// Adds what whoever looks after accounts does next: while they are alone, accounts for the others; then links for whoever
/// has no password.
pub(super) fn accounts(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<ReadDesk>,
    pile: &mut Pile,
) -> Result<()> {
    let at = permit.target();
    let Ok(managing) = permit_at::<ManageAccounts>(context, at) else { return Ok(()) };
    let reading = permit_at::<ReadAccounts>(context, at)?;
    let unit = reader.unit(&permit_at::<ReadProgramme>(context, at)?)?;
    let waiting = reader.accounts_without_password(&managing, Links::Without, context.now)?.len();
    let filter = AccountFilter { limit: 2, ..AccountFilter::default() };
    let alone = reader.accounts(&reading, &filter)?.len() < 2;
    if waiting == 0 && !alone {
        return Ok(());
    }
    pile.push(Owed {
        kind: OwedKind::Accounts,
        id: 0,
        number: i64::try_from(waiting).unwrap_or(i64::MAX),
        label: String::new(),
        text: None,
        due_on: Some(context.today),
        since: None,
        part: None,
        unit_code: unit.code,
        unit: unit.name,
        at: None,
        taken: None,
        whose: None,
    });
    Ok(())
}
