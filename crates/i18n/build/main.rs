//! Reads `locales/`, refuses an incomplete catalogue, and writes one typed method per message.

mod catalogue;
mod generate;

use std::{
    fs, io,
    io::Write as _,
    path::{Path, PathBuf},
};

use catalogue::{Catalogue, Source};

/// The languages, in the order of the `Lang` enum: those of `model/src/organisation.rs`, which this room does not see. A test of the
/// pages holds the two together.
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
        Ok(catalogue) => {
            fs::write(out_dir()?.join("sources.rs"), generate::embedded(&sources))?;
            fs::write(out_dir()?.join("tr.rs"), generate::code(&catalogue))
        }
        Err(faults) => {
            for fault in faults {
                writeln!(tell, "cargo::error={fault}")?;
            }
            Ok(())
        }
    }
}

/// All files of a language: those of the ground, and a folder per domain as in every other room.
fn read_language(locales: &Path, lang: &'static str) -> io::Result<Vec<Source>> {
    let root = locales.join(lang);
    let mut paths = Vec::new();
    gather(&root, &mut paths)?;
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let beneath = path.strip_prefix(&root).unwrap_or(&path).with_extension("");
            let domain = beneath.to_string_lossy().replace('\\', "/");
            let path = path.canonicalize()?;
            let text = fs::read_to_string(&path)?;
            Ok(Source { lang, domain, path, text })
        })
        .collect()
}

fn gather(folder: &Path, into: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, into)?;
        } else if path.extension().is_some_and(|ext| ext == "ftl") {
            into.push(path);
        }
    }
    Ok(())
}

#[expect(
    clippy::disallowed_methods,
    reason = "cargo hands the output folder to a build script in the environment"
)]
fn out_dir() -> io::Result<PathBuf> {
    std::env::var_os("OUT_DIR").map(PathBuf::from).ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))
}
