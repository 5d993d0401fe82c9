mod by_scope;
pub mod laws;
mod pictures;
mod places_visited;
mod reconcile;
mod report;
mod whose;
