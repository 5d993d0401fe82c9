//! Which page answers at an address: for forms that go back to the page on which they stood.

use crate::{
    api, archive,
    frame::{
        fields::Query,
        route::{Route, Verb, open, parts_of},
    },
    notices, pages,
};
use std::{collections::HashMap, sync::LazyLock};

/// All routes: nothing is served that does not stand here.
pub fn routes() -> impl Iterator<Item = &'static Route> {
    pages::ROUTES.iter().copied().chain([api::ROUTES, archive::ROUTES, notices::ROUTES]).flatten()
}

/// A method, how many parts an address has, and its first.
type Shape = (Verb, usize, &'static str);

/// Routes by method, number of parts and first part of their address: every link of every page is looked up among them.
/// An open first part stands as an empty word.
static SHAPES: LazyLock<HashMap<Shape, Vec<&Route>>> = LazyLock::new(|| {
    let mut shapes = HashMap::<Shape, Vec<_>>::new();
    for route in routes() {
        let (parts, first) = shape(route.path);
        let first = if open(first).is_some() { "" } else { first };
        shapes.entry((route.method, parts, first)).or_default().push(route);
    }
    shapes
});

/// How many parts an address has, and its first.
fn shape(path: &str) -> (usize, &str) {
    (path.split('/').count(), path.split('/').nth(1).unwrap_or_default())
}

/// The route that answers at a path, and the parts of the path. Words of a route go before open parts.
fn answers(method: Verb, path: &str) -> Option<(&'static Route, Vec<(String, String)>)> {
    let (parts, first) = shape(path);
    let alike = [first, ""].into_iter().filter_map(|first| SHAPES.get(&(method, parts, first))).flatten();
    let fitting = alike.filter_map(|route| Some((*route, parts_of(route.path, path)?)));
    fitting.min_by_key(|(_, parts)| parts.len())
}

/// A page that can be read, with the parts of its address and what is asked for there.
pub struct Place {
    /// What answers.
    pub route: &'static Route,
    /// The path.
    pub path: String,
    /// `{name}` parts of the path.
    pub parts: Vec<(String, String)>,
    /// The query.
    pub query: Query,
}

/// The page at an address of our own.
pub fn place(address: &str) -> Option<Place> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let query = Query::parse(query.as_bytes());
    let (route, parts) = answers(Verb::Get, path)?;
    Some(Place { route, path: path.to_owned(), parts, query })
}

/// The route to which a form of our own is sent.
pub fn sent(action: &str) -> Option<&'static Route> {
    let path = action.split('?').next().unwrap_or_default();
    answers(Verb::Post, path).map(|(route, _)| route)
}

/// The nearest page above a path at which something can be read.
pub fn nearest(path: &str) -> String {
    let mut at = path;
    loop {
        if at.is_empty() {
            return "/".to_owned();
        }
        if place(at).is_some() {
            return at.to_owned();
        }
        at = at.rsplit_once('/').map_or("", |(above, _)| above);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_that_is_only_sent_has_a_page_above_it() {
        assert_eq!(nearest("/measures/7/progress"), "/measures/7");
        assert_eq!(nearest("/problems/new"), "/problems/new");
        assert_eq!(nearest("/drafts"), "/");
        assert_eq!(nearest("/no/such/page"), "/");
        let found =
            place("/units/A%201?round=3").map(|found| (found.parts, found.query.get("round").to_owned()));
        assert_eq!(found, Some((vec![("code".to_owned(), "A 1".to_owned())], "3".to_owned())));
    }

    #[test]
    fn every_route_is_found_by_an_address_of_its_own() {
        for route in routes() {
            let address = route.path.replace(['{', '}'], "");
            let found = answers(route.method, &address).map(|(route, _)| route.path.split('/').count());
            assert_eq!(found, Some(route.path.split('/').count()), "{address}");
        }
        assert!(answers(Verb::Get, "/no/such/page").is_none());
    }

    #[test]
    fn a_word_of_an_address_goes_before_an_open_part() {
        let path = place("/problems/new").map(|found| found.route.path);
        assert_eq!(path, Some("/problems/new"));
    }
}
