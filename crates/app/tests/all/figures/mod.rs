mod by_scope;
mod laws;
mod pictures;
mod reconcile;
mod places_visited;
mod report;
mod whose;
