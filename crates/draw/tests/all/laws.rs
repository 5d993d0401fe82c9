//! What must hold of every draw.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_draw::{
    Certificate, DrawError, Frame, Rate, Seed, StandsOn, Take, VerifyError, draw, verify, with_checkpoint,
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn frame(sizes: &[usize]) -> Frame {
    let rows = sizes.iter().enumerate().flat_map(|(stratum, size)| {
        (0..*size).map(move |unit| (format!("class {stratum}"), format!("{stratum}-{unit:04}")))
    });
    Frame::new(rows).unwrap()
}

fn seed(text: &str) -> Seed {
    Seed::new(text).unwrap()
}

fn rate(numerator: u64, denominator: u64) -> Take {
    Take::Rate(Rate::new(numerator, denominator).unwrap())
}

fn ids(frame: &Frame, text: &str, take: Take) -> Vec<Vec<String>> {
    let drawn = draw(frame, &seed(text), take).unwrap();
    drawn
        .strata
        .into_iter()
        .map(|stratum| stratum.drawn.into_iter().map(|unit| unit.id.to_owned()).collect())
        .collect()
}

proptest! {
    #[test]
    fn the_same_inputs_give_the_same_units_whatever_the_order(text in ".{1,9}", units in 1_usize..60, turn in 0_usize..60) {
        let mut rows: Vec<_> = (0..units).map(|unit| ("", format!("{unit}"))).collect();
        let first = Frame::new(rows.clone()).unwrap();
        rows.rotate_left(turn % units);
        let second = Frame::new(rows).unwrap();
        prop_assert_eq!(ids(&first, &text, rate(1, 3)), ids(&second, &text, rate(1, 3)));
    }

    #[test]
    fn every_stratum_gives_its_quota_of_different_units_in_ticket_order(sizes in proptest::collection::vec(1_usize..40, 1..5), n in 1_u64..20, d in 20_u64..40) {
        let frame = frame(&sizes);
        let drawn = draw(&frame, &seed("x"), rate(n, d)).unwrap();
        for (stratum, size) in drawn.strata.iter().zip(&sizes) {
            prop_assert_eq!(stratum.drawn.len() as u64, (n * *size as u64).div_ceil(d));
            let different: BTreeSet<_> = stratum.drawn.iter().map(|unit| &unit.id).collect();
            prop_assert_eq!(different.len(), stratum.drawn.len());
            prop_assert!(stratum.drawn.is_sorted_by(|a, b| (a.ticket.to_string(), a.id) < (b.ticket.to_string(), b.id)));
            prop_assert!(stratum.drawn.iter().enumerate().all(|(place, unit)| unit.order == place + 1));
        }
    }

    #[test]
    fn a_larger_sample_begins_with_the_smaller(units in 2_usize..80, small in 1_u64..40) {
        let frame = frame(&[units]);
        let small = small.min(units as u64 - 1);
        let less = ids(&frame, "seed", Take::Count(small));
        let more = ids(&frame, "seed", Take::Count(small + 1));
        prop_assert_eq!(&more[0][..small as usize], &less[0][..]);
    }

    #[test]
    fn what_is_drawn_from_a_stratum_does_not_depend_on_the_others(size in 1_usize..40, other in 1_usize..40) {
        let alone = ids(&frame(&[size]), "s", rate(1, 4));
        let beside = ids(&frame(&[size, other]), "s", rate(1, 4));
        prop_assert_eq!(&alone[0], &beside[0]);
    }

    #[test]
    fn a_certificate_verifies(sizes in proptest::collection::vec(1_usize..20, 1..4), text in ".{1,9}") {
        let frame = frame(&sizes);
        let certificate = Certificate::new(&frame, &seed(&text), rate(1, 5), BTreeMap::new()).unwrap();
        let drawn = draw(&frame, &seed(&text), rate(1, 5)).unwrap();
        let file = Certificate::file_of(&frame, &drawn, (&seed(&text), rate(1, 5)), BTreeMap::new());
        prop_assert_eq!(&file, &certificate.json(), "one file, however it is made");
        let verified = verify(file.as_bytes()).unwrap();
        prop_assert_eq!(verified.frame_hash, frame.hash());
        let drawn: Vec<_> = verified.drawn.into_values().collect();
        prop_assert_eq!(drawn, ids(&frame, &text, rate(1, 5)));
    }
}

/// Every unit has the same chance: over 4,000 fixed seeds the chi-square of the counts stays below the 99.9 % point
/// of 19 degrees of freedom (43.82, table of chi-square).
#[test]
fn every_unit_has_the_same_chance() {
    let frame = frame(&[20]);
    let mut counts = BTreeMap::new();
    for turn in 0..4_000 {
        for id in ids(&frame, &format!("seed {turn}"), Take::Count(5)).remove(0) {
            *counts.entry(id).or_insert(0_i64) += 1;
        }
    }
    let expected = 4_000 * 5 / 20;
    let squares: i64 = counts.values().map(|count| (count - expected).pow(2)).sum();
    // Without replacement the counts vary by (1 - 5/20) of the multinomial's; in whole numbers: 4/3 of the statistic.
    assert_eq!(counts.len(), 20);
    assert!(squares * 4 < 3 * 44 * expected, "sum of squares {squares}");
}

#[test]
fn any_changed_byte_of_a_certificate_is_refused() {
    let about = BTreeMap::from([("title".to_owned(), "第二轮".to_owned())]);
    let frame = frame(&[3, 2]);
    let certificate = Certificate::new(&frame, &seed("20 dice"), rate(1, 5), about).unwrap();
    let file = certificate.json().into_bytes();
    assert!(verify(&file).is_ok());
    for place in 0..file.len() {
        for change in [1_u8, 2, 16, 32] {
            let mut changed = file.clone();
            changed[place] ^= change;
            assert!(verify(&changed).is_err(), "byte {place}");
        }
        let mut longer = file.clone();
        longer.insert(place, b' ');
        assert!(verify(&longer).is_err(), "a blank at {place}");
        let mut shorter = file.clone();
        shorter.remove(place);
        assert!(verify(&shorter).is_err(), "without byte {place}");
    }
}

#[test]
fn a_false_draw_with_a_fitting_digest_is_refused_by_what_differs() {
    let frame = frame(&[6]);
    let certificate = Certificate::new(&frame, &seed("s"), Take::Count(2), BTreeMap::new()).unwrap();
    let text = certificate.json();
    let drawn = &ids(&frame, "s", Take::Count(6))[0];
    let forged = text.replacen(&format!("\"id\": \"{}\"", drawn[1]), &format!("\"id\": \"{}\"", drawn[2]), 1);
    let Err(VerifyError::Differs { what, .. }) = verify(forged.as_bytes()) else { panic!("accepted") };
    assert!(what.contains("unit 2"), "{what}");
}

#[test]
fn a_stratum_smaller_than_the_take_is_refused_by_name() {
    let fault = draw(&frame(&[5, 2]), &seed("s"), Take::Count(3)).unwrap_err();
    assert_eq!(fault, DrawError::TooFew { stratum: "class 1".into(), size: 2, take: 3 });
}

#[test]
fn a_checkpoint_stands_beside_a_certificate_and_changes_nothing_of_what_its_digest_is_of() {
    let frame = frame(&[6]);
    let certificate = Certificate::new(&frame, &seed("s"), Take::Count(2), BTreeMap::new()).unwrap();
    let stands_on =
        StandsOn { act: 966, note: "register.example\n9558\n…\n\n— register.example …\n".to_owned() };
    let beside = with_checkpoint(&certificate.json(), stands_on.clone()).unwrap();
    assert_eq!(verify(certificate.json().as_bytes()).unwrap().checkpoint, None);
    assert_eq!(verify(beside.as_bytes()).unwrap().checkpoint, Some(stands_on));
    let own = certificate.json();
    let shared = own.trim_end().trim_end_matches('}').trim_end();
    assert!(beside.starts_with(shared), "what stood there stands there to the byte: {beside}");
    assert!(verify(beside.replace("\"act\"", "\"more\": 1, \"act\"").as_bytes()).is_err());
    assert_eq!(with_checkpoint("{}", StandsOn { act: 1, note: String::new() }), None);
}
