//! What an address asks is read whole or refused with the name of the field; a figure says the whole of what it was asked;
//! what was entered since a day is told beside what is said of it.
#![expect(clippy::panic, reason = "helpers of tests may break off")]

use earnest_model::actor::Role;
use earnest_testkit::site::{Site, Visitor, marked};
use serde_json::Value;

/// Addresses with a field that is malformed, unknown, doubled or names what is not there; and the field.
const REFUSED: [(&str, &str); 26] = [
    ("/figures/team-problems?unit=P&as_of=2015-13-13", "as_of"),
    ("/figures/team-problems?unit=P&as_of=2099-01-01", "as_of"),
    ("/figures/team-problems?unit=P&round=x", "round"),
    ("/figures/team-problems?unit=P&entered=foo", "entered"),
    ("/figures/team-problems?unit=P&own=no", "own"),
    ("/figures/team-problems?unit=P&nonsense=1", "nonsense"),
    ("/figures/team-problems?unit=P&unit=A", "unit"),
    ("/figures/team-problems?unit=P&round=9", "round"),
    ("/figures/team-problems?unit=P&programme=99", "programme"),
    ("/figures/team-problems?unit=P&source=breakfast", "source"),
    ("/figures/units?unit=P&class=nonsense", "class"),
    ("/figures/counties-visited?unit=P&class=village", "class"),
    ("/figures/team-problems?unit=P&after=x", "after"),
    ("/report?unit=P&as_of=yesterday", "as_of"),
    ("/report?unit=P&as_of=2099-01-01", "as_of"),
    ("/report?unit=P&round=1", "round"),
    ("/board?unit=P&as_of=2015-02-30", "as_of"),
    ("/board?unit=P&as_of=2099-01-01", "as_of"),
    ("/board?unit=P&round=9", "round"),
    ("/late?unit=P&as_of=2015-05-01", "as_of"),
    ("/board?unit=P&organiser=P&organiser=A", "organiser"),
    ("/pictures?unit=P&week=3", "week"),
    ("/ledger?source=breakfast", "source"),
    ("/ledger?state=nonsense", "state"),
    ("/plans?round=x", "round"),
    ("/plans?round=1&round=2", "round"),
];

#[test]
fn what_an_address_asks_is_read_whole_or_refused_with_the_name_of_its_field() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    for (address, field) in REFUSED {
        let page = office.get(address);
        assert_eq!(page.status, 422, "{address}");
        assert!(page.body.contains(field), "{address} doesn't name {field}");
        if let Some(figure) = address.strip_prefix("/figures/") {
            let answer = office.get(&format!("/api/v1/figures/{figure}"));
            assert_eq!(answer.status, 422, "the API: {address}");
            assert!(answer.body.contains(field), "the API: {address} doesn't name {field}: {}", answer.body);
        }
    }
    for address in ["/api/v1/ledger?nonsense=1", "/api/v1/draws?before=x", "/api/v1/ledger?limit=3&limit=4"] {
        assert_eq!(office.get(address).status, 422, "{address}");
    }
    for (address, field) in [
        ("/api/v1/ledger?limit=-1", "limit"),
        ("/api/v1/ledger?limit=0", "limit"),
        ("/api/v1/circulars?limit=201", "limit"),
        ("/api/v1/draws?limit=99999999999", "limit"),
        ("/api/v1/ledger?unit=", "unit"),
        ("/api/v1/figures?unit=P&round=", "round"),
        ("/api/v1/draws?limit=", "limit"),
    ] {
        let answer = office.get(address);
        assert!(answer.status == 422 && answer.body.contains(field), "{address}: {}", answer.body);
    }
    for empty in [
        "/figures/team-problems?unit=P&round=&as_of=&source=&class=",
        "/report?unit=P&as_of=",
        "/board?unit=&round=",
    ] {
        assert_eq!(office.get(empty).status, 200, "{empty}: what is left empty asks nothing");
    }
}

fn json(visitor: &mut Visitor, path: &str) -> Value {
    serde_json::from_str(&visitor.get(path).body).unwrap_or_else(|fault| panic!("{path}: {fault}"))
}

#[test]
fn two_figures_that_were_asked_differently_never_carry_one_caption() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let day = site.register.today.get().yesterday().expect("a day before");
    let mut captions = Vec::new();
    for asked in
        ["", "&own=yes", "&round=1", "&source=lecture", "&source=round-1", "&class=county", "&organiser=A"]
    {
        for day in [String::new(), format!("&as_of={day}"), format!("&as_of={day}&entered=since")] {
            let query = format!("unit=P{asked}{day}&lang=en");
            let page = office.get(&format!("/figures/team-problems?{query}"));
            let answer = json(&mut office, &format!("/api/v1/figures/team-problems?{query}"));
            let caption = answer["figure"]["caption"].as_str().expect("a caption").to_owned();
            assert!(page.body.contains(&caption), "{query}: the page doesn't say {caption}");
            assert!(!captions.contains(&caption), "{query}: {caption}");
            captions.push(caption);
        }
    }
    let report = office.get("/report?unit=P&lang=en").body;
    assert!(
        report.contains("organiser P ") && report.contains("all rounds"),
        "the report says whose rounds it tells"
    );
}

#[test]
fn a_page_of_a_past_day_says_how_much_was_entered_since_and_never_mixes_it_in() {
    let site = Site::on(marked::register());
    let day = site.register.today.get();
    let code = marked::code("B");
    let pages = [
        format!("/report?unit={code}&as_of={day}&lang=en"),
        format!("/board?unit={code}&as_of={day}&lang=en"),
        format!("/figures/visits?unit={code}&as_of={day}&lang=en"),
        format!("/figures/duties-assigned?unit={code}&as_of={day}&lang=en"),
    ];
    site.goes_on_to(day.saturating_add(jiff::Span::new().days(3)));
    let mut office = site.sign_in(Role::Office, &marked::code("P"));
    for page in &pages {
        assert!(office.get(page).body.contains("Nothing was entered since"), "{page}");
    }
    let plans = office.get(&format!("/figures/plans-approved?unit={code}&as_of={day}&lang=en")).body;
    assert!(plans.contains("nothing can be entered for an earlier day"), "why it tells nothing apart");
    marked::entered_later(&site.register, "B", day);
    let mut office = site.sign_in(Role::Office, &marked::code("P"));
    for page in &pages {
        let body = office.get(page).body;
        assert!(body.contains("Entered since") && body.contains("entered=since"), "{page}");
        let links = body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let since: Vec<_> = links.filter(|href| href.contains("entered=since")).collect();
        assert!(!since.is_empty(), "{page}");
        for href in since {
            let href = href.replace("&amp;", "&").replace("&#38;", "&");
            let listed = office.get(&href);
            assert!(listed.body.contains("entered since"), "{href} says what it lists");
            assert!(listed.body.matches("<tr>").count() > 1, "{href} lists it");
        }
    }
}

#[test]
fn a_board_of_a_past_day_leaves_out_what_is_known_of_today_alone_and_one_of_a_class_lists_that_class() {
    let site = Site::on(marked::register());
    let day = site.register.today.get();
    let mut office = site.sign_in(Role::Office, &marked::code("P"));
    let asked = "Minutes asked";
    assert!(office.get("/board?lang=en").body.contains(asked));
    site.goes_on_to(day.saturating_add(jiff::Span::new().days(3)));
    let mut office = site.sign_in(Role::Office, &marked::code("P"));
    assert!(!office.get(&format!("/board?as_of={day}&lang=en")).body.contains(asked));
    let unit = office.get(&format!("/units/{}?lang=en", marked::code("P"))).body;
    let ways: Vec<&str> =
        unit.split("href=\"").filter(|way| way.starts_with("/board?") && way.contains("class=")).collect();
    assert!(!ways.is_empty(), "{unit}");
    for way in ways {
        let (href, said) = way.split_once('"').unwrap_or_else(|| panic!("{way}"));
        let said: String =
            said.chars().skip_while(|sign| *sign != '>').filter(char::is_ascii_digit).take(4).collect();
        let board = office.get(&href.replace("&#38;", "&").replace("&amp;", "&")).body;
        let rows = board.split("<tbody").nth(1).map_or(0, |body| body.split("<tr").count() - 1);
        assert!(said.starts_with(&rows.to_string()), "{href} says {said} and lists {rows}");
    }
}
