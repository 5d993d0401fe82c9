//! Programmes, their rounds, the standards they are measured by, and the bodies that lead them together.

pub mod acts;
pub mod alone;
pub mod at_hand;
pub mod bodies;
pub mod calendar;
pub mod called;
pub mod correction;
pub mod exception;
pub mod gates;
pub mod life;
pub mod programme;
pub mod rhythm;
pub mod round;
pub mod standard;
pub mod turn;
