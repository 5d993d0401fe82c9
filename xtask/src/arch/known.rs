//! The faults of the picture that are known and wait to be put right. The list may only shrink: a fault that is not in it
//! fails, and so does one in it that is there no more.

use std::collections::{BTreeMap, BTreeSet};

use toml::Table;

use crate::failure::{Failure, Outcome, While};

/// Where the list lies.
pub const FILE: &str = "xtask/known-faults.toml";

const HEAD: &str = "\
# Faults of the picture that are known and wait to be put right. This file may only shrink: `cargo xtask arch` refuses what
# does not stand here, and what stands here and is there no more. `cargo xtask arch --write` takes off what is mended.
";

/// The kinds of circles: how many things each ties, by crate or level.
const CIRCLES: [(&str, &str); 2] = [
    ("circles-of-files", "how many files each circle ties, by crate"),
    ("circles-of-folders", "how many folders each circle ties, by level"),
];

/// The kinds of faults that are told by a name.
const LISTS: [(&str, &str); 2] = [
    ("pages-in-mod", "page folders whose mod.rs holds more than routes"),
    ("lists-by-another-name", "list pages that are not in a list.rs, by their file or address"),
];

/// A kind of fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A circle of files.
    Files,
    /// A circle of folders.
    Folders,
    /// A page in the `mod.rs` of its folder.
    PageInMod,
    /// A list page by another name.
    ListName,
}

/// Faults: those that are known, or those that are found.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Faults {
    /// The sizes of the circles of a crate or level, the largest first.
    circles: BTreeMap<(Kind, String), Vec<usize>>,
    /// The names of the other faults.
    names: BTreeSet<(Kind, String)>,
}

impl Faults {
    /// Adds circles of these sizes.
    pub fn add_circles(&mut self, kind: Kind, place: &str, mut sizes: Vec<usize>) {
        sizes.sort_unstable_by(|one, other| other.cmp(one));
        if !sizes.is_empty() {
            self.circles.insert((kind, place.to_owned()), sizes);
        }
    }

    /// Adds a fault that has a name.
    pub fn add(&mut self, kind: Kind, name: &str) {
        self.names.insert((kind, name.to_owned()));
    }

    /// True if the circles of this place are no more and no larger than is known.
    pub fn knows_circles(&self, kind: Kind, place: &str, sizes: &[usize]) -> bool {
        let known = self.circles.get(&(kind, place.to_owned())).map_or(&[][..], Vec::as_slice);
        known.iter().sum::<usize>() >= sizes.iter().sum() && known.first() >= sizes.iter().max()
    }

    /// True if this fault is known.
    pub fn knows(&self, kind: Kind, name: &str) -> bool {
        self.names.contains(&(kind, name.to_owned()))
    }

    /// What is known and is not so any more, in one line; nothing if all of it still is.
    pub fn mended(&self, found: &Self) -> Option<String> {
        let left = self.shrunk_to(found);
        let gone = self.names.difference(&found.names).map(|(_, name)| format!("\"{name}\""));
        let changed = self.circles.iter().filter(|(key, sizes)| left.circles.get(key) != Some(sizes));
        let changed = changed.map(|((_, place), sizes)| format!("\"{place}\" = {sizes:?}"));
        let all: Vec<String> = gone.chain(changed).collect();
        let told = || format!("{FILE}: no more so: {}; run `cargo xtask arch --write`", all.join(", "));
        (!all.is_empty()).then(told)
    }

    /// What is known, without what is mended. Faults that only bear a new name, since their file was moved, stay.
    pub fn shrunk_to(&self, found: &Self) -> Self {
        let mut shrunk = Self::default();
        for kind in [Kind::PageInMod, Kind::ListName] {
            let of_kind = |names: &BTreeSet<(Kind, String)>| -> BTreeSet<(Kind, String)> {
                names.iter().filter(|(it, _)| *it == kind).cloned().collect()
            };
            let (known, now) = (of_kind(&self.names), of_kind(&found.names));
            let are_more = now.len() > known.len();
            shrunk.names.extend(if are_more { known.intersection(&now).cloned().collect() } else { now });
        }
        for ((kind, place), sizes) in &self.circles {
            let now = found.circles.get(&(*kind, place.clone())).cloned().unwrap_or_default();
            let kept = if self.knows_circles(*kind, place, &now) { now } else { sizes.clone() };
            shrunk.add_circles(*kind, place, kept);
        }
        shrunk
    }

    /// Reads the list.
    ///
    /// # Errors
    /// When it is not TOML of this form.
    pub fn parse(text: &str) -> Outcome<Self> {
        let table: Table = text.parse().while_trying(&format!("read {FILE}"))?;
        let mut faults = Self::default();
        for (key, value) in &table {
            let fault = || Failure::new(format!("{FILE}: `{key}` is not read"));
            if let Some(kind) = kind_of(&CIRCLES, key) {
                let places: BTreeMap<String, Vec<usize>> = value.clone().try_into().map_err(|_| fault())?;
                for (place, sizes) in places {
                    faults.add_circles(kind, &place, sizes);
                }
            } else {
                let kind = kind_of(&LISTS, key).ok_or_else(fault)?;
                let names: Vec<String> = value.clone().try_into().map_err(|_| fault())?;
                names.iter().for_each(|name| faults.add(kind, name));
            }
        }
        Ok(faults)
    }

    /// The list as a file.
    pub fn written(&self) -> String {
        let mut text = HEAD.to_owned();
        for (key, what) in LISTS {
            let of = self.names.iter().filter(|(kind, _)| Some(*kind) == kind_of(&LISTS, key));
            let names: Vec<String> = of.map(|(_, name)| format!("    \"{name}\",\n")).collect();
            if !names.is_empty() {
                text += &format!("\n# {what}\n{key} = [\n{}]\n", names.concat());
            }
        }
        for (key, what) in CIRCLES {
            let of = self.circles.iter().filter(|((kind, _), _)| Some(*kind) == kind_of(&CIRCLES, key));
            let places: Vec<String> =
                of.map(|((_, place), sizes)| format!("\"{place}\" = {sizes:?}\n")).collect();
            if !places.is_empty() {
                text += &format!("\n# {what}\n[{key}]\n{}", places.concat());
            }
        }
        text
    }
}

fn kind_of(keys: &[(&str, &str); 2], key: &str) -> Option<Kind> {
    let place = keys.iter().position(|(it, _)| *it == key)?;
    let kinds =
        if keys == &CIRCLES { [Kind::Files, Kind::Folders] } else { [Kind::PageInMod, Kind::ListName] };
    kinds.get(place).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(sizes: &[usize], names: &[&str]) -> Faults {
        let mut faults = Faults::default();
        faults.add_circles(Kind::Files, "crates/a", sizes.to_vec());
        names.iter().for_each(|name| faults.add(Kind::PageInMod, name));
        faults
    }

    #[test]
    fn what_is_written_is_read_back() {
        let mut all = faults(&[2, 156], &["a/mod.rs", "b/mod.rs"]);
        all.add_circles(Kind::Folders, "crates/web/src", vec![3]);
        all.add(Kind::ListName, "/cases");
        assert!(all.written().contains("[circles-of-files]\n\"crates/a\" = [156, 2]\n"), "{}", all.written());
        assert_eq!(Faults::parse(&all.written()).unwrap(), all);
        assert!(Faults::parse("attic = []").is_err());
    }

    #[test]
    fn a_circle_may_shrink_or_fall_apart_and_never_grow() {
        let known = faults(&[20, 2], &[]);
        let knows = |sizes: &[usize]| known.knows_circles(Kind::Files, "crates/a", sizes);
        assert!(knows(&[20, 2]) && knows(&[9, 5, 2]) && knows(&[]));
        assert!(!knows(&[21]) && !knows(&[20, 3]));
        assert!(!known.knows_circles(Kind::Files, "crates/b", &[2]));
        assert!(Faults::default().knows_circles(Kind::Files, "crates/b", &[]));
    }

    #[test]
    fn a_fault_that_was_moved_stays_under_its_new_name() {
        let (known, found) = (faults(&[], &["a", "b"]), faults(&[], &["c"]));
        assert!(known.mended(&found).is_some());
        assert_eq!(known.shrunk_to(&found), found);
    }

    #[test]
    fn what_is_mended_has_to_go_and_what_is_new_does_not_come_in() {
        let (known, found) = (faults(&[20], &["a", "b"]), faults(&[9], &["b", "c", "d"]));
        assert_eq!(known.shrunk_to(&found), faults(&[9], &["b"]));
        let mended = known.mended(&found).unwrap();
        assert!(mended.contains("no more so: \"a\", \"crates/a\" = [20];"), "{mended}");
        let worse = faults(&[21], &["a", "b"]);
        assert_eq!(known.mended(&worse), None);
        assert_eq!(known.shrunk_to(&worse), known);
    }
}
