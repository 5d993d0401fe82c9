//! The file of an SQLite register, with what lies beside it.

use crate::failure::Failure;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A name with an ending more.
pub fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Removes a database file with what SQLite keeps beside it.
pub fn remove(path: &Path) -> Result<(), Failure> {
    for ending in ["", "-wal", "-shm"] {
        let file = with_ending(path, ending);
        match fs::remove_file(&file) {
            Err(fault) if fault.kind() != std::io::ErrorKind::NotFound => {
                return Err(Failure::file(&file, fault));
            }
            _ => {}
        }
    }
    Ok(())
}
