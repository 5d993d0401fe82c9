//! All forms of all pages that somebody finds by following links.

use earnest_model::actor::Role;
use earnest_testkit::site::Visitor;
use earnest_web::frame::forms::markup::{Form, forms};
use std::collections::BTreeSet;

/// People between whom all forms of the example stand.
pub const PEOPLE: [(Role, &str); 5] = [
    (Role::Office, "P"),
    (Role::UnitOfficer, "A"),
    (Role::UnitHead, "A"),
    (Role::Assessor, "P"),
    (Role::Administrator, "P"),
];

/// A form and the page on which it stands.
pub struct Met {
    pub at: String,
    pub form: Form,
}

/// An address with a sign in the place of every key: two of one shape are of one kind.
pub fn shape(at: &str) -> String {
    let part = |part: &'_ str| {
        if part.chars().any(|c| c.is_ascii_digit()) { "1".to_owned() } else { part.to_owned() }
    };
    at.split(['?', '/']).map(part).collect::<Vec<_>>().join("/")
}

/// Addresses that a page leads to.
fn links(html: &str) -> Vec<String> {
    let found = html.split("href=\"/").skip(1).filter_map(|rest| rest.split('"').next());
    let local =
        found.filter(|link| !link.contains("as=") && !link.contains("lang=") && !link.starts_with("assets"));
    local.map(|link| format!("/{}", link.replace("&#38;", "&"))).collect()
}

/// Every form that somebody meets.
pub fn crawl(visitor: &mut Visitor) -> Vec<Met> {
    let mut open = vec!["/desk".to_owned(), "/me".to_owned(), "/posts".to_owned()];
    let (mut read, mut shapes, mut met) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    while let Some(at) = open.pop() {
        if read.len() > 250 || !read.insert(at.clone()) {
            continue;
        }
        let answer = visitor.get(&at);
        if answer.status != 200 || !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        let all = forms(&answer.body).into_iter().filter(|form| form.posts);
        met.extend(all.map(|form| Met { at: at.clone(), form }));
        let kind: String = at.chars().filter(|c| !c.is_ascii_digit()).collect();
        if shapes.insert(kind) || open.len() < 40 {
            open.extend(links(&answer.body));
        }
    }
    met
}

/// One form of each kind that somebody meets: where it is sent, and on which page.
pub fn kinds(visitor: &mut Visitor) -> Vec<Met> {
    let mut seen = BTreeSet::new();
    let mut all = crawl(visitor);
    all.retain(|met| met.form.action != "/sign-out" && seen.insert(shape(&met.form.action)));
    all
}
