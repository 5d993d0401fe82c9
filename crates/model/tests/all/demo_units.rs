//! The units of the demonstration: real places, and made-up bodies that can't be taken for real ones.
#![expect(clippy::unwrap_used, reason = "a test stops where a value is missing")]

use earnest_model::units::unit::{Existing, ImportRow, parse_table, plant};
use std::collections::{BTreeMap, BTreeSet};

const REAL: &[u8] = include_bytes!("../../../../packs/study-and-rectification/demo/units-real.csv");
const SYNTHETIC: &[u8] = include_bytes!("../../../../packs/study-and-rectification/demo/units-synthetic.csv");
const LATE: &[u8] = include_bytes!("../../../../packs/study-and-rectification/demo/units-late.csv");

fn rows(file: &[u8]) -> Vec<ImportRow> {
    parse_table(file).unwrap().rows
}

/// The class that a unit has in the register.
fn class(row: &ImportRow) -> &str {
    if row.class.is_empty() { &row.tier } else { &row.class }
}

fn count(rows: &[ImportRow]) -> BTreeMap<&str, usize> {
    let mut count = BTreeMap::new();
    for row in rows {
        *count.entry(class(row)).or_insert(0) += 1;
    }
    count
}

#[test]
fn the_three_files_come_in_one_after_the_other() {
    let tiers = crate::pack::whole().tiers();
    let mut codes: Vec<String> = Vec::new();
    let mut existing: Vec<Existing> = Vec::new();
    for file in [REAL, SYNTHETIC, LATE] {
        let rows = rows(file);
        let planted = plant(&existing, &rows, &tiers).unwrap();
        codes.extend(rows.into_iter().map(|row| row.code));
        existing = codes
            .iter()
            .zip(&planted)
            .map(|(code, place)| Existing { code: code.clone(), parent: place.parent, tier: place.tier })
            .collect();
    }
    assert_eq!(existing.len(), 19_572 + 1_200 + 4);
}

#[test]
fn the_frames_of_the_five_classes_are_those_of_the_draws() {
    let (real, synthetic, late) = (rows(REAL), rows(SYNTHETIC), rows(LATE));
    let (real, synthetic, late) = (count(&real), count(&synthetic), count(&late));
    let frames = crate::pack::whole().spot_check_classes.into_iter().map(|class| {
        let units = [&real, &synthetic].map(|file| file.get(class.as_str()).copied().unwrap_or(0));
        let first: usize = units.iter().sum();
        (first, first + late.get(class.as_str()).copied().unwrap_or(0))
    });
    let frames: Vec<_> = frames.collect();
    assert_eq!(frames, [(88, 88), (310, 310), (165, 165), (75, 75), (70, 74)]);
    let drawn =
        |of: fn(&(usize, usize)) -> usize| frames.iter().map(|frame| of(frame).div_ceil(5)).sum::<usize>();
    assert_eq!((drawn(|frame| frame.0), drawn(|frame| frame.1)), (142, 143));
}

#[test]
fn the_province_has_its_direct_subordinates_of_every_class() {
    let (real, synthetic) = (rows(REAL), rows(SYNTHETIC));
    let direct: Vec<_> =
        real.iter().chain(&synthetic).filter(|row| row.parent_code == "52").cloned().collect();
    let classes = count(&direct);
    let wanted =
        [("new-area", 1), ("prefecture", 9), ("provincial-body", 33), ("state-firm", 9), ("university", 9)];
    assert_eq!(classes, BTreeMap::from(wanted));
    assert_eq!(direct.len(), 61);
}

#[test]
fn every_prefecture_and_every_county_has_its_departments() {
    let synthetic = rows(SYNTHETIC);
    let mut beneath: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for row in &synthetic {
        *beneath.entry((class(row), &row.parent_code)).or_insert(0) += 1;
    }
    let of = |wanted: &str| -> Vec<usize> {
        beneath.iter().filter(|((class, _), _)| *class == wanted).map(|(_, count)| *count).collect()
    };
    assert_eq!(of("prefecture-department"), [31; 10]);
    assert_eq!(of("county-department"), [6; 88]);
    assert_eq!(of("second-level-provincial-body"), [5; 33]);
}

#[test]
fn a_made_up_unit_shows_it_by_its_code_and_stands_in_a_class_of_the_pack() {
    let pack = crate::pack::whole();
    let classes: BTreeMap<_, _> =
        pack.classes.iter().map(|class| (class.key.as_str(), class.tier.as_str())).collect();
    for row in rows(SYNTHETIC).iter().chain(&rows(LATE)) {
        assert!(row.code.starts_with("S-"), "{}", row.code);
        assert_eq!(classes.get(row.class.as_str()), Some(&row.tier.as_str()), "{}", row.code);
    }
    assert!(rows(REAL).iter().all(|row| row.code.bytes().all(|byte| byte.is_ascii_digit())));
}

#[test]
fn made_up_units_have_names_of_their_own() {
    let (synthetic, late) = (rows(SYNTHETIC), rows(LATE));
    let names: BTreeSet<_> = synthetic.iter().chain(&late).map(|row| &row.name).collect();
    let real = rows(REAL);
    assert_eq!(names.len(), synthetic.len() + late.len());
    assert!(!real.iter().any(|row| names.contains(&row.name)), "no made-up body bears a real place's name");
}
