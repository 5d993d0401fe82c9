//! The pages over HTTP and in a browser, folders as in `src`; one binary, since each links both database drivers.

mod assessing;
mod burden;
mod clock_set_back;
mod desk;
mod draws;
mod duties;
mod edge;
mod figures;
mod forms;
mod ledger;
mod look;
mod outage;
mod packs;
mod papers;
mod people;
mod plans;
mod programmes;
mod routes;
mod session_records;
mod sessions;
mod shared;
mod standing;
mod unit_change;
mod unit_named;
mod visits;
mod walkthrough_browser;
