//! What the files of a crate import from one another, read from their sources.
//!
//! A `use` counts, and so does a path written out in the code, in a type, in an attribute or in the words of a macro. What
//! is re-exported counts as an import of the file that defines it. Code of tests is left out. A method that is called
//! without its file being named does not count: the reader knows names, not types.

mod arrows;
mod attributes;
mod gather;
mod module;
mod names;
mod tokens;
mod tree;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

pub use arrows::Arrow;
pub use tree::{Sources, parse};

use crate::failure::Outcome;

/// What a crate's sources say.
#[derive(Debug, Default)]
pub struct Imports {
    /// The files that are built into it, but for those of tests.
    pub files: BTreeSet<String>,
    /// Each import of one file by another, in the order of the files and lines.
    pub arrows: Vec<Arrow>,
    /// What stands in the way of reading soundly.
    pub complaints: Vec<String>,
}

/// Reads what is built from these roots: `lib.rs`, `main.rs` or the like.
///
/// # Errors
/// When a file is not Rust, or a module has no file.
pub fn read(sources: &Sources, roots: &[String]) -> Outcome<Imports> {
    let mut imports = Imports::default();
    let mut of_tests = BTreeSet::new();
    for root in roots {
        let tree = tree::read(sources, root)?;
        imports.files.extend(tree.files.iter().map(|file| file.path.clone()));
        imports.arrows.extend(arrows::of(&tree));
        imports.complaints.extend(tree.complaints);
        of_tests.extend(tree.of_tests);
    }
    imports.arrows.sort();
    imports.arrows.dedup();
    let unread = tree::unread(sources, roots, &imports.files, &of_tests);
    imports.complaints.extend(unread);
    Ok(imports)
}
