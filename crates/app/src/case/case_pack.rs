//! Pack a case: what somebody who goes out owes, with the plans that belong to it. What others have in hand stays out.

use crate::{
    AppError, Context, Result,
    assessing::sheet_submit::{Occasion, blank_sheet},
    desk::desk_show::{Owed, OwedKind, pile},
    plans::plan_show::latest_plan,
};
use earnest_model::{
    desk::case::EACH,
    id::{ObservationId, PlanId, RoundId, SpotCheckId},
};

/// A thing of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// What is owed.
    pub owed: Owed,
    /// The unit's plan for the round that it is about.
    pub plan: Option<PlanId>,
}

/// What the actor carries, kind by kind, each by day.
pub fn pack_case(context: &Context<'_>) -> Result<Vec<Packed>> {
    let mut all = Vec::new();
    for kind in OwedKind::ALL.iter().copied().filter(|kind| kind.is_carried()) {
        for owed in pile(context, kind, EACH)?.first {
            if owed.taken.as_ref().is_some_and(|taken| !taken.own) {
                continue;
            }
            let plan = plan_of(context, &owed)?;
            all.push(Packed { owed, plan });
        }
    }
    Ok(all)
}

/// The plan that belongs to a thing, if it has one that the actor may read.
fn plan_of(context: &Context<'_>, owed: &Owed) -> Result<Option<PlanId>> {
    let of_sheet = |occasion| blank_sheet(context, occasion).map(|blank| blank.round.id);
    let round = match owed.kind {
        OwedKind::Sheet => of_sheet(Occasion::Observation(ObservationId(owed.id))),
        OwedKind::Materials | OwedKind::SecondSheet => of_sheet(Occasion::SpotCheck(SpotCheckId(owed.id))),
        OwedKind::Session => Ok(RoundId(owed.id)),
        _ => return Ok(None),
    };
    let plan = round.and_then(|round| latest_plan(context, &owed.unit_code, round));
    match plan {
        Ok(plan) => Ok(plan),
        // Whoever may not read it carries the rest.
        Err(AppError::NotFound | AppError::Denied(_) | AppError::Refused(_)) => Ok(None),
        Err(fault) => Err(fault),
    }
}
