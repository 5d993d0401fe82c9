//! Every address of a page is made by a function, and nowhere written by hand.

use crate::shared::sources;
use earnest_web::{look::Nav, pages::paths, routes};
use std::{collections::BTreeMap, fs, path::Path};

#[test]
fn every_function_makes_the_address_of_exactly_one_route_and_every_page_has_one() {
    let mut pages: BTreeMap<&str, &str> =
        routes().map(|route| (route.path, "")).filter(|(path, _)| !path.starts_with("/api/")).collect();
    for (name, path) in paths::ALL.iter().copied().flatten() {
        let of = pages.get_mut(path).unwrap_or_else(|| panic!("`{name}` makes `{path}`, which is no route"));
        assert!(of.is_empty(), "`{name}` and `{of}` make the same address");
        *of = name;
    }
    let without: Vec<_> = pages.iter().filter(|(_, name)| name.is_empty()).collect();
    assert!(without.is_empty(), "no function makes {without:?}");
}

#[test]
fn what_the_parts_of_a_path_are_stands_in_its_address() {
    use earnest_model::id::{DrawId, LotId, PlanId, RoundId};
    assert_eq!(paths::plans::plans(), "/plans");
    assert_eq!(paths::plans::plan(PlanId(7)), "/plans/7");
    assert_eq!(paths::plans::latest("5201", RoundId(3)), "/plans/of/5201/3");
    assert_eq!(paths::draws::assessors_lot(DrawId(1), LotId(2)), "/draws/1/assessors/2");
    assert_eq!(paths::record("plan", 7, "5201"), Some(paths::plans::plan(PlanId(7))));
    assert_eq!(paths::record("unit", 7, "5201"), Some(paths::units::unit("5201")));
    assert_eq!(paths::record("setting", 7, ""), None);
}

#[test]
fn every_room_of_the_row_is_a_page() {
    for room in Nav::ALL {
        assert!(routes().any(|route| route.path == room.href()), "{}", room.href());
    }
}

#[test]
fn no_page_writes_an_address_by_hand() {
    let mut pages = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pages"), &mut pages);
    let of_routes = |path: &Path| path.ends_with("mod.rs") || path.ends_with("paths.rs");
    for page in pages.iter().filter(|page| !of_routes(page)) {
        for (at, line) in fs::read_to_string(page).unwrap().lines().enumerate() {
            let by_hand = line.split('"').skip(1).any(|text| {
                text.strip_prefix('/').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()))
            });
            assert!(!by_hand, "{}:{}: {line}", page.display(), at + 1);
        }
    }
}
