//! A module as the reader keeps it: what it defines, imports and names.

use std::collections::{BTreeMap, BTreeSet};

/// A file of the crate.
#[derive(Debug)]
pub struct File {
    /// Its path from the root of the workspace.
    pub path: String,
    /// True if it only declares modules and re-exports: a face, behind which others define.
    pub is_face: bool,
}

/// A module: a file, or a part of one in braces.
#[derive(Debug, Default)]
pub struct Module {
    /// Which file it stands in.
    pub file: usize,
    /// The module around it.
    pub parent: Option<usize>,
    /// The modules in it.
    pub children: BTreeMap<String, usize>,
    /// What it defines.
    pub items: BTreeSet<String>,
    /// Functions, constants and macros among that: nothing is found by going through them.
    pub values: BTreeSet<String>,
    /// The macros among that.
    pub macros: BTreeSet<String>,
    /// Words given to macros that make items: each may be the name of one.
    pub perhaps: BTreeSet<String>,
    /// What it imports, here or in the bodies of its functions.
    pub uses: Vec<Use>,
    /// The paths in its code.
    pub mentions: Vec<Mention>,
}

/// What an import makes known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Binds {
    /// One name.
    Name(String),
    /// All names of a module.
    All,
    /// A trait's methods only: `as _`.
    Nothing,
}

/// One leaf of a `use`.
#[derive(Debug, Clone)]
pub struct Use {
    /// What is imported.
    pub path: Vec<String>,
    /// Under which name.
    pub binds: Binds,
    /// True if it is given on: `pub use`.
    pub is_shared: bool,
    /// True in the body of a function: then the module itself does not know the name.
    pub is_local: bool,
    /// Where it stands.
    pub line: usize,
}

/// A path in the code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its parts.
    pub path: Vec<String>,
    /// Where it stands.
    pub line: usize,
    /// True for a macro that is called.
    pub is_macro: bool,
}

impl Module {
    /// The imports that the module itself knows under this name.
    pub fn imports<'m>(&'m self, name: &'m str) -> impl Iterator<Item = &'m Use> {
        let same = move |it: &&Use| matches!(&it.binds, Binds::Name(bound) if bound == name);
        self.uses.iter().filter(|it| !it.is_local).filter(same)
    }

    /// The modules of which it takes in every name.
    pub fn globs(&self) -> impl Iterator<Item = &Use> {
        self.uses.iter().filter(|it| !it.is_local && it.binds == Binds::All)
    }
}
