//! Search: by words in any script, within what one may see.

use earnest_model::actor::Role;
use earnest_testkit::site::Site;

#[test]
fn words_are_found_in_either_script_with_their_place_in_the_text() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    for words in ["议而不决", "議而不決", "%E8%AD%B0%E8%80%8C"] {
        let page = office.get(&format!("/search?lang=en&q={}", encoded(words))).body;
        assert!(page.contains("Problems") && page.contains("<mark>议而"), "{words}: {page}");
        assert!(!page.contains("Visits</h2>"), "kinds without a hit are not shown");
    }
    let page = office.get(&format!("/search?lang=en&q={}", encoded("东市"))).body;
    assert!(page.contains("href=\"/units/A\"") && page.contains("Units"));
    let both = office.get(&format!("/search?lang=en&q={}", encoded("议而不决 落实"))).body;
    assert!(both.contains("<mark>议而不决</mark>"), "all words must stand there, in any order");
    let none = office.get(&format!("/search?lang=en&q={}", encoded("议而不决 无此词"))).body;
    assert!(none.contains("Nothing was found"));
    assert!(
        office.get("/search?lang=en&q=theme").body.contains("Nothing was found"),
        "a name in stored JSON is no text"
    );
}

#[test]
fn nobody_finds_what_they_may_not_see() {
    let site = Site::with_example();
    let ask = |role, unit: &str, words: &str| {
        site.sign_in(role, unit).get(&format!("/search?lang=en&q={}", encoded(words))).body
    };
    let own = ask(Role::UnitOfficer, "B", "议而不决");
    assert!(own.contains("西州") && !own.contains("东市"));
    assert!(ask(Role::UnitOfficer, "B", "东市").contains("Nothing was found"));
    assert!(ask(Role::UnitHead, "N", "议而不决").contains("Nothing was found"));
    assert_eq!(site.visitor().get("/search?q=x").place(), "/sign-in?next=%2Fsearch%3Fq%3Dx");
}

#[test]
fn one_kind_is_read_page_by_page() {
    let site = Site::start();
    let mut office = site.sign_in(Role::Office, "P");
    let few = office.get(&format!("/search?q={}", encoded("县"))).body;
    assert_eq!(few.matches("<mark>县</mark>").count(), 5);
    assert!(few.contains("kind=unit"));
    let (mut next, mut count) = (format!("/search?q={}&kind=unit", encoded("1")), 0);
    loop {
        let page = office.get(&next).body;
        count += page.matches("<mark>1</mark>").count();
        let Some((_, rest)) = page.split_once("<p><a href=\"/search?q=1&#38;kind=unit&#38;after=") else {
            break;
        };
        let after = rest.split('"').next().unwrap_or_default();
        next = format!("/search?q=1&kind=unit&after={after}");
    }
    let with_one = earnest_testkit::register::ORGANISATION.lines().skip(1).filter(|line| {
        let mut fields = line.split(',');
        fields.next().zip(fields.next()).is_some_and(|(code, name)| code.contains('1') || name.contains('1'))
    });
    assert_eq!(count, with_one.count());
}

fn encoded(words: &str) -> String {
    if words.contains('%') {
        return words.to_owned();
    }
    words.bytes().map(|byte| if byte == b' ' { "+".to_owned() } else { format!("%{byte:02X}") }).collect()
}
