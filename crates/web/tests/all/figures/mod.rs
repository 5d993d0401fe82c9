mod api;
mod asked;
mod pictures;
mod report;
mod statements;
mod traces;
