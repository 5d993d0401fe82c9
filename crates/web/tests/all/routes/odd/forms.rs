//! Forms as no page sends them.

use super::{Asker, Crawl, KEYS, NAMES, askers_of_example, at_length, odd_addresses, some};
use crate::forms::{
    crawl::{PEOPLE, crawl as all_forms, shape},
    every_form::Filled,
};
use earnest_app::journal_verify::verify_journal;
use earnest_testkit::{OPERATOR, register::Register, site::Site};
use earnest_web::frame::{
    forms::markup::Kind,
    route::{Route, Verb},
};
use std::collections::BTreeSet;

/// Answers that no page offers.
fn odd_answers() -> Vec<String> {
    let long = ["9", "word ", "乙", "=1+1\n", "\u{1F4A9}"].map(|part| part.repeat(40_000 / part.len()));
    let short = [
        "",
        " ",
        "0",
        "-1",
        "1",
        "9223372036854775808",
        "1e308",
        "NaN",
        "2015-02-30",
        "9999-12-31",
        "-0001-01-01",
        "12:61",
        "乙\u{202e}丙",
        "e\u{301}\u{301}\u{301}",
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "\u{1b}[31m",
        "\u{fffd}",
        "\u{7f}",
        "../../etc/passwd",
        "{{7*7}}",
        "１２",
        "\r\nX-Planted: yes",
        "true",
        "[]",
        "{\"a\":1}",
    ];
    short.into_iter().map(str::to_owned).chain(long).collect()
}

/// Every form that somebody meets, with odd answers in all its fields, and in one of them alone.
fn odd_forms(site: &Site, name: &str) {
    let (mut crawl, mut number) = (Crawl::default(), 0);
    for (role, unit) in PEOPLE {
        let mut visitor = site.sign_in(role, unit);
        let mut kinds = BTreeSet::new();
        let forms = all_forms(&mut visitor).into_iter();
        let forms =
            forms.filter(|met| kinds.insert(shape(&met.form.action)) && met.form.action != "/sign-out");
        for met in forms.collect::<Vec<_>>() {
            if ["/me/password", "/posts"].contains(&met.form.action.as_str()) {
                continue;
            }
            let asked = met.form.controls.iter().filter(|it| !matches!(it.kind, Kind::Hidden | Kind::Button));
            let names: BTreeSet<&str> = asked.map(|it| it.name.as_str()).collect();
            for odd in some(odd_answers(), number, 2) {
                number += 1;
                let all: Vec<_> = names.iter().map(|name| (*name, odd.as_str())).collect();
                // A crawl at length also tries each field by itself, with right answers in the others.
                let alone = names.iter().filter(|_| at_length()).map(|name| vec![(*name, odd.as_str())]);
                for answers in std::iter::once(all).chain(alone) {
                    // The token of the filling stands for one sending.
                    let once = format!("{:032x}", crawl.asked + 1);
                    let fields =
                        Filled(&met.form).fields(&[&answers[..], &[("once", once.as_str())]].concat());
                    let fields: Vec<_> =
                        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
                    let answer = visitor.post_as_is(&met.form.action, &fields);
                    let said: String = odd.chars().take(20).collect();
                    crawl.check(role.key(), &format!("POST {} {said:?}", met.form.action), &answer);
                }
            }
        }
    }
    holds(site);
    crawl.ends(name);
}

/// Whatever was taken, the journal and the records agree.
fn holds(site: &Site) {
    let verified =
        verify_journal(&site.register.context(&OPERATOR)).unwrap_or_else(|fault| panic!("{fault}"));
    assert!(verified.holds(), "{:?} {:?}", verified.broken, verified.faults);
}

#[test]
fn odd_answers_in_every_form_are_taken_or_refused_in_words() {
    odd_forms(&Site::with_example(), "odd forms, SQLite");
}

#[test]
fn and_so_they_are_on_postgresql() {
    odd_forms(&Site::with_example_on(Register::empty_postgres()), "odd forms, PostgreSQL");
}

/// Forms that are sent to keys that can be none, with odd fields, by people who hold a token.
fn odd_sendings(site: &Site, askers: Vec<Asker>, name: &str) {
    let mut crawl = Crawl::default();
    let routes: Vec<&Route> = earnest_web::routes().filter(|route| route.method == Verb::Post).collect();
    for (nth, mut asker) in askers.into_iter().enumerate() {
        asker.visitor.get("/posts");
        for (number, route) in routes.iter().enumerate().filter(|(_, route)| route.path != "/sign-out") {
            let addresses = if route.path.contains('{') {
                odd_addresses(route.path)
            } else {
                vec![route.path.to_owned()]
            };
            for (turn, address) in some(addresses, number + nth * 5, 2).into_iter().enumerate() {
                let (token, seen) = (asker.visitor.token().to_owned(), asker.visitor.seen().to_owned());
                let odd = KEYS.get((number + turn) % KEYS.len()).copied().unwrap_or_default();
                let mut fields = vec![("csrf", token.as_str()), ("seen", seen.as_str()), ("csrf", "twice")];
                fields.extend(NAMES.iter().map(|name| (*name, odd)));
                let answer = asker.visitor.post_as_is(&address, &fields);
                crawl.check(&asker.who, &format!("POST {address}"), &answer);
                if asker.visitor.token() != token {
                    asker.visitor.get("/posts");
                }
            }
        }
    }
    holds(site);
    crawl.ends(name);
}

#[test]
fn a_form_that_is_sent_to_no_record_at_all_is_answered_in_words() {
    let site = Site::with_example();
    let askers = askers_of_example(&site);
    odd_sendings(&site, askers, "odd sendings, SQLite");
}

#[test]
fn and_so_it_is_on_postgresql() {
    let site = Site::with_example_on(Register::empty_postgres());
    let mut askers = askers_of_example(&site);
    if !at_length() {
        askers.truncate(1);
    }
    odd_sendings(&site, askers, "odd sendings, PostgreSQL");
}
