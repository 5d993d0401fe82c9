//! The plans of a round, one by one: every unit that owes one, with or without.

use crate::{
    AppError, Context, Result,
    nearest::WhichRound,
    permit_at,
    programmes::{
        round_show::coverage,
        rounds_list::{OrganisedRound, Rounds, list_rounds},
    },
};
use earnest_model::permit::ReadPlans;
use earnest_store::PlanCoverage;

/// The plans of a round.
#[derive(Debug, Clone)]
pub struct Plans {
    /// The rounds to choose from.
    pub rounds: Vec<OrganisedRound>,
    /// The one that is shown; none if there is none.
    pub round: Option<OrganisedRound>,
    /// Its plans.
    pub plans: Vec<PlanCoverage>,
    /// The plan of the organiser's own leading group, where it takes part: told apart from those of the units beneath.
    pub leaders: Option<PlanCoverage>,
}

/// Lists the plans of a round; if none is named, of the latest that was opened of the programme that is named, or in which the
/// actor is.
pub fn list_plans(context: &Context<'_>, asked: impl Into<WhichRound>) -> Result<Plans> {
    let asked: WhichRound = asked.into();
    let Rounds { rounds, home, .. } = list_rounds(context)?;
    let named = |found: &&OrganisedRound| asked.programme.is_none_or(|it| found.round.programme == it);
    // A round that is not of the programme beside it is as if it were not there, and so is a programme that has none here.
    let chosen = match asked.shown(&rounds, context.actor, home) {
        Some(id) => {
            let found = rounds.iter().filter(named).find(|found| found.round.id == id);
            Some(found.cloned().ok_or(AppError::NotFound)?)
        }
        None if asked.programme.is_some() => return Err(AppError::NotFound),
        None => None,
    };
    let (mut plans, mut leaders) = (Vec::new(), None);
    // Nobody owes a plan to a round that has not opened: neither here nor on the board.
    if let Some(chosen) = chosen.as_ref().filter(|chosen| chosen.round.state.has_begun()) {
        let mut snapshot = context.store.snapshot()?;
        let mut reader = snapshot.reader();
        let organiser = reader.at(chosen.round.id)?.ok_or(AppError::NotFound)?.target();
        plans = coverage(context, &mut reader, &chosen.round, organiser)?;
        if let Ok(permit) = permit_at::<ReadPlans>(context, organiser) {
            leaders = reader.leaders_plan(&permit, chosen.round.id)?;
        }
    }
    let near = rounds.into_iter().filter(|found| found.concerns_home && !found.state.is_put_away());
    Ok(Plans { rounds: near.collect(), round: chosen, plans, leaders })
}
