//! The shipped pack is sound, and every kind of fault in a pack is told with its file and key.
#![expect(clippy::unwrap_used, reason = "a test stops where a value is missing")]

use earnest_model::{
    fraction::Fraction,
    pack::{Pack, PackFaults, PackFiles, TERMS},
    programmes::standard::{PartKind, SheetKind, Standard, StandardFault},
};
use proptest::prelude::*;

pub const PACK: &str = include_str!("../../../../packs/study-and-rectification/pack.toml");
pub const STANDARD: &str = include_str!("../../../../packs/study-and-rectification/standard.toml");

/// The shipped pack.
pub fn whole() -> Pack {
    Pack::parse(PACK, STANDARD).unwrap()
}

/// What is told of a pack, without the lines.
pub fn told(parsed: Result<Pack, PackFaults>) -> String {
    let faults = match parsed {
        Ok(_) => return "accepted".to_owned(),
        Err(faults) => faults,
    };
    let told = faults.0.iter().map(|fault| format!("{}: {}", fault.file, fault.kind));
    told.collect::<Vec<_>>().join("; ")
}

/// The shipped pack with one piece of `pack.toml` replaced.
fn pack_with(from: &str, to: &str) -> String {
    assert!(PACK.contains(from), "the test looks for `{from}`, which the pack no longer has");
    let changed = PACK.replacen(from, to, 1);
    told(Pack::parse(&changed, STANDARD))
}

/// The shipped pack with one piece of `standard.toml` replaced.
fn standard_with(from: &str, to: &str) -> String {
    assert!(STANDARD.contains(from), "the test looks for `{from}`, which the standard no longer has");
    let changed = STANDARD.replacen(from, to, 1);
    told(Pack::parse(PACK, &changed))
}

fn shipped() -> Standard {
    whole().standard.unwrap()
}

#[test]
fn the_shipped_pack_is_sound_and_has_what_the_programme_needs() {
    let pack = whole();
    let counts = (pack.tiers.len(), pack.classes.len(), pack.topics.len(), pack.checklist.len());
    assert_eq!(counts, (6, 15, 3, 14));
    assert_eq!((pack.aspects.len(), pack.engagement.len(), pack.speech_parts.len()), (6, 3, 4));
    assert_eq!(
        pack.spot_check_classes,
        [
            "county",
            "prefecture-department",
            "second-level-provincial-body",
            "second-level-university",
            "second-level-state-firm"
        ]
    );
}

#[test]
fn the_shipped_standard_scores_a_hundred_points_and_every_block_somewhere() {
    let standard = shipped();
    let points: Vec<_> = standard.blocks.iter().map(|block| block.points.to_string()).collect();
    assert_eq!(points, ["20", "15", "35", "20", "10"]);
    assert_eq!(standard.items_on(SheetKind::Observation).count(), 12);
    assert_eq!(standard.items_on(SheetKind::Materials).count(), 10);
    let weights = PartKind::ALL.map(|part| standard.weight(part).to_string());
    assert_eq!(weights, ["1/5", "2/5", "2/5"]);
    let grades = ["89.99", "90", "79.99", "80", "60", "59.99"]
        .map(|score| standard.grade(Fraction::parse(score).unwrap()).unwrap().key.clone());
    assert_eq!(grades, ["good", "excellent", "fair", "good", "fair", "poor"]);
}

#[test]
fn the_shipped_names_come_in_three_languages_and_unknown_keys_stay_themselves() {
    let pack = whole();
    assert_eq!(pack.class_name("county", "en"), "County");
    assert_eq!(pack.tier_name("village", "zh-Hant"), "村（社區）");
    assert_eq!(pack.tier_name_at(2, "zh-Hans"), "市（州）");
    assert_eq!((pack.tier_name_at(9, "en"), pack.tier_name_at(-1, "en")), ("", ""));
    assert_eq!(pack.aspect_name("planning", "zh-Hans"), "谋事");
    assert_eq!(pack.class_name("canton", "en"), "canton");
    assert_eq!(pack.tiers().keys().len(), 6);
    assert_eq!((pack.checklist_keys().len(), pack.aspect_keys().len()), (14, 6));
}

#[test]
fn a_pack_that_asks_more_than_seven_answers_of_the_lowest_tier_is_refused() {
    let pack = whole();
    let lowest = earnest_model::units::unit::Tier(5);
    let checklist = pack.checklist();
    let musts = checklist.keys().filter(|key| checklist.must(key, lowest)).count();
    assert_eq!(musts + earnest_model::plans::checklist::BESIDE_SECTIONS, 7);
    assert_eq!(
        pack_with("key = \"cases\"", "key = \"cases\"\nlowest = true"),
        "pack.toml: checklist: at most 5 entries may be asked of the lowest tier, not 6"
    );
}

#[test]
fn a_key_that_stands_twice_is_named_with_its_list() {
    assert_eq!(
        pack_with("key = \"prefecture\"", "key = \"province\""),
        "pack.toml: tiers: the key `province` stands twice; pack.toml: classes: the key `prefecture` is no tier; \
         pack.toml: classes: the key `prefecture` is no tier; pack.toml: classes: the key `prefecture` is no tier; \
         pack.toml: classes: the key `prefecture` is no tier; pack.toml: classes: the key `prefecture` is no tier; \
         pack.toml: burden.budget: the key `prefecture` is no tier"
    );
    assert_eq!(
        pack_with("key = \"arrangement\"", "key = \"theme\""),
        "pack.toml: checklist: the key `theme` stands twice"
    );
    assert_eq!(
        pack_with("[\"county\", ", "[\"county\", \"county\", "),
        "pack.toml: spot_check_classes: the key `county` stands twice"
    );
    assert_eq!(
        standard_with("key = \"invented-records\"", "key = \"not-held\""),
        "standard.toml: vetoes: the key `not-held` stands twice"
    );
}

#[test]
fn a_reference_to_nothing_is_named() {
    assert_eq!(
        pack_with("[\"county\", ", "[\"canton\", "),
        "pack.toml: spot_check_classes: the key `canton` is no class"
    );
    assert_eq!(
        pack_with("tier = \"village\"", "tier = \"hamlet\""),
        "pack.toml: classes: the key `hamlet` is no tier"
    );
}

#[test]
fn every_tier_has_the_class_that_a_file_without_classes_gives_its_units() {
    assert_eq!(
        pack_with("key = \"township\"\ntier = \"township\"", "key = \"town\"\ntier = \"township\""),
        "pack.toml: tiers: the key `township` has no class of the same key; pack.toml: report: zh-Hans: `township` is no class; \
         pack.toml: report: zh-Hant: `township` is no class; pack.toml: report: en: `township` is no class"
    );
    assert_eq!(
        pack_with("key = \"township\"\ntier = \"township\"", "key = \"township\"\ntier = \"village\""),
        "pack.toml: classes: the key `township` is a tier's and must stand at that tier"
    );
}

#[test]
fn a_key_that_could_not_stand_in_a_file_of_units_is_refused() {
    let fault = pack_with("key = \"new-area\"", "key = \"New Area\"");
    assert_eq!(fault, "pack.toml: classes: the key `New Area` is no key (small letters, digits and hyphens)");
}

#[test]
fn a_blank_name_is_told_with_its_language() {
    assert_eq!(
        pack_with("en = \"New area\"", "en = \" \""),
        "pack.toml: classes: `new-area` has no text for en"
    );
    assert_eq!(
        pack_with("zh-Hant = \"嚴以律己\"", "zh-Hant = \"\""),
        "pack.toml: topics: `2` has no text for zh-Hant"
    );
    assert_eq!(
        standard_with("zh-Hans = \"会前自学\"", "zh-Hans = \"\""),
        "standard.toml: items: `own-study` has no text for zh-Hans"
    );
}

#[test]
fn every_fault_of_both_files_is_told_with_its_line() {
    let line = |text: &str, wanted: &str| text.lines().position(|line| line.contains(wanted)).unwrap() + 1;
    let pack = PACK.replacen(", en = \"New area\" }", " }", 1).replacen("goal = {", "gaol = {", 1).replacen(
        "key = \"university\"",
        "kee = \"university\"",
        1,
    );
    let standard = STANDARD.replacen("per_return", "per_refusal", 1);
    let faults = Pack::parse(&pack, &standard).unwrap_err().to_string();
    for (place, what) in [
        (format!("pack.toml:{}:", line(&pack, "新区")), "missing field `en`"),
        (format!("pack.toml:{}:", line(&pack, "gaol")), "unknown field `gaol`"),
        (format!("pack.toml:{}:", line(&pack, "kee =")), "unknown field `kee`"),
        (format!("standard.toml:{}:", line(&standard, "per_refusal")), "unknown field `per_refusal`"),
    ] {
        assert!(
            faults.lines().any(|fault| fault.starts_with(&place) && fault.contains(what)),
            "{place} {faults}"
        );
    }
    let pack = PACK
        .replacen("key = \"village\"\ntier", "key = \"Village\"\ntier", 1)
        .replacen("en = \"Planning\"", "en = \"\"", 1)
        .replacen("[\"county\", ", "[\"canton\", ", 1);
    let faults = Pack::parse(&pack, STANDARD).unwrap_err().to_string();
    for (place, what) in [
        (format!("pack.toml:{}: classes", line(&pack, "key = \"Village\"")), "is no key"),
        (format!("pack.toml:{}: aspects", line(&pack, "en = \"\"")), "has no text for en"),
        (format!("pack.toml:{}: spot_check_classes", line(&pack, "canton")), "is no class"),
    ] {
        assert!(
            faults.lines().any(|fault| fault.starts_with(&place) && fault.contains(what)),
            "{place} {faults}"
        );
    }
}

#[test]
fn lists_with_a_fixed_length_are_counted() {
    let part = "[[speech_parts]]\nname = { zh-Hans = \"聚发展共识\"";
    assert_eq!(
        pack_with(part, "[[topics]]\nname = { zh-Hans = \"聚发展共识\""),
        "pack.toml: speech_parts: 4 to 4 entries are needed, not 3"
    );
    let classes = PACK.lines().find(|line| line.starts_with("spot_check_classes")).unwrap();
    assert_eq!(
        pack_with(classes, "spot_check_classes = []"),
        "pack.toml: spot_check_classes: 1 to 500 entries are needed, not 0"
    );
}

#[test]
fn an_unsound_standard_is_refused_with_what_it_would_need() {
    for (from, to, fault) in [
        (
            "points = \"35\"",
            "points = \"34\"",
            "the items of block `seminar` make 35 points, not 34; standard.toml: the blocks make 99 points, not 100",
        ),
        ("weight = \"1/5\"", "weight = \"2/5\"", "the weights of the parts make 6/5, not 1"),
        (
            "spot_check_rate = \"20%\"",
            "spot_check_rate = \"19%\"",
            "the spot check must take at least 20% of every class, not 19/100",
        ),
        (
            "attendance_floor = \"90%\"",
            "attendance_floor = \"90\"",
            "`attendance_floor` must be a share from 0 to 100 %",
        ),
        (
            "floor = \"60\"",
            "floor = \"95\"",
            "the scores of plans must be 0 ≤ floor ≤ remarks ≤ approved ≤ 100, and a return must not add to them",
        ),
        (
            "at_least = \"80\"",
            "at_least = \"91\"",
            "the grades must fall from the best to the worst, and the last must begin at 0",
        ),
        (
            "part = \"materials\"",
            "part = \"observation\"",
            "the part `observation` must stand once and have a weight above 0",
        ),
    ] {
        assert_eq!(standard_with(from, to), format!("standard.toml: {fault}"));
    }
}

#[test]
fn a_block_on_no_sheet_and_an_item_without_points_are_refused() {
    let mut standard = shipped();
    standard.blocks[1].sheets.clear();
    standard.blocks[1].items[0].points = Fraction::ZERO;
    standard.blocks[1].items[1].points = Fraction::whole(10);
    assert_eq!(
        standard.check().unwrap_err(),
        [StandardFault::Item("chief-chairs".into()), StandardFault::Unscored("organisation".into())]
    );
}

#[test]
fn a_file_that_is_no_toml_is_told_by_its_name() {
    let fault = Pack::parse("nonsense", STANDARD).unwrap_err().to_string();
    assert!(fault.starts_with("pack.toml:1: "), "{fault}");
    let fault = Pack::parse(PACK, "blocks = 3").unwrap_err().to_string();
    assert!(fault.starts_with("standard.toml:1: "), "{fault}");
}

#[test]
fn a_standard_survives_the_register_unchanged() {
    let standard = shipped();
    let written = serde_json::to_string(&standard).unwrap();
    assert_eq!(serde_json::from_str::<Standard>(&written).unwrap(), standard);
}

proptest! {
    // The checklist stands last in the file, so a cut between two of its entries leaves a shorter, whole pack.
    #[test]
    fn a_pack_cut_anywhere_is_refused_or_has_a_shorter_checklist(at in 0..PACK.len()) {
        let cut: String = PACK.char_indices().take_while(|(place, _)| *place < at).map(|(_, one)| one).collect();
        if let Ok(pack) = Pack::parse(&cut, STANDARD) {
            let whole = whole();
            prop_assert!(whole.checklist.starts_with(&pack.checklist) && !pack.checklist.is_empty());
            prop_assert_eq!(pack.speech_parts, whole.speech_parts);
        }
    }

    #[test]
    fn moving_points_between_two_blocks_is_always_noticed(moved in 1_i64..20) {
        let mut standard = shipped();
        let points = Fraction::whole(moved);
        standard.blocks[0].points = standard.blocks[0].points - points;
        standard.blocks[2].points = standard.blocks[2].points + points;
        let faults = standard.check().unwrap_err();
        prop_assert_eq!(faults.len(), 2);
    }
}

/// The text of the fenced block that begins with this comment.
pub fn example(file: &str) -> String {
    let handbook = include_str!("../../../../docs/packs.md");
    let start = handbook.find(&format!("```toml\n# {file}\n")).unwrap();
    let block = handbook.get(start + "```toml\n".len()..).unwrap();
    block.get(..block.find("```").unwrap()).unwrap().to_owned()
}

#[test]
fn the_example_in_the_documents_is_a_sound_pack() {
    let pack = Pack::parse(&example("pack.toml"), &example("standard.toml")).unwrap();
    assert_eq!(pack.spot_check_classes, ["ward", "pharmacy"]);
    let standard = pack.standard.unwrap();
    assert_eq!(standard.grade(Fraction::whole(75)).unwrap().key, "good");
    assert_eq!(standard.plan_score(true, true, 9), Some(Fraction::whole(70)), "never below the floor");
}

#[test]
fn the_documents_name_every_term_that_a_pack_may_set_and_no_other() {
    let handbook = include_str!("../../../../docs/packs.md");
    let table = handbook.split("| term | what it is |").nth(1).unwrap().split("\n\n").next().unwrap();
    let named: Vec<_> = table.lines().skip(2).map(|row| row.split('`').nth(1).unwrap()).collect();
    assert_eq!(named, TERMS.map(|term| term.key));
}

#[test]
fn the_shipped_pack_sets_every_term_in_every_language() {
    let words = include_str!("../../../../packs/study-and-rectification/words.toml").to_owned();
    let files = PackFiles { pack: PACK.to_owned(), standard: STANDARD.to_owned(), words: Some(words) };
    let pack = Pack::of(&files).unwrap();
    assert_eq!(pack.words.iter().count(), 3 * TERMS.len());
}
