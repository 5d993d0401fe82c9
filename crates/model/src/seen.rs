//! What somebody had seen who acts: the last act that was done when their page was made.

use crate::id::AccountId;
use std::sync::{Mutex, OnceLock, PoisonError};

/// The place in the journal up to which somebody had seen the register, and what they did themselves since. Who acts
/// under it writes over nothing that others wrote after it.
#[derive(Debug, Default)]
pub struct Seen {
    place: i64,
    own: Mutex<Vec<i64>>,
    sending: OnceLock<Sending>,
}

/// The form that is being answered: with the first act that comes of it the register notes that it was taken, so that no end
/// of the program between the act and the answer lets it be done twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sending {
    /// Who sent it.
    pub account: AccountId,
    /// Its token.
    pub token: String,
    /// The hash of what was filled in.
    pub content: String,
    /// Where whoever sends it once more is led, until the answer itself says where to.
    pub page: String,
}

impl Seen {
    /// Everything up to this place of the journal was seen.
    pub fn up_to(place: i64) -> Self {
        Self { place, own: Mutex::default(), sending: OnceLock::new() }
    }

    /// For whoever acts on what there is, and not on what they saw.
    pub fn everything() -> Self {
        Self::up_to(i64::MAX)
    }

    /// Says which form is being answered; the first word counts.
    pub fn answers(&self, sending: Sending) {
        let _the_first_counts = self.sending.set(sending);
    }

    /// The form that is being answered, if it is one.
    pub fn sending(&self) -> Option<&Sending> {
        self.sending.get()
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
        let before = if self.place == i64::MAX { 0 } else { self.place };
        own.iter().copied().fold(before, i64::max)
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
