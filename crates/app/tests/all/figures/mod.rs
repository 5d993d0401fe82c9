mod by_scope;
mod laws;
mod pictures;
mod places_visited;
mod report;
mod whose;
