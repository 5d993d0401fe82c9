//! The store itself, folders as in `src`: a reader gives nothing outside its permit's span and nothing that the permit may
//! not see, and a write touches the permit's record alone. On both engines.

mod assessing;
mod burden;
mod circulars;
mod draws;
mod ledger;
mod sessions;
mod tasks;
mod visits;
mod with;
