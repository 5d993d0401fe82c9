//! Where fonts lie: folders of the setting first, then those of the machine.

use crate::failure::Failure;
use clap::Args;
use earnest_papers::{Faces, FontFiles};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// Which folders.
#[derive(Debug, Args)]
pub struct FontFolders {
    /// Folders with fonts for papers, looked into before those of the machine. A file named fangsong, kai, hei, song or
    /// title is taken for that face.
    #[arg(long = "fonts", value_name = "DIR", env = "EARNEST_FONTS", value_delimiter = ':')]
    fonts: Vec<PathBuf>,
}

/// Where systems keep fonts.
const MACHINE: [&str; 5] = [
    "/usr/local/share/fonts",
    "/usr/share/fonts",
    "/usr/share/texmf/fonts/opentype",
    "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",
    "/Library/Fonts",
];
const ENDINGS: [&str; 3] = ["ttf", "otf", "ttc"];
/// Folders within folders are looked into so deep.
const DEPTH: usize = 6;

impl FontFolders {
    /// The fonts that lie there. Nothing but names is read.
    ///
    /// # Errors
    /// A folder that was named is none, or holds no font: papers would be set in other faces, and nobody would know.
    pub fn faces(&self) -> Result<Faces, Failure> {
        let mut found = FontPaths(BTreeMap::new());
        // A setting may end in a colon, or be empty.
        for folder in self.fonts.iter().filter(|folder| !folder.as_os_str().is_empty()) {
            if let Err(fault) = std::fs::read_dir(folder) {
                return Err(Failure::file(folder, format!("no folder of fonts: {fault}")));
            }
            let mut here = FontPaths(BTreeMap::new());
            here.look(folder, DEPTH);
            if here.0.is_empty() {
                let endings = ENDINGS.map(|ending| format!(".{ending}")).join(", ");
                return Err(Failure::file(folder, format!("there is no font in this folder ({endings})")));
            }
            here.0.into_iter().for_each(|(stem, path)| found.keep(stem, path));
        }
        for folder in MACHINE.iter().map(Path::new) {
            found.look(folder, DEPTH);
        }
        Ok(Faces::new(found))
    }
}

/// Font files by their names in small letters, without ending.
#[derive(Debug)]
struct FontPaths(BTreeMap<String, PathBuf>);

impl FontPaths {
    /// What was found first stays; a folder that can't be read has none.
    fn look(&mut self, folder: &Path, depth: usize) {
        let Ok(entries) = std::fs::read_dir(folder) else { return };
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() && depth > 0 {
                self.look(&path, depth - 1);
                continue;
            }
            let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
            let stem = path.file_stem().and_then(|stem| stem.to_str());
            if let Some(stem) = stem.filter(|_| ENDINGS.contains(&ending.to_ascii_lowercase().as_str())) {
                self.keep(stem.to_lowercase(), path);
            }
        }
    }

    fn keep(&mut self, stem: String, path: PathBuf) {
        self.0.entry(stem).or_insert(path);
    }
}

impl FontFiles for FontPaths {
    fn read(&self, stem: &str) -> std::io::Result<Option<Vec<u8>>> {
        self.0.get(stem).map(std::fs::read).transpose()
    }

    fn has(&self, stem: &str) -> bool {
        self.0.contains_key(stem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_not_there_and_one_without_fonts_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let (none, empty) = (folder.path().join("none"), folder.path().join("empty"));
        std::fs::create_dir(&empty).unwrap();
        std::fs::write(empty.join("kai.txt"), b"no font").unwrap();
        let told = |fonts: PathBuf| FontFolders { fonts: vec![fonts] }.faces().err().unwrap().to_string();
        assert!(told(none).contains("none: no folder of fonts"));
        assert!(told(empty.clone()).contains("empty: there is no font in this folder"));
        std::fs::write(empty.join("kai.ttf"), b"a font").unwrap();
        assert!(FontFolders { fonts: vec![empty, PathBuf::new()] }.faces().is_ok());
    }

    #[test]
    fn folders_of_the_setting_come_before_those_of_the_machine() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("deep");
        std::fs::create_dir(&own).unwrap();
        std::fs::write(own.join("FangSong.TTF"), b"mine").unwrap();
        std::fs::write(own.join("kai.txt"), b"no font").unwrap();
        let mut found = FontPaths(BTreeMap::new());
        found.look(folder.path(), DEPTH);
        let other = tempfile::tempdir().unwrap();
        std::fs::write(other.path().join("fangsong.otf"), b"other").unwrap();
        found.look(other.path(), DEPTH);
        assert_eq!(found.read("fangsong").unwrap().as_deref(), Some(&b"mine"[..]));
        assert!(!found.has("kai") && found.read("kai").unwrap().is_none());
    }
}
