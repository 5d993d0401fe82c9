//! How far the reader sees: macros, modules in braces and elsewhere, code of tests.

use super::*;

#[test]
fn code_of_tests_is_left_out() {
    let found = arrows(&[
        ("lib.rs", "mod a; mod b; #[cfg(test)] mod kit;"),
        (
            "a.rs",
            "#[cfg(test)] use crate::b::B;
             #[cfg(all(test, unix))] fn f() { crate::b::go() }
             struct A { #[cfg(test)] b: crate::b::B }
             impl A { #[cfg(test)] fn g() { crate::b::go() } fn h() { #[cfg(test)] crate::b::log!(); } }
             #[cfg(test)] mod tests { use crate::b::*; }",
        ),
        ("b.rs", "pub struct B; pub fn go() {}"),
        ("kit.rs", "mod more; use crate::a::A;"),
        ("kit/more.rs", "use crate::a::A;"),
    ]);
    assert_eq!(found, Vec::<String>::new());
    let built = arrows(&[
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "#[cfg(not(test))] use crate::b::B; #[cfg(any(test, unix))] use crate::b::C;"),
        ("b.rs", "pub struct B; pub struct C;"),
    ]);
    assert_eq!(built.len(), 2);
}

#[test]
fn the_words_of_a_macro_are_read() {
    let found = arrows(&[
        ("lib.rs", "mod a; mod b; mod c; mod ids;"),
        ("a.rs", "fn f() { println!(\"{}\", crate::b::name(super::c::C { x: 1 })); }"),
        ("b.rs", "macro_rules! m { () => { $crate::c::C } } pub(crate) use m; use crate::ids::UnitId;"),
        (
            "c.rs",
            "fn g() { crate::b::m!() } #[derive(X)] #[x(with = \"crate::b::with\", key = crate::ids::UnitId)] pub struct C;",
        ),
        ("ids.rs", "macro_rules! ids { ($i:ident) => { pub struct $i; } } ids! { UnitId }"),
    ]);
    assert_eq!(
        found,
        [
            "a.rs > b.rs: crate::b::name",
            "a.rs > c.rs: super::c::C",
            "b.rs > c.rs: crate::c::C",
            "b.rs > ids.rs: crate::ids::UnitId",
            "c.rs > b.rs: crate::b::m",
            "c.rs > b.rs: crate::b::with",
            "c.rs > ids.rs: crate::ids::UnitId",
        ]
    );
}

#[test]
fn a_macro_of_the_module_above_is_known_without_an_import() {
    let found = arrows(&[
        ("lib.rs", "mod top;"),
        ("top/mod.rs", "macro_rules! load { () => {} } mod low;"),
        ("top/low.rs", "fn f() { load!(); println!(); }"),
    ]);
    assert_eq!(found, ["top/low.rs > top/mod.rs: load"]);
}

#[test]
fn a_module_in_braces_belongs_to_its_file() {
    let found = arrows(&[
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "mod inner { use super::Own; use super::super::b::B; pub mod far; } struct Own;"),
        ("a/inner/far.rs", "use super::super::Own; pub struct Far;"),
        ("b.rs", "pub use crate::a::inner::far; pub struct B;"),
    ]);
    assert_eq!(
        found,
        [
            "a.rs > b.rs: super::super::b::B",
            "a/inner/far.rs > a.rs: super::super::Own",
            "b.rs > a/inner/far.rs: crate::a::inner::far",
        ]
    );
}

#[test]
fn what_the_reader_cannot_see_is_refused() {
    let complaints = |files: &[(&str, &str)]| imports(files).complaints.join("\n");
    assert!(complaints(&[("lib.rs", ""), ("left.rs", "")]).contains("left.rs: no module declares"));
    assert!(complaints(&[("lib.rs", "#[macro_use] mod a;"), ("a.rs", "")]).contains("macro_use"));
    assert!(complaints(&[("lib.rs", "include!(\"a.txt\");")]).contains("include!"));
    assert_eq!(complaints(&[("lib.rs", "include!(concat!(\"a\", \"b\"));")]), "");
}

#[test]
fn a_module_may_lie_where_its_path_says() {
    let sources: Sources = [
        ("x/src/main.rs", "#[path = \"../../y/z.rs\"] mod z; fn main() { z::run() }"),
        ("y/z.rs", "pub fn run() {}"),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()))
    .into();
    let imports = read(&sources, &["x/src/main.rs".to_owned()]).unwrap();
    assert_eq!(imports.arrows.iter().map(|it| it.to.as_str()).collect::<Vec<_>>(), ["y/z.rs"]);
}

#[test]
fn a_file_that_is_no_rust_is_named_with_its_line() {
    let sources: Sources = [("x/src/lib.rs".to_owned(), "fn f() {}\nfn g( {}\n".to_owned())].into();
    let fault = read(&sources, &["x/src/lib.rs".to_owned()]).unwrap_err();
    assert!(fault.to_string().starts_with("x/src/lib.rs:2: "), "{fault}");
}
