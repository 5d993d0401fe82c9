//! What makes a pack sound: its keys, its references, its counts, and a name in every language.

use super::{
    check_use::check_use,
    content::{Named, Pack},
    fault::{PackFault, PackFaultKind},
    found::{Found, List, is_key},
    mend::Step,
    papers::check_papers,
    toml_text::TomlText,
    why::KeyFault,
};
use crate::{
    fold::alike,
    organisation::LANGUAGES,
    plans::checklist::{BESIDE_SECTIONS, MOST_AT_THE_LOWEST},
    programmes::{
        programme::MOST_ROUNDS,
        standard::{LocalName, Standard, StandardFault},
    },
    sessions::seminar::{CRITERIA, PARTS},
};
use std::collections::{BTreeMap, BTreeSet};

/// The most entries of a list without a length of its own.
const MOST: usize = 500;

/// Checks everything that `pack.toml` alone can get wrong.
pub(super) fn check_pack(file: &TomlText<'_>, pack: &Pack) -> Vec<PackFault> {
    let mut found = Found { file, faults: Vec::new() };
    if !is_key(&pack.key) {
        found.key(&[Step::Key("key")], "key", (&pack.key, KeyFault::NoKey));
    }
    let tiers = found.list(&List::new("tiers", &pack.tiers, |tier| (&tier.key, vec![("name", &tier.name)])));
    let classes =
        found.list(&List::new("classes", &pack.classes, |class| (&class.key, vec![("name", &class.name)])));
    found.list(&List::new("aspects", &pack.aspects, |aspect| (&aspect.key, vec![("name", &aspect.name)])));
    found.list(&List::new("checklist", &pack.checklist, |item| {
        (&item.key, vec![("name", &item.name), ("help", &item.help)])
    }));
    found.text(&[Step::Key("title")], ("title", "title"), &pack.title);
    found.prose(&[Step::Key("goal")], ("goal", "goal"), &pack.goal);
    check_aspects(&mut found, &pack.aspects);
    let classes_named = pack.classes.iter().map(|class| (class.key.as_str(), &class.name));
    check_names(&mut found, "classes", classes_named);
    check_names(&mut found, "tiers", pack.tiers.iter().map(|tier| (tier.key.as_str(), &tier.name)));
    for (list, titles) in
        [("topics", &pack.topics), ("engagement", &pack.engagement), ("speech_parts", &pack.speech_parts)]
    {
        for (place, title) in titles.iter().enumerate() {
            let way = [Step::Key(list), Step::At(place), Step::Key("name")];
            found.text(&way, (list, &(place + 1).to_string()), &title.name);
        }
    }
    check_counts(&mut found, pack);
    for (place, one) in pack.activities.iter().enumerate() {
        if pack.activities.iter().take(place).any(|other| other.kind == one.kind) {
            let way = [Step::Key("activities"), Step::At(place), Step::Key("kind")];
            found.key(&way, "activities", (one.kind.key(), KeyFault::Twice));
        }
    }
    check_classes(&mut found, pack, &tiers);
    let mut seen = BTreeSet::new();
    for (place, class) in pack.spot_check_classes.iter().enumerate() {
        let way = [Step::Key("spot_check_classes"), Step::At(place)];
        if !classes.contains(class.as_str()) {
            found.refers(&way, ("spot_check_classes", "classes"), (class, KeyFault::NoClass));
        }
        if !seen.insert(class) {
            found.key(&way, "spot_check_classes", (class, KeyFault::Twice));
        }
    }
    check_use(&mut found, pack);
    check_papers(&mut found, pack);
    found.faults
}

/// Two entries of a list are not called alike in a language: nobody could tell them apart in a list to choose from.
fn check_names<'p>(
    found: &mut Found<'_, '_>,
    list: &'static str,
    entries: impl Iterator<Item = (&'p str, &'p LocalName)>,
) {
    let mut named: BTreeMap<(usize, String), &str> = BTreeMap::new();
    for (place, (key, name)) in entries.enumerate() {
        for (of, language) in LANGUAGES.into_iter().enumerate() {
            let word = name.get(language);
            if let Some(other) = named.insert((of, alike(word)), key).filter(|other| *other != key) {
                same_name(found, (list, place, language), (key, word, other));
            }
        }
    }
}

/// Aspects come back in tables, by their names in any language or by their keys.
fn check_aspects(found: &mut Found<'_, '_>, aspects: &[Named]) {
    let keys = aspects.iter().map(|aspect| (alike(&aspect.key), aspect.key.as_str()));
    let mut named: BTreeMap<String, &str> = keys.collect();
    for (place, aspect) in aspects.iter().enumerate() {
        for language in LANGUAGES {
            let word = aspect.name.get(language);
            let other = *named.entry(alike(word)).or_insert(&aspect.key);
            if other != aspect.key {
                same_name(found, ("aspects", place, language), (&aspect.key, word, other));
            }
        }
    }
}

fn same_name(
    found: &mut Found<'_, '_>,
    (list, place, language): (&'static str, usize, &'static str),
    (key, name, other): (&str, &str, &str),
) {
    let way = [Step::Key(list), Step::At(place), Step::Key("name"), Step::Key(language)];
    let made_up = found.file.is_mended(&[Step::Key(list), Step::At(place)]);
    if !name.trim().is_empty() && !made_up {
        let (key, name, other) = (key.to_owned(), name.to_owned(), other.to_owned());
        found.tell(&way, PackFaultKind::SameName { list, key, name, language, other });
    }
}

/// A unit whose file names no class is of the class of its tier, so every tier needs that class.
fn check_classes(found: &mut Found<'_, '_>, pack: &Pack, tiers: &BTreeSet<&str>) {
    for (place, class) in pack.classes.iter().enumerate() {
        let way = [Step::Key("classes"), Step::At(place), Step::Key("tier")];
        if !tiers.contains(class.tier.as_str()) {
            found.refers(&way, ("classes", "tiers"), (&class.tier, KeyFault::NoTier));
        } else if tiers.contains(class.key.as_str()) && class.tier != class.key {
            found.key(&way, "classes", (&class.key, KeyFault::OfTier));
        }
    }
    for (place, tier) in pack.tiers.iter().enumerate() {
        if !pack.classes.iter().any(|class| class.key == tier.key) {
            let way = [Step::Key("tiers"), Step::At(place), Step::Key("key")];
            found.refers(&way, ("tiers", "classes"), (&tier.key, KeyFault::NoOwnClass));
        }
    }
}

/// Speeches are recorded in four parts and by three criteria; the other lists may have any length but nought.
fn check_counts(found: &mut Found<'_, '_>, pack: &Pack) {
    found.count("tiers", (1, MOST), pack.tiers.len());
    found.count("topics", (1, MOST_ROUNDS), pack.topics.len());
    found.count("aspects", (1, MOST), pack.aspects.len());
    found.count("checklist", (1, MOST), pack.checklist.len());
    found.count("spot_check_classes", (1, MOST), pack.spot_check_classes.len());
    found.count("engagement", (CRITERIA.len(), CRITERIA.len()), pack.engagement.len());
    found.count("speech_parts", (PARTS.len(), PARTS.len()), pack.speech_parts.len());
    let (lowest, most) =
        (pack.checklist.iter().filter(|item| item.lowest).count(), MOST_AT_THE_LOWEST - BESIDE_SECTIONS);
    if lowest > most {
        found.tell(&[Step::Key("checklist")], PackFaultKind::Lowest { most, found: lowest });
    }
}

/// Checks the keys and names of a standard, and that it is sound.
pub(super) fn check_standard(file: &TomlText<'_>, standard: &Standard) -> Vec<PackFault> {
    let mut found = Found { file, faults: Vec::new() };
    found.list(&List::new("blocks", &standard.blocks, |block| {
        (&block.key, vec![("name", &block.name), ("evidence", &block.evidence)])
    }));
    for (place, block) in standard.blocks.iter().enumerate() {
        let mut items = List::new("items", &block.items, |item| (&item.key, vec![("name", &item.name)]));
        items.way = vec![Step::Key("blocks"), Step::At(place), Step::Key("items")];
        found.list(&items);
    }
    found.list(&List::new("grades", &standard.grades, |grade| (&grade.key, vec![("name", &grade.name)])));
    found.list(&List::new("vetoes", &standard.vetoes, |veto| (&veto.key, vec![("name", &veto.name)])));
    let told: Vec<_> = standard.check().err().unwrap_or_default();
    for fault in told {
        // Of one list the key was told with its place above.
        let within_list = |key: &String| {
            found.faults.iter().any(
                |fault| matches!(&fault.kind, PackFaultKind::Key { key: told, fault: KeyFault::Twice, .. } if told == key),
            )
        };
        if matches!(&fault, StandardFault::DoubleKey(key) if within_list(key)) {
            continue;
        }
        let way = way_to(standard, &fault);
        // What was made up in the place of a fault adds up to nothing.
        if !file.is_mended(&way) {
            found.tell(&way, PackFaultKind::Standard(fault));
        }
    }
    found.faults
}

/// Where in the file a fault of the standard stands.
fn way_to(standard: &Standard, fault: &StandardFault) -> Vec<Step<'static>> {
    let block = |key: &str| {
        let place = standard.blocks.iter().position(|block| block.key == key);
        [Step::Key("blocks")].into_iter().chain(place.map(Step::At)).collect::<Vec<_>>()
    };
    let item =
        |key: &str| {
            let holds =
                standard.blocks.iter().enumerate().rev().find_map(|(at, block)| {
                    Some((at, block.items.iter().rposition(|item| item.key == key)?))
                });
            match holds {
                Some((at, within)) => {
                    vec![
                        Step::Key("blocks"),
                        Step::At(at),
                        Step::Key("items"),
                        Step::At(within),
                        Step::Key("points"),
                    ]
                }
                None => vec![Step::Key("blocks")],
            }
        };
    match fault {
        StandardFault::BlockSum { block: key, .. } | StandardFault::Unscored(key) => block(key),
        StandardFault::Item(key) | StandardFault::PerSpeaker(key) | StandardFault::DoubleKey(key) => {
            item(key)
        }
        StandardFault::Total(_) => vec![Step::Key("blocks")],
        StandardFault::EmptySheet(key) | StandardFault::Part(key) => {
            let place = standard.parts.iter().rposition(|part| part.part.key() == *key);
            [Step::Key("parts")].into_iter().chain(place.map(Step::At)).collect()
        }
        StandardFault::Weights(_) => vec![Step::Key("parts")],
        StandardFault::PlanScores => vec![Step::Key("plan")],
        StandardFault::Grades => vec![Step::Key("grades")],
        StandardFault::Rate(_) => vec![Step::Key("spot_check_rate")],
        StandardFault::SpreadLimit(_) => vec![Step::Key("double_marking"), Step::Key("spread_limit")],
        StandardFault::Share(name) => match name.split_once('.') {
            Some(_) => vec![Step::Key("double_marking"), Step::Key("share")],
            None => vec![Step::Key(name)],
        },
    }
}
