//! The levels at which folders are told apart, and their names.

/// The name for what lies beside a level's folders.
pub const GROUND: &str = "ground";

/// A folder of sources whose parts are told apart.
#[derive(Debug)]
pub struct Level {
    /// Its path from the root of the workspace.
    pub path: &'static str,
    /// The folders in it, each possibly a file of that name; what else lies there is the ground.
    pub folders: &'static [&'static str],
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

/// The subjects of the model, and the packs, which speak of all of them.
const SUBJECTS_AND_PACK: &[&str] = &[
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
    "pack",
];

/// The parts of the ledger.
const LEDGER: &[&str] = &["findings", "measures", "look_backs", "inquiries", "files"];

/// The layers of `web`.
const LAYERS: &[&str] = &["frame", "look", "pages", "api", "worker", "serve"];

/// Every level that is checked.
pub const LEVELS: &[Level] = &[
    Level { path: "crates/model/src", folders: SUBJECTS_AND_PACK },
    Level { path: "crates/model/src/ledger", folders: LEDGER },
    Level { path: "crates/store/src", folders: SUBJECTS },
    Level { path: "crates/store/src/ledger", folders: LEDGER },
    Level { path: "crates/app/src", folders: SUBJECTS },
    Level { path: "crates/app/src/ledger", folders: LEDGER },
    Level { path: "crates/web/src", folders: LAYERS },
    Level { path: "crates/web/src/pages", folders: SUBJECTS },
    Level { path: "crates/web/src/pages/ledger", folders: LEDGER },
];

impl Level {
    /// The folder in which a file lies: one of the names, the ground, or the file itself if it is the level's own face.
    pub fn folder_of<'f>(&self, file: &'f str) -> Option<&'f str> {
        let rest = file.strip_prefix(self.path)?.strip_prefix('/')?;
        let name = match rest.split_once('/') {
            Some((folder, _)) => folder,
            None if self.is_face(rest) => return Some(rest),
            None => rest.strip_suffix(".rs")?,
        };
        Some(if self.folders.contains(&name) { name } else { GROUND })
    }

    /// True for the file that declares what lies at the level. It may stand on top of all.
    pub fn is_face(&self, name: &str) -> bool {
        ["lib.rs", "main.rs", "mod.rs"].contains(&name)
    }

    /// Where a folder stands in the order of the design.
    pub fn place(&self, folder: &str) -> usize {
        self.folders.iter().position(|it| *it == folder).map_or(0, |place| place + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_may_be_a_file_of_its_name() {
        let web = Level { path: "crates/web/src", folders: LAYERS };
        assert_eq!(web.folder_of("crates/web/src/serve.rs"), Some("serve"));
        assert_eq!(web.folder_of("crates/web/src/look/table.rs"), Some("look"));
        assert_eq!(web.folder_of("crates/web/src/moment.rs"), Some(GROUND));
        assert_eq!(web.folder_of("crates/web/src/lib.rs"), Some("lib.rs"));
        assert_eq!(web.folder_of("crates/webs/src/serve.rs"), None);
    }

    #[test]
    fn the_subjects_of_the_model_are_those_of_all_and_the_packs() {
        let (packs, subjects) = SUBJECTS_AND_PACK.split_last().unwrap();
        assert_eq!((*packs, subjects), ("pack", SUBJECTS));
    }
}
