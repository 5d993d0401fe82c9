//! Checkpoints of the journal: beside the requests and the letters, with a bounded share of the time, since the whole is
//! verified before anything is signed.

use super::REST;
use crate::frame::state::State;
use earnest_app::{
    AppError, Context,
    anchor::signing::{Signing, is_behind, sign_if_sound},
};
use std::{sync::mpsc, time::Duration};

/// The shortest rest between two verifications.
const LEAST: Duration = Duration::from_secs(60);
/// A verification takes this part of the time at most.
const SHARE: u32 = 20;

/// Verifies the register and signs a checkpoint of it, if there is a key and something happened since the last.
pub fn sign(state: &State) -> Result<Option<Signing>, AppError> {
    let Some(key) = &state.journal_key else { return Ok(None) };
    let now = (state.clock)();
    let today = state.today_at(now);
    let context = Context {
        store: &state.store,
        actor: &state.operator,
        now,
        today,
        seen: None,
        sending: None,
        stood: None,
    };
    if !is_behind(&context)? {
        return Ok(None);
    }
    let mut chance = [0; 32];
    (state.chance)(&mut chance);
    sign_if_sound(&context, key, &chance).map(Some)
}

/// How long nothing is verified after a verification that took so long.
fn rest_after(took: Duration) -> Duration {
    took.saturating_mul(SHARE).max(LEAST)
}

/// Signs until it is told to stop, or whoever could tell it is gone.
pub fn run(state: &State, stop: &mpsc::Receiver<()>) {
    let mut said = None;
    loop {
        let begun = (state.clock)();
        let signed = sign(state);
        let took = Duration::try_from((state.clock)().duration_since(begun)).unwrap_or_default();
        let rest = if matches!(signed, Ok(None)) { REST } else { rest_after(took) };
        let fault = match signed {
            Ok(None) => said.clone(),
            Ok(Some(Signing::Signed(_))) => None,
            Ok(Some(Signing::Faults(fault))) => Some(fault),
            Err(fault) => Some(fault.to_string()),
        };
        if let Some(fault) = fault.as_ref().filter(|fault| said.as_ref() != Some(fault)) {
            tracing::error!(%fault, "no checkpoint is signed, since the register has faults; run: earnest journal verify");
        }
        said = fault;
        if !matches!(stop.recv_timeout(rest), Err(mpsc::RecvTimeoutError::Timeout)) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verifying_takes_a_twentieth_of_the_time_and_a_minute_passes_in_between() {
        assert_eq!(rest_after(Duration::from_millis(40)), Duration::from_secs(60));
        assert_eq!(rest_after(Duration::from_secs(30)), Duration::from_secs(600));
    }
}
