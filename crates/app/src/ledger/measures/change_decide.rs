//! Decide a request for a later day or for the long term: first the unit's head, then the office above.

use crate::{AppError, Context, Result, permit_on};
use earnest_model::{
    id::MeasureId,
    ledger::{
        acts::{ChangeTold, LedgerAct},
        measures::{
            measure::{Measure, Step, check_remarks},
            measure_change::{ChangeState, MeasureChange, Running},
        },
    },
    permit::{ApproveChange, DecideChange, Permit},
};
use earnest_store::{ChangeWord, OpensChanges, OpensMeasure, Reader};

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
    let mut work = context.begin()?;
    let Waiting { permit, measure, asked } = ready_to_approve(context, &mut work.reader(), id)?;
    let state = asked.after_head(context.actor.account(), word.yes)?;
    work.change_approve(&permit, ChangeWord { state, remarks: &word.remarks()? })?;
    let change = told(&measure, &asked, state);
    let act = if word.yes {
        LedgerAct::ChangeApproved { change }
    } else {
        LedgerAct::ChangeDeclinedByHead { change }
    };
    work.commit(&permit.act(act))?;
    Ok(state)
}

/// The supervising office grants the request, and the measure runs by it; or declines it.
pub fn decide_change(context: &Context<'_>, id: MeasureId, word: Word<'_>) -> Result<ChangeState> {
    let mut work = context.begin()?;
    let Waiting { permit, measure, asked } = ready_to_decide(context, &mut work.reader(), id)?;
    let state = asked.after_office(context.actor.account(), word.yes)?;
    if word.yes && !measure.state.is_open() {
        return Err(AppError::refused("error-change-open"));
    }
    let running = word.yes.then(|| Running::by(&asked.change, &measure));
    work.change_decide(&permit, ChangeWord { state, remarks: &word.remarks()? }, running.as_ref())?;
    let change = told(&measure, &asked, state);
    let act =
        if word.yes { LedgerAct::ChangeGranted { change } } else { LedgerAct::ChangeDeclined { change } };
    work.commit(&permit.act(act))?;
    Ok(state)
}

/// A request that waits, its measure, and the permit to say a word on it.
pub(crate) struct Waiting<A: OpensChanges> {
    permit: Permit<A, MeasureId>,
    measure: Measure,
    asked: MeasureChange,
}

/// Whether the actor may stand behind the request that waits, as head, or decline it.
pub(crate) fn ready_to_approve(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    id: MeasureId,
) -> Result<Waiting<ApproveChange>> {
    let waiting = waiting(context, reader, id)?;
    waiting.asked.after_head(context.actor.account(), true)?;
    Ok(waiting)
}

/// Whether the actor may grant the request that waits, as supervising office, or decline it.
pub(crate) fn ready_to_decide(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    id: MeasureId,
) -> Result<Waiting<DecideChange>> {
    let waiting = waiting(context, reader, id)?;
    waiting.asked.after_office(context.actor.account(), true)?;
    Ok(waiting)
}

fn waiting<A: OpensChanges + OpensMeasure>(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    id: MeasureId,
) -> Result<Waiting<A>> {
    let permit = permit_on(context, reader, id)?;
    let measure = reader.measure(&permit)?;
    let asked = reader.changes_of(&permit)?.into_iter().find(|change| change.state.waits());
    let asked = asked.ok_or_else(|| AppError::refused("error-change-decided"))?;
    Ok(Waiting { permit, measure, asked })
}

fn told(measure: &Measure, asked: &MeasureChange, state: ChangeState) -> ChangeTold {
    ChangeTold {
        serial: measure.serial.clone(),
        change: asked.change.kind().key(),
        word: state.key(),
        to: asked.change.due_on(),
    }
}
