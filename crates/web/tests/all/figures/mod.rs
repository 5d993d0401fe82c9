mod api;
mod asked;
mod pictures;
mod reconcile;
mod report;
mod statements;
mod traces;
