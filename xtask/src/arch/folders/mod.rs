//! The second floor: which folder of a crate may import which. The arrows stand in a table that is compared with the
//! imports both ways, so that it is the truth.

mod level;
mod table;

use std::collections::{BTreeMap, BTreeSet};

pub use level::{Level, Table, levels};
pub use table::{FILE, parse, written};

use super::circles::Tie;
use super::imports::Arrow;

/// How many lines are told of one arrow that is not allowed.
const MOST: usize = 5;

/// What a level's files show: its folders, and the imports between them.
#[derive(Debug, Default)]
pub struct Seen {
    folders: BTreeSet<String>,
    arrows: BTreeMap<(String, String), Vec<Arrow>>,
}

/// What the files and imports of all crates show of a level; nothing while none of its folders is there.
pub fn see(level: &Level, files: &BTreeSet<String>, arrows: &[Arrow]) -> Seen {
    let mut seen = Seen::default();
    let folders = files.iter().filter_map(|file| level.folder_of(file));
    let folders: BTreeSet<&str> = folders.filter(|folder| !level.is_face(folder)).collect();
    if !level.is_begun(&folders) {
        return seen;
    }
    seen.folders.extend(folders.into_iter().map(str::to_owned));
    for arrow in arrows {
        let (Some(from), Some(to)) = (level.folder_of(&arrow.from), level.folder_of(&arrow.to)) else {
            continue;
        };
        if from != to {
            seen.folders.extend([from.to_owned(), to.to_owned()]);
            seen.arrows.entry((from.to_owned(), to.to_owned())).or_default().push(arrow.clone());
        }
    }
    seen
}

impl Seen {
    /// The table that allows exactly what is imported.
    pub fn table(&self) -> BTreeMap<String, BTreeSet<String>> {
        let reached = |from: &String| {
            let of = self.arrows.keys().filter(|(it, _)| it == from);
            of.map(|(_, to)| to.clone()).collect()
        };
        self.folders.iter().map(|folder| (folder.clone(), reached(folder))).collect()
    }

    /// The imports between the folders as ties, to look for circles.
    pub fn ties(&self) -> Vec<Tie> {
        let told = |((from, to), arrows): (&(String, String), &Vec<Arrow>)| {
            let told = arrows.first().map(|it| it.told()).unwrap_or_default();
            let more = arrows.len().saturating_sub(1);
            let told = if more > 0 { format!("{told}, and {more} more") } else { told };
            Tie { from: from.clone(), to: to.clone(), told: format!("`{from}` to `{to}`: {told}") }
        };
        self.arrows.iter().map(told).collect()
    }
}

/// Where the table and the imports of a level differ.
pub fn complaints(level: &str, seen: &Seen, table: &Table) -> Vec<String> {
    let none = BTreeMap::new();
    let rows = table.get(level).unwrap_or(&none);
    let mut complaints = Vec::new();
    for folder in &seen.folders {
        if !rows.contains_key(folder) {
            complaints
                .push(format!("{FILE}: {level}: `{folder}` is missing; run `cargo xtask arch --write`"));
        }
    }
    for ((from, to), arrows) in &seen.arrows {
        if rows.get(from).is_some_and(|row| !row.contains(to)) {
            complaints.extend(refused(level, from, to, arrows));
        }
    }
    for (from, row) in rows {
        if !seen.folders.contains(from) {
            complaints.push(format!("{FILE}: {level}: there is no folder `{from}`; take it off"));
        }
        let unused = row.iter().filter(|to| !seen.arrows.contains_key(&(from.clone(), (*to).clone())));
        complaints.extend(
            unused.map(|to| {
                format!("{FILE}: {level}: `{from}` may import `{to}`, and nothing does; take it off")
            }),
        );
    }
    complaints
}

/// A complaint for each of the first lines that import what they may not, with all that they name; and how many more.
fn refused(level: &str, from: &str, to: &str, arrows: &[Arrow]) -> Vec<String> {
    let mut lines: BTreeMap<(&str, usize), BTreeSet<String>> = BTreeMap::new();
    for arrow in arrows {
        let told = format!("`{}` of {}", arrow.name, arrow.to);
        lines.entry((&arrow.from, arrow.line)).or_default().insert(told);
    }
    let rule = format!("in {level}, `{from}` may not import `{to}` ({FILE})");
    let left = lines.len().saturating_sub(MOST);
    let told = lines.into_iter().take(MOST).map(|((file, line), names)| {
        let names: Vec<String> = names.into_iter().collect();
        format!("{file}:{line}: imports {}: {rule}", names.join(", "))
    });
    let more = (left > 0).then(|| format!("and {left} lines more: {rule}"));
    told.chain(more).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(arrows: &[(&str, &str)]) -> Seen {
        let files = ["lib.rs", "hash.rs", "permit/mod.rs", "plans/plan.rs", "desk.rs"];
        let files = files.iter().map(|file| format!("c/src/{file}")).collect();
        let arrow = |(from, to): &(&str, &str)| Arrow {
            from: format!("c/src/{from}"),
            line: 7,
            name: "crate::X".to_owned(),
            to: format!("c/src/{to}"),
        };
        see(&Level::of("c/src", &["plans", "desk"]), &files, &arrows.iter().map(arrow).collect::<Vec<_>>())
    }

    fn found(arrows: &[(&str, &str)], table: &str) -> Vec<String> {
        complaints("c/src", &seen(arrows), &parse(&format!("[\"c/src\"]\n{table}")).unwrap())
    }

    #[test]
    fn what_lies_beside_the_folders_is_the_ground() {
        let table =
            seen(&[("plans/plan.rs", "permit/mod.rs"), ("permit/mod.rs", "hash.rs"), ("lib.rs", "desk.rs")]);
        let row = |to: &[&str]| to.iter().map(|it| (*it).to_owned()).collect::<BTreeSet<_>>();
        let expected = [
            ("desk", row(&[])),
            ("ground", row(&[])),
            ("lib.rs", row(&["desk"])),
            ("plans", row(&["ground"])),
        ];
        assert_eq!(table.table(), expected.map(|(name, row)| (name.to_owned(), row)).into());
    }

    #[test]
    fn an_import_that_the_table_does_not_allow_is_named_with_its_line_and_folders() {
        let arrows = [("plans/plan.rs", "desk.rs")];
        assert_eq!(found(&arrows, "ground = []\nplans = [\"desk\"]\ndesk = []"), Vec::<String>::new());
        let refused = found(&arrows, "ground = []\nplans = []\ndesk = []");
        assert_eq!(refused.len(), 1);
        assert!(refused[0].starts_with("c/src/plans/plan.rs:7: imports `crate::X` of c/src/desk.rs"));
        assert!(refused[0].contains("`plans` may not import `desk`"), "{refused:?}");
    }

    #[test]
    fn of_many_lines_the_first_are_told_and_the_rest_is_counted() {
        let arrow = |line| Arrow { from: "p".into(), line, name: "X".into(), to: "d".into() };
        let told = refused("c/src", "plans", "desk", &(1..=8).map(arrow).collect::<Vec<_>>());
        assert_eq!(told.len(), MOST + 1);
        assert!(told[MOST].starts_with("and 3 lines more"), "{told:?}");
    }

    #[test]
    fn an_arrow_that_nothing_uses_is_refused() {
        let unused = found(&[], "ground = []\nplans = [\"desk\", \"attic\"]\ndesk = []");
        assert_eq!(unused.len(), 2);
        assert!(unused[1].contains("`plans` may import `desk`, and nothing does"), "{unused:?}");
    }

    #[test]
    fn the_table_has_exactly_the_folders_that_are_there() {
        let both = found(&[], "ground = []\nplans = []\nattic = []");
        assert_eq!(both.len(), 2);
        assert!(both[0].contains("`desk` is missing"), "{both:?}");
        assert!(both[1].contains("no folder `attic`"), "{both:?}");
    }

    #[test]
    fn a_level_without_its_folders_asks_for_nothing() {
        let seen = see(&Level::of("c/src", &["attic"]), &["c/src/a.rs".to_owned()].into(), &[]);
        assert_eq!(seen.table(), BTreeMap::new());
    }
}
