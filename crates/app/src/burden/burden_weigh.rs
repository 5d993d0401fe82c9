//! Weigh a request before it is issued: whom it asks, what it costs them, who goes over the budget.

use crate::{AppError, Context, Result, permit};
use earnest_model::{
    Date,
    burden::budget::{Kind, Load, OnExcess, Rules, RulesInTime, Weighed, Weight, around},
    id::UnitId,
    pack::Pack,
    permit::{Permit, ReadFigures},
};
use earnest_store::{Reader, Request, WeighsRequests, Whose};
use std::collections::{BTreeMap, HashMap};

/// A request that somebody is about to issue.
#[derive(Debug, Clone, Copy)]
pub struct Issue<'a> {
    /// Its kind.
    pub kind: Kind,
    /// Who is asked, from the permit's unit.
    pub whose: Whose,
    /// Of these classes alone; of all if there is none.
    pub classes: &'a [String],
    /// The day it falls on.
    pub on: Date,
    /// What it costs, where it says so itself.
    pub minutes: Option<i32>,
    /// Of these units alone; of all if nobody chose.
    pub only: Option<&'a [UnitId]>,
    /// Requests of its kind that it takes the place of: what they cost is not counted twice.
    pub instead: &'a [i64],
}

impl Issue<'_> {
    /// A request to one unit.
    pub fn to_unit(kind: Kind, on: Date) -> Self {
        Self { kind, whose: Whose::Unit, classes: &[], on, minutes: None, only: None, instead: &[] }
    }

    /// A request to all direct subordinates.
    pub fn to_children(kind: Kind, on: Date) -> Self {
        Self { whose: Whose::Children, ..Self::to_unit(kind, on) }
    }

    /// A request to chosen units beneath.
    pub fn to_chosen(kind: Kind, on: Date, units: &'_ [UnitId]) -> Issue<'_> {
        Issue { whose: Whose::Subtree, only: Some(units), ..Issue::to_unit(kind, on) }
    }
}

/// The rules around the permit's unit, as they changed.
pub(crate) fn rules<A: WeighsRequests>(
    reader: &mut Reader<'_>,
    permit: &Permit<A>,
    pack: Option<&Pack>,
) -> Result<RulesInTime> {
    let pack = pack.map(Pack::burden_rules).unwrap_or_default();
    Ok(RulesInTime { pack, offices: reader.burden_rules(permit)? })
}

/// What a request costs its unit.
pub(crate) fn cost(rules: &Rules, request: &Request) -> i64 {
    i64::from(request.minutes.unwrap_or_else(|| rules.minutes(request.span, request.kind)))
}

/// Weighs a request on top of what its units were asked for already in that week and month, each by what stood on its day.
pub(crate) fn weigh<A: WeighsRequests>(
    reader: &mut Reader<'_>,
    permit: &Permit<A>,
    standing: &RulesInTime,
    issue: &Issue<'_>,
) -> Result<Weighed> {
    let rules = standing.on(issue.on);
    let mut by_day: BTreeMap<Date, Rules> = BTreeMap::new();
    let mut asked: HashMap<UnitId, Vec<(Date, i64)>> = HashMap::new();
    for request in reader.requests(permit, issue.whose, around(issue.on))? {
        if request.kind == issue.kind && issue.instead.contains(&request.id) {
            continue;
        }
        let then = by_day.entry(request.on).or_insert_with(|| standing.on(request.on));
        asked.entry(request.unit).or_default().push((request.on, cost(then, &request)));
    }
    let mut recipients = reader.recipients(permit, issue.whose, issue.classes)?;
    if let Some(only) = issue.only {
        recipients.retain(|unit| only.contains(&unit.id));
    }
    Ok(Weighed::of(recipients.into_iter().map(|unit| Weight {
        before: Load::around(issue.on, asked.get(&unit.id).into_iter().flatten().copied()),
        adds: i64::from(issue.minutes.unwrap_or_else(|| rules.minutes(unit.span, issue.kind))),
        budget: rules.budget(unit.span, unit.tier),
        unit: unit.name,
    })))
}

/// Refuses a request that a budget stops. Only offices set such budgets, so nothing is weighed where none did.
pub(crate) fn guard<A: WeighsRequests>(
    reader: &mut Reader<'_>,
    permit: &Permit<A>,
    issue: &Issue<'_>,
) -> Result<()> {
    let rules = rules(reader, permit, None)?;
    let stops = |budget: &earnest_model::burden::budget::Budget| budget.on_excess == OnExcess::Stop;
    if !rules.on(issue.on).offices.iter().any(|office| office.budgets.values().any(stops)) {
        return Ok(());
    }
    Ok(weigh(reader, permit, &rules, issue)?.check()?)
}

/// Weighs for the page on which somebody is about to issue a request from or to a unit.
pub fn weigh_request(context: &Context<'_>, pack: &Pack, unit: &str, issue: &Issue<'_>) -> Result<Weighed> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit::<ReadFigures>(context, &mut reader, unit)?;
    let rules = rules(&mut reader, &permit, Some(pack))?;
    weigh(&mut reader, &permit, &rules, issue)
}

/// Weighs what a call-up of materials would ask of every unit in its frame, if it were drawn.
pub fn weigh_call_up(
    context: &Context<'_>,
    pack: &Pack,
    round: earnest_model::id::RoundId,
    classes: &[String],
) -> Result<Weighed> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let (_, organiser) = reader.locate_round(round)?.ok_or(AppError::NotFound)?;
    let permit = crate::permit_at::<ReadFigures>(context, organiser)?;
    let rules = rules(&mut reader, &permit, Some(pack))?;
    let whose = Whose::Subtree;
    let issue = Issue { whose, classes, ..Issue::to_unit(Kind::Materials, context.today) };
    weigh(&mut reader, &permit, &rules, &issue)
}
