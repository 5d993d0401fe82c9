//! No reader of outside bytes breaks off, whatever the bytes are: those of the corpus, and a few of many changes of them.
//! `cargo xtask fuzz` tries many more.

#![expect(clippy::disallowed_methods, reason = "how many are tried is chosen by who runs it")]

use earnest_testkit::readers::{Change, READERS, Reader, changed};
use proptest::{collection::vec, prelude::*, test_runner::TestRunner};

/// Changes of each reader's corpus in the test command.
const SHORT: u32 = 400;

/// How many changes are tried.
fn cases() -> u32 {
    let told = std::env::var("EARNEST_READINGS").ok();
    told.and_then(|told| told.parse().ok()).unwrap_or(SHORT)
}

fn change() -> impl Strategy<Value = Change> {
    let place = any::<usize>();
    // Signs that mean something to some reader stand more often than others.
    let byte =
        prop_oneof![any::<u8>(), prop::sample::select(&b"\0\t\n\r \"'%&+,-./0:;<=>[]{}\\\x7f\x80\xff"[..])];
    prop_oneof![
        4 => (place, byte.clone()).prop_map(|(at, byte)| Change::Put(at, byte)),
        3 => (place, vec(byte, 1..12)).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        2 => (place, 1_usize..64).prop_map(|(at, many)| Change::Leave(at, many)),
        2 => (place, 1_usize..512, place).prop_map(|(at, many, to)| Change::Repeat(at, many, to)),
        1 => place.prop_map(Change::Cut),
    ]
}

fn bears(reader: Reader) {
    let seeds = reader.seeds();
    assert!(!seeds.is_empty(), "{reader:?} begins with nothing");
    for seed in &seeds {
        (reader.read)(seed);
    }
    let config = ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() };
    let outcome = TestRunner::new(config).run(
        &(any::<prop::sample::Index>(), vec(change(), 1..9)),
        |(seed, changes)| {
            let seed: &Vec<u8> = seed.get(&seeds);
            (reader.read)(&changed(seed, &changes));
            Ok(())
        },
    );
    assert!(
        outcome.is_ok(),
        "{reader:?}: {}",
        outcome.err().map(|fault| fault.to_string()).unwrap_or_default()
    );
}

macro_rules! each {
    ($($test:ident: $name:literal),* $(,)?) => {
        $(#[test]
        fn $test() {
            READERS.into_iter().filter(|reader| reader.name == $name).for_each(bears);
        })*

        #[test]
        fn every_reader_has_a_test_here_and_a_target_in_fuzz() {
            let tried = [$($name),*];
            let all: Vec<_> = READERS.iter().map(|reader| reader.name).collect();
            assert_eq!(all, tried);
            let targets = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/fuzz_targets");
            for name in all {
                assert!(targets.join(format!("{name}.rs")).is_file(), "{name} has no target");
            }
        }
    };
}

each! {
    tables_of_any_bytes_are_read_or_refused: "table",
    workbooks_of_any_parts_are_read_or_refused: "workbook",
    units_of_any_bytes_are_read_or_refused: "units",
    evidence_of_any_bytes_is_taken_or_refused: "evidence",
    packs_of_any_texts_are_read_or_refused: "pack",
    packed_packs_of_any_bytes_are_read_or_refused: "pack_zip",
    backups_of_any_lines_are_read_or_refused: "backup",
    texts_of_any_bytes_are_put_right_or_left: "repair",
    certificates_of_any_bytes_are_believed_or_refused: "certificate",
    notes_of_any_bytes_are_written_as_they_are_read: "note",
    tiles_of_any_bytes_are_written_as_they_are_read: "tile",
    proofs_of_any_bytes_are_written_as_they_are_read: "proof",
    forms_of_any_bytes_are_read: "form",
    forms_with_files_of_any_bytes_are_read_or_refused: "multipart",
    questions_of_any_bytes_are_read_or_refused: "question",
}
