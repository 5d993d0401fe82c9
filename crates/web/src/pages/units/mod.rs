//! Pages. Units: the tree of the organisation.

pub mod change;
pub mod change_words;
pub mod organisation;
pub mod packs;
pub mod paths;
pub mod unit;
