//! What is done beside the requests: letters are planned, written and sent. Plain synchronous; the edge gives it a thread.

mod letter;
mod signing;

pub use signing::{run as run_signing, sign};

use crate::frame::state::{Outgoing, State};
use earnest_app::{
    AppError,
    desk::letters::{
        JobEnd, Moment, Outcome, TakenJob, end_job, forget_jobs, plan_letters, take_job, weigh_job,
    },
};
use std::{sync::mpsc, time::Duration};

/// How long the worker rests when nothing is left to do.
const REST: Duration = Duration::from_secs(20);

/// The most jobs of one round, so that a stop is heard in between.
const ROUND: usize = 5;

/// What a round did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Worked {
    /// Jobs that are new.
    pub planned: usize,
    /// Letters that left.
    pub sent: usize,
    /// Jobs that ended without a letter.
    pub nothing: usize,
    /// Jobs that were put off through quiet hours.
    pub later: usize,
    /// Tries that failed.
    pub failed: usize,
}

impl Worked {
    fn jobs(self) -> usize {
        self.sent + self.nothing + self.later + self.failed
    }
}

fn moment(state: &State) -> Moment {
    let now = (state.clock)();
    Moment { now, today: state.today_at(now), zone: state.known.last().organisation.zone }
}

/// Plans what is due and does at most so many jobs. Without a way out for letters nothing is planned either.
pub fn work(state: &State, most: usize) -> Result<Worked, AppError> {
    let mut worked = Worked::default();
    let Some(outgoing) = &state.mail else { return Ok(worked) };
    worked.planned = plan_letters(&state.store, moment(state))?;
    while worked.jobs() < most {
        let Some(taken) = take_job(&state.store, (state.clock)())? else { break };
        match try_once(state, outgoing, &taken)? {
            (JobEnd::Done, true) => worked.sent += 1,
            (JobEnd::Done, false) => worked.nothing += 1,
            (JobEnd::Later(_), _) => worked.later += 1,
            (JobEnd::Failed(_), _) => worked.failed += 1,
        }
    }
    forget_jobs(&state.store, (state.clock)())?;
    Ok(worked)
}

/// Tries a job; gives how it ended and whether a letter left.
fn try_once(state: &State, outgoing: &Outgoing, taken: &TakenJob) -> Result<(JobEnd, bool), AppError> {
    let moment = moment(state);
    let (end, matter) = match weigh_job(&state.store, taken, moment) {
        Ok(Outcome::Nothing) => (JobEnd::Done, None),
        Ok(Outcome::Later(then)) => (JobEnd::Later(then), None),
        Ok(Outcome::Write(matter)) => {
            let known = state.known.last();
            let own = matter.home.and_then(|home| known.of_home(home));
            let letter =
                letter::letter(own.as_ref().unwrap_or(&known), &matter, &taken.key, &outgoing.address);
            match outgoing.post.send(&letter, moment.now) {
                Ok(()) => (JobEnd::Done, Some(matter)),
                Err(fault) => (JobEnd::Failed(fault.0), None),
            }
        }
        Err(fault) => (JobEnd::Failed(fault.to_string()), None),
    };
    if let JobEnd::Failed(fault) = &end {
        tracing::warn!(job = %taken.key, %fault, "a job failed");
    }
    end_job(&state.store, taken, &end, matter.as_deref(), (state.clock)())?;
    Ok((end, matter.is_some()))
}

/// Works until it is told to stop, or whoever could tell it is gone.
pub fn run(state: &State, stop: &mpsc::Receiver<()>) {
    loop {
        let busy = match work(state, ROUND) {
            Ok(worked) => worked.jobs() == ROUND,
            Err(fault) => {
                tracing::error!(%fault, "the worker failed");
                false
            }
        };
        let rest = if busy { Duration::ZERO } else { REST };
        if !matches!(stop.recv_timeout(rest), Err(mpsc::RecvTimeoutError::Timeout)) {
            return;
        }
    }
}
