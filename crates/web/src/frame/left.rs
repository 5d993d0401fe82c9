//! Who left while that could not be noted stays out.

use earnest_model::hash::sha256_hex;
use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

/// The most sessions of which it is remembered that they were left; then the oldest are forgotten.
const MOST: usize = 10_000;

/// Sessions that were left while the register could not be written to: hashes of their tokens.
#[derive(Debug, Default)]
pub struct Left(Mutex<VecDeque<String>>);

impl Left {
    /// Remembers that a session was left.
    pub fn remember(&self, token: &str) {
        let mut left = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if left.len() >= MOST {
            left.pop_front();
        }
        left.push_back(sha256_hex(token.as_bytes()));
    }

    /// Whether a session was left.
    pub fn holds(&self, token: &str) -> bool {
        let left = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        !left.is_empty() && left.contains(&sha256_hex(token.as_bytes()))
    }
}
