mod api;
mod pictures;
mod report;
