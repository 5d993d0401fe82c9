//! Nobody does what they did not say: an answer that is missing, or none of those that a form offers, is a fault.

use crate::forms::{
    crawl::{PEOPLE, kinds},
    every_form::{Filled, Page},
};
use earnest_model::actor::Role;
use earnest_testkit::site::Site;
use earnest_web::frame::forms::markup::Kind;
use std::collections::BTreeSet;

/// Answers that were never offered.
const NONE_OF_THEM: &str = "none-of-them";

#[test]
fn an_answer_that_a_form_does_not_offer_is_never_taken() {
    let site = Site::with_example();
    let mut tried = BTreeSet::new();
    let mut taken = Vec::new();
    for (role, unit) in PEOPLE {
        let mut visitor = site.sign_in(role, unit);
        for met in kinds(&mut visitor) {
            let form = Filled(&met.form);
            let chosen = |kind| matches!(kind, Kind::One | Kind::Choice | Kind::Tick | Kind::Several);
            let names: BTreeSet<_> = met
                .form
                .controls
                .iter()
                .filter(|control| chosen(control.kind))
                .map(|it| it.name.clone())
                .collect();
            for name in names {
                let mut answers: Vec<_> = form.own().into_iter().filter(|(sent, _)| *sent != name).collect();
                answers.push((name.clone(), NONE_OF_THEM.to_owned()));
                let acts = site.register.journal().len();
                let answer = form.send_exactly(&mut visitor, &answers);
                if answer.status < 400 || site.register.journal().len() != acts {
                    taken.push(format!(
                        "{name} of {}: {} {}",
                        met.form.action,
                        answer.status,
                        answer.place()
                    ));
                }
                tried.insert((met.form.action.clone(), name));
            }
        }
    }
    assert_eq!(taken, Vec::<String>::new());
    assert!(tried.len() > 40, "{}", tried.len());
}

#[test]
fn an_answer_that_is_missing_is_no_answer() {
    let site = Site::with_example();
    let mut tried = 0;
    for (role, unit) in PEOPLE {
        let mut visitor = site.sign_in(role, unit);
        for met in kinds(&mut visitor) {
            let form = Filled(&met.form);
            let one = met.form.controls.iter().filter(|control| control.kind == Kind::One);
            for name in one.map(|control| control.name.clone()).collect::<BTreeSet<_>>() {
                let answers: Vec<_> = form.own().into_iter().filter(|(sent, _)| *sent != name).collect();
                let acts = site.register.journal().len();
                let answer = form.send_exactly(&mut visitor, &answers);
                assert!(answer.status >= 400, "{name} of {}: {}", met.form.action, answer.place());
                assert_eq!(site.register.journal().len(), acts, "{name} of {}", met.form.action);
                tried += 1;
            }
        }
    }
    assert!(tried > 8, "{tried}");
}

#[test]
fn a_decision_that_is_missing_or_unknown_is_a_fault_at_its_field_and_no_yes() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let page = Page::of(&mut office, "/measures/2");
    let form = page.form("/measures/2/verify");
    assert_eq!(form.value("decision"), "", "nothing is chosen beforehand");
    let acts = site.register.journal().len();
    for decision in [None, Some("return"), Some(""), Some("YES")] {
        let mut answers = vec![("remarks", "现场看过，整改不到位，还要补材料")];
        answers.extend(decision.map(|decision| ("decision", decision)));
        let answer = form.send(&mut office, &answers);
        assert_eq!(answer.status, 422, "{decision:?}");
        assert!(answer.body.contains("href=\"#field-decision\""), "{decision:?}: {}", answer.body);
        assert!(answer.body.contains("现场看过"));
    }
    assert_eq!(site.register.journal().len(), acts);
    assert_eq!(form.send(&mut office, &[("decision", "yes")]).status, 303);
}

#[test]
fn a_signature_under_no_problem_says_that_one_is_to_be_chosen_and_one_sent_twice_is_one() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let id = super::two_people::problem(&mut officer, "等待签字的问题");
    let mut head = site.sign_in(Role::UnitHead, "A");
    let page = Page::of(&mut head, "/problems/sign?unit=A&lang=en");
    let form = page.form("/problems/sign");
    let unit = ("unit".to_owned(), "A".to_owned());
    let told = form.send_exactly(&mut head, std::slice::from_ref(&unit));
    assert_eq!(told.status, 422);
    assert!(
        told.body.contains("href=\"#field-problem\"") && told.body.contains("Choose at least one problem")
    );
    let problem = ("problem".to_owned(), id);
    for word in ["reject", "yes", ""] {
        let other = ("decision".to_owned(), word.to_owned());
        let told = form.send_exactly(&mut head, &[unit.clone(), problem.clone(), other]);
        assert_eq!(told.status, 422, "another word than the buttons have signs nothing: {word}");
    }
    assert_eq!(form.send_exactly(&mut head, &[unit, problem.clone(), problem]).status, 303);
}

/// Comparisons of what was sent with a word, in the sources of the pages: each would be a default for all other words.
#[test]
fn no_page_compares_what_was_sent_with_a_word_by_itself() {
    fn sources(folder: &std::path::Path, all: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, all);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                all.push(path);
            }
        }
    }
    let mut all = Vec::new();
    sources(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pages"), &mut all);
    let mut found = Vec::new();
    for path in &all {
        let text = std::fs::read_to_string(path).unwrap();
        for line in text
            .lines()
            .filter(|line| line.contains("form.get(") || line.contains("sent.get("))
            .filter(|line| !line.contains("Choice::new"))
        {
            if line.contains(") == \"") || line.contains(") != \"") || line.contains(".parse().ok()") {
                found.push(format!("{}: {}", path.display(), line.trim()));
            }
        }
    }
    assert!(all.len() > 100);
    assert_eq!(found, Vec::<String>::new());
}
