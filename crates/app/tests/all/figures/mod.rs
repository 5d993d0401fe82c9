mod by_scope;
mod laws;
mod pictures;
mod reconcile;
mod report;
mod whose;
