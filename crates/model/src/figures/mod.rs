//! Figures, each with the records behind it, and where they are shown together.

pub mod acts;
pub mod count;
pub mod figure;
pub mod figure_name;
pub mod origin;
pub mod picture;
pub mod question;
pub mod report_rounds;
pub mod report_template;
pub mod scope;
