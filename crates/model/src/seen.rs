//! What somebody had seen who acts: the last act that was done when their page was made.

use std::sync::{Mutex, PoisonError};

/// The place in the journal up to which somebody had seen the register, and what they did themselves since. Who acts
/// under it writes over nothing that others wrote after it.
#[derive(Debug, Default)]
pub struct Seen {
    place: i64,
    own: Mutex<Vec<i64>>,
}

impl Seen {
    /// Everything up to this place of the journal was seen.
    pub fn up_to(place: i64) -> Self {
        Self { place, own: Mutex::default() }
    }

    /// Reads what a form carries; anything else is nothing.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = (1..=18).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse().ok().map(Self::up_to)).flatten()
    }

    /// The place.
    pub fn place(&self) -> i64 {
        self.place
    }

    /// Notes an act of the same request: nobody overtakes themselves.
    pub fn did(&self, place: i64) {
        self.own.lock().unwrap_or_else(PoisonError::into_inner).push(place);
    }

    /// Up to where it is seen once one's own acts were done: what others wrote of the same records before these would have
    /// kept them from being done.
    pub fn reached(&self) -> i64 {
        let own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        own.iter().copied().fold(self.place, i64::max)
    }

    /// Whether an act at this place was not seen and is somebody else's.
    pub fn misses(&self, place: i64) -> bool {
        let own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        place > self.place && !own.contains(&place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_place_of_the_journal_is_read() {
        assert_eq!(Seen::parse("0").unwrap().place(), 0);
        assert_eq!(Seen::parse("8727").unwrap().place(), 8727);
        for other in ["", "-1", "+3", "1.5", "x", " 3", "9999999999999999999"] {
            assert!(Seen::parse(other).is_none(), "{other}");
        }
    }

    #[test]
    fn what_came_later_is_missed_unless_one_did_it() {
        let seen = Seen::up_to(3);
        seen.did(5);
        assert!(!seen.misses(3) && seen.misses(4) && !seen.misses(5) && seen.misses(6));
        assert_eq!((seen.place(), seen.reached()), (3, 5));
    }
}
