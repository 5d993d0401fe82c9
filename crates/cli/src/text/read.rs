//! A text that a command reads: a file or standard input, in the encoding that it has.

use crate::failure::Failure;
use clap::Args;
use earnest_text::repair::{Decoded, decode};
use std::{
    fs::File,
    io::{Read as _, stdin},
    path::{Path, PathBuf},
};

/// So many bytes are read at once: some thousand pages. More is no text that a person would look through.
const MOST: u64 = 16 * 1024 * 1024;

/// What is read.
#[derive(Debug, Args)]
pub struct TextFile {
    /// The text, in UTF-8, UTF-16, GB 18030 (and so GBK, GB 2312), Big5 or Windows-1252: a file of at most 16 MiB, or `-`
    /// for standard input.
    pub file: PathBuf,
}

impl TextFile {
    /// The text, and the encoding that it was in.
    pub fn read(&self) -> Result<Decoded, Failure> {
        let bytes = self.bytes().map_err(|why| Failure::file(&self.file, why))?;
        if bytes.len() as u64 > MOST {
            return Err(Failure::file(
                &self.file,
                "the text has more than 16 MiB, which is the most that is read at once; cut it into parts",
            ));
        }
        if let Some(kind) = other_kind(&bytes) {
            return Err(Failure::file(
                &self.file,
                format!("this is {kind} and no plain text; save or export it as text first"),
            ));
        }
        let decoded = decode(&bytes);
        if decoded.text.contains('\0') {
            return Err(Failure::file(&self.file, "this is no text in any encoding that is known"));
        }
        Ok(decoded)
    }

    fn bytes(&self) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        if self.file == Path::new("-") {
            stdin().lock().take(MOST + 1).read_to_end(&mut bytes)?;
        } else {
            File::open(&self.file)?.take(MOST + 1).read_to_end(&mut bytes)?;
        }
        Ok(bytes)
    }

    /// The line that says which encoding was found.
    pub fn said(decoded: &Decoded) -> String {
        let lossy = match (decoded.lossy, decoded.text.contains('\u{fffd}')) {
            (false, _) => "",
            (true, true) => "; some bytes of it are no text, each is told as a lost place",
            (true, false) => ", in which it is hardly a text",
        };
        let mark = if decoded.mark { ", with a byte order mark that is left out" } else { "" };
        format!("read as {}{mark}{lossy}", decoded.encoding)
    }
}

/// Files that hold texts and are none.
fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 6] = [
        (b"PK\x03\x04", "a packed file (DOCX, XLSX, ODT, ZIP)"),
        (b"%PDF-", "a PDF file"),
        (b"\xd0\xcf\x11\xe0", "a file of an old Word or Excel"),
        (b"{\\rtf", "an RTF file"),
        (b"SQLite format 3\0", "a register"),
        (b"\x1f\x8b", "a packed file"),
    ];
    kinds.iter().find(|(sign, _)| bytes.starts_with(sign)).map(|(_, kind)| *kind)
}
