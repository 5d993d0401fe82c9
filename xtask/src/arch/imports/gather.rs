//! Collects what the code of a module imports and names.

use std::collections::BTreeMap;

use syn::visit::{self, Visit};
use syn::{
    Attribute, Block, Expr, Field, FieldValue, ImplItem, Item, ItemUse, Macro, Meta, Path, Stmt, TraitItem,
    UseTree, Variant, Visibility,
};

use super::attributes::{are_of_tests, is_prose};
use super::module::{Binds, Mention, Module, Use};
use super::tokens::{self, plain};

/// Adds what this item imports and names to the module; what belongs to tests is left out.
pub fn item(item: &Item, module: &mut Module) {
    match item {
        Item::Use(item) => module.uses.extend(uses(item)),
        other => Gatherer { module, scopes: Vec::new() }.visit_item(other),
    }
}

struct Gatherer<'m> {
    module: &'m mut Module,
    /// For each block around this place: the names that its own `use` lines bind.
    scopes: Vec<BTreeMap<String, Vec<String>>>,
}

impl Gatherer<'_> {
    fn add(&mut self, mut mention: Mention) {
        let bound = mention
            .path
            .first()
            .and_then(|head| self.scopes.iter().rev().find_map(|scope| scope.get(head)).cloned());
        if let Some(mut path) = bound {
            path.extend(mention.path.drain(1..));
            mention.path = path;
        }
        self.module.mentions.push(mention);
    }
}

impl<'ast> Visit<'ast> for Gatherer<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        match item {
            _ if are_of_tests(attributes_of(item)) => {}
            Item::Use(item) => {
                self.module.uses.extend(uses(item).into_iter().map(|it| Use { is_local: true, ..it }));
            }
            other => visit::visit_item(self, other),
        }
    }

    fn visit_block(&mut self, block: &'ast Block) {
        let mut scope = BTreeMap::new();
        for statement in &block.stmts {
            if let Stmt::Item(Item::Use(item)) = statement {
                for leaf in uses(item) {
                    if let Binds::Name(name) = leaf.binds {
                        scope.insert(name, leaf.path);
                    }
                }
            }
        }
        self.scopes.push(scope);
        visit::visit_block(self, block);
        self.scopes.pop();
    }

    fn visit_stmt(&mut self, statement: &'ast Stmt) {
        let of_tests = match statement {
            Stmt::Local(local) => are_of_tests(&local.attrs),
            Stmt::Macro(call) => are_of_tests(&call.attrs),
            Stmt::Expr(Expr::Block(block), _) => are_of_tests(&block.attrs),
            _ => false,
        };
        if !of_tests {
            visit::visit_stmt(self, statement);
        }
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let of_tests = match item {
            ImplItem::Const(it) => are_of_tests(&it.attrs),
            ImplItem::Fn(it) => are_of_tests(&it.attrs),
            ImplItem::Type(it) => are_of_tests(&it.attrs),
            ImplItem::Macro(it) => are_of_tests(&it.attrs),
            _ => false,
        };
        if !of_tests {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_trait_item(&mut self, item: &'ast TraitItem) {
        let of_tests = matches!(item, TraitItem::Fn(it) if are_of_tests(&it.attrs));
        if !of_tests {
            visit::visit_trait_item(self, item);
        }
    }

    fn visit_field(&mut self, field: &'ast Field) {
        if !are_of_tests(&field.attrs) {
            visit::visit_field(self, field);
        }
    }

    fn visit_field_value(&mut self, value: &'ast FieldValue) {
        if !are_of_tests(&value.attrs) {
            visit::visit_field_value(self, value);
        }
    }

    fn visit_variant(&mut self, variant: &'ast Variant) {
        if !are_of_tests(&variant.attrs) {
            visit::visit_variant(self, variant);
        }
    }

    fn visit_visibility(&mut self, _: &'ast Visibility) {}

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        match &attribute.meta {
            _ if is_prose(attribute) => {}
            Meta::Path(_) => {}
            Meta::List(list) => {
                tokens::paths_of_attribute(list.tokens.clone()).into_iter().for_each(|it| self.add(it));
            }
            Meta::NameValue(pair) => self.visit_expr(&pair.value),
        }
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        if !call.path.is_ident("macro_rules") {
            let line = line_of(&call.path);
            self.add(Mention { path: parts(&call.path), line, is_macro: true });
        }
        tokens::paths(call.tokens.clone()).into_iter().for_each(|it| self.add(it));
    }

    fn visit_path(&mut self, path: &'ast Path) {
        if path.leading_colon.is_none() {
            self.add(Mention { path: parts(path), line: line_of(path), is_macro: false });
        }
        visit::visit_path(self, path);
    }
}

fn parts(path: &Path) -> Vec<String> {
    path.segments.iter().map(|segment| plain(&segment.ident.to_string())).collect()
}

fn line_of(path: &Path) -> usize {
    path.segments.first().map_or(0, |segment| segment.ident.span().start().line)
}

/// The leaves of a `use`; none for a path that begins with `::`, since that is another crate.
fn uses(item: &ItemUse) -> Vec<Use> {
    let mut leaves = Vec::new();
    if item.leading_colon.is_none() && !are_of_tests(&item.attrs) {
        let is_shared = !matches!(item.vis, Visibility::Inherited);
        add_leaves(&item.tree, &[], is_shared, &mut leaves);
    }
    leaves
}

fn add_leaves(tree: &UseTree, prefix: &[String], is_shared: bool, leaves: &mut Vec<Use>) {
    let with = |word: &syn::Ident| -> Vec<String> {
        let word = plain(&word.to_string());
        prefix.iter().cloned().chain((word != "self" || prefix.is_empty()).then_some(word)).collect()
    };
    let mut leaf = |path: Vec<String>, name: Option<String>, line| {
        let name = name.or_else(|| path.last().cloned());
        let binds = match name {
            Some(name) if name == "_" => Binds::Nothing,
            Some(name) => Binds::Name(name),
            None => Binds::All,
        };
        leaves.push(Use { path, binds, is_shared, is_local: false, line });
    };
    match tree {
        UseTree::Path(path) => add_leaves(&path.tree, &with(&path.ident), is_shared, leaves),
        UseTree::Name(name) => leaf(with(&name.ident), None, name.ident.span().start().line),
        UseTree::Rename(it) => {
            leaf(with(&it.ident), Some(plain(&it.rename.to_string())), it.ident.span().start().line);
        }
        UseTree::Glob(glob) => {
            let line = glob.star_token.span.start().line;
            leaves.push(Use { path: prefix.to_vec(), binds: Binds::All, is_shared, is_local: false, line });
        }
        UseTree::Group(group) => {
            group.items.iter().for_each(|tree| add_leaves(tree, prefix, is_shared, leaves));
        }
    }
}

/// The attributes of an item.
pub fn attributes_of(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(it) => &it.attrs,
        Item::Enum(it) => &it.attrs,
        Item::ExternCrate(it) => &it.attrs,
        Item::Fn(it) => &it.attrs,
        Item::ForeignMod(it) => &it.attrs,
        Item::Impl(it) => &it.attrs,
        Item::Macro(it) => &it.attrs,
        Item::Mod(it) => &it.attrs,
        Item::Static(it) => &it.attrs,
        Item::Struct(it) => &it.attrs,
        Item::Trait(it) => &it.attrs,
        Item::TraitAlias(it) => &it.attrs,
        Item::Type(it) => &it.attrs,
        Item::Union(it) => &it.attrs,
        Item::Use(it) => &it.attrs,
        _ => &[],
    }
}
