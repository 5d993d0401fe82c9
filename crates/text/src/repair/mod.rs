//! Damaged text put right, place by place.
//!
//! Kinds of damage that are known: readings inserted into GBK byte by byte, text read in a wrong encoding, entities,
//! lost characters; and page furniture, which is told and stays. A place is [`State::Verified`], [`State::Repaired`] or
//! [`State::Unresolved`]; nothing is changed without a place that says so, and a sound text stays as it is.
//!
//! Full-width marks that a converter folded into half-width ones are left: what was there before can't be known.

mod decode;
mod encoding;
mod entities;
mod furniture;
mod gbk;
mod latin;
mod lost;
mod menus;
mod pieces;
mod place;
mod plausible;
mod readings;
mod replay;
mod strip;
mod tables;
mod torn;

use serde::Serialize;

pub use decode::{Decoded, decode};
pub(crate) use furniture::furniture;
pub use furniture::{Furniture, FurnitureKind};
pub use place::{Damage, Place, State};

/// A text with its damage put right, and what was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Repaired {
    /// The text.
    pub text: String,
    /// Where it was damaged, in order.
    pub places: Vec<Place>,
    /// Lines that belong to a page and not to the text; they are still in it.
    pub furniture: Vec<Furniture>,
}

impl Repaired {
    /// How many places are verified, repaired and unresolved.
    pub fn counts(&self) -> (usize, usize, usize) {
        let count = |state| self.places.iter().filter(|place| place.state == state).count();
        (count(State::Verified), count(State::Repaired), count(State::Unresolved))
    }
}

/// Puts a text right.
pub fn repair(text: &str) -> Repaired {
    let mut draft = place::Draft { text: text.to_owned(), places: Vec::new() };
    encoding::repair(&mut draft);
    entities::repair(&mut draft);
    readings::repair(&mut draft);
    lost::tell(&mut draft);
    draft.number_lines();
    let furniture = furniture(&draft.text);
    Repaired { text: draft.text, places: draft.places, furniture }
}
