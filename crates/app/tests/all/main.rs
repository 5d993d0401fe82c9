//! The use cases, folders as in `src`; one binary, since each links both database drivers.

mod anchor;
mod assessing;
mod backup;
mod burden;
mod circulars;
mod desk;
mod draws;
mod duties;
mod figures;
mod indexes;
mod journal;
mod ledger;
mod migrated;
mod packs;
mod people;
mod plans;
mod programmes;
mod reorganisation;
mod sessions;
mod tasks;
mod units;
mod visit_changes;
mod visit_checks;
mod visit_company;
mod visit_taken_back;
mod visits;
