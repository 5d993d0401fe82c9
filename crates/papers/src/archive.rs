//! Small files packed into one, and out of one again.

use std::io::{Cursor, Read as _, Write as _};
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// The most entries of an archive.
const MOST: usize = 1_000;

/// Why an archive can't be read or made.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveFault {
    /// It is no archive, or a damaged one.
    #[error("this is no ZIP file, or a damaged one: {0}")]
    Damaged(String),
    /// It holds more entries than anybody packed by hand.
    #[error("the ZIP file holds more than {MOST} entries")]
    TooMany,
    /// Files of this name are larger than what is read.
    #[error("`{0}` is too large")]
    TooLarge(String),
}

impl From<zip::result::ZipError> for ArchiveFault {
    fn from(fault: zip::result::ZipError) -> Self {
        Self::Damaged(fault.to_string())
    }
}

impl From<std::io::Error> for ArchiveFault {
    fn from(fault: std::io::Error) -> Self {
        Self::Damaged(fault.to_string())
    }
}

/// Whether bytes begin as an archive does.
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// The wanted files of an archive, each of at most `largest` bytes unpacked; of the others the names alone.
pub fn unpacked(
    bytes: &[u8],
    largest: usize,
    wanted: impl Fn(&str) -> bool,
) -> Result<Vec<(String, Vec<u8>)>, ArchiveFault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    if archive.len() > MOST {
        return Err(ArchiveFault::TooMany);
    }
    let mut files = Vec::with_capacity(archive.len());
    for place in 0..archive.len() {
        let mut entry = archive.by_index(place)?;
        let name = entry.name().to_owned();
        let mut bytes = Vec::new();
        if wanted(&name) {
            // What the entry says of its size is not believed.
            entry.by_ref().take(largest as u64 + 1).read_to_end(&mut bytes)?;
            if bytes.len() > largest {
                return Err(ArchiveFault::TooLarge(name));
            }
        }
        files.push((name, bytes));
    }
    Ok(files)
}

/// An archive of these files: the same files give the same bytes.
pub fn packed(files: &[(&str, &[u8])]) -> Result<Vec<u8>, ArchiveFault> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, bytes) in files {
        archive.start_file(*name, options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out_again_and_the_same_files_give_the_same_bytes() {
        let files: [(&str, &[u8]); 2] = [("pack.toml", b"a"), ("standard.toml", b"bb")];
        let bytes = packed(&files).unwrap();
        assert_eq!(bytes, packed(&files).unwrap());
        assert!(is_archive(&bytes));
        let out = unpacked(&bytes, 2, |_| true).unwrap();
        assert_eq!(
            out,
            [("pack.toml".to_owned(), b"a".to_vec()), ("standard.toml".to_owned(), b"bb".to_vec())]
        );
    }

    #[test]
    fn a_file_that_unpacks_to_more_than_is_read_is_refused_whatever_it_says_of_itself() {
        let bytes = packed(&[("pack.toml", &[0; 100_000])]).unwrap();
        assert!(bytes.len() < 1_000);
        let fault = unpacked(&bytes, 99_999, |_| true).unwrap_err();
        assert_eq!(fault.to_string(), "`pack.toml` is too large");
        assert!(unpacked(&bytes, 1, |_| false).is_ok_and(|files| files.len() == 1));
        assert!(matches!(unpacked(b"PK\x03\x04 and no more", 9, |_| true), Err(ArchiveFault::Damaged(_))));
    }
}
