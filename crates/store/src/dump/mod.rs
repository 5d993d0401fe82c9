//! All tables of a register row by row, in a form that both engines give and take alike: a row is a JSON array without
//! blanks, of numbers, texts and nulls in the order of the columns' names; a truth is 0 or 1.

mod fill;
mod give;

pub use fill::Filling;
pub use give::{Head, Piece};
