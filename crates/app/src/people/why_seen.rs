//! Why somebody sees a record: by which rule and which of their posts; and, for whoever reads accounts, who else does.

use crate::{
    AppError, Context, Result, people::post_choose::own_posts, permit, permit_at, permit_of, permit_on,
};
use earnest_model::{
    actor::Role,
    id::{MeasureId, PlanId, ProblemId, RatingId, SheetId, VisitId},
    ledger::findings::problem::Level,
    permit::{
        Action, ActionKind, ReadAccounts, ReadAssessments, ReadFigures, ReadLedger, ReadPlans, ReadVisits,
        Relation, Rule, Target, rules,
    },
};
use earnest_store::{HeldPost, Holders, Reader};

/// A record that a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record<'a> {
    /// A unit, by its code.
    Unit(&'a str),
    /// A plan.
    Plan(PlanId),
    /// A problem.
    Problem(ProblemId),
    /// A measure.
    Measure(MeasureId),
    /// A visit.
    Visit(VisitId),
    /// A sheet.
    Sheet(SheetId),
    /// A rating.
    Rating(RatingId),
}

/// Why it is seen.
#[derive(Debug, Clone)]
pub struct Why {
    /// Code of the unit that it belongs to.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// What must be allowed.
    pub kind: ActionKind,
    /// The posts of whoever asks that allow it, each with how it stands to the unit.
    pub ways: Vec<(HeldPost, Relation)>,
    /// It is about a person: an even narrower circle sees it.
    pub personal: bool,
    /// Every rule by which somebody sees it.
    pub rules: Vec<(Role, Relation)>,
    /// How many hold these posts, as far up as whoever asks reads accounts; `None` for those who read none.
    pub holders: Option<Vec<Holders>>,
}

/// Tells why. Whoever does not see the record learns nothing.
pub fn why_seen(context: &Context<'_>, record: &Record<'_>) -> Result<Why> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let (target, kind, personal) = located(context, &mut reader, record)?;
    let (code, name) =
        reader.unit_words(&permit_at::<earnest_model::permit::ReadProgramme>(context, target)?)?;
    let held: Vec<(Role, Relation)> = rules(kind)
        .iter()
        .filter_map(|rule| match rule {
            Rule::Held(role, relation) => Some((*role, *relation)),
            Rule::Anyone | Rule::SignedIn | Rule::Operator => None,
        })
        .collect();
    let holders = match accounts_permit(context, target) {
        Some(permit) => {
            let roles: Vec<Role> = held.iter().map(|(role, _)| *role).collect();
            Some(reader.holders_above(&permit, target, &roles)?)
        }
        None => None,
    };
    let ways = ways(context, &mut reader, target, &held)?;
    Ok(Why { code, name, kind, ways, personal, rules: held, holders })
}

/// The posts that allow it, of those that whoever asks acts under.
fn ways(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    target: Target,
    rules: &[(Role, Relation)],
) -> Result<Vec<(HeldPost, Relation)>> {
    let mut ways = Vec::new();
    for post in own_posts(context)? {
        let Some(at) = reader.locate(&post.unit_code)? else { continue };
        let mut acted = context.actor.holdings(context.today);
        let held = acted.find(|holding| holding.unit == at.unit && holding.role == post.role);
        let rule = held.and_then(|held| {
            let allows =
                |rule: &&(Role, Relation)| rule.0 == post.role && rule.1.holds(held, target, context.today);
            rules.iter().find(allows)
        });
        if let Some((_, relation)) = rule {
            ways.push((post, *relation));
        }
    }
    Ok(ways)
}

/// As far up as the actor reads accounts of this line.
fn accounts_permit(
    context: &Context<'_>,
    target: Target,
) -> Option<earnest_model::permit::Permit<ReadAccounts>> {
    let places = context.places::<ReadAccounts>().into_iter();
    let widest = places.filter(|at| at.span.covers(target.span)).max_by_key(|at| at.span.hi - at.span.lo)?;
    permit_at(context, widest).ok()
}

fn located(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    record: &Record<'_>,
) -> Result<(Target, ActionKind, bool)> {
    let found = |target: Option<Target>| target.ok_or(AppError::NotFound);
    match record {
        Record::Unit(code) => {
            let permit = permit::<ReadFigures>(context, reader, code)?;
            Ok((permit.target(), ActionKind::ReadFigures, false))
        }
        Record::Plan(id) => seen::<ReadPlans>(context, found(reader.at(*id)?.map(|at| at.target()))?),
        Record::Visit(id) => seen::<ReadVisits>(context, found(reader.at(*id)?.map(|at| at.target()))?),
        Record::Sheet(id) => {
            let at = reader.at(*id)?.ok_or(AppError::NotFound)?;
            reader.sheet(&permit_of::<ReadAssessments, _>(context, at)?)?;
            Ok((at.target(), ActionKind::ReadAssessments, false))
        }
        Record::Rating(id) => {
            let at = reader.at(*id)?.ok_or(AppError::NotFound)?;
            reader.rating(&permit_of::<ReadAssessments, _>(context, at)?)?;
            Ok((at.target(), ActionKind::ReadAssessments, false))
        }
        Record::Problem(id) => {
            let permit = permit_on::<ReadLedger, _>(context, reader, *id)?;
            let problem = reader.problem(&permit)?;
            Ok((permit.target(), ActionKind::ReadLedger, problem.level == Level::Person))
        }
        Record::Measure(id) => {
            let permit = permit_on::<ReadLedger, _>(context, reader, *id)?;
            let problem = reader.problem_of(&permit)?;
            Ok((permit.target(), ActionKind::ReadLedger, problem.level == Level::Person))
        }
    }
}

fn seen<A: Action>(context: &Context<'_>, target: Target) -> Result<(Target, ActionKind, bool)> {
    permit_at::<A>(context, target)?;
    Ok((target, A::KIND, false))
}
