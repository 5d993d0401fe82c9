//! The queue as the administrator of the whole sees it, and trying again what was given up.

use crate::{AppError, Context, Result, permit_at, permit_on};
use earnest_model::{
    desk::{acts::DeskAct, job::JobState},
    id::JobId,
    permit::{Permit, ReadJobs},
};
pub use earnest_store::JobLine;
use earnest_store::Reader;

/// The queue.
#[derive(Debug, Clone)]
pub struct Jobs {
    /// The jobs of the state that was asked for.
    pub lines: Vec<JobLine>,
    /// How many there are in each state.
    pub counts: Vec<(JobState, i64)>,
}

fn reading(context: &Context<'_>, reader: &mut Reader<'_>) -> Result<Permit<ReadJobs>> {
    permit_at(context, reader.root()?.ok_or(AppError::NotFound)?)
}

/// Whether the actor may see the queue.
pub fn may_list(context: &Context<'_>) -> Result<bool> {
    let mut snapshot = context.store.snapshot()?;
    Ok(reading(context, &mut snapshot.reader()).is_ok())
}

/// Lists the jobs in a state.
pub fn list_jobs(context: &Context<'_>, state: JobState, limit: i64) -> Result<Jobs> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = reading(context, &mut reader)?;
    let mut counts = Vec::with_capacity(JobState::ALL.len());
    for one in JobState::ALL {
        counts.push((*one, reader.jobs_count(&permit, *one)?));
    }
    Ok(Jobs { lines: reader.jobs(&permit, state, limit)?, counts })
}

/// Has a job tried again that was given up.
pub fn retry_job(context: &Context<'_>, id: JobId) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit_on(context, &mut work.reader(), id)?;
    work.job_again(&permit)?;
    Ok(work.commit(&permit.act(DeskAct::JobRetried {}))?)
}
