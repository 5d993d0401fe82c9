//! `cargo xtask libreoffice`: the ledgers of the demonstration go out, through LibreOffice, and back without a change. It is
//! no part of the tests: LibreOffice is 300 MB that nothing else needs. Papers as DOCX have as many pages there as their PDFs.

use crate::{
    failure::{Failure, Outcome},
    steps,
};

/// Runs the check; LibreOffice must be there.
pub fn run() -> Outcome {
    if steps::answer("soffice", &["--version"]).is_none() {
        return Err(Failure::new(
            "LibreOffice is not on this machine. Debian: apt-get install --no-install-recommends libreoffice-calc-nogui libreoffice-writer-nogui",
        ));
    }
    steps::command("cargo", &["run", "--quiet", "-p", "earnest-papers", "--example", "office"])?;
    steps::command("cargo", &["run", "--quiet", "-p", "earnest-web", "--example", "libreoffice"])
}
