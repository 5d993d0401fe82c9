//! Every reader of bytes that come from outside, as one function that is given any bytes: it may refuse them, and must not
//! break off, nor say of them what does not hold. The property tests of the test command and the targets in `fuzz/` call the
//! same functions; the bytes that they begin with lie in `fuzz/corpus`.

#![expect(clippy::expect_used, reason = "only tests use this, and this is how one says what does not hold")]

mod files;
mod mutate;
mod signed;
mod tables;
mod web;

pub use mutate::{Change, changed};

use std::{fs, path::PathBuf};

/// A reader.
#[derive(Clone, Copy)]
pub struct Reader {
    /// Its name: that of its target and of its folder in `fuzz/corpus`.
    pub name: &'static str,
    /// Reads any bytes.
    pub read: fn(&[u8]),
}

/// All of them.
pub const READERS: [Reader; 15] = [
    Reader { name: "table", read: tables::table },
    Reader { name: "workbook", read: tables::workbook },
    Reader { name: "units", read: tables::units },
    Reader { name: "evidence", read: files::evidence },
    Reader { name: "pack", read: files::pack },
    Reader { name: "pack_zip", read: files::pack_zip },
    Reader { name: "backup", read: files::backup },
    Reader { name: "repair", read: files::repair },
    Reader { name: "certificate", read: signed::certificate },
    Reader { name: "note", read: signed::note },
    Reader { name: "tile", read: signed::tile },
    Reader { name: "proof", read: signed::proof },
    Reader { name: "form", read: web::form },
    Reader { name: "multipart", read: web::multipart },
    Reader { name: "question", read: web::question },
];

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl Reader {
    /// The bytes that its changes begin with.
    ///
    /// # Panics
    /// When its folder in `fuzz/corpus` is not there.
    #[must_use]
    pub fn seeds(&self) -> Vec<Vec<u8>> {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(self.name);
        let mut files: Vec<_> = fs::read_dir(&folder)
            .expect("a folder of the corpus")
            .map(|entry| entry.expect("a file of the corpus").path())
            .collect();
        files.sort();
        files.iter().map(|file| fs::read(file).expect("a file of the corpus")).collect()
    }
}
