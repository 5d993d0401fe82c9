use super::*;
use crate::shipped::DEFAULT;
use earnest_model::text::{Line, REASON_CHARACTERS};
use std::collections::BTreeSet;

fn study() -> &'static Shipped {
    Shipped::find(DEFAULT).unwrap()
}

fn shipped() -> Texts {
    Texts::of(study()).unwrap()
}

const FILE: &str = include_str!("../../../../packs/study-and-rectification/demo/texts.toml");

/// Every pool with its path in the file.
fn pools() -> Vec<(String, Vec<String>)> {
    fn walk(path: &str, value: &toml::Value, found: &mut Vec<(String, Vec<String>)>) {
        match value {
            toml::Value::Table(table) => {
                for (key, value) in table {
                    walk(&format!("{path}.{key}"), value, found);
                }
            }
            toml::Value::Array(entries)
                if entries.iter().all(|entry| entry.is_table()) && !entries.is_empty() =>
            {
                for key in entries[0].as_table().unwrap().keys() {
                    if entries[0][key].is_str() {
                        let column = entries.iter().map(|entry| entry[key].as_str().unwrap().to_owned());
                        found.push((format!("{path}.{key}"), column.collect()));
                    }
                }
                for entry in entries {
                    let nested = entry.as_table().unwrap().iter().filter(|(_, value)| !value.is_str());
                    nested.for_each(|(key, value)| walk(&format!("{path}.{key}"), value, found));
                }
            }
            toml::Value::Array(entries) => {
                found.push((
                    path.to_owned(),
                    entries.iter().map(|entry| entry.as_str().unwrap().to_owned()).collect(),
                ));
            }
            toml::Value::String(text) => found.push((path.to_owned(), vec![text.clone()])),
            _ => panic!("{path} is no pool"),
        }
    }
    let mut found = Vec::new();
    walk("", &toml::from_str(FILE).unwrap(), &mut found);
    found
}

fn slots(template: &str) -> BTreeSet<String> {
    template.split('{').skip(1).map(|rest| rest.split_once('}').unwrap().0.to_owned()).collect()
}

#[test]
fn no_pool_is_empty_and_no_text_stands_twice_in_its_pool() {
    let pools = pools();
    assert!(pools.len() > 60, "the walk found only {} pools", pools.len());
    for (path, texts) in pools {
        assert!(!texts.is_empty() && texts.iter().all(|text| !text.trim().is_empty()), "{path}");
        // Different measures may leave the same kind of thing behind.
        if !path.ends_with(".deliverable") {
            assert_eq!(texts.iter().collect::<BTreeSet<_>>().len(), texts.len(), "{path}");
        }
    }
}

#[test]
fn every_slot_is_known_and_fillings_have_no_slots_of_their_own() {
    let texts = shipped();
    for (path, pool) in pools() {
        for text in pool {
            let found = slots(&text);
            assert!(found.iter().all(|slot| texts.slots.contains_key(slot)), "{path}: {text}");
            let filling = path.starts_with(".slots") || path.starts_with(".settings");
            assert!(!filling || found.is_empty(), "{path}: {text}");
        }
    }
    assert!(texts.settings.values().flat_map(BTreeMap::keys).all(|slot| texts.slots.contains_key(slot)));
}

#[test]
fn every_aspect_and_every_section_of_the_pack_has_its_texts() {
    let (texts, pack) = (shipped(), study().pack().unwrap());
    for aspect in pack.aspect_keys() {
        let answers = texts.problems[&aspect].iter().filter_map(|problem| problem.answer.as_ref());
        let bodies: BTreeSet<_> =
            answers.chain(&texts.measures.by_aspect[&aspect]).map(|measure| &measure.body).collect();
        let both = texts.problems[&aspect].len() + texts.measures.by_aspect[&aspect].len();
        assert_eq!(bodies.len(), both, "a measure of {aspect} stands twice");
        assert!(
            texts.problems[&aspect].len() >= 10 && texts.measures.by_aspect[&aspect].len() >= 6,
            "{aspect}"
        );
        assert!(texts.problems[&aspect].iter().all(|problem| problem.answer.is_some()), "{aspect}");
        assert_eq!(texts.catalogue[&aspect].len(), 6, "{aspect}");
        assert!(texts.area[&aspect].len() >= 4, "{aspect}");
    }
    for section in pack.checklist_keys() {
        assert!(texts.plans.sections[&section].len() >= 4, "{section}");
    }
    assert!(texts.plans.first_round.keys().all(|key| texts.plans.sections.contains_key(key)));
    let classes: BTreeSet<_> = pack.classes.iter().map(|class| &class.key).collect();
    assert!(texts.settings.keys().all(|class| classes.contains(class)));
    let counts = (texts.problems.len(), texts.measures.by_aspect.len(), texts.plans.sections.len());
    assert_eq!(counts, (6, 6, 14));
    assert_eq!(texts.area.values().map(Vec::len).sum::<usize>(), 29);
    assert_eq!(texts.catalogue.values().map(Vec::len).sum::<usize>(), 36);
}

#[test]
fn what_must_fit_on_a_line_fits_and_what_must_say_enough_says_it() {
    let texts = shipped();
    let longest = |template: &str| {
        let mut about = About::class("provincial-body");
        for slot in slots(template) {
            let all = texts.settings.values().filter_map(|own| own.get(&slot)).chain(texts.slots.get(&slot));
            let text = all.flatten().max_by_key(|text| text.chars().count()).unwrap();
            about.chosen.insert(slot, text.clone());
        }
        texts.fill(template, &mut about, &mut |_| 0)
    };
    let answers = texts.problems.values().flatten().filter_map(|problem| problem.answer.as_ref());
    let deliverables =
        texts.measures.by_aspect.values().flatten().chain(answers).map(|measure| &measure.deliverable);
    let visits = &texts.visits;
    let lines = deliverables
        .chain(&texts.plans.theme)
        .chain(texts.catalogue.values().flatten())
        .chain([&visits.leaders, &visits.purposes, &visits.tiers, &visits.roles].into_iter().flatten());
    for line in lines {
        assert!(Line::parse(&longest(line)).is_ok(), "{line}");
    }
    let measures = &texts.measures;
    for text in texts.plans.returns.iter().chain(&measures.returned).chain(&measures.reopened) {
        assert!(text.chars().count() >= REASON_CHARACTERS, "{text}");
    }
}

#[test]
fn texts_that_belong_together_speak_of_one_field_and_other_figures_are_thrown_anew() {
    let texts = shipped();
    let mut about = About::class("university");
    assert_eq!(texts.fill("{field}与{field}，{served}", &mut about, &mut |_| 0), "科研经费与科研经费，师生");
    assert_eq!(texts.fill("{n}", &mut about, &mut |_| 0), "5");
    let mut next = about.same_field();
    assert_eq!(texts.fill("{field}{n}", &mut next, &mut |_| 1), "科研经费6");
    assert_eq!(texts.fill("{field}", &mut About::default(), &mut |_| 2), "危房改造");
    assert_eq!(texts.fill("没有空位", &mut about, &mut |_| 0), "没有空位");
}

#[test]
fn remarks_follow_the_quality() {
    let texts = shipped();
    let remarks = &texts.sheets.observation;
    assert_eq!(remarks.of(97), &remarks.strong);
    assert_eq!((remarks.of(84), remarks.of(72)), (&remarks.fair, &remarks.fair));
    assert_eq!(remarks.of(71), &remarks.weak);
}
