//! From names to arrows between files.

use std::collections::BTreeSet;

use super::module::{Binds, File, Mention, Module, Use};
use super::names::{Found, Names};
use super::tree::Tree;

/// One import: a file names something that another defines.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrow {
    /// The file that imports.
    pub from: String,
    /// The line where it does, counted from 1.
    pub line: usize,
    /// What is named, as it is written there.
    pub name: String,
    /// The file that defines it.
    pub to: String,
}

impl Arrow {
    /// It in words, for a person.
    pub fn told(&self) -> String {
        format!("{}:{} imports `{}` of {}", self.from, self.line, self.name, self.to)
    }
}

/// Each import of one file by another.
pub fn of(tree: &Tree) -> Vec<Arrow> {
    let names = Names::new(&tree.modules);
    let mut found = BTreeSet::new();
    for (at, module) in tree.modules.iter().enumerate() {
        let Some(file) = tree.files.get(module.file) else { continue };
        let mut writer = Writer { tree, names: &names, at, module, file, found: &mut found };
        module.uses.iter().for_each(|it| writer.import(it));
        module.mentions.iter().for_each(|it| writer.mention(it));
    }
    once_each(found)
}

/// One arrow for each name, at the first line that has it.
fn once_each(found: BTreeSet<Arrow>) -> Vec<Arrow> {
    let mut seen = BTreeSet::new();
    let is_new = |arrow: &Arrow| seen.insert((arrow.from.clone(), arrow.to.clone(), arrow.name.clone()));
    found.into_iter().filter(is_new).collect()
}

struct Writer<'t> {
    tree: &'t Tree,
    names: &'t Names<'t>,
    /// The module that imports, and its file.
    at: usize,
    module: &'t Module,
    file: &'t File,
    found: &'t mut BTreeSet<Arrow>,
}

impl Writer<'_> {
    fn import(&mut self, import: &Use) {
        let found = self.names.follow(self.at, &import.path);
        if self.gives_on(import, &found) {
            return;
        }
        self.write_found(import, &found);
        match &import.binds {
            Binds::All => found.modules.iter().for_each(|module| self.write_all_of(*module, import)),
            Binds::Name(name) if self.is_walked_through(name, import) => {}
            _ => {
                found.modules.iter().for_each(|module| self.write_module(*module, &import.path, import.line))
            }
        }
    }

    /// To give on what lies below is no import of it.
    fn gives_on(&self, import: &Use, found: &Found) -> bool {
        let mut targets = found.items.iter().chain(&found.modules);
        let is_below = !found.is_foreign && targets.all(|it| self.names.is_within(*it, self.at));
        is_below && (import.is_shared || self.file.is_face)
    }

    /// Who imports a module by a glob sees what it defines and what it gives on.
    fn write_all_of(&mut self, module: usize, import: &Use) {
        self.write_module(module, &import.path, import.line);
        let given = self.tree.modules.get(module).map(|it| it.uses.as_slice());
        for given in given.unwrap_or_default().iter().filter(|it| it.is_shared) {
            let found = self.names.follow(module, &given.path);
            self.write_found(import, &found);
        }
    }

    fn write_found(&mut self, import: &Use, found: &Found) {
        for item in &found.items {
            self.write(*item, &import.path, import.line);
        }
        for via in &found.via {
            self.write_via(*via, &import.path, import.line);
        }
    }

    fn mention(&mut self, mention: &Mention) {
        let is_glob = mention.path.last().is_some_and(|part| part == "*");
        let path = mention.path.strip_suffix(&["*".to_owned()]).unwrap_or(&mention.path);
        if path.first().is_some_and(|head| self.is_imported(head)) {
            return;
        }
        let found = self.names.follow(self.at, path);
        for item in &found.items {
            self.write(*item, path, mention.line);
        }
        for via in &found.via {
            self.write_via(*via, path, mention.line);
        }
        if path.len() > 1 || is_glob {
            found.modules.iter().for_each(|module| self.write_module(*module, path, mention.line));
        }
        if let [name] = path
            && mention.is_macro
            && found.items.is_empty()
        {
            self.write_macro_from_above(name, mention.line);
        }
    }

    /// True for a name whose import has its arrow already.
    fn is_imported(&self, name: &str) -> bool {
        self.module.imports(name).any(|import| {
            let found = self.names.follow(self.at, &import.path);
            found.modules.is_empty() && !self.gives_on(import, &found)
        })
    }

    /// The rules of a macro are known, without an import, to the modules that are declared after it.
    fn write_macro_from_above(&mut self, name: &String, line: usize) {
        let knows = |it: &usize| self.tree.modules.get(*it).is_some_and(|it| it.macros.contains(name));
        if let Some(above) = self.names.around(self.at).find(knows) {
            self.write(above, std::slice::from_ref(name), line);
        }
    }

    /// True if the import of a module is used to name what is in it: then those names are the imports.
    fn is_walked_through(&self, name: &String, import: &Use) -> bool {
        let by_code = |it: &Mention| it.path.len() > 1 && it.path.first() == Some(name);
        let by_code_of_function =
            |it: &Mention| it.path.len() > import.path.len() && it.path.starts_with(&import.path);
        let by_import = |it: &Use| it.path.len() > 1 && it.path.first() == Some(name);
        if import.is_local {
            return self.module.mentions.iter().any(by_code_of_function);
        }
        self.module.mentions.iter().any(by_code) || self.module.uses.iter().any(by_import)
    }

    fn write_module(&mut self, module: usize, path: &[String], line: usize) {
        if self.file_of(module).is_some_and(|file| !file.is_face) {
            self.write(module, path, line);
        }
    }

    /// The root of the crate is the face of all: to go through it is no import of it.
    fn write_via(&mut self, module: usize, path: &[String], line: usize) {
        let is_root = self.tree.modules.get(module).is_none_or(|it| it.parent.is_none());
        if !is_root {
            self.write(module, path, line);
        }
    }

    fn write(&mut self, module: usize, path: &[String], line: usize) {
        let Some(file) = self.file_of(module) else { return };
        if file.path != self.file.path {
            let (from, to) = (self.file.path.clone(), file.path.clone());
            self.found.insert(Arrow { from, line, name: path.join("::"), to });
        }
    }

    fn file_of(&self, module: usize) -> Option<&File> {
        self.tree.files.get(self.tree.modules.get(module)?.file)
    }
}
