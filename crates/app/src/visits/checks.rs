//! What a visit saw of measures comes into their ledger: it stands in the history of each, and reopens what is closed there
//! and not so on the spot.

use crate::{AppError, Context, Result, permit_on};
use earnest_model::{
    Date,
    event::Event,
    id::MeasureId,
    ledger::{
        acts::{LedgerAct as Act, StepTold},
        measures::measure::{MeasureState, Step, check_remarks},
    },
    message::{FieldErrors, Message},
    permit::{LookBack, Permit, RecordVisit},
    text::Prose,
    visits::visit::{NewItem, Seen},
};
use earnest_store::{NewStep, Work};

/// Whose items are written: the unit that was visited, and in which row of the form each item stands.
pub(super) struct Left<'a> {
    /// Code of the visited unit.
    pub code: &'a str,
    /// The items.
    pub items: &'a [NewItem],
    /// The row of each.
    pub rows: Vec<usize>,
    /// The measures that the visit saw before.
    pub seen: Vec<MeasureId>,
    /// The day of the visit.
    pub on: Date,
}

/// Takes the steps that follow from the checks among the items, and gives their events. A measure that the unit has not,
/// or that the visitor may not judge, is a fault of its row.
pub(super) fn check_measures<K: Copy>(
    context: &Context<'_>,
    work: &mut Work<'_>,
    permit: &Permit<RecordVisit, K>,
    left: &Left<'_>,
) -> Result<Vec<Event>> {
    let checks: Vec<_> = left
        .items
        .iter()
        .zip(&left.rows)
        .filter_map(|(item, row)| Some((item, row, item.left.check()?)))
        .collect();
    let serials: Vec<&str> = checks.iter().map(|(_, _, (serial, _))| *serial).collect();
    let found = work.reader().measures_seen(permit, left.code, &serials)?;
    let mut errors = FieldErrors::new();
    for ((_, row, _), measure) in checks.iter().zip(&found) {
        if measure.is_none_or(|id| permit_on::<LookBack, _>(context, &mut work.reader(), id).is_err()) {
            errors.add(format!("item-{row}-measure"), Message::new("error-visit-measure"));
        }
        if measure.is_some_and(|id| left.seen.contains(&id)) {
            errors.add(format!("item-{row}-measure"), Message::new("error-visit-check-twice"));
        }
    }
    if !errors.is_empty() {
        return Err(AppError::Form(errors));
    }
    let mut events = Vec::new();
    for ((item, _, (_, seen)), measure) in checks.iter().zip(found.into_iter().flatten()) {
        events.push(check(context, work, measure, (*seen, item.body.as_str(), left.on))?);
    }
    Ok(events)
}

/// Takes the step with one measure: what was seen of it, in which words, and on which day.
fn check(
    context: &Context<'_>,
    work: &mut Work<'_>,
    id: MeasureId,
    (seen, words, on): (Seen, &str, Date),
) -> Result<Event> {
    let permit = permit_on::<LookBack, _>(context, &mut work.reader(), id)?;
    let measure = work.reader().measure(&permit)?;
    let step = measure.checked(seen == Seen::AsReported, on);
    let state = measure.after(step, context.actor.account(), true)?;
    let remarks = check_remarks(step, words)?;
    let new = marked(step, state, &remarks);
    work.measure_step_insert(&permit, &new)?;
    let step_told = StepTold {
        serial: measure.serial,
        from: measure.state.key(),
        to: state.key(),
        evidence_sha256: Vec::new(),
        review: None,
    };
    let told = match step {
        Step::Refute => Act::MeasureRefuted { step: step_told },
        Step::Doubted => Act::MeasureDoubted { step: step_told },
        _ => Act::MeasureChecked { step: step_told },
    };
    Ok(permit.act(told))
}

/// A step that leaves all but the state as it is.
fn marked(step: Step, state: MeasureState, remarks: &str) -> NewStep<'_> {
    NewStep { step, state, progress: None, remarks, evidence: None, review_on: None, closed_on: None }
}

/// Takes back what checks did to measures that a record does not name any more, and gives their events: where nothing was
/// done since and no other check bears it out, what stood before stands again. The history says so either way.
pub(super) fn take_back(
    context: &Context<'_>,
    work: &mut Work<'_>,
    measures: &[MeasureId],
    why: &Prose,
) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    for id in measures {
        let permit = permit_on::<LookBack, _>(context, &mut work.reader(), *id)?;
        let measure = work.reader().measure(&permit)?;
        let steps = work.reader().measure_steps(&permit)?;
        let history: Vec<_> = steps.iter().map(|taken| (taken.step, taken.taken_on)).collect();
        let stands: Vec<_> = work.reader().measure_checks(&permit)?.iter().map(|seen| seen.stands).collect();
        let new = match measure.stood_before(&history, &stands) {
            Some((state, closed_on)) => NewStep { closed_on, ..marked(Step::Restore, state, why.as_str()) },
            None => marked(Step::Withdraw, measure.state, why.as_str()),
        };
        work.measure_step_insert(&permit, &new)?;
        let step = StepTold {
            serial: measure.serial,
            from: measure.state.key(),
            to: new.state.key(),
            evidence_sha256: Vec::new(),
            review: None,
        };
        events.push(permit.act(Act::CheckWithdrawn { step }));
    }
    Ok(events)
}
