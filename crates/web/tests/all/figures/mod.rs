mod api;
mod pictures;
mod report;
mod statements;
mod traces;
