//! What is one's own: the problems of a person that are about whoever asks, with the measures set against them.

use crate::{AppError, Context, Result, home::home, permit_at};
use earnest_model::{ledger::measures::measure::Measure, permit::ReadDesk};
use earnest_store::Problem;

/// A problem of one's own.
#[derive(Debug, Clone)]
pub struct OwnProblem {
    /// The problem.
    pub problem: Problem,
    /// Name of the unit on whose list it stands.
    pub unit: String,
    /// Its measures.
    pub measures: Vec<Measure>,
}

/// The most that are shown.
const MOST: i64 = 200;

/// Lists them, the newest first; empty for whoever has none.
pub fn own_problems(context: &Context<'_>) -> Result<Vec<OwnProblem>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let at = home(context, &mut reader)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadDesk>(context, at)?;
    let measures = reader.own_measures(&permit, MOST * 10)?;
    let own = reader.own_problems(&permit, MOST)?.into_iter().map(|(problem, unit)| {
        let set = measures.iter().filter(|measure| measure.problem == problem.id).cloned().collect();
        OwnProblem { problem, unit, measures: set }
    });
    Ok(own.collect())
}
