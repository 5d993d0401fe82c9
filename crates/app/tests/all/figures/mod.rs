mod by_scope;
mod laws;
mod pictures;
mod report;
mod whose;
