//! Work that is done later: when it is due, who holds it, when it is tried again and when it is given up.

use crate::{id::AccountId, words::words};
use jiff::Timestamp;

words! {
    /// Kinds of work.
    JobKind, "error-job-kind" {
        /// The daily letter to an account.
        Digest = "digest",
        /// A letter on the deadlines of a day.
        Deadlines = "deadlines",
        /// A letter on one notice.
        Notice = "notice",
    }
}

words! {
    /// How far a job has come.
    JobState, "error-job-state" {
        /// It waits for its moment, or for its next try.
        Waiting = "waiting",
        /// It is done.
        Done = "done",
        /// It was given up; somebody may have it tried again.
        Failed = "failed",
    }
}

/// Seconds for which whoever takes a job holds it. A job still held after that was left by a process that broke off.
pub const LEASE_SECONDS: i64 = 300;

/// How often a job is tried before it is given up: over about seven hours.
pub const MOST_ATTEMPTS: i32 = 10;

/// Seconds before the second try; doubled before each further one.
pub const FIRST_WAIT: i64 = 60;

/// The most seconds between two tries: three hours.
pub const LONGEST_WAIT: i64 = 3 * 3_600;

/// How many days a job that is done is known, so that it is not planned again.
pub const KEPT_DAYS: i64 = 60;

/// Seconds to wait after so many tries that failed; `None`: it is given up.
pub fn wait_after(attempts: i32) -> Option<i64> {
    if attempts >= MOST_ATTEMPTS {
        return None;
    }
    let doublings = u32::try_from(attempts.max(1) - 1).unwrap_or_default().min(30);
    Some(FIRST_WAIT.saturating_mul(1 << doublings).min(LONGEST_WAIT))
}

/// Whether a job is to be taken now: its moment is there, and nobody holds it.
pub fn is_due(state: JobState, due_at: Timestamp, leased_until: Option<Timestamp>, now: Timestamp) -> bool {
    state == JobState::Waiting && due_at <= now && leased_until.is_none_or(|until| until <= now)
}

/// What tells a job from every other, so that it is planned once: `digest/7/2015-11-23`.
pub fn job_key(kind: JobKind, account: AccountId, what: impl std::fmt::Display) -> String {
    format!("{}/{account}/{what}", kind.key())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_job_is_tried_at_growing_intervals_and_then_given_up() {
        let waits: Vec<_> = (1..=11).map(wait_after).collect();
        let minutes = |minutes: i64| Some(minutes * 60);
        assert_eq!(waits[..4], [minutes(1), minutes(2), minutes(4), minutes(8)]);
        assert_eq!(waits[8..], [minutes(180), None, None]);
    }

    proptest! {
        #[test]
        fn the_wait_never_shrinks_nor_passes_its_ceiling(attempts in -3_i32..200) {
            match (wait_after(attempts), wait_after(attempts + 1)) {
                (Some(one), Some(next)) => prop_assert!(one <= next && next <= LONGEST_WAIT && one >= FIRST_WAIT),
                (None, next) => prop_assert!(next.is_none() && attempts >= MOST_ATTEMPTS),
                (Some(_), None) => prop_assert_eq!(attempts + 1, MOST_ATTEMPTS),
            }
        }

        #[test]
        fn a_job_that_somebody_holds_is_not_due_until_the_lease_is_over(due in 0_i64..100, until in 0_i64..100, now in 0_i64..100) {
            let at = |second| Timestamp::from_second(second).unwrap();
            let due_now = is_due(JobState::Waiting, at(due), Some(at(until)), at(now));
            prop_assert_eq!(due_now, due <= now && until <= now);
            prop_assert!(!is_due(JobState::Done, at(due), None, at(now)) && !is_due(JobState::Failed, at(due), None, at(now)));
        }
    }
}
