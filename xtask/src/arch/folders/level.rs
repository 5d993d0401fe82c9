//! The levels at which folders are told apart, and their names.

use std::collections::{BTreeMap, BTreeSet};

/// For each level, for each of its folders: what it may import.
pub type Table = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

/// The name for what lies beside a level's folders.
pub const GROUND: &str = "ground";

/// A folder of sources whose parts are told apart.
#[derive(Debug)]
pub struct Level {
    /// Its path from the root of the workspace.
    pub path: &'static str,
    /// The folders in it, each possibly a file of that name; what else lies there is the ground.
    folders: Vec<String>,
    /// Files that make up a layer of their own, in whichever folder they lie.
    layers: &'static [&'static str],
}

/// A level as the design has it.
struct Design {
    path: &'static str,
    folders: &'static [&'static str],
    layers: &'static [&'static str],
}

/// The subjects. One has one name on every floor.
const SUBJECTS: &[&str] = &[
    "people",
    "units",
    "duties",
    "programmes",
    "plans",
    "sessions",
    "assessing",
    "draws",
    "ledger",
    "circulars",
    "visits",
    "tasks",
    "burden",
    "figures",
    "desk",
];

/// The packs, which speak of all subjects.
const PACK: &[&str] = &["pack"];

/// The parts of the ledger.
const LEDGER: &[&str] = &["findings", "measures", "look_backs", "inquiries", "attachments"];

/// The layers of `web`.
const LAYERS: &[&str] = &["frame", "look", "pages", "api", "worker", "serve"];

/// The addresses of the pages: links lead everywhere, so they lie beneath all pages, each folder's beside its pages.
const ADDRESSES: &[&str] = &["paths.rs"];

/// Every level that is checked. More folders of one stand apart from its ground if the table has a line for them.
const DESIGN: &[Design] = &[
    Design { path: "crates/model/src", folders: SUBJECTS, layers: &[] },
    Design { path: "crates/model/src/ledger", folders: LEDGER, layers: &[] },
    Design { path: "crates/store/src", folders: SUBJECTS, layers: &[] },
    Design { path: "crates/store/src/ledger", folders: LEDGER, layers: &[] },
    Design { path: "crates/app/src", folders: SUBJECTS, layers: &[] },
    Design { path: "crates/app/src/ledger", folders: LEDGER, layers: &[] },
    Design { path: "crates/web/src", folders: LAYERS, layers: &[] },
    Design { path: "crates/web/src/pages", folders: SUBJECTS, layers: ADDRESSES },
    Design { path: "crates/web/src/pages/ledger", folders: LEDGER, layers: ADDRESSES },
];

/// The levels, with the folders that the table names besides.
pub fn levels(table: &Table) -> Vec<Level> {
    let level = |design: &Design| {
        let packs = if design.path == "crates/model/src" { PACK } else { &[] };
        let mut level = Level { path: design.path, folders: Vec::new(), layers: design.layers };
        level.folders.extend(design.folders.iter().chain(packs).map(|it| (*it).to_owned()));
        let rows = table.get(design.path).into_iter().flat_map(|rows| rows.keys());
        let more: Vec<String> = rows.filter(|row| level.may_be_named(row)).cloned().collect();
        level.folders.extend(more);
        level
    };
    DESIGN.iter().map(level).collect()
}

impl Level {
    /// A level with these folders.
    #[cfg(test)]
    pub fn of(path: &'static str, folders: &[&str]) -> Self {
        Self { path, folders: folders.iter().map(|it| (*it).to_owned()).collect(), layers: ADDRESSES }
    }

    fn may_be_named(&self, row: &str) -> bool {
        row != GROUND && !row.ends_with(".rs") && !self.folders.iter().any(|folder| folder == row)
    }

    /// True if one of its folders is among these.
    pub fn is_begun(&self, seen: &BTreeSet<&str>) -> bool {
        self.folders.iter().any(|folder| seen.contains(folder.as_str()))
    }

    /// Where a file lies: in one of the folders or the ground, in the layer of its name, or for itself if it is the level's
    /// own face.
    pub fn folder_of<'f>(&self, file: &'f str) -> Option<&'f str> {
        let rest = file.strip_prefix(self.path)?.strip_prefix('/')?;
        let file_name = rest.rsplit('/').next()?;
        if self.layers.contains(&file_name) {
            return Some(file_name);
        }
        let name = match rest.split_once('/') {
            Some((folder, _)) => folder,
            None if self.is_face(rest) => return Some(rest),
            None => rest.strip_suffix(".rs")?,
        };
        Some(if self.folders.iter().any(|folder| folder == name) { name } else { GROUND })
    }

    /// True for the file that declares what lies at the level. It may stand on top of all.
    pub fn is_face(&self, name: &str) -> bool {
        ["lib.rs", "main.rs", "mod.rs"].contains(&name)
    }

    /// Where a folder stands in the order of the design.
    pub fn place(&self, folder: &str) -> usize {
        self.folders.iter().position(|it| it == folder).map_or(0, |place| place + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_may_be_a_file_of_its_name() {
        let web = Level::of("crates/web/src", LAYERS);
        assert_eq!(web.folder_of("crates/web/src/serve.rs"), Some("serve"));
        assert_eq!(web.folder_of("crates/web/src/look/table.rs"), Some("look"));
        assert_eq!(web.folder_of("crates/web/src/moment.rs"), Some(GROUND));
        assert_eq!(web.folder_of("crates/web/src/lib.rs"), Some("lib.rs"));
        assert_eq!(web.folder_of("crates/webs/src/serve.rs"), None);
    }

    #[test]
    fn addresses_are_one_layer_in_whichever_folder_they_lie() {
        let pages = Level::of("pages", SUBJECTS);
        assert_eq!(pages.folder_of("pages/plans/paths.rs"), Some("paths.rs"));
        assert_eq!(pages.folder_of("pages/paths.rs"), Some("paths.rs"));
        assert_eq!(pages.folder_of("pages/plans/show.rs"), Some("plans"));
    }

    #[test]
    fn a_folder_that_the_table_names_stands_apart_from_the_ground() {
        let folder = |text: &str| {
            let levels = levels(&toml::from_str(text).unwrap());
            levels[0].folder_of("crates/model/src/act.rs").map(str::to_owned)
        };
        assert_eq!(folder("").as_deref(), Some(GROUND));
        assert_eq!(folder("[\"crates/model/src\"]\nground = []\nact = []").as_deref(), Some("act"));
    }
}
