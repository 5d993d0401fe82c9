//! Figures and where they are shown together.

pub mod board_show;
pub mod figure_show;
pub mod gates;
pub mod lost;
pub mod pictures_show;
pub mod report_freeze;
pub mod report_make;
pub mod report_show;
pub mod report_sign;
pub(crate) mod report_withheld;
pub mod text_reconcile;
pub mod timeliness_show;
