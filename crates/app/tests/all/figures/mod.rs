mod pictures;
mod report;
