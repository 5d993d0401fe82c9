//! Nothing in `locales/` lies idle.

use std::path::{Path, PathBuf};
use std::{fs, io};

use earnest_i18n::unused_keys;

/// The sources of every crate: what only a test mentions, nobody reads on a screen.
fn sources() -> io::Result<Vec<PathBuf>> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let found: Vec<PathBuf> =
        fs::read_dir(crates)?.map(|entry| Ok(entry?.path().join("src"))).collect::<io::Result<_>>()?;
    Ok(found.into_iter().filter(|path| path.is_dir()).collect())
}

#[test]
fn every_message_is_used_somewhere() -> io::Result<()> {
    assert_eq!(
        unused_keys(&sources()?)?,
        Vec::<String>::new(),
        "remove these messages from locales/ or show them"
    );
    Ok(())
}

#[test]
fn a_message_that_nothing_mentions_is_found() -> io::Result<()> {
    let unused = unused_keys(&[])?;
    assert_eq!(unused, earnest_i18n::KEYS);
    Ok(())
}
