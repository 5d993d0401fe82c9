//! What units are asked for, what it costs them, and how much they may be asked for.

pub mod acts;
pub mod budget;
pub mod question;
pub mod reported;
