//! Reads `locales/`, refuses an incomplete catalogue, and writes one typed method per message.

mod catalogue;
mod generate;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use catalogue::{Catalogue, Source};

/// The languages, in the order of the `Lang` enum.
const LANGUAGES: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];

fn main() -> io::Result<()> {
    let locales = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales");
    let mut tell = io::stdout();
    writeln!(tell, "cargo::rerun-if-changed={}", locales.display())?;
    writeln!(tell, "cargo::rerun-if-changed=build")?;

    let mut sources = Vec::new();
    for lang in LANGUAGES {
        sources.extend(read_language(&locales, lang)?);
    }
    match Catalogue::check(&LANGUAGES, &sources) {
        Ok(catalogue) => fs::write(out_dir()?.join("tr.rs"), generate::code(&catalogue, &sources)),
        Err(faults) => {
            for fault in faults {
                writeln!(tell, "cargo::error={fault}")?;
            }
            Ok(())
        }
    }
}

fn read_language(locales: &Path, lang: &'static str) -> io::Result<Vec<Source>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(locales.join(lang))?.map(|entry| entry.map(|e| e.path())).collect::<io::Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|ext| ext == "ftl"));
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let path = path.canonicalize()?;
            let domain = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let text = fs::read_to_string(&path)?;
            Ok(Source { lang, domain, path, text })
        })
        .collect()
}

#[expect(
    clippy::disallowed_methods,
    reason = "cargo hands the output folder to a build script in the environment"
)]
fn out_dir() -> io::Result<PathBuf> {
    std::env::var_os("OUT_DIR").map(PathBuf::from).ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))
}
