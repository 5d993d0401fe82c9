//! The papers of a pack: which kinds there are, what they are called, and in which layout each is set.

use super::{
    content::Pack,
    fault::PackFaultKind,
    found::{Found, is_key},
    mend::Step,
    paper::PackPaper,
    why::KeyFault,
};
use crate::paper::{LAYOUTS, Layout, PaperKind};
use std::borrow::Cow;

/// The most layouts of a pack.
const MOST_LAYOUTS: usize = 20;

impl Pack {
    fn paper(&self, kind: PaperKind) -> Option<&PackPaper> {
        self.papers.get(kind.key())
    }

    /// Whether there are papers of this kind.
    pub fn has_paper(&self, kind: PaperKind) -> bool {
        self.paper(kind).is_none_or(|paper| paper.had)
    }

    /// What papers of this kind are called, where the pack says it.
    pub fn paper_name(&self, kind: PaperKind, tag: &str) -> Option<&str> {
        Some(self.paper(kind)?.name.as_ref()?.get(tag))
    }

    /// The layout of this name: the pack's own, or the program's.
    pub fn layout(&self, name: &str) -> Option<Cow<'static, Layout>> {
        let own = self.layouts.get(name).and_then(|own| own.build(name).ok());
        own.map(Cow::Owned).or_else(|| Layout::named(name).map(Cow::Borrowed))
    }

    /// The layout that papers of a kind take.
    pub fn layout_of(&self, kind: PaperKind) -> Cow<'static, Layout> {
        let named = self.paper(kind).and_then(|paper| self.layout(paper.layout.as_deref()?));
        named.unwrap_or(Cow::Borrowed(kind.layout()))
    }

    /// The names of all layouts, the program's first.
    pub fn layout_names(&self) -> impl Iterator<Item = &str> {
        LAYOUTS.iter().map(|layout| &*layout.name).chain(self.layouts.keys().map(String::as_str))
    }
}

/// Checks both.
pub(super) fn check_papers(found: &mut Found<'_, '_>, pack: &Pack) {
    found.count("layouts", (0, MOST_LAYOUTS), pack.layouts.len());
    for (name, own) in &pack.layouts {
        let at = [Step::Key("layouts"), Step::Key(name)];
        if !is_key(name) {
            found.key(&at, "layouts", (name, KeyFault::NoKey));
        }
        // What was made up in the place of a fault of its shape is no layout to be looked at.
        if found.file.is_mended(&at) {
            continue;
        }
        for (way, fault) in own.build(name).err().unwrap_or_default() {
            let way: Vec<_> = at.into_iter().chain(way.iter().map(|step| Step::Key(step))).collect();
            found.tell(&way, PackFaultKind::Layout { layout: name.clone(), fault });
        }
    }
    for (key, paper) in &pack.papers {
        let at = [Step::Key("papers"), Step::Key(key)];
        if PaperKind::parse(key).is_none() {
            found.key(&at, "papers", (key, KeyFault::NoPaper));
        }
        if let Some(layout) = paper.layout.as_ref().filter(|layout| !is_named(pack, layout)) {
            let way = [at[0], at[1], Step::Key("layout")];
            found.refers(&way, ("papers", "layouts"), (layout, KeyFault::NoLayout));
        }
        if let Some(name) = &paper.name {
            found.text(&[at[0], at[1], Step::Key("name")], ("papers", key), name);
        }
    }
}

fn is_named(pack: &Pack, layout: &str) -> bool {
    pack.layouts.contains_key(layout) || Layout::named(layout).is_some()
}

/// Leaves out of a pack what would be refused here.
pub(super) fn leave_out(pack: &mut Pack) {
    pack.layouts.retain(|name, own| is_key(name) && own.build(name).is_ok());
    pack.papers.retain(|key, _| PaperKind::parse(key).is_some());
    let named: Vec<String> = pack.layout_names().map(str::to_owned).collect();
    for paper in pack.papers.values_mut() {
        paper.layout = paper.layout.take().filter(|layout| named.contains(layout));
    }
}
