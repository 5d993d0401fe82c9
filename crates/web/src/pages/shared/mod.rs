//! What pages of several folders show: made of calls and of the look, beneath the pages.

pub(super) mod burden;
pub(super) mod certified;
pub(super) mod choose_round;
pub(crate) mod did;
pub(super) mod differences;
pub(super) mod drawing;
pub(super) mod example;
pub(super) mod exceptions;
pub(super) mod files;
pub(crate) mod kept;
pub(super) mod lost;
pub(super) mod material;
pub(super) mod measure_state;
pub(crate) mod notice;
pub(super) mod observers;
pub(super) mod of_programme;
pub(super) mod opening;
pub(crate) mod owed;
pub(super) mod post_words;
pub(super) mod programme_items;
pub(super) mod reconciled;
pub(super) mod score;
pub(super) mod signed;
pub(super) mod since;
pub(crate) mod sure;
pub(super) mod unit_field;
