//! Plan a tour, and put a planned visit into another trip.

use crate::{
    AppError, Context, Result,
    burden::burden_weigh::{Issue, guard, rules, weigh},
    permit, permit_at, permit_on,
};
use earnest_model::{
    burden::budget::{Kind, Weighed},
    id::{PostId, ProgrammeId, TourId, UnitId, VisitId},
    message::{FieldErrors, Message},
    pack::Pack,
    permit::{Permit, PlanTour, ReadAssessments, ReadDuties, ReadFigures, ReadVisits},
    record::OtherSide,
    text::Line,
    visits::{
        acts::VisitsAct,
        risk::Standing,
        tour::{ChargeKind, ChosenBy, PlanForm, PlannedTour, may_be_planned_for, parse_plan},
    },
};
use earnest_store::{Charge, ClassCovered, PlannedVisit, Post, Reader};

/// Plans a tour of the organiser's.
pub fn plan_tour(context: &Context<'_>, organiser: &str, form: &PlanForm<'_>) -> Result<TourId> {
    let mut work = context.begin()?;
    let permit = permit::<PlanTour>(context, &mut work.reader(), organiser)?;
    let (plan, leader, units) = parsed(context, &mut work.reader(), &permit, form)?;
    guard(&mut work.reader(), &permit, &Issue::to_chosen(Kind::Visit, plan.from, &units))?;
    let id = work.tour_plan(&permit, &plan, &leader.title, &units)?;
    let told = VisitsAct::TourPlanned {
        visits: units.len(),
        first_day: plan.from,
        last_day: plan.until,
        purposes: plan.purposes.len(),
    };
    work.commit(&permit.act_on(id, told))?;
    Ok(id)
}

/// Weighs a tour before it is planned: all its faults, or what receiving it costs whom.
pub fn weigh_tour(
    context: &Context<'_>,
    pack: &Pack,
    organiser: &str,
    form: &PlanForm<'_>,
) -> Result<Weighed> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit::<PlanTour>(context, &mut reader, organiser)?;
    let (plan, _, units) = parsed(context, &mut reader, &permit, form)?;
    let rules = rules(&mut reader, &permit, Some(pack))?;
    weigh(&mut reader, &permit, &rules, &Issue::to_chosen(Kind::Visit, plan.from, &units))
}

/// The plan with its leader's post and its units, or everything that is wrong with it.
fn parsed(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<PlanTour>,
    form: &PlanForm<'_>,
) -> Result<(PlannedTour, Post, Vec<UnitId>)> {
    let mut plan = parse_plan(form, context.today).map_err(AppError::Form)?;
    let reading = permit_at::<ReadDuties>(context, permit.target())?;
    let posts = reader.posts(&reading)?;
    let mut errors = FieldErrors::new();
    // Who leads and goes along holds the post on the days of the tour, not today.
    let held = |post: &&Post| post.holds(plan.from) && post.holds(plan.until);
    let goes = |id: &PostId| posts.iter().filter(held).any(|post| post.id == *id);
    if !plan.team.iter().all(goes) {
        errors.add("team", Message::new("error-tour-team"));
    }
    let leader = posts.iter().filter(held).find(|post| post.id == plan.leader).cloned();
    let known = reader.programmes_to_visit_for(permit)?;
    let mut titles = Vec::new();
    for id in &plan.programmes {
        match known.iter().find(|(known, _)| known == id) {
            Some((_, title)) => titles.extend(errors.take("programmes", Line::parse(title))),
            None => errors.add("programmes", Message::new("error-tour-programme")),
        }
    }
    plan.name_programmes(titles);
    let codes: Vec<&str> = plan.units.iter().map(|(code, _)| code.as_str()).collect();
    let units = reader.units_to_visit(permit, &codes)?;
    if let Some((code, _)) = codes.iter().zip(&units).find(|(_, unit)| unit.is_none()) {
        errors.add("units", Message::new("error-unit-unknown").with("unit", *code));
    }
    if leader.is_none() {
        errors.add("leader", Message::new("error-tour-leader"));
    }
    let Some(leader) = leader.filter(|_| errors.is_empty()) else { return Err(AppError::Form(errors)) };
    Ok((plan, leader, units.into_iter().flatten().collect()))
}

/// Puts a planned visit into another planned tour of the same unit: one trip less. Gives the visit that it is now, which is
/// the other tour's own where that goes to the unit already.
pub fn combine_visit(context: &Context<'_>, visit: VisitId, to: &str) -> Result<VisitId> {
    let mut work = context.begin()?;
    let permit = permit_on::<PlanTour, _>(context, &mut work.reader(), OtherSide(visit))?;
    let to: TourId =
        to.trim().parse().map_err(|_| AppError::field("tour", Message::new("error-tour-other")))?;
    let now = work.visit_join(&permit, to)?;
    let told = VisitsAct::VisitPutTogether {
        visits: 1,
        put_together: true,
        visit: visit.0,
        from_tour: now.from.0,
        into_visit: now.into.0,
    };
    work.commit(&permit.act_on(to, told))?;
    Ok(now.into)
}

/// What a plan can be made of.
#[derive(Debug, Clone)]
pub struct Choices {
    /// Code of the organiser.
    pub code: String,
    /// Name of the organiser.
    pub name: String,
    /// Posts that may lead or go along: those held on some day that a tour can be planned for.
    pub posts: Vec<Post>,
    /// The post that was asked for.
    pub leader: Option<PostId>,
    /// Programmes that it can be for: key and title.
    pub programmes: Vec<(ProgrammeId, String)>,
    /// Units in its charge today.
    pub charges: Vec<Charge>,
    /// Units for which most speaks, each with what does.
    pub risks: Vec<AtRisk>,
    /// How far the classes of units are covered by the tours of the organiser.
    pub covered: Vec<ClassCovered>,
}

/// Gathers the choices: the leader's contact and portfolio units, and units at risk.
pub fn ask_tour(context: &Context<'_>, organiser: Option<&str>, leader: Option<PostId>) -> Result<Choices> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = match organiser {
        Some(code) => permit::<PlanTour>(context, &mut reader, code)?,
        None => {
            let first = context.places::<PlanTour>().into_iter().next();
            permit_at(context, first.ok_or(AppError::NotFound)?)?
        }
    };
    let target = permit.target();
    let reading = permit_at::<ReadDuties>(context, target)?;
    let figures = permit_at::<ReadFigures>(context, target)?;
    let (code, name) = reader.unit_words(&permit)?;
    let mut posts = reader.posts(&reading)?;
    // Which of them hold their post on the days of the tour is asked when these are known.
    posts.retain(|post| {
        let last = post.until.unwrap_or(context.today);
        post.holds(context.today) || may_be_planned_for(last.max(post.from), context.today)
    });
    let leader = leader.filter(|id| posts.iter().any(|post| post.id == *id));
    let mut charges = match leader {
        Some(id) => reader.charges(&reading, Some(id))?,
        None => Vec::new(),
    };
    charges.retain(|charge| charge.holds(context.today));
    let risks = at_risk(context, &mut reader, &figures)?;
    let covered = reader.classes_covered(&figures)?;
    let programmes = reader.programmes_to_visit_for(&permit)?;
    Ok(Choices { code, name, posts, leader, programmes, charges, risks, covered })
}

/// A unit that is offered, with what speaks for going there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtRisk {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What is known of it.
    pub standing: Standing,
}

/// The most units among which those at risk are looked for.
const CANDIDATES: i64 = 500;
/// The most that are offered.
const OFFERED: usize = 15;

/// The units for which most speaks.
fn at_risk(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    figures: &Permit<ReadFigures>,
) -> Result<Vec<AtRisk>> {
    let known = reader.candidates(figures, CANDIDATES)?;
    let ids: Vec<UnitId> = known.iter().map(|one| one.unit).collect();
    let stands = reader.stands(figures, &ids)?;
    let scores = reader.latest_scores(&permit_at::<ReadAssessments>(context, figures.target())?, &ids)?;
    let mut all: Vec<AtRisk> = known
        .into_iter()
        .map(|one| {
            let stand = stands.get(&one.unit).cloned().unwrap_or_default();
            let (laid, taken) = (stand.duties.0.value(), stand.duties.1.value());
            let standing = Standing {
                overdue: stand.overdue.value(),
                silent: laid > 0 && taken == 0,
                score: scores.get(&one.unit).copied(),
                size: one.size,
                visited_on: stand.visited_on,
            };
            AtRisk { code: one.code, name: one.name, standing }
        })
        .filter(|one| one.standing.is_at_risk())
        .collect();
    all.sort_by_key(|one| (std::cmp::Reverse(one.standing.weight(context.today)), one.code.clone()));
    all.truncate(OFFERED);
    Ok(all)
}

/// Planned trips of the organiser to units that a plan names: they need none of their own.
pub fn planned_already(context: &Context<'_>, organiser: &str, codes: &[&str]) -> Result<Vec<PlannedVisit>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit::<PlanTour>(context, &mut reader, organiser)?;
    let reading = permit_at::<ReadVisits>(context, permit.target())?;
    let mut planned = reader.visits_planned(&reading, PLANNED)?;
    planned.retain(|visit| visit.organiser == permit.unit() && codes.contains(&visit.code.as_str()));
    Ok(planned)
}

/// The most planned visits that are looked at.
const PLANNED: i64 = 1_000;

/// Why a unit stands among the choices.
pub fn chosen_by(charge: &Charge) -> ChosenBy {
    match charge.kind {
        ChargeKind::Contact => ChosenBy::Contact,
        ChargeKind::Portfolio => ChosenBy::Portfolio,
    }
}
