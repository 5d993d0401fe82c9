//! Where a path leads: the module that it names, or the one that defines what it names.

use std::collections::BTreeSet;

use super::module::Module;

/// What a path leads to. A name can stand for an item and a module at once.
#[derive(Debug, Default)]
pub struct Found {
    /// The modules that define it.
    pub items: BTreeSet<usize>,
    /// The modules that it names.
    pub modules: BTreeSet<usize>,
    /// The modules on the way that only give it on, and not from below themselves.
    pub via: BTreeSet<usize>,
    /// True if it comes from another crate.
    pub is_foreign: bool,
}

impl Found {
    fn is_nothing(&self) -> bool {
        self.items.is_empty() && self.modules.is_empty() && !self.is_foreign
    }

    fn add(&mut self, other: Self) {
        self.items.extend(other.items);
        self.modules.extend(other.modules);
        self.via.extend(other.via);
        self.is_foreign |= other.is_foreign;
    }

    fn targets(&self) -> impl Iterator<Item = usize> {
        self.items.iter().chain(&self.modules).copied()
    }
}

/// The names of a crate.
pub struct Names<'m> {
    modules: &'m [Module],
}

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// Anything of the name.
    Any,
    /// What the rest of a path can lead through: a module or a type.
    Way,
}

/// What has been asked on the way: a glob or an alias may lead back.
type Trail = BTreeSet<(usize, String)>;

impl<'m> Names<'m> {
    /// The names of these modules.
    pub fn new(modules: &'m [Module]) -> Self {
        Self { modules }
    }

    /// Where a path leads that stands in this module. It is foreign if no name of the crate begins it.
    pub fn follow(&self, from: usize, path: &[String]) -> Found {
        self.walk_far(from, path)
    }

    /// True if `module` is `above` or lies in it.
    pub fn is_within(&self, module: usize, above: usize) -> bool {
        self.around(module).any(|it| it == above)
    }

    /// This module, the one around it, and so on up to the root.
    pub fn around(&self, module: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(module), |it| self.modules.get(*it)?.parent)
    }

    /// As [`Self::walk`]; what is nowhere defined may stand among the words given to macros.
    fn walk_far(&self, from: usize, path: &[String]) -> Found {
        self.walk_with(from, path, Wanted::Any, |module, name, wanted| {
            let mut found = self.look_up(module, name, wanted, &mut Trail::new());
            if found.is_nothing() {
                self.look_up_perhaps(module, name, &mut found, &mut Trail::new());
            }
            found
        })
    }

    fn walk(&self, from: usize, path: &[String], wanted: Wanted, trail: &mut Trail) -> Found {
        self.walk_with(from, path, wanted, |module, name, wanted| self.look_up(module, name, wanted, trail))
    }

    fn walk_with(
        &self,
        from: usize,
        path: &[String],
        wanted: Wanted,
        mut look_up: impl FnMut(usize, &str, Wanted) -> Found,
    ) -> Found {
        let mut found = Found::default();
        let mut at = Some(from);
        let mut rest = path;
        while let Some((head, tail)) = rest.split_first() {
            let next = match head.as_str() {
                "crate" => self.around(from).last(),
                "self" => at,
                "super" => at.and_then(|it| self.modules.get(it)?.parent),
                _ => break,
            };
            (at, rest) = (next, tail);
        }
        found.modules.extend(at);
        let mut is_head = rest.len() == path.len();
        while let Some((name, tail)) = rest.split_first() {
            let Some(module) = found.modules.iter().next().copied() else { break };
            let step = look_up(module, name, if tail.is_empty() { wanted } else { Wanted::Way });
            let via = std::mem::take(&mut found.via);
            found = if step.is_nothing() && is_head {
                Found { is_foreign: true, ..Found::default() }
            } else if step.is_nothing() && self.binds(module, name) {
                Found::default()
            } else if step.is_nothing() {
                // Made by a macro of that module, most likely.
                Found { items: [module].into(), ..Found::default() }
            } else {
                step
            };
            found.via.extend(via);
            (is_head, rest) = (false, tail);
        }
        found
    }

    /// True if the module says what the name is, if perhaps not what is wanted.
    fn binds(&self, module: usize, name: &str) -> bool {
        let binds = |it: &Module| it.items.contains(name) || it.imports(name).next().is_some();
        self.modules.get(module).is_some_and(binds)
    }

    /// What a name means in a module.
    fn look_up(&self, at: usize, name: &str, wanted: Wanted, trail: &mut Trail) -> Found {
        let mut found = Found::default();
        let Some(module) = self.modules.get(at) else { return found };
        if module.items.contains(name) && (wanted == Wanted::Any || !module.values.contains(name)) {
            found.items.insert(at);
        }
        found.modules.extend(module.children.get(name));
        if !trail.insert((at, name.to_owned())) {
            return found;
        }
        for import in module.imports(name) {
            let led = self.walk(at, &import.path, wanted, trail);
            found.add(self.given_on(at, led));
        }
        if found.is_nothing() {
            for glob in module.globs() {
                let of = self.walk(at, &glob.path, Wanted::Way, trail).modules;
                for inner in of {
                    let led = self.look_up(inner, name, wanted, trail);
                    found.add(self.given_on(at, led));
                }
            }
        }
        trail.remove(&(at, name.to_owned()));
        found
    }

    /// Notes the module that gives on what lies outside of it.
    fn given_on(&self, at: usize, mut found: Found) -> Found {
        let inside = found.targets().all(|it| self.is_within(it, at)) && !found.is_foreign;
        if !inside {
            found.via.insert(at);
        }
        found
    }

    fn look_up_perhaps(&self, at: usize, name: &str, found: &mut Found, trail: &mut Trail) {
        let Some(module) = self.modules.get(at) else { return };
        if !trail.insert((at, name.to_owned())) {
            return;
        }
        if module.perhaps.contains(name) {
            found.items.insert(at);
            return;
        }
        for glob in module.globs() {
            for inner in self.walk(at, &glob.path, Wanted::Way, &mut Trail::new()).modules {
                self.look_up_perhaps(inner, name, found, trail);
            }
        }
    }
}
