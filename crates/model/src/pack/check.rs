//! What makes a pack sound: its keys, its references, its counts, and a name in every language.

use super::{
    content::Pack,
    fault::{KeyFault, PackFault, PackFaultKind},
    toml_text::{Step, TomlText},
};
use crate::{
    plans::checklist::{BESIDE_SECTIONS, MOST_AT_THE_LOWEST},
    programmes::standard::{LocalName, Standard, StandardFault},
    sessions::seminar::{CRITERIA, PARTS},
};
use std::collections::BTreeSet;

/// The languages in which every name of a pack stands.
const LANGUAGES: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];
/// The most entries of a list without a length of its own.
const MOST: usize = 500;

/// What was found in a file so far.
struct Found<'t> {
    file: &'t TomlText<'t>,
    faults: Vec<PackFault>,
}

/// A list of the file: its name, and the way to it.
struct List<'p> {
    name: &'static str,
    way: Vec<Step<'static>>,
    entries: Vec<(&'p str, Vec<(&'static str, &'p LocalName)>)>,
}

impl<'p> List<'p> {
    fn new<E>(
        name: &'static str,
        entries: impl IntoIterator<Item = E>,
        read: impl Fn(E) -> (&'p String, Vec<(&'static str, &'p LocalName)>),
    ) -> Self {
        let read = |entry| {
            let (key, texts) = read(entry);
            (key.as_str(), texts)
        };
        Self { name, way: vec![Step::Key(name)], entries: entries.into_iter().map(read).collect() }
    }
}

impl Found<'_> {
    fn tell(&mut self, way: &[Step<'_>], kind: PackFaultKind) {
        self.faults.push(self.file.fault(way, kind));
    }

    fn key(&mut self, way: &[Step<'_>], list: &'static str, (key, fault): (&str, KeyFault)) {
        self.tell(way, PackFaultKind::Key { list, key: key.to_owned(), fault });
    }

    /// Checks a list of keys with their texts; gives the keys.
    fn list<'p>(&mut self, list: &List<'p>) -> BTreeSet<&'p str> {
        let mut seen = BTreeSet::new();
        for (place, (key, texts)) in list.entries.iter().enumerate() {
            let at = [list.way.as_slice(), &[Step::At(place)]].concat();
            let at_key = [at.as_slice(), &[Step::Key("key")]].concat();
            if !is_key(key) {
                self.key(&at_key, list.name, (key, KeyFault::NoKey));
            }
            if !seen.insert(*key) {
                self.key(&at_key, list.name, (key, KeyFault::Twice));
            }
            for (field, text) in texts {
                self.text(&[at.as_slice(), &[Step::Key(field)]].concat(), (list.name, key), text);
            }
        }
        seen
    }

    fn text(&mut self, way: &[Step<'_>], (list, key): (&'static str, &str), text: &LocalName) {
        for language in LANGUAGES.into_iter().filter(|language| text.get(language).trim().is_empty()) {
            let way = [way, &[Step::Key(language)]].concat();
            self.tell(&way, PackFaultKind::Blank { list, key: key.to_owned(), language });
        }
    }

    fn count(&mut self, list: &'static str, (least, most): (usize, usize), found: usize) {
        if found < least || found > most {
            self.tell(&[Step::Key(list)], PackFaultKind::Count { list, least, most, found });
        }
    }
}

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
    for (list, text) in [("title", &pack.title), ("goal", &pack.goal)] {
        found.text(&[Step::Key(list)], (list, list), text);
    }
    for (list, titles) in
        [("topics", &pack.topics), ("engagement", &pack.engagement), ("speech_parts", &pack.speech_parts)]
    {
        for (place, title) in titles.iter().enumerate() {
            let way = [Step::Key(list), Step::At(place), Step::Key("name")];
            found.text(&way, (list, &(place + 1).to_string()), &title.name);
        }
    }
    check_counts(&mut found, pack);
    check_classes(&mut found, pack, &tiers);
    let mut seen = BTreeSet::new();
    for (place, class) in pack.spot_check_classes.iter().enumerate() {
        let way = [Step::Key("spot_check_classes"), Step::At(place)];
        if !classes.contains(class.as_str()) {
            found.key(&way, "spot_check_classes", (class, KeyFault::NoClass));
        }
        if !seen.insert(class) {
            found.key(&way, "spot_check_classes", (class, KeyFault::Twice));
        }
    }
    found.faults
}

/// A unit whose file names no class is of the class of its tier, so every tier needs that class.
fn check_classes(found: &mut Found<'_>, pack: &Pack, tiers: &BTreeSet<&str>) {
    for (place, class) in pack.classes.iter().enumerate() {
        let way = [Step::Key("classes"), Step::At(place), Step::Key("tier")];
        if !tiers.contains(class.tier.as_str()) {
            found.key(&way, "classes", (&class.tier, KeyFault::NoTier));
        } else if tiers.contains(class.key.as_str()) && class.tier != class.key {
            found.key(&way, "classes", (&class.key, KeyFault::OfTier));
        }
    }
    for (place, tier) in pack.tiers.iter().enumerate() {
        if !pack.classes.iter().any(|class| class.key == tier.key) {
            let way = [Step::Key("tiers"), Step::At(place), Step::Key("key")];
            found.key(&way, "tiers", (&tier.key, KeyFault::NoOwnClass));
        }
    }
}

/// Speeches are recorded in four parts and by three criteria; the other lists may have any length but nought.
fn check_counts(found: &mut Found<'_>, pack: &Pack) {
    found.count("tiers", (1, MOST), pack.tiers.len());
    found.count("topics", (1, MOST), pack.topics.len());
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
        found.tell(&way, PackFaultKind::Standard(fault));
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
        StandardFault::Total(_) | StandardFault::EmptySheet(_) => vec![Step::Key("blocks")],
        StandardFault::Part(key) => {
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

/// Keys stand in files of units, in the register and in addresses.
fn is_key(key: &str) -> bool {
    let good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !key.is_empty() && key.bytes().all(good)
}
