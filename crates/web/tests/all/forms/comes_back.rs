//! A form that was refused comes back with exactly what was sent: typed, chosen, ticked, and files by their names.

use crate::forms::{
    crawl::{PEOPLE, kinds, shape},
    every_form::{Filled, Page},
};
use earnest_model::actor::Role;
use earnest_testkit::site::Site;
use earnest_web::frame::forms::markup::{Control, Form, Kind};
use std::collections::BTreeSet;

/// Answers to everything that a form asks, many of them impossible, none of them those that stand there.
fn answers(form: &Form) -> Vec<(String, String)> {
    let mut chosen = BTreeSet::new();
    let mut all = Vec::new();
    for control in form.controls.iter().rev() {
        let send = match control.kind {
            Kind::Line | Kind::Lines => Some(typed(control)),
            Kind::Tick | Kind::Several => (!control.on).then(|| control.value.clone()),
            // The last one, unless that stands there already.
            Kind::One | Kind::Choice => {
                (!control.on && chosen.insert(control.name.clone())).then(|| control.value.clone())
            }
            Kind::Hidden => Some(control.value.clone()),
            Kind::Secret | Kind::Files | Kind::Button => None,
        };
        all.extend(send.map(|value| (control.name.clone(), value)));
    }
    // A list with one choice sends that.
    let only =
        form.controls.iter().filter(|it| it.kind == Kind::Choice && it.on && !chosen.contains(&it.name));
    all.extend(only.map(|control| (control.name.clone(), control.value.clone())));
    all.reverse();
    let frame = earnest_web::frame::forms::carried::OF_THE_FRAME;
    all.retain(|(name, _)| !frame.contains(&name.as_str()));
    all
}

fn typed(control: &Control) -> String {
    match control.kind {
        Kind::Lines => format!("第一行 <b>&amp;\n  第二行 {}", control.name),
        _ => format!("不是 <{}>", control.name),
    }
}

#[test]
fn every_form_that_is_refused_comes_back_with_exactly_what_was_sent() {
    let site = Site::with_example();
    let mut back = BTreeSet::new();
    let mut faults = Vec::new();
    for (role, unit) in PEOPLE {
        let mut visitor = site.sign_in(role, unit);
        for met in kinds(&mut visitor) {
            let form = Filled(&met.form);
            let sent = answers(&met.form);
            let answer = form.send_exactly(&mut visitor, &sent);
            if answer.status != 422 {
                continue;
            }
            let page = Page::read(&met.at, &answer.body);
            let Some(again) = page.find(&met.form.action) else { continue };
            let mut stands = again.own();
            let mut sent = sent;
            // What the page itself says and nobody types may have changed.
            let hidden = |name: &str| {
                met.form.controls.iter().any(|control| control.name == name && control.kind == Kind::Hidden)
            };
            stands.retain(|(name, value)| !(hidden(name) || value.is_empty() && unsent(&sent, name)));
            sent.retain(|(name, _)| !hidden(name));
            // A line that was done meanwhile is not ticked again: it is there no more.
            let there = |name: &str, value: &str| {
                let mut ticks = again.0.controls.iter().filter(|control| control.kind == Kind::Tick);
                ticks.any(|control| control.name == name && control.value == value)
            };
            let tick = |name: &str| {
                met.form.controls.iter().any(|control| control.name == name && control.kind == Kind::Tick)
            };
            sent.retain(|(name, value)| !tick(name) || there(name, value));
            stands.sort();
            sent.sort();
            if stands != sent {
                let differ = |a: &[(String, String)], b: &[(String, String)]| {
                    a.iter().filter(|one| !b.contains(one)).cloned().collect::<Vec<_>>()
                };
                faults.push(format!(
                    "{} on {} ({}): missing {:?}, instead {:?}",
                    met.form.action,
                    met.at,
                    answer.status,
                    differ(&sent, &stands),
                    differ(&stands, &sent)
                ));
            }
            back.insert(shape(&met.form.action));
        }
    }
    assert_eq!(faults, Vec::<String>::new());
    assert!(back.len() > 15, "{}: {back:?}", back.len());
}

/// A list or a row that was not sent, and stands there blank.
fn unsent(sent: &[(String, String)], name: &str) -> bool {
    sent.iter().all(|(other, _)| other != name)
}

#[test]
fn a_session_without_a_round_comes_back_without_one() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let page = Page::of(&mut officer, "/seminars/new");
    let refused = page.form("/seminars/new").send(&mut officer, &[("round", ""), ("minutes", "许多")]);
    assert_eq!(refused.status, 422);
    let again = Page::read("/seminars/new", &refused.body);
    assert_eq!(again.form("/seminars/new").chosen("round").as_deref(), Some(""));
}

#[test]
fn files_of_a_refused_form_are_named_to_be_chosen_again() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    officer.get("/measures/4?lang=en");
    let sent =
        officer.upload("/measures/4/files", &[("previous", "x")], &[("files", "六月清单.pdf", b"%PDF-1.4")]);
    assert_eq!(sent.status, 422);
    assert!(sent.body.contains("六月清单.pdf"), "{}", sent.body);
}
