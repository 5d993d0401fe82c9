//! What keeps the door for comments of strangers: every form is sent once, soon, and by nobody too often. In memory alone:
//! after a restart everybody begins anew.

use earnest_model::{Timestamp, event::sha256_hex, id::CircularId, message::Message};
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// How long a form may lie open, in seconds.
const OPEN: i64 = 2 * 60 * 60;
/// The time over which comments of a client are counted, in seconds.
const SPAN: i64 = 10 * 60;
/// The most comments of a client in that time.
const OF_CLIENT: usize = 3;
/// The most comments on a circular in that time: who has many addresses silences one circular and not all.
const OF_CIRCULAR: usize = 60;

/// The door.
#[derive(Debug, Default)]
pub struct CommentGuard(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    secret: Option<[u8; 32]>,
    used: HashMap<String, i64>,
    sent: HashMap<String, Vec<i64>>,
    on: HashMap<CircularId, Vec<i64>>,
}

impl CommentGuard {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A token for a form on a circular.
    pub fn token(&self, chance: &dyn Fn(&mut [u8]), circular: CircularId, now: Timestamp) -> String {
        let mut kept = self.kept();
        let secret = kept.secret.get_or_insert_with(|| {
            let mut secret = [0; 32];
            chance(&mut secret);
            secret
        });
        let mut salt = [0; 8];
        chance(&mut salt);
        let stem = format!("{}.{}.{}", now.as_second(), earnest_model::event::hex(&salt), circular);
        format!("{stem}.{}", sealed(secret, &stem))
    }

    /// Takes a form in, or says why not. A form that was taken is not taken again.
    pub fn take(
        &self,
        token: &str,
        circular: CircularId,
        client: &str,
        now: Timestamp,
    ) -> Result<(), Message> {
        let now = now.as_second();
        let mut kept = self.kept();
        kept.forget(now);
        let stale = || Message::new("error-comment-form");
        let (stem, seal) = token.rsplit_once('.').ok_or_else(stale)?;
        let secret = kept.secret.ok_or_else(stale)?;
        let mut parts = stem.split('.');
        let at: i64 = parts.next().and_then(|at| at.parse().ok()).ok_or_else(stale)?;
        let ours = sealed(&secret, stem) == seal && parts.nth(1) == Some(circular.to_string().as_str());
        if !ours || now - at > OPEN || now < at || kept.used.contains_key(stem) {
            return Err(stale());
        }
        let on = kept.on.get(&circular).map_or(0, Vec::len);
        if on >= OF_CIRCULAR || kept.sent.get(client).is_some_and(|sent| sent.len() >= OF_CLIENT) {
            return Err(Message::new("error-comment-often").with("minutes", SPAN / 60));
        }
        kept.used.insert(stem.to_owned(), at);
        kept.on.entry(circular).or_default().push(now);
        kept.sent.entry(client.to_owned()).or_default().push(now);
        Ok(())
    }
}

impl Kept {
    /// Forgets what is too old to matter.
    fn forget(&mut self, now: i64) {
        self.used.retain(|_, at| (now - *at).abs() <= OPEN);
        // A clock that was put back makes nobody wait longer than that.
        for sent in self.sent.values_mut().chain(self.on.values_mut()) {
            sent.retain(|at| (now - *at).abs() < SPAN);
        }
        self.on.retain(|_, sent| !sent.is_empty());
        self.sent.retain(|_, sent| !sent.is_empty());
    }
}

fn sealed(secret: &[u8; 32], stem: &str) -> String {
    let mut bytes = secret.to_vec();
    bytes.extend_from_slice(stem.as_bytes());
    bytes.extend_from_slice(secret);
    sha256_hex(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_433_000_000 + second).unwrap()
    }

    fn chance(bytes: &mut [u8]) {
        use std::sync::atomic::{AtomicU8, Ordering};
        static NEXT: AtomicU8 = AtomicU8::new(1);
        bytes.fill(NEXT.fetch_add(1, Ordering::Relaxed));
    }

    #[test]
    fn a_form_is_taken_once_and_only_for_its_circular_and_in_time() {
        let guard = CommentGuard::default();
        let one = CircularId(1);
        let token = guard.token(&chance, one, at(0));
        assert_eq!(guard.take(&token, CircularId(2), "a", at(5)).unwrap_err().key, "error-comment-form");
        assert_eq!(guard.take(&token, one, "a", at(OPEN + 1)).unwrap_err().key, "error-comment-form");
        assert_eq!(guard.take(&token, one, "a", at(5)), Ok(()));
        assert_eq!(guard.take(&token, one, "a", at(6)).unwrap_err().key, "error-comment-form");
        for made_up in ["", "1.2.3", "x.y.1.z"] {
            assert!(guard.take(made_up, one, "a", at(7)).is_err());
        }
        assert!(CommentGuard::default().take(&token, one, "a", at(5)).is_err(), "another server's form");
    }

    #[test]
    fn who_has_many_addresses_silences_one_circular_and_not_the_rest() {
        let guard = CommentGuard::default();
        let send = |circular, client: &str| {
            let token = guard.token(&chance, circular, at(0));
            guard.take(&token, circular, client, at(0))
        };
        let many: Vec<bool> = (0..70).map(|one| send(CircularId(1), &one.to_string()).is_ok()).collect();
        assert_eq!(many.iter().filter(|taken| **taken).count(), OF_CIRCULAR);
        assert_eq!(send(CircularId(2), "another"), Ok(()));
    }

    #[test]
    fn a_client_is_heard_three_times_in_ten_minutes_and_others_meanwhile() {
        let guard = CommentGuard::default();
        let one = CircularId(1);
        let send = |client: &str, second| {
            let token = guard.token(&chance, one, at(second));
            guard.take(&token, one, client, at(second))
        };
        for second in 0..3 {
            assert_eq!(send("a", second), Ok(()));
        }
        assert_eq!(send("a", 4).unwrap_err().key, "error-comment-often");
        assert_eq!(send("b", 5), Ok(()));
        assert_eq!(send("a", SPAN + 4), Ok(()));
    }
}
