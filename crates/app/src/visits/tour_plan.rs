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
    permit::{Permit, PlanTour, ReadDuties, ReadFigures},
    record::OtherSide,
    text::Line,
    visits::{
        acts::VisitsAct,
        tour::{ChargeKind, ChosenBy, PlanForm, PlannedTour, may_be_planned_for, parse_plan},
    },
};
use earnest_store::{Charge, Post, Reader};

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
    /// Units where something is late or silent: code, name, measures overdue (0: silent).
    pub risks: Vec<(String, String, i64)>,
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
    let mut risks = reader.units_at_risk(&figures, 10)?;
    risks.extend(reader.children_silent(&figures, 10)?.into_iter().map(|(code, name)| (code, name, 0)));
    let programmes = reader.programmes_to_visit_for(&permit)?;
    Ok(Choices { code, name, posts, leader, programmes, charges, risks })
}

/// Why a unit stands among the choices.
pub fn chosen_by(charge: &Charge) -> ChosenBy {
    match charge.kind {
        ChargeKind::Contact => ChosenBy::Contact,
        ChargeKind::Portfolio => ChosenBy::Portfolio,
    }
}
