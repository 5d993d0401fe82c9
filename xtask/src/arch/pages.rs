//! How a page folder is laid out: its `mod.rs` holds the routes alone, and its list is in `list.rs`.

use std::collections::BTreeSet;

use syn::visit::{self, Visit};
use syn::{Expr, ExprCall, Item, Lit};

use crate::failure::Outcome;

use super::imports::{self, Sources};
use super::known::Kind;

/// Where the page folders lie.
const PAGES: &str = "crates/web/src/pages/";

/// What is wrong with a page: of which kind, where (a file or an address), and in words.
pub type Fault = (Kind, String, String);

/// The faults of all page folders.
///
/// # Errors
/// When a file is not Rust.
pub fn faults(sources: &Sources) -> Outcome<Vec<Fault>> {
    let mut faults = Vec::new();
    let mut routes = Routes::default();
    for (path, text) in sources.iter().filter(|(path, _)| path.starts_with(PAGES)) {
        if names_list_template(text) && !["list.rs", "mod.rs"].contains(&file_name(path)) {
            let told = format!("{path}: shows list.html; a list page is called list.rs");
            faults.push((Kind::ListName, path.clone(), told));
        }
        if path.ends_with("/mod.rs") {
            let file = imports::parse(path, text)?;
            routes.visit_file(&file);
            if path.trim_start_matches(PAGES).contains('/') {
                faults.extend(beside_routes(path, &file.items));
            }
        }
    }
    faults.extend(lists_elsewhere(&routes));
    Ok(faults)
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn names_list_template(text: &str) -> bool {
    text.lines().any(|line| line.contains("template(") && line.contains("/list.html\""))
}

/// The first thing in a `mod.rs` that is neither a module, an import nor a table of routes.
fn beside_routes(path: &str, items: &[Item]) -> Option<Fault> {
    let beside = items.iter().find_map(|item| match item {
        Item::Fn(it) => Some(&it.sig.ident),
        Item::Struct(it) => Some(&it.ident),
        Item::Enum(it) => Some(&it.ident),
        Item::Trait(it) => Some(&it.ident),
        Item::Type(it) => Some(&it.ident),
        Item::Const(it) if !it.ident.to_string().ends_with("ROUTES") => Some(&it.ident),
        Item::Static(it) => Some(&it.ident),
        Item::Macro(it) => it.mac.path.segments.last().map(|it| &it.ident),
        _ => None,
    })?;
    let line = beside.span().start().line;
    let told =
        format!("{path}:{line}: `{beside}` beside the routes; a page folder's mod.rs holds the routes alone");
    Some((Kind::PageInMod, path.to_owned(), told))
}

/// The routes of all tables: those that are read, with what answers; and those that name one record.
#[derive(Default)]
struct Routes {
    read: Vec<(String, String)>,
    of_one: BTreeSet<String>,
}

impl<'ast> Visit<'ast> for Routes {
    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        let verb = last_word(&call.func).filter(|word| ["get", "post", "upload"].contains(&word.as_str()));
        if let (Some(verb), Some(address)) = (verb, call.args.first().and_then(text)) {
            if let Some((parent, _)) = address
                .rsplit_once("/{")
                .filter(|(parent, rest)| !parent.contains('{') && !rest.contains('/'))
            {
                self.of_one.insert(parent.to_owned());
            }
            if verb == "get" {
                self.read.push((address, call.args.iter().nth(2).map(words).unwrap_or_default()));
            }
        }
        visit::visit_expr_call(self, call);
    }
}

/// The page of a collection: its address is one word, and with a key behind it, it is the address of one record.
fn lists_elsewhere(routes: &Routes) -> impl Iterator<Item = Fault> {
    let is_list = |address: &str| routes.of_one.contains(address) && address.matches('/').count() == 1;
    let lists = routes.read.iter().filter(move |(address, _)| is_list(address));
    let elsewhere = lists.filter(|(_, handler)| handler.rsplit("::").nth(1) != Some("list"));
    elsewhere.map(|(address, handler)| {
        let told = format!("{address}: answered by `{handler}`; a list page is called list.rs");
        (Kind::ListName, address.clone(), told)
    })
}

fn text(expression: &Expr) -> Option<String> {
    let Expr::Lit(literal) = expression else { return None };
    let Lit::Str(text) = &literal.lit else { return None };
    Some(text.value())
}

fn words(expression: &Expr) -> String {
    let Expr::Path(path) = expression else { return String::new() };
    path.path.segments.iter().map(|it| it.ident.to_string()).collect::<Vec<_>>().join("::")
}

fn last_word(expression: &Expr) -> Option<String> {
    words(expression).rsplit("::").next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let sources =
            files.iter().map(|(path, text)| (format!("{PAGES}{path}"), (*text).to_owned())).collect();
        faults(&sources).unwrap().into_iter().map(|(_, place, _)| place.replace(PAGES, "")).collect()
    }

    #[test]
    fn a_mod_with_a_page_in_it_is_found_and_one_with_routes_is_not() {
        let routes = "//! Draws.\nmod list; pub use list::X; use crate::route::get;\npub const ROUTES: &[R] = &[get(\"/a\", N, list::a)];";
        let page = format!("{routes}\nfn freeze(call: &Call<'_>) -> Outcome {{}}");
        let top = "pub fn figure_href() {}";
        let files = [("draws/mod.rs", routes), ("units/page/mod.rs", page.as_str()), ("mod.rs", top)];
        assert_eq!(found(&files), ["units/page/mod.rs"]);
    }

    #[test]
    fn the_page_of_a_collection_is_in_its_list() {
        let table = "const ROUTES: &[R] = &[
            get(\"/tasks\", N, show::list), get(\"/tasks/{id}\", N, show::task),
            get(\"/plans\", N, plans::list::page), post(\"/plans/{id}\", N, show::x),
            get(\"/desk\", N, desk::page), get(\"/ledger/import\", N, a::b), get(\"/ledger/import/{id}\", N, a::c)];";
        assert_eq!(found(&[("x/mod.rs", table)]), ["/tasks"]);
    }

    #[test]
    fn who_shows_the_template_of_a_list_is_called_list() {
        let text = "#[template(path = \"pages/x/list.html\")]\nstruct Page;";
        assert_eq!(found(&[("x/lists.rs", text), ("x/list.rs", text)]), ["x/lists.rs"]);
    }
}
