//! What waits for a person, of whichever kind.

/// A thing that waits: key, number or 0, label, due day, unit code, unit name.
pub type Waiting = (i64, i32, String, Option<String>, String, String);

/// The most of one kind that a desk shows.
pub(crate) const MOST: i64 = 20;
