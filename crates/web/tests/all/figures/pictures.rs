//! Pictures as people meet them: every mark is a link that opens to as many records as it says.

use earnest_model::actor::Role;
use earnest_testkit::site::Site;

/// Addresses of marks in a page, with what is said of them.
fn marks(page: &str) -> Vec<(String, String)> {
    let anchors = page.split("<a href=\"/pictures/records").skip(1);
    let mark = |rest: &str| {
        let (href, rest) = rest.split_once('"')?;
        let words = rest.strip_prefix(" aria-label=\"")?.split('"').next()?;
        Some((format!("/pictures/records{}", href.replace("&#38;", "&")), words.to_owned()))
    };
    anchors.filter_map(mark).collect()
}

#[test]
fn every_mark_is_a_link_to_as_many_records_as_it_says_and_a_table_says_the_same() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let page = office.get("/pictures?unit=P&lang=en").body;
    let marks = marks(&page);
    assert!(marks.len() > 8, "{}", marks.len());
    for (href, words) in &marks {
        let said: u64 = words.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(99);
        let records = office.get(href).body;
        let listed = records.matches("<th scope=\"row\">").count() as u64;
        assert_eq!(said, listed, "{words} at {href}");
    }
    assert!(page.matches("<table>").count() >= 8, "a table beside every picture");
    assert!(page.contains("/figures/visits?unit=A") && page.contains("<pattern id=\"by-aspect-hatch\""));
    for lang in ["zh-Hans", "zh-Hant"] {
        let page = office.get(&format!("/pictures?lang={lang}")).body;
        assert!(!page.contains("picture-"), "a key without words");
    }
}

#[test]
fn a_neighbours_pictures_and_records_are_not_there() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "B");
    assert_eq!(officer.get("/pictures").status, 200);
    let hidden = "/pictures/records?unit=A&of=measures&by=tier&key=2&part=";
    for path in ["/pictures?unit=A", "/pictures?unit=nowhere", hidden, "/pictures/records?of=nothing"] {
        assert_eq!(officer.get(path).status, 404, "{path}");
    }
}
