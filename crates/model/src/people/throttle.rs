//! How fast passwords may be tried: growing waits per place and account, so that guessing is hopeless and nobody can
//! lock a colleague out.
//!
//! An attempt is counted before the password is looked at and taken back when it was right, so that many at once
//! don't slip through. What is counted is the place (a client's address) and the place together with the login; a
//! device from which somebody has signed in before is a place of its own, so that failures elsewhere never stop it.

use crate::{Timestamp, hash::sha256_hex};
use std::collections::HashMap;

/// How many failures are free, and how long a wait may become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Failures without a wait.
    pub free: u32,
    /// The longest wait in seconds.
    pub longest: i64,
}

/// One login from one place.
pub const OF_ACCOUNT: Pace = Pace { free: 5, longest: 15 * 60 };
/// All logins from one place, which a whole office may share.
pub const OF_PLACE: Pace = Pace { free: 60, longest: 60 };

/// Seconds after which a failure is forgotten.
const MEMORY: i64 = 60 * 60;
/// The most places that are remembered; then the oldest go.
const MOST: usize = 20_000;

#[derive(Debug, Clone, Copy)]
struct Tries {
    failures: u32,
    last: Timestamp,
    /// Whether it was said since the last failure that one waits.
    said: bool,
}

/// What was tried lately.
#[derive(Debug, Default)]
pub struct Throttle {
    tries: HashMap<String, Tries>,
}

impl Throttle {
    /// Begins an attempt that is counted under these keys.
    ///
    /// # Errors
    /// The seconds for which to wait; then nothing was counted.
    pub fn begin(&mut self, keys: &[(String, Pace)], now: Timestamp) -> Result<(), i64> {
        self.turn_back(keys, now);
        let wait = keys.iter().map(|(key, pace)| self.wait(key, *pace, now)).max().unwrap_or(0);
        if wait > 0 {
            return Err(wait);
        }
        self.forget(now);
        for (key, _) in keys {
            let tries =
                self.tries.entry(hashed(key)).or_insert(Tries { failures: 0, last: now, said: false });
            tries.failures = tries.failures.saturating_add(1);
            tries.last = now;
            tries.said = false;
        }
        Ok(())
    }

    /// The attempt was right: under its first key nothing has failed, under the others this one did not.
    pub fn right(&mut self, keys: &[(String, Pace)]) {
        for (place, (key, _)) in keys.iter().enumerate() {
            if place == 0 {
                self.tries.remove(&hashed(key));
            } else if let Some(tries) = self.tries.get_mut(&hashed(key)) {
                tries.failures = tries.failures.saturating_sub(1);
            }
        }
    }

    /// The attempt came to no end, since the register could not be asked: it did not take place.
    pub fn undo(&mut self, keys: &[(String, Pace)]) {
        for (key, _) in keys {
            if let Some(tries) = self.tries.get_mut(&hashed(key)) {
                tries.failures = tries.failures.saturating_sub(1);
            }
        }
    }

    /// Whether whoever waits under these keys is told so for the first time since their last failure.
    pub fn waits_anew(&mut self, keys: &[(String, Pace)]) -> bool {
        let mut anew = false;
        for (key, pace) in keys {
            let waiting = self.tries.get_mut(&hashed(key)).filter(|tries| tries.failures >= pace.free);
            if let Some(tries) = waiting {
                anew |= !tries.said;
                tries.said = true;
            }
        }
        anew
    }

    /// Seconds until the next attempt under a key: none for the free ones, then 1, 2, 4, … up to the longest.
    fn wait(&self, key: &str, pace: Pace, now: Timestamp) -> i64 {
        let Some(tries) = self.tries.get(&hashed(key)).filter(|tries| tries.failures >= pace.free) else {
            return 0;
        };
        let passed = now.as_second() - tries.last.as_second();
        if passed >= MEMORY {
            return 0;
        }
        let delay =
            1_i64.checked_shl(tries.failures - pace.free).filter(|delay| *delay > 0).unwrap_or(i64::MAX);
        (delay.min(pace.longest) - passed).max(0)
    }

    /// A clock that was put back makes what was tried later than now be tried now: nobody waits for the clock.
    fn turn_back(&mut self, keys: &[(String, Pace)], now: Timestamp) {
        for (key, _) in keys {
            if let Some(tries) = self.tries.get_mut(&hashed(key)).filter(|tries| tries.last > now) {
                tries.last = now;
            }
        }
    }

    fn forget(&mut self, now: Timestamp) {
        if self.tries.len() < MOST {
            return;
        }
        self.tries.retain(|_, tries| now.as_second() - tries.last.as_second() < MEMORY);
        if self.tries.len() >= MOST {
            let mut times: Vec<_> = self.tries.values().map(|tries| tries.last).collect();
            times.sort_unstable();
            let middle = times.get(times.len() / 2).copied().unwrap_or(now);
            self.tries.retain(|_, tries| tries.last > middle);
        }
    }
}

/// Keys are kept by their hash: what a caller names takes no more room than that.
fn hashed(key: &str) -> String {
    sha256_hex(key.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_433_131_200 + second).unwrap()
    }

    fn keys(place: &str, login: &str) -> Vec<(String, Pace)> {
        vec![(format!("{place} {login}"), OF_ACCOUNT), (place.to_owned(), OF_PLACE)]
    }

    #[test]
    fn waits_begin_after_five_failures_and_double_up_to_a_quarter_of_an_hour() {
        let mut throttle = Throttle::default();
        let tried = keys("10.0.0.1", "clerk");
        for _ in 0..5 {
            assert_eq!(throttle.begin(&tried, at(0)), Ok(()));
        }
        let (mut second, mut waits) = (0, Vec::new());
        for _ in 0..12 {
            let wait = throttle.begin(&tried, at(second)).unwrap_err();
            waits.push(wait);
            assert!(throttle.begin(&tried, at(second + wait - 1)).is_err());
            second += wait;
            assert_eq!(throttle.begin(&tried, at(second)), Ok(()));
        }
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
        assert_eq!(throttle.begin(&tried, at(second + MEMORY)), Ok(()), "forgotten after an hour");
    }

    #[test]
    fn nobody_is_locked_out_by_failures_elsewhere() {
        let mut throttle = Throttle::default();
        for second in 0..5 {
            throttle.begin(&keys("10.0.0.66", "clerk"), at(second)).unwrap();
        }
        assert!(throttle.begin(&keys("10.0.0.66", "clerk"), at(4)).is_err());
        assert_eq!(throttle.begin(&keys("10.0.0.1", "clerk"), at(4)), Ok(()), "from another place");
        assert_eq!(throttle.begin(&keys("device", "clerk"), at(4)), Ok(()), "from a device that is known");
        assert_eq!(throttle.begin(&keys("10.0.0.66", "colleague"), at(4)), Ok(()), "another login");
    }

    #[test]
    fn a_right_password_clears_the_account_and_takes_its_own_attempt_back() {
        let mut throttle = Throttle::default();
        let tried = keys("10.0.0.1", "clerk");
        for _ in 0..200 {
            throttle.begin(&tried, at(0)).unwrap();
            throttle.right(&tried);
        }
    }

    #[test]
    fn one_place_that_tries_many_logins_is_slowed() {
        let mut throttle = Throttle::default();
        let mut refused = 0;
        for login in 0..200 {
            refused += usize::from(throttle.begin(&keys("10.0.0.66", &login.to_string()), at(0)).is_err());
        }
        assert_eq!(refused, 140);
    }

    #[test]
    fn a_clock_that_is_put_back_locks_nobody_out() {
        let mut throttle = Throttle::default();
        let tried = keys("10.0.0.1", "clerk");
        for _ in 0..5 {
            throttle.begin(&tried, at(30 * 86_400)).unwrap();
        }
        let wait = throttle.begin(&tried, at(0)).unwrap_err();
        assert!(wait <= OF_ACCOUNT.longest, "{wait}");
        assert_eq!(throttle.begin(&tried, at(wait)), Ok(()));
    }

    #[test]
    fn an_attempt_that_came_to_no_end_is_none_and_a_long_name_takes_no_room() {
        let mut throttle = Throttle::default();
        let tried = keys("10.0.0.1", &"x".repeat(1 << 20));
        for _ in 0..200 {
            assert_eq!(throttle.begin(&tried, at(0)), Ok(()));
            throttle.undo(&tried);
        }
        assert!(throttle.tries.keys().all(|key| key.len() == 64));
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let mut throttle = Throttle::default();
        for place in 0..60_000_i64 {
            throttle.begin(&keys(&place.to_string(), "x"), at(place / 100)).unwrap();
        }
        assert!(throttle.tries.len() <= MOST + 2);
    }
}
