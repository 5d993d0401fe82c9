//! What a round has of what it needs to move on: its gates are figures, so that they say what the board and the circular say.

use crate::{AppError, Context, Result, permit_at, permit_on};
use earnest_model::{
    Date,
    figures::{
        figure::{Trace, Traced},
        figure_name::FigureName,
        scope::{OfProgramme, Scope},
    },
    fraction::Fraction,
    id::{RoundId, UnitId},
    permit::{Permit, ReadFigures, ReadProgramme, Target},
    programmes::{
        exception::{Exception, Opening},
        gates::{Gate, Gates},
        round::Round,
        standard::{PartKind, Standard},
    },
};
use earnest_store::{OwingUnit, Reader};

/// A figure of a round, over all units beneath its organiser, as of today.
pub(crate) fn of_round(permit: &Permit<ReadFigures>, round: &Round, name: FigureName) -> Trace {
    let scope = Scope {
        organiser: Some(round.organiser),
        programme: OfProgramme::This(round.programme),
        round: Some(round.number),
        ..Scope::of(permit.target())
    };
    Trace { name, scope, day: permit.on(), since: false }
}

/// Figures of a round, in the order of their names.
pub(crate) fn figures_of(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    organiser: Target,
    round: &Round,
    names: &[FigureName],
) -> Result<Vec<Traced>> {
    let permit = permit_at::<ReadFigures>(context, organiser)?;
    let asked: Vec<_> = names.iter().map(|name| of_round(&permit, round, *name)).collect();
    Ok(reader.figures(&permit, &asked)?)
}

/// The figures and the lists by which a round's gates open.
#[derive(Debug, Clone)]
pub struct GateFigures {
    /// Units that owe a plan.
    pub due: Traced,
    /// Of these, those whose plan was approved.
    pub approved: Traced,
    /// Spot checks of the round.
    pub checks: Traced,
    /// Of these, those whose materials were looked at.
    pub assessed: Traced,
    /// Units that were rated.
    pub rated: Traced,
    /// The units that owe a session, and what became of it.
    pub owing: Vec<OwingUnit>,
    /// The organiser's own leading group, where it takes part: told apart from the units beneath it.
    pub leaders: Option<OwingUnit>,
    /// The same by class, with how many of each are to be observed.
    pub coverage: Vec<ClassCoverage>,
    /// Whether the standard weighs what observers saw: what nobody could see counts for nobody.
    pub weighs_observation: bool,
}

/// How many units of a class were observed, and how many are to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassCoverage {
    /// Key of the class.
    pub class: String,
    /// The units of it that owe a session and are not excused; also those that went since.
    pub units: Vec<OwingUnit>,
    /// How many of them the standard wants observed.
    pub asked: u64,
    /// Whether it is the organiser's own leading group, a class by itself: it is always heard.
    pub leads: bool,
}

impl ClassCoverage {
    /// How many were observed.
    pub fn observed(&self) -> u64 {
        self.units.iter().filter(|unit| unit.observed).count() as u64
    }

    /// Whether fewer were observed than are asked for.
    pub fn is_short(&self) -> bool {
        self.observed() < self.asked
    }
}

/// Of every class of the units how many are to be observed; who is excused is not, and who was closed or went elsewhere before
/// somebody listened in counts as one that owed and is waited for no more.
fn coverage(owing: &[OwingUnit], standard: Option<&Standard>) -> Vec<ClassCoverage> {
    let mut classes: Vec<ClassCoverage> = Vec::new();
    for unit in owing.iter().filter(|unit| unit.observed || !unit.excused) {
        match classes.iter_mut().find(|class| class.class == unit.class) {
            Some(class) => class.units.push(unit.clone()),
            None => {
                let (class, units) = (unit.class.clone(), vec![unit.clone()]);
                classes.push(ClassCoverage { class, units, asked: 0, leads: false });
            }
        }
    }
    for class in &mut classes {
        let there = class.units.iter().filter(|unit| unit.observed || !unit.gone).count();
        class.asked = standard.map_or(0, |standard| standard.to_observe(there as u64));
    }
    classes
}

/// The gates up to one that were opened without their condition and behind which nothing was done so far, each with the day since
/// which it is met, if it is.
pub(crate) fn unsettled(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    (organiser, round): (Target, &Round),
    (gates, figures): (&Gates, &GateFigures),
    last: Gate,
) -> Result<Vec<(Gate, Option<Date>)>> {
    let permit = permit_at::<ReadFigures>(context, organiser)?;
    let reading = permit_on::<ReadProgramme, _>(context, reader, round.id)?;
    let mut settled = Vec::new();
    for exception in reader.exceptions(&reading)? {
        let Exception::Gate { gate, on, opening: Opening::Waits, .. } = exception else { continue };
        let Ok(gate) = Gate::parse(&gate) else { continue };
        if gate > last {
            continue;
        }
        let since = match gate {
            _ if !gates.is_met(gate) => None,
            Gate::Observers => Some(heard_since(&reader.first_heard(&permit, round.id)?, figures)),
            _ => Some(reader.gate_met_on(&permit, round.id, gate)?),
        };
        // What nobody needs any more is met since nobody does: that is as far back as it is known.
        settled.push((gate, since.map(|day| day.unwrap_or(context.today).clamp(on, context.today))));
    }
    Ok(settled)
}

/// The day on which the last class had as many units heard as the standard asks for.
fn heard_since(first: &[(UnitId, Date)], figures: &GateFigures) -> Option<Date> {
    let of_class = |class: &ClassCoverage| {
        let ours = first.iter().filter(|(id, _)| class.units.iter().any(|unit| unit.id == *id));
        let mut days: Vec<Date> = ours.map(|(_, day)| *day).collect();
        days.sort_unstable();
        usize::try_from(class.asked).ok()?.checked_sub(1).and_then(|place| days.get(place).copied())
    };
    figures.coverage.iter().filter_map(of_class).max()
}

/// The gate that an exception opened.
fn waived(exception: &Exception) -> Option<Gate> {
    match exception {
        Exception::Gate { gate, .. } => Gate::parse(gate).ok(),
        Exception::Excuse { .. }
        | Exception::Reopening { .. }
        | Exception::Ended { .. }
        | Exception::VoidDraw { .. }
        | Exception::LeftOut { .. }
        | Exception::UnitLeftOut { .. }
        | Exception::Replaced { .. } => None,
    }
}

/// What a round has of what it needs to move on.
pub(crate) fn gates(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    organiser: Target,
    round: &Round,
) -> Result<(Gates, GateFigures)> {
    let permit = permit_at::<ReadFigures>(context, organiser)?;
    let reading = permit_on::<ReadProgramme, _>(context, reader, round.id)?;
    reader.remembered("gates", &(&permit, &reading, round), |reader| {
        read_gates(reader, &permit, &reading, round)
    })
}

fn read_gates(
    reader: &mut Reader<'_>,
    permit: &Permit<ReadFigures>,
    reading: &Permit<ReadProgramme, RoundId>,
    round: &Round,
) -> Result<(Gates, GateFigures)> {
    use FigureName as N;
    let names = [
        N::PlansDue,
        N::PlansApproved,
        N::SpotChecks,
        N::SpotChecksAssessed,
        N::UnitsRated,
        N::CircularsPublished,
    ];
    let asked: Vec<_> = names.iter().map(|name| of_round(permit, round, *name)).collect();
    let figures = reader.figures(permit, &asked)?;
    let Ok([due, approved, checks, assessed, rated, told]) = <[Traced; 6]>::try_from(figures) else {
        return Err(AppError::NotFound);
    };
    let owing = reader.owing_units(permit, round.id)?;
    let (mut leads, owing): (Vec<_>, Vec<_>) = owing.into_iter().partition(|unit| unit.leads);
    let leaders = leads.pop();
    let draw = reader.draw_standing(permit, round.id)?;
    let standard = reader.standard_of_round(round)?;
    let mut coverage = coverage(&owing, standard.as_ref().map(|published| &published.standard));
    coverage.extend(leaders.as_ref().filter(|unit| unit.observed || !unit.excused).map(|unit| {
        let (class, units) = (unit.class.clone(), vec![unit.clone()]);
        ClassCoverage { class, units, asked: u64::from(!unit.gone || unit.observed), leads: true }
    }));
    let weighs_observation =
        standard.as_ref().is_some_and(|found| found.standard.weight(PartKind::Observation) != Fraction::ZERO);
    let one = |holds: fn(&OwingUnit) -> bool| u64::from(leaders.as_ref().is_some_and(holds));
    let exceptions = reader.exceptions(reading)?;
    let gates = Gates {
        standard_published: standard.is_some(),
        opened: round.state.has_begun(),
        // Who was closed or went elsewhere can hand in no plan: it counts among those that owed one, and nobody waits for it.
        plans_due: due.value() - owing.iter().filter(|unit| unit.is_without_plan()).count() as u64
            + one(|unit| !unit.is_without_plan()),
        plans_approved: approved.value() + one(|unit| unit.planned),
        sessions_missing: owing.iter().filter(|unit| unit.is_missing()).count() as u64
            + one(OwingUnit::is_missing),
        classes_unobserved: coverage.iter().filter(|class| class.is_short()).count() as u64,
        drawn: draw.drawn,
        checks_waiting: draw.waiting,
        units_rated: rated.value(),
        circular_published: told.value() > 0,
        waived: exceptions.iter().filter_map(waived).collect(),
    };
    let figures =
        GateFigures { due, approved, checks, assessed, rated, owing, leaders, coverage, weighs_observation };
    Ok((gates, figures))
}
