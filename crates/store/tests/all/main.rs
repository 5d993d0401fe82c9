//! The store itself, folders as in `src`: a reader gives nothing outside its permit's span and nothing that the permit may
//! not see, and a write touches the permit's record alone. On both engines.

mod assessing;
mod burden;
mod circulars;
mod contents;
mod copied;
mod desk;
mod doors;
mod draws;
mod dump;
mod duties;
mod ledger;
mod people;
mod plans;
mod programmes;
mod sessions;
mod tasks;
mod tls;
mod units;
mod visits;
mod with;
