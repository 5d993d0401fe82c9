//! The plans of a round, one by one: every unit that owes one, with or without.

use crate::{
    AppError, Context, Result,
    nearest::WhichRound,
    permit_at,
    programmes::{
        round_show::coverage,
        rounds_list::{OrganisedRound, list_rounds},
    },
};
use earnest_model::{id::ProgrammeId, permit::ReadPlans};
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
    let rounds: Vec<_> = list_rounds(context)?.rounds;
    let near: Vec<_> =
        rounds.iter().filter(|found| found.concerns_home && !found.state.is_put_away()).cloned().collect();
    let of = |programme: ProgrammeId| move |found: &&OrganisedRound| found.round.programme == programme;
    let chosen = match (asked.round, asked.programme) {
        (Some(id), programme) => {
            let mut named = rounds.iter().filter(|found| programme.is_none_or(|it| of(it)(found)));
            Some(named.find(|found| found.round.id == id).cloned().ok_or(AppError::NotFound)?)
        }
        (None, Some(programme)) => {
            let its: Vec<_> = rounds.iter().filter(of(programme)).cloned().collect();
            Some(latest(&its).ok_or(AppError::NotFound)?)
        }
        (None, None) => {
            let here = context.actor.programme().filter(|here| near.iter().any(|one| of(*here)(&one)));
            match here {
                Some(here) => latest(&near.iter().filter(of(here)).cloned().collect::<Vec<_>>()),
                None => latest(&near),
            }
        }
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
    Ok(Plans { rounds: near, round: chosen, plans, leaders })
}

/// The latest opened round of the organiser that is nearest from above; the first planned one before any is open.
fn latest(rounds: &[OrganisedRound]) -> Option<OrganisedRound> {
    let nearest = rounds.last()?.round.organiser;
    let mut own = rounds.iter().filter(|found| found.round.organiser == nearest);
    let opened = own.clone().rfind(|found| found.round.state.has_begun());
    opened.or_else(|| own.next()).cloned()
}
