//! Assessing: who listens where, the sheets they fill, ratings and appeals.

pub mod acts;
pub mod appeal;
pub mod interest;
pub mod observation;
pub mod rating;
pub mod recount;
pub mod recusal;
pub mod second_mark;
pub mod sheet;
pub mod spot_check;
