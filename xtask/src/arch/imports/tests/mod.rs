//! The reader, tried on small crates: where the names of an import lead.

mod reach;

use super::*;

/// The arrows of a crate with these files, as `from > to: name`.
fn arrows(files: &[(&str, &str)]) -> Vec<String> {
    let imports = imports(files);
    assert_eq!(imports.complaints, Vec::<String>::new());
    let shown = |it: &Arrow| format!("{} > {}: {}", short(&it.from), short(&it.to), it.name);
    let mut arrows: Vec<String> = imports.arrows.iter().map(shown).collect();
    arrows.sort();
    arrows
}

fn imports(files: &[(&str, &str)]) -> Imports {
    let sources = files.iter().map(|(path, text)| (format!("c/src/{path}"), (*text).to_owned())).collect();
    read(&sources, &["c/src/lib.rs".to_owned()]).unwrap()
}

fn short(path: &str) -> &str {
    path.trim_start_matches("c/src/")
}

#[test]
fn a_use_tree_is_read_to_its_leaves() {
    let found = arrows(&[
        ("lib.rs", "mod a; mod b; mod c;"),
        ("a.rs", "use crate::{b::{B, inner::{self, Deep as D}}, c::C as Other};\nuse serde::b::X;"),
        ("b/mod.rs", "pub struct B; pub mod inner;"),
        ("b/inner.rs", "pub struct Deep;"),
        ("c.rs", "pub struct C;"),
    ]);
    assert_eq!(
        found,
        [
            "a.rs > b/inner.rs: crate::b::inner",
            "a.rs > b/inner.rs: crate::b::inner::Deep",
            "a.rs > b/mod.rs: crate::b::B",
            "a.rs > c.rs: crate::c::C",
        ]
    );
}

#[test]
fn a_path_in_the_code_counts_as_an_import() {
    let found = arrows(&[
        ("lib.rs", "mod a; mod b; mod c; mod d; mod e;"),
        (
            "a.rs",
            "fn f(x: crate::b::B) -> u8 { super::c::go::<u8>(); <self::A as crate::d::D>::d() } struct A;",
        ),
        ("b.rs", "pub struct B;"),
        ("c.rs", "pub fn go<T>() {}"),
        ("d.rs", "pub trait D { fn d() -> u8 { match 1 { crate::e::ONE => 1, _ => 2 } } }"),
        ("e.rs", "pub const ONE: u8 = 1;"),
    ]);
    assert_eq!(
        found,
        [
            "a.rs > b.rs: crate::b::B",
            "a.rs > c.rs: super::c::go",
            "a.rs > d.rs: crate::d::D::d",
            "d.rs > e.rs: crate::e::ONE",
        ]
    );
}

#[test]
fn what_a_face_gives_on_is_an_import_of_the_file_that_defines_it() {
    let found = arrows(&[
        ("lib.rs", "mod reader; mod people; pub use reader::Reader; pub use people::Name as Called;"),
        ("reader.rs", "use crate::Called; pub struct Reader;"),
        ("people/mod.rs", "mod name; mod list; pub use self::name::*; use list::List;"),
        ("people/name.rs", "use super::List; pub struct Name;"),
        ("people/list.rs", "use crate::Reader; pub struct List;"),
    ]);
    assert_eq!(
        found,
        [
            "people/list.rs > reader.rs: crate::Reader",
            "people/name.rs > people/list.rs: super::List",
            "reader.rs > people/name.rs: crate::Called",
        ]
    );
}

#[test]
fn what_is_given_on_from_elsewhere_is_an_import_of_both() {
    let found = arrows(&[
        ("lib.rs", "mod a; mod b; mod c;"),
        ("a.rs", "use crate::b::Thing; fn f(_: Thing) {}"),
        ("b.rs", "pub use crate::c::Thing; pub fn g(_: Thing) {}"),
        ("c.rs", "pub struct Thing;"),
    ]);
    assert_eq!(
        found,
        ["a.rs > b.rs: crate::b::Thing", "a.rs > c.rs: crate::b::Thing", "b.rs > c.rs: crate::c::Thing",]
    );
}

#[test]
fn a_file_that_uses_what_it_gives_on_imports_it() {
    let face = ("face.rs", "mod below; pub use below::B;");
    let used = ("face.rs", "mod below; pub use below::B; pub fn f(_: B) {}");
    let rest = [("lib.rs", "mod face;"), ("face/below.rs", "pub struct B;")];
    assert_eq!(arrows(&[rest[0], rest[1], face]), Vec::<String>::new());
    assert_eq!(arrows(&[rest[0], rest[1], used]), ["face.rs > face/below.rs: B"]);
}

#[test]
fn the_import_of_a_module_leads_to_what_is_named_through_it() {
    let found = arrows(&[
        ("lib.rs", "mod a; mod b; mod unused;"),
        (
            "a.rs",
            "use crate::b; use crate::unused; fn f() { b::part::go(); use super::b::part as p; p::come() }",
        ),
        ("b/mod.rs", "pub mod part; pub fn own() {}"),
        ("b/part.rs", "pub fn go() {} pub fn come() {}"),
        ("unused.rs", "pub fn x() {}"),
    ]);
    assert_eq!(
        found,
        [
            "a.rs > b/part.rs: b::part::go",
            "a.rs > b/part.rs: super::b::part::come",
            "a.rs > unused.rs: crate::unused",
        ]
    );
}

#[test]
fn a_glob_imports_what_is_defined_and_what_is_given_on() {
    let found = arrows(&[
        ("lib.rs", "mod a; mod prelude; mod c;"),
        ("a.rs", "use crate::prelude::*; fn f(_: C) {}"),
        ("prelude.rs", "pub use crate::c::C; pub struct Own;"),
        ("c.rs", "pub struct C;"),
    ]);
    assert_eq!(
        found,
        [
            "a.rs > c.rs: C",
            "a.rs > c.rs: crate::prelude",
            "a.rs > prelude.rs: C",
            "a.rs > prelude.rs: crate::prelude",
            "prelude.rs > c.rs: crate::c::C",
        ]
    );
}

#[test]
fn a_name_of_a_module_and_of_a_function_is_both() {
    let found = arrows(&[
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "use crate::b::list; fn f() { list(); list::more() }"),
        ("b/mod.rs", "pub mod list; pub use list::list;"),
        ("b/list.rs", "pub fn list() {} pub fn more() {}"),
    ]);
    assert_eq!(
        found,
        ["a.rs > b/list.rs: crate::b::list", "a.rs > b/list.rs: list", "a.rs > b/list.rs: list::more"]
    );
}

#[test]
fn a_function_hides_no_crate_of_the_same_name() {
    let found = arrows(&[
        ("lib.rs", "mod file; pub use file::csv; pub struct Fault(csv::Error); pub fn f() { csv() }"),
        ("file.rs", "pub fn csv() {}"),
    ]);
    assert_eq!(found, ["lib.rs > file.rs: csv"]);
    let found = arrows(&[
        ("lib.rs", "mod file; pub use file::csv; pub struct Fault(csv::Error);"),
        ("file.rs", "pub fn csv() {}"),
    ]);
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn imports_that_lead_in_a_circle_end() {
    let found = arrows(&[
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "pub use crate::b::*; fn f(_: Nowhere) {}"),
        ("b.rs", "pub use crate::a::*; pub use crate::a::nothing;"),
    ]);
    assert_eq!(found.len(), 3, "{found:?}");
}
