//! Places in a text told in characters, as other programs count them, and not in bytes.

use std::ops::Range;

/// Where the characters of a text begin.
pub struct Characters(Vec<usize>);

impl Characters {
    pub fn of(text: &str) -> Self {
        Self(text.char_indices().map(|(at, _)| at).collect())
    }

    /// From which character to before which one, counted from 0.
    pub fn span(&self, bytes: &Range<usize>) -> [usize; 2] {
        [bytes.start, bytes.end].map(|byte| self.0.partition_point(|at| *at < byte))
    }
}
