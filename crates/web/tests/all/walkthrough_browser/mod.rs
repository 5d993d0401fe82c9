//! What people do with the demonstration, carried by hand in a browser, and written down: one test per document.
#![expect(clippy::expect_used, reason = "helpers of tests may break off")]

mod burden;
mod circular;
mod closure;
mod directions;
mod documents;
mod lists;
mod look_back;
mod others;
mod prefecture;
mod province;
mod rating;
mod report;
mod tour;
mod walk;

use documents::{LEDGER, PREFECTURE, PROVINCE};
use earnest_i18n::Lang;
use earnest_testkit::{
    demonstration::{demonstration, opening},
    register::Register,
};
use std::{env, fs, path::Path};
use walk::{Document, Walk};

/// Walks the document in Chinese and asks whether that is what stands in `docs/`; when it is wanted, walks it in English
/// too and writes it with the pictures of both.
fn is_walked(document: &'static Document, register: fn() -> Register, all_of_it: fn(&mut Walk)) {
    #[expect(clippy::disallowed_methods, reason = "whoever writes the document says so")]
    let wanted = env::var_os("EARNEST_WALKTHROUGH").is_some();
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    let walked = |lang| {
        let mut walk = Walk::begin(document, register(), lang, wanted.then_some(&*docs));
        all_of_it(&mut walk);
        walk.written()
    };
    let written = walked(Lang::ZhHans);
    let file = docs.join(format!("{}.md", document.name));
    if wanted {
        walked(Lang::En);
        fs::write(&file, &written).expect("the walk is written down");
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == written, "{} is not this walk: run `cargo xtask walkthrough`", file.display());
}

#[test]
fn the_third_round_is_carried_from_its_last_plan_to_the_published_circular_in_a_browser() {
    is_walked(&PROVINCE, demonstration, |walk| {
        province::plan(walk);
        province::observation(walk);
        province::draw(walk);
        province::materials(walk);
        rating::rating(walk);
        circular::draft(walk);
        circular::check(walk);
        circular::publish(walk);
        circular::appeal(walk);
        circular::follow_up(walk);
        circular::public(walk);
    });
}

#[test]
fn a_prefecture_carries_the_programme_out_from_its_standard_to_its_circular_in_a_browser() {
    is_walked(&PREFECTURE, opening, |walk| {
        let round = prefecture::programme(walk);
        let officers = prefecture::plan(walk, &round);
        prefecture::observation(walk, &round);
        prefecture::draw(walk, &round, &officers);
        prefecture::circular(walk, &officers);
    });
}

#[test]
fn problems_measures_visits_and_their_weight_are_walked_in_a_browser() {
    is_walked(&LEDGER, demonstration, |walk| {
        lists::found(walk);
        lists::pasted(walk);
        lists::brought_back(walk);
        closure::closed(walk);
        closure::later(walk);
        look_back::drawn(walk);
        look_back::asked(walk);
        tour::planned(walk);
        tour::made(walk);
        directions::passed_down(walk);
        directions::reminded(walk);
        burden::weighed(walk);
        burden::too_much(walk);
        report::frozen(walk);
    });
}
