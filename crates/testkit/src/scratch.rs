//! Where things lie that need not outlive a test: in memory, if the machine offers it. A database is some seven hundred
//! files, and a disk that others write to at the same time takes a second to make them.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Where Linux keeps files in memory.
const MEMORY: &str = "/dev/shm";

/// What must be free there, in KiB: a run of all tests takes a tenth of it.
const ENOUGH: u64 = 1 << 20;

/// The folder in which to make folders that go with the test.
pub fn folder() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| match free(MEMORY) {
        Some(free) if free >= ENOUGH => PathBuf::from(MEMORY),
        _ => env::temp_dir(),
    })
}

/// How much is free, in KiB; `None` if there is no such place.
fn free(place: &str) -> Option<u64> {
    let output = Command::new("df").args(["-P", "-k", place]).output().ok()?;
    free_in(&String::from_utf8_lossy(&output.stdout))
}

/// The fourth column of the second line, as POSIX says.
fn free_in(table: &str) -> Option<u64> {
    table.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_free_is_read_as_the_standard_says() {
        let table = "Filesystem 1024-blocks Used Available Capacity Mounted on\ntmpfs 24684100 1072 24683028 1% /dev/shm\n";
        assert_eq!(free_in(table), Some(24_683_028));
        assert_eq!(free_in(""), None);
        assert_eq!(free("/no/such/place"), None);
    }

    #[test]
    fn the_folder_is_there_on_every_machine() {
        assert!(folder().is_dir(), "{}", folder().display());
    }
}
