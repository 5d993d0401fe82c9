//! Decide a request for a later day or for the long term: first the unit's head, then the office above.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    event::Subject,
    id::MeasureId,
    ledger::measures::{
        measure::{Measure, Step, check_remarks},
        measure_change::{ChangeState, MeasureChange},
    },
    permit::{Action, ApproveChange, DecideChange, Permit},
};
use earnest_store::Work;
use serde_json::json;

/// A word on a request.
#[derive(Debug, Clone, Copy)]
pub struct Word<'a> {
    /// Whether it is yes.
    pub yes: bool,
    /// Why; needed with a no, at least ten characters.
    pub remarks: &'a str,
}

impl Word<'_> {
    fn remarks(self) -> Result<String> {
        let step = if self.yes { Step::Approve } else { Step::Return };
        check_remarks(step, self.remarks).map_err(|message| AppError::field("remarks", message))
    }
}

/// The head stands behind the request, or declines it.
pub fn approve_change(context: &Context<'_>, id: MeasureId, word: Word<'_>) -> Result<ChangeState> {
    let mut work = context.store.begin(context.now)?;
    let (permit, measure, asked) = waiting::<ApproveChange>(context, &mut work, id)?;
    let state = asked.after_head(context.actor.account(), word.yes)?;
    work.change_approve(&permit, asked.id, state, &word.remarks()?)?;
    end(work, &permit, &measure, &asked, state)
}

/// The supervising office grants the request, and the measure runs by it; or declines it.
pub fn decide_change(context: &Context<'_>, id: MeasureId, word: Word<'_>) -> Result<ChangeState> {
    let mut work = context.store.begin(context.now)?;
    let (permit, measure, asked) = waiting::<DecideChange>(context, &mut work, id)?;
    let state = asked.after_office(context.actor.account(), word.yes)?;
    if state == ChangeState::Granted && !measure.state.is_open() {
        return Err(AppError::refused("error-change-open"));
    }
    work.change_decide(&permit, &measure, &asked, (state, &word.remarks()?))?;
    end(work, &permit, &measure, &asked, state)
}

/// The request that waits, with the permit to decide it.
fn waiting<A: Action>(
    context: &Context<'_>,
    work: &mut Work<'_>,
    id: MeasureId,
) -> Result<(Permit<A>, Measure, MeasureChange)> {
    let target = work.reader().locate_measure(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<A>(context, target)?;
    let measure = work.reader().measure(&permit, id)?;
    let asked = work.reader().changes_of(&permit, id)?.into_iter().find(|change| change.state.waits());
    Ok((permit, measure, asked.ok_or_else(|| AppError::refused("error-change-decided"))?))
}

fn end<A: Action>(
    work: Work<'_>,
    permit: &Permit<A>,
    measure: &Measure,
    asked: &MeasureChange,
    state: ChangeState,
) -> Result<ChangeState> {
    let detail = json!({
        "serial": measure.serial, "change": asked.change.kind().key(), "word": state.key(),
        "to": asked.change.due_on().to_string(),
    });
    work.commit(&permit.event(Subject::new("measure", measure.id.0), detail))?;
    Ok(state)
}
