//! Which texts of many are near-copies of each other.
//!
//! * [`join()`] finds all pairs whose sets of shingles are alike, exactly; [`Index`] holds a new text against many.
//! * [`copies()`] looks at more pairs and tells those that have long runs in common: changed numbers and names, synonyms,
//!   moved clauses and the other script make no difference to it. [`compare`] puts two texts side by side.
//! * [`Templates`] take out what was sent to all, [`shared()`] finds what many have, [`foreign_names`] whose name stands in
//!   another's text.

mod copies;
mod index;
mod join;
mod letters;
mod measure;
mod names;
mod normal;
mod postings;
mod records;
mod templates;
mod tiles;

pub use copies::{Copying, copies};
pub use index::Index;
pub use join::{Join, Pair, join};
pub use measure::{Likeness, Settings};
pub use names::Names;
pub use normal::Form;
pub use templates::{Entry, ForeignName, Shared, Templates, foreign_names, shared};
pub use tiles::{Comparison, compare};
