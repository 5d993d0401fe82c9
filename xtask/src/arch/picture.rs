//! The picture of the sources: the imports of all crates, their circles, and the layout of the pages.

use std::collections::BTreeSet;
use std::path::Path;

use crate::failure::Outcome;
use crate::metadata::Member;
use crate::sources;

use super::circles::{self, Tie};
use super::folders::{self, Level, Table};
use super::imports::{self, Arrow, Imports, Sources};
use super::known::{Faults, Kind};
use super::pages;

/// Where sources lie.
const FOLDERS: [&str; 2] = ["crates", "xtask"];

/// What all crates' sources show.
#[derive(Debug)]
pub struct Picture {
    levels: Vec<Level>,
    files: BTreeSet<String>,
    arrows: Vec<Arrow>,
    faults: Faults,
    /// Circles: their kind and place, how large they are, and what is told of them.
    circles: Vec<(Kind, String, Vec<usize>, Vec<String>)>,
    pages: Vec<pages::Fault>,
    unread: Vec<String>,
}

impl Picture {
    /// Reads all sources of these crates; the table says which folders stand apart.
    ///
    /// # Errors
    /// When a file can't be read or is not Rust.
    pub fn read(root: &Path, members: &[Member], table: &Table) -> Outcome<Self> {
        let mut all = Sources::new();
        for folder in FOLDERS {
            for source in sources::below(root, &root.join(folder), &["rs"])? {
                all.insert(source.path, source.text);
            }
        }
        let relative =
            |path: &Path| path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
        let mut read = Vec::new();
        for member in members {
            let roots: Vec<String> = member.roots.iter().map(|path| relative(path)).collect();
            read.push((relative(&member.folder), imports::read(&all, &roots)?));
        }
        Ok(Self::of(folders::levels(table), read, pages::faults(&all)?))
    }

    /// The picture of what was read of each crate.
    fn of(levels: Vec<Level>, read: Vec<(String, Imports)>, pages: Vec<pages::Fault>) -> Self {
        let mut picture = Self {
            levels: Vec::new(),
            files: BTreeSet::new(),
            arrows: Vec::new(),
            faults: Faults::default(),
            circles: Vec::new(),
            pages,
            unread: Vec::new(),
        };
        for (folder, imports) in read {
            let tie = |it: &Arrow| Tie { from: it.from.clone(), to: it.to.clone(), told: it.told() };
            let ties: Vec<Tie> = imports.arrows.iter().map(tie).collect();
            picture.add_circles(Kind::Files, &folder, &ties);
            picture.unread.extend(imports.complaints);
            picture.files.extend(imports.files);
            picture.arrows.extend(imports.arrows);
        }
        for level in &levels {
            let ties = folders::see(level, &picture.files, &picture.arrows).ties();
            picture.add_circles(Kind::Folders, level.path, &ties);
        }
        picture.levels = levels;
        for (kind, place, _) in &picture.pages {
            picture.faults.add(*kind, place);
        }
        picture
    }

    fn add_circles(&mut self, kind: Kind, place: &str, ties: &[Tie]) {
        let circles = circles::among(ties);
        let what = if kind == Kind::Files { "files" } else { "folders" };
        let tell = |circle: &Vec<String>| {
            circles::tell(&format!("{place}: a circle of {} {what}", circle.len()), circle, ties)
        };
        let sizes: Vec<usize> = circles.iter().map(Vec::len).collect();
        self.faults.add_circles(kind, place, sizes.clone());
        self.circles.push((kind, place.to_owned(), sizes, circles.iter().map(tell).collect()));
    }

    /// What is wrong, but for what is known; and what is known and mended.
    pub fn complaints(&self, table: &Table, known: &Faults) -> Vec<String> {
        let mut complaints = self.unread.clone();
        for level in &self.levels {
            let seen = folders::see(level, &self.files, &self.arrows);
            complaints.extend(folders::complaints(level.path, &seen, table));
        }
        let is_level = |path: &&String| !self.levels.iter().any(|level| level.path == path.as_str());
        complaints
            .extend(table.keys().filter(is_level).map(|path| format!("{}: no level {path}", folders::FILE)));
        for (kind, place, sizes, told) in &self.circles {
            if !known.knows_circles(*kind, place, sizes) {
                complaints.extend(told.iter().cloned());
            }
        }
        let pages = self.pages.iter().filter(|(kind, place, _)| !known.knows(*kind, place));
        complaints.extend(pages.map(|(_, _, told)| told.clone()));
        complaints.extend(known.mended(&self.faults));
        complaints
    }

    /// The faults, known or not.
    pub fn faults(&self) -> &Faults {
        &self.faults
    }

    /// The levels at which folders are told apart.
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// The table of folders that allows exactly what is imported.
    pub fn table(&self) -> Table {
        let row =
            |level: &Level| (level.path.to_owned(), folders::see(level, &self.files, &self.arrows).table());
        self.levels.iter().map(row).filter(|(_, rows)| !rows.is_empty()).collect()
    }

    /// How many files were read.
    pub fn files(&self) -> usize {
        self.files.len()
    }

    /// How many imports between files there are.
    pub fn imports(&self) -> usize {
        self.arrows.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The picture of an `app` with these files.
    fn app(files: &[(&str, &str)]) -> Picture {
        let sources = files.iter().map(|(path, text)| (format!("crates/app/src/{path}"), (*text).to_owned()));
        let imports = imports::read(&sources.collect(), &["crates/app/src/lib.rs".to_owned()]).unwrap();
        Picture::of(folders::levels(&Table::new()), vec![("crates/app".to_owned(), imports)], Vec::new())
    }

    const STRAIGHT: [(&str, &str); 4] = [
        ("lib.rs", "mod context; mod plans; mod units;"),
        ("context.rs", "pub struct Context;"),
        ("plans.rs", "use crate::{context::Context, units::Unit};"),
        ("units.rs", "use crate::context::Context; pub struct Unit;"),
    ];

    #[test]
    fn a_picture_passes_by_the_table_that_is_written_from_it() {
        let picture = app(&STRAIGHT);
        let table = folders::parse(&folders::written(picture.levels(), &picture.table())).unwrap();
        assert_eq!(picture.complaints(&table, &Faults::default()), Vec::<String>::new());
    }

    #[test]
    fn a_circle_fails_whatever_the_table_allows() {
        let mut files = STRAIGHT;
        files[3].1 = "use crate::plans::submit; pub struct Unit;";
        let picture = app(&files);
        let complaints = picture.complaints(&picture.table(), &Faults::default());
        assert_eq!(complaints.len(), 2, "{complaints:?}");
        assert!(complaints[0].starts_with("crates/app: a circle of 2 files: crates/app/src/plans.rs"));
        assert!(complaints[1].starts_with("crates/app/src: a circle of 2 folders: plans, units"));
        assert!(complaints[1].contains("crates/app/src/units.rs:1 imports `crate::plans::submit`"));
        assert_eq!(picture.complaints(&picture.table(), picture.faults()), Vec::<String>::new());
    }

    #[test]
    fn a_known_circle_that_is_gone_fails() {
        let picture = app(&STRAIGHT);
        let known = Faults::parse("[circles-of-files]\n\"crates/app\" = [2]").unwrap();
        let complaints = picture.complaints(&picture.table(), &known);
        assert_eq!(complaints.len(), 1);
        assert!(complaints[0].contains("\"crates/app\" = [2]"), "{complaints:?}");
    }

    #[test]
    fn a_table_of_a_level_that_is_none_fails() {
        let picture = app(&STRAIGHT);
        let mut table = picture.table();
        table.insert("crates/attic/src".to_owned(), Default::default());
        assert_eq!(picture.complaints(&table, &Faults::default()).len(), 1);
    }
}
