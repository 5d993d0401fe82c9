//! Pages by their addresses: one that waits for a table which somebody else holds takes no turns from the others.
//!
//! All pages share their turns, so a page that waits long takes them all, request by request, and pages that need nothing of what
//! it waits for stand behind it. Nobody knows before what a page will wait for; but it is known which did.

use axum::http::StatusCode;
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The most addresses that are told apart; beyond them pages share their turns alone.
const MOST: usize = 1_000;
/// The most signs of an address by which it is told from others.
const LONGEST: usize = 80;
/// A page that failed after so long had waited for something.
const WAITED: Duration = Duration::from_millis(500);

/// A page, whichever of its records is asked for.
struct Way {
    turns: Arc<Semaphore>,
    /// Whether the last that was asked there waited in vain.
    held_up: AtomicBool,
    /// Who tries whether it still is.
    tries: Arc<Semaphore>,
}

/// The pages that are being read, and those that are held up.
pub(super) struct Ways {
    each: usize,
    of: Mutex<HashMap<String, Arc<Way>>>,
}

/// A place among those who read a page; it ends when dropped.
pub(super) struct OnTheWay {
    way: Option<Arc<Way>>,
    _turn: Option<OwnedSemaphorePermit>,
    _tries: Option<OwnedSemaphorePermit>,
}

/// Why nobody is let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoWay {
    /// Others read the same page for as long as one waits.
    Crowded,
    /// The page waits for something that somebody else holds, and somebody tries it already.
    HeldUp,
}

impl Ways {
    /// So many may read the same page at once: half of all who read, so that half is left to other pages.
    pub fn new(pages: usize) -> Self {
        Self { each: (pages / 2).max(1), of: Mutex::default() }
    }

    fn ways(&self) -> MutexGuard<'_, HashMap<String, Arc<Way>>> {
        // Whoever broke off while holding it left it whole.
        self.of.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn way(&self, path: &str) -> Option<Arc<Way>> {
        let mut ways = self.ways();
        let key = key(path);
        if ways.len() >= MOST && !ways.contains_key(&key) {
            // What nobody reads, and what nobody is told of any more.
            ways.retain(|_, way| Arc::strong_count(way) > 1);
            if ways.len() >= MOST {
                return None;
            }
        }
        let new = || {
            Arc::new(Way {
                turns: Arc::new(Semaphore::new(self.each)),
                held_up: AtomicBool::new(false),
                tries: Arc::new(Semaphore::new(1)),
            })
        };
        Some(Arc::clone(ways.entry(key).or_insert_with(new)))
    }

    /// Waits among those who ask for the same page, as long as one waits for one's turn.
    pub async fn enter(&self, path: &str, longest: Duration) -> Result<OnTheWay, NoWay> {
        let Some(way) = self.way(path) else {
            return Ok(OnTheWay { way: None, _turn: None, _tries: None });
        };
        tries(&way)?;
        let turn = tokio::time::timeout(longest, Arc::clone(&way.turns).acquire_owned()).await;
        let Ok(Ok(turn)) = turn else { return Err(NoWay::Crowded) };
        // Meanwhile it may have become known.
        let tries = tries(&way)?;
        Ok(OnTheWay { way: Some(way), _turn: Some(turn), _tries: tries })
    }
}

/// A page that is held up is tried by one at a time.
fn tries(way: &Way) -> Result<Option<OwnedSemaphorePermit>, NoWay> {
    if !way.held_up.load(Ordering::Acquire) {
        return Ok(None);
    }
    Arc::clone(&way.tries).try_acquire_owned().map(Some).map_err(|_| NoWay::HeldUp)
}

impl OnTheWay {
    /// Whether the page is known to be held up, once its turn has come; whoever tries it goes on.
    pub fn is_barred(&self) -> bool {
        let held_up = self.way.as_ref().is_some_and(|way| way.held_up.load(Ordering::Acquire));
        held_up && self._tries.is_none()
    }

    /// What came of it, and after how long.
    pub fn ended(&self, status: StatusCode, took: Duration) {
        let Some(way) = &self.way else { return };
        if status == StatusCode::SERVICE_UNAVAILABLE {
            if took >= WAITED {
                way.held_up.store(true, Ordering::Release);
            }
        } else {
            way.held_up.store(false, Ordering::Release);
        }
    }
}

/// The address of a page without the numbers of its records, and without what is asked of it.
fn key(path: &str) -> String {
    let part = |part: &str| {
        if part.bytes().any(|byte| byte.is_ascii_digit()) { "#".to_owned() } else { part.to_owned() }
    };
    let whole = path.split('/').map(part).collect::<Vec<_>>().join("/");
    whole.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn half_of_the_turns_are_left_to_other_pages() {
        let ways = Ways::new(4);
        let second = Duration::from_millis(100);
        let (one, other) = (ways.enter("/a/1", second).await, ways.enter("/a/2?x=1", second).await);
        assert!(one.is_ok() && other.is_ok());
        assert_eq!(ways.enter("/a/3", second).await.err(), Some(NoWay::Crowded));
        assert!(ways.enter("/b", second).await.is_ok());
        drop(one);
        assert!(ways.enter("/a/3", second).await.is_ok());
    }

    #[tokio::test]
    async fn a_page_that_waited_in_vain_is_tried_by_one_at_a_time_until_it_is_read_again() {
        let ways = Ways::new(8);
        let second = Duration::from_secs(1);
        let (away, fine) = (StatusCode::SERVICE_UNAVAILABLE, StatusCode::OK);
        let first = ways.enter("/a", second).await.unwrap();
        let beside = ways.enter("/a", second).await.unwrap();
        first.ended(away, Duration::from_millis(10));
        assert!(!beside.is_barred(), "what was told at once takes nobody's turn");
        first.ended(away, second);
        assert!(beside.is_barred() && first.is_barred());
        drop((first, beside));
        let tries = ways.enter("/a", second).await.unwrap();
        assert!(!tries.is_barred());
        assert_eq!(ways.enter("/a", second).await.err(), Some(NoWay::HeldUp));
        assert!(ways.enter("/b", second).await.is_ok(), "another page is asked as ever");
        tries.ended(fine, second);
        drop(tries);
        let (one, other) = (ways.enter("/a", second).await, ways.enter("/a", second).await);
        assert!(one.is_ok() && other.is_ok());
    }

    #[tokio::test]
    async fn no_number_of_addresses_fills_the_memory() {
        let ways = Ways::new(8);
        for number in 0..3 * MOST {
            let made_up: String = number.to_string().bytes().map(|digit| char::from(digit + 49)).collect();
            let one = ways.enter(&format!("/{made_up}"), Duration::from_secs(1)).await.unwrap();
            one.ended(StatusCode::SERVICE_UNAVAILABLE, Duration::from_secs(1));
        }
        assert!(ways.ways().len() <= MOST);
    }
}
