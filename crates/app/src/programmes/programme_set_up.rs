//! Set up a programme with its rounds.

use crate::{AppError, Context, Result, permit, permit_on};
use earnest_model::{
    Date,
    id::{PackId, ProgrammeId, RoundId},
    message::FieldErrors,
    permit::{NameBody, Permit, SetUpProgramme},
    programmes::{
        acts::ProgrammesAct,
        bodies::{NamedBody, NewBody},
        programme::{Calendar, NewProgramme, PlannedRound},
        round::check_dates,
    },
    text::{Line, Prose},
};
use earnest_store::{NewRound, ProgrammeWords, Work};

/// A round to plan.
#[derive(Debug, Clone)]
pub struct PlanRound<'a> {
    /// Number, from 1.
    pub number: i32,
    /// Topic.
    pub topic: &'a str,
    /// First day.
    pub opens_on: Date,
    /// Last day for plans.
    pub plans_due_on: Date,
    /// Last day.
    pub ends_on: Date,
}

/// A programme to set up.
#[derive(Debug, Clone)]
pub struct SetUp<'a> {
    /// Code of the organiser.
    pub organiser: &'a str,
    /// Key of the pack.
    pub key: &'a str,
    /// Title.
    pub title: &'a str,
    /// What it is for, in free words.
    pub goal: &'a str,
    /// Its rounds in order, numbered from 1.
    pub rounds: Vec<PlanRound<'a>>,
}

/// Sets it up: the programme and all its rounds, planned.
pub fn set_up_programme(context: &Context<'_>, request: &SetUp<'_>) -> Result<(ProgrammeId, Vec<RoundId>)> {
    let mut errors = FieldErrors::new();
    let title = errors.take("title", Line::parse(request.title));
    let goal = errors.take("goal", Prose::parse(request.goal));
    let mut rounds = Vec::new();
    for round in &request.rounds {
        let field = format!("round-{}", round.number);
        let topic = errors.take(&field, Line::parse(round.topic));
        errors.take(&field, check_dates(round.opens_on, round.plans_due_on, round.ends_on));
        let PlanRound { opens_on, plans_due_on, ends_on, .. } = *round;
        let calendar = Calendar { opens_on, plans_due_on, ends_on };
        rounds.extend(topic.map(|topic| PlannedRound { topic, calendar }));
    }
    let (Some(title), Some(goal), true) = (title, goal, errors.is_empty()) else {
        return Err(AppError::Form(errors));
    };
    let mut work = context.begin()?;
    let permit = permit::<SetUpProgramme>(context, &mut work.reader(), request.organiser)?;
    let new = NewProgramme { title, goal, rounds };
    let planned =
        Planned { key: request.key, superior: None, follows: None, pack: None, bodies: &[], new: &new };
    write(context, work, &permit, planned)
}

/// A programme that was checked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Planned<'a> {
    /// Key of the pack.
    pub key: &'a str,
    /// The programme that it carries out.
    pub superior: Option<ProgrammeId>,
    /// The programme that it follows, a year later.
    pub follows: Option<ProgrammeId>,
    /// The version of the pack by which it runs; the one in use if none is named.
    pub pack: Option<PackId>,
    /// The bodies that take part in it from today on.
    pub bodies: &'a [NamedBody],
    /// What it says.
    pub new: &'a NewProgramme,
}

/// Writes the programme with its rounds, and ends the work.
pub(crate) fn write(
    context: &Context<'_>,
    mut work: Work<'_>,
    permit: &Permit<SetUpProgramme>,
    planned: Planned<'_>,
) -> Result<(ProgrammeId, Vec<RoundId>)> {
    let Planned { key, superior, follows, pack, bodies, new } = planned;
    let (title, goal) = (new.title.as_str(), new.goal.as_str());
    let new: Vec<NewRound<'_>> = (1..).zip(&new.rounds).map(|(number, round)| of(number, round)).collect();
    let words = ProgrammeWords { key, title, goal, superior, follows, pack };
    let (id, rounds) = work.programme_insert(permit, &words, &new)?;
    let act = ProgrammesAct::ProgrammeSetUp {
        title: title.to_owned(),
        rounds: rounds.clone(),
        carries_out: superior,
        follows,
    };
    let mut named = Vec::with_capacity(bodies.len());
    for body in bodies {
        let naming = permit_on::<NameBody, _>(context, &mut work.reader(), id)?;
        let new = NewBody { from: context.today, ..body.taking.clone() };
        let key = work.body_insert(&naming, body.body, &new)?;
        let act = ProgrammesAct::BodyNamed {
            body: body.code.clone(),
            part: new.part.key(),
            classes: new.sector.classes().map(str::to_owned).collect(),
            first_day: new.from,
            last_day: new.until,
        };
        named.push(naming.act_on(key, act));
    }
    work.commit_all(&permit.act_on(id, act), &named)?;
    Ok((id, rounds))
}

fn of(number: i32, round: &PlannedRound) -> NewRound<'_> {
    let Calendar { opens_on, plans_due_on, ends_on } = round.calendar;
    NewRound { number, topic: round.topic.as_str(), opens_on, plans_due_on, ends_on }
}
