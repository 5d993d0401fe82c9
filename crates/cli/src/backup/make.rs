//! Making a backup at a place.

use super::{
    lock::LockWith,
    place::{Target, write_whole},
};
use crate::failure::Failure;
use earnest_app::{
    Context,
    backup::backup_make::{Made, Making, make_backup},
    ledger::attachments::storage::Files,
};
use std::path::Path;

/// The version of this program, for the backups that it makes.
pub const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// Makes a backup at a place.
pub fn make_into(
    context: &Context<'_>,
    target: &Target,
    path: &Path,
    lock: &LockWith,
    files: &dyn Files,
) -> Result<Made, Failure> {
    let (beside, lock) = target.files(lock)?;
    let making = Making { files, beside: beside.as_deref(), program: PROGRAM };
    write_whole(path, &lock, |to| make_backup(context, &making, to))
}
