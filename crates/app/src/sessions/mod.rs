//! Sessions: what was said and agreed, what is held up as an example, cases to learn from.

pub mod activities;
pub mod case_register;
pub mod cases_show;
mod criteria;
pub mod exemplar_mark;
pub mod exemplar_show;
pub mod lead_by_example_show;
pub mod lesson_suggest;
pub mod resolutions;
pub mod self_evaluation;
pub mod seminar_change;
pub mod seminar_make_up;
pub mod seminar_page;
pub mod seminar_record;
pub mod seminar_show;
pub mod speech_problem;
pub mod suggestion_answer;
