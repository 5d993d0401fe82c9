//! The modules of a crate: which file each stands in, and what it defines.

use std::collections::{BTreeMap, BTreeSet};

use syn::{Item, ItemMod};

use super::attributes::{are_of_tests, hidden_import, path};
use super::gather::{self, attributes_of};
use super::module::{File, Module};
use super::tokens::{self, plain};
use crate::failure::{Failure, Outcome};

/// Files by their paths from the root of the workspace.
pub type Sources = BTreeMap<String, String>;

/// The modules and files that are built from one root. The first module is the root's own.
#[derive(Debug, Default)]
pub struct Tree {
    /// The files.
    pub files: Vec<File>,
    /// The modules, each after the one around it.
    pub modules: Vec<Module>,
    /// Files and folders (with a slash at the end) that only tests are built with.
    pub of_tests: BTreeSet<String>,
    /// What can't be read soundly.
    pub complaints: Vec<String>,
}

/// Where the files of a module's children lie.
#[derive(Clone)]
struct Place {
    /// The folder of the file itself.
    beside: String,
    /// The folder of the children of the module.
    below: String,
}

/// Reads the modules from the root's file on.
pub fn read(sources: &Sources, root: &str) -> Outcome<Tree> {
    let mut tree = Tree::default();
    let folder = folder_of(root);
    tree.read_file(sources, root, None, &Place { beside: folder.clone(), below: folder })?;
    Ok(tree)
}

/// A file as Rust.
pub fn parse(path: &str, text: &str) -> Outcome<syn::File> {
    let told = |error: syn::Error| Failure::new(format!("{path}:{}: {error}", error.span().start().line));
    syn::parse_file(text).map_err(told)
}

/// The files below the roots' folders that nothing declares: their imports would stay unread.
pub fn unread(
    sources: &Sources,
    roots: &[String],
    files: &BTreeSet<String>,
    of_tests: &BTreeSet<String>,
) -> Vec<String> {
    let is_built = |path: &str| {
        let is_test =
            |it: &String| path == it.as_str() || (it.ends_with('/') && path.starts_with(it.as_str()));
        files.contains(path) || of_tests.iter().any(is_test)
    };
    let folders: BTreeSet<String> = roots.iter().map(|root| folder_of(root) + "/").collect();
    let below = |path: &&String| folders.iter().any(|folder| path.starts_with(folder.as_str()));
    let rust = sources.keys().filter(|path| path.ends_with(".rs"));
    let left = rust.filter(below).filter(|path| !is_built(path));
    left.map(|path| format!("{path}: no module declares this file; remove it or declare it")).collect()
}

impl Tree {
    fn read_file(
        &mut self,
        sources: &Sources,
        path: &str,
        parent: Option<usize>,
        place: &Place,
    ) -> Outcome<usize> {
        let text = sources.get(path).ok_or_else(|| Failure::new(format!("{path}: there is no such file")))?;
        let parsed = parse(path, text)?;
        let items: Vec<&Item> =
            parsed.items.iter().filter(|item| !are_of_tests(attributes_of(item))).collect();
        let is_face = items.iter().all(|item| match item {
            Item::Use(_) => true,
            Item::Mod(module) => module.content.is_none(),
            _ => false,
        });
        self.files.push(File { path: path.to_owned(), is_face });
        let module = self.add_module(self.files.len() - 1, parent);
        self.read_items(sources, &parsed.items, module, place)?;
        Ok(module)
    }

    fn add_module(&mut self, file: usize, parent: Option<usize>) -> usize {
        self.modules.push(Module { file, parent, ..Module::default() });
        self.modules.len() - 1
    }

    fn read_items(&mut self, sources: &Sources, items: &[Item], module: usize, place: &Place) -> Outcome {
        for item in items {
            let of_tests = are_of_tests(attributes_of(item));
            if let Item::Mod(child) = item {
                if of_tests && child.content.is_some() {
                    continue;
                }
                if of_tests {
                    self.leave_out(sources, child, place);
                } else {
                    self.read_child(sources, child, module, place)?;
                }
            }
            if of_tests {
                continue;
            }
            if let Some(word) = hidden_import(attributes_of(item)) {
                self.complain(module, &format!("`#[{word}]` imports unseen; write `pub(crate) use name;`"));
            }
            if let Item::Macro(call) = item
                && call.mac.path.is_ident("include")
                && call.mac.tokens.to_string().starts_with('"')
            {
                self.complain(module, "a file taken in by `include!` is not read; make it a module");
            }
            if let Some(module) = self.modules.get_mut(module) {
                define(item, module);
                if !matches!(item, Item::Mod(_)) {
                    gather::item(item, module);
                }
            }
        }
        Ok(())
    }

    fn complain(&mut self, module: usize, what: &str) {
        let file = self.modules.get(module).and_then(|module| self.files.get(module.file));
        let path = file.map_or("", |file| file.path.as_str());
        self.complaints.push(format!("{path}: {what}"));
    }

    fn read_child(&mut self, sources: &Sources, child: &ItemMod, parent: usize, place: &Place) -> Outcome {
        let name = plain(&child.ident.to_string());
        let index = if let Some((_, items)) = &child.content {
            let file = self.modules.get(parent).map_or(0, |module| module.file);
            let index = self.add_module(file, Some(parent));
            let below = format!("{}/{name}", place.below);
            self.read_items(sources, items, index, &Place { beside: below.clone(), below })?;
            index
        } else {
            let (path, place) = file_of(sources, child, place);
            self.read_file(sources, &path, Some(parent), &place)?
        };
        if let Some(parent) = self.modules.get_mut(parent) {
            parent.children.insert(name, index);
        }
        Ok(())
    }

    fn leave_out(&mut self, sources: &Sources, child: &ItemMod, place: &Place) {
        let (path, place) = file_of(sources, child, place);
        self.of_tests.insert(path);
        self.of_tests.insert(place.below + "/");
    }
}

/// The file of a module that is declared with `mod name;`, and where its own children lie.
fn file_of(sources: &Sources, child: &ItemMod, place: &Place) -> (String, Place) {
    if let Some(named) = path(&child.attrs) {
        let file = normal(&format!("{}/{named}", place.beside));
        let folder = folder_of(&file);
        return (file, Place { beside: folder.clone(), below: folder });
    }
    let name = plain(&child.ident.to_string());
    let below = format!("{}/{name}", place.below);
    let inside = format!("{below}/mod.rs");
    if sources.contains_key(&inside) {
        return (inside, Place { beside: below.clone(), below });
    }
    (format!("{below}.rs"), Place { beside: place.below.clone(), below })
}

fn folder_of(path: &str) -> String {
    path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned())
}

/// A path without `..`.
fn normal(path: &str) -> String {
    let mut parts = Vec::new();
    for part in path.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn define(item: &Item, module: &mut Module) {
    let name = match item {
        Item::Const(it) => &it.ident,
        Item::Enum(it) => &it.ident,
        Item::Fn(it) => &it.sig.ident,
        Item::Static(it) => &it.ident,
        Item::Struct(it) => &it.ident,
        Item::Trait(it) => &it.ident,
        Item::TraitAlias(it) => &it.ident,
        Item::Type(it) => &it.ident,
        Item::Union(it) => &it.ident,
        Item::Macro(it) => {
            let Some(name) = &it.ident else {
                let words = tokens::paths(it.mac.tokens.clone());
                module
                    .perhaps
                    .extend(words.into_iter().filter_map(|mention| mention.path.into_iter().next()));
                return;
            };
            module.macros.insert(plain(&name.to_string()));
            module.values.insert(plain(&name.to_string()));
            name
        }
        _ => return,
    };
    if matches!(item, Item::Const(_) | Item::Fn(_) | Item::Static(_)) {
        module.values.insert(plain(&name.to_string()));
    }
    module.items.insert(plain(&name.to_string()));
}
