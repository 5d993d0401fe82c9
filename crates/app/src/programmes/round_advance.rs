//! Move a round on, if what its next state needs is there.

use crate::{
    AppError, Context, Result,
    burden::burden_weigh::{Issue, guard},
    figures::gates::gates,
    permit_at,
};
use earnest_model::{
    burden::budget::Kind, event::Subject, id::RoundId, permit::AdvanceRound, programmes::round::RoundState,
};
use serde_json::json;

/// Moves a round to its next state. A round that opens runs by the version of the standard that is in force then.
pub fn advance_round(context: &Context<'_>, id: RoundId) -> Result<RoundState> {
    let mut work = context.store.begin(context.now)?;
    let (round, organiser) = work.reader().locate_round(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<AdvanceRound>(context, organiser)?;
    let gates = gates(context, &mut work.reader(), organiser, &round)?;
    let next = round.advance(gates)?;
    let fixed = match next {
        RoundState::Open => work.reader().standard_of_round(&round)?,
        _ => None,
    };
    if next == RoundState::Open {
        guard(&mut work.reader(), &permit, &Issue::to_children(Kind::Plan, round.opens_on))?;
    }
    work.round_state_write(&permit, id, next, fixed.as_ref().map(|standard| standard.id))?;
    let mut detail = json!({ "from": round.state.key(), "to": next.key() });
    if let (Some(standard), Some(said)) = (fixed, detail.as_object_mut()) {
        said.insert("standard".to_owned(), json!(standard.version));
    }
    work.commit(&permit.event(Subject::new("round", id.0), detail))?;
    Ok(next)
}
