//! Assessing: who listens where, the sheets they fill, ratings and appeals.

pub(crate) mod appeal;
pub(crate) mod blind;
pub(crate) mod interest;
pub(crate) mod marking;
pub(crate) mod observation;
pub(crate) mod observers;
pub(crate) mod pool;
pub(crate) mod rating;
pub(crate) mod recount;
pub(crate) mod second_mark;
pub(crate) mod sheet;
pub(crate) mod spot_check;
