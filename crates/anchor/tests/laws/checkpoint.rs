//! Checkpoints, and whom to believe them.

use crate::{
    definition::{head, leaves},
    signers::{ORIGIN, checkpoint, log_key, signed, trust, witness_key},
};
use earnest_anchor::{
    Hash,
    checkpoint::{Checkpoint, CheckpointError},
    note::{KeyError, Kind, Note, NoteError, SigningKey},
    tree::{Head, LARGEST},
    trust::{Trust, TrustError},
};
use proptest::prelude::*;

const ROOT: &str = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

#[test]
fn a_checkpoint_says_why_it_is_refused() {
    let why = |text: &str| Checkpoint::parse(text).unwrap_err();
    assert_eq!(why(""), CheckpointError::Lines);
    assert_eq!(why(&format!("log\n5\n{ROOT}")), CheckpointError::Lines);
    assert_eq!(why(&format!("log\n5\n{ROOT}\nan extension\n")), CheckpointError::Lines);
    assert_eq!(why(&format!("log\n5\n{ROOT}\n\n")), CheckpointError::Lines);
    assert_eq!(why(&format!("\n5\n{ROOT}\n")), CheckpointError::Origin);
    assert_eq!(why(&format!("{}\n5\n{ROOT}\n", "l".repeat(256))), CheckpointError::Origin);
    for size in ["", "05", "+5", "-5", "5 ", "0x5", "５", "9223372036854775808", "18446744073709551616"] {
        assert_eq!(why(&format!("log\n{size}\n{ROOT}\n")), CheckpointError::Size, "{size:?}");
    }
    for root in ["", "CsUY", &ROOT[..43], &ROOT.replace("2I=", "2J="), &format!("{ROOT} ")] {
        assert_eq!(why(&format!("log\n5\n{root}\n")), CheckpointError::Root, "{root:?}");
    }
}

#[test]
fn the_empty_tree_has_one_root() {
    let empty = Head { size: 0, root: Hash::of_nothing() };
    assert_eq!(Checkpoint::new("log", empty).unwrap().head(), empty);
    assert_eq!(Checkpoint::parse(&format!("log\n0\n{ROOT}\n")), Err(CheckpointError::Root));
}

#[test]
fn only_the_log_that_was_asked_for_is_opened() {
    let note = signed(head(&leaves(3, 0)), 0);
    assert_eq!(trust(0, 0).open(&note).unwrap().checkpoint, checkpoint(head(&leaves(3, 0))));
    let other = Trust::new("other.example", vec![log_key().public().clone()], vec![], 0).unwrap();
    assert_eq!(other.open(&note), Err(CheckpointError::OtherLog(ORIGIN.to_owned())));
}

#[test]
fn what_the_log_did_not_sign_is_not_opened() {
    let stranger = SigningKey::from_seed(ORIGIN, Kind::Log, &[2; 32]).unwrap();
    let checkpoint = checkpoint(head(&leaves(3, 0)));
    let mut note = checkpoint.sign(&stranger).unwrap();
    note.add(witness_key(1).cosign(note.text(), 5).unwrap()).unwrap();
    assert_eq!(trust(1, 1).open(&note), Err(CheckpointError::NotSigned));
}

#[test]
fn a_checkpoint_moved_under_other_signatures_is_refused() {
    let (one, two) = (signed(head(&leaves(3, 0)), 1), signed(head(&leaves(3, 1)), 1));
    let moved = Note::new(one.text(), two.signatures()[0].clone()).unwrap();
    assert!(matches!(trust(1, 1).open(&moved), Err(CheckpointError::Note(NoteError::False(_)))));
}

#[test]
fn fewer_witnesses_than_asked_for_do_not_do() {
    let note = signed(head(&leaves(3, 0)), 2);
    assert_eq!(trust(3, 3).open(&note), Err(CheckpointError::Quorum { found: 2, asked: 3 }));
    let opened = trust(3, 2).open(&note).unwrap();
    let expected = [("witness.example/w1", 1_448_236_801), ("witness.example/w2", 1_448_236_802)];
    assert_eq!(opened.witnessed, expected.map(|(name, time)| (name.to_owned(), time)));
}

#[test]
fn a_log_that_changes_its_key_is_opened_under_either() {
    let next = SigningKey::from_seed(ORIGIN, Kind::Log, &[2; 32]).unwrap();
    let keys = vec![log_key().public().clone(), next.public().clone()];
    let trust = Trust::new(ORIGIN, keys, vec![], 0).unwrap();
    let checkpoint = checkpoint(head(&leaves(3, 0)));
    for key in [log_key(), next] {
        assert!(trust.open(&checkpoint.sign(&key).unwrap()).is_ok());
    }
}

#[test]
fn a_witness_cannot_sign_as_a_log() {
    let checkpoint = checkpoint(head(&leaves(3, 0)));
    assert_eq!(checkpoint.sign(&witness_key(1)), Err(CheckpointError::Key(KeyError::Kind)));
}

#[test]
fn nobody_counts_as_two_witnesses() {
    let log = vec![log_key().public().clone()];
    let [one, two] = ["one", "two"]
        .map(|name| SigningKey::from_seed(name, Kind::Witness, &[5; 32]).unwrap().public().clone());
    let twice = Trust::new(ORIGIN, log.clone(), vec![one, two], 2);
    assert_eq!(twice, Err(TrustError::SameKey("two".to_owned())));
    let itself = SigningKey::from_seed("self", Kind::Witness, &[1; 32]).unwrap().public().clone();
    assert_eq!(Trust::new(ORIGIN, log, vec![itself], 1), Err(TrustError::SameKey("self".to_owned())));
}

#[test]
fn trust_without_sense_is_refused() {
    let (log, witness) = (log_key().public().clone(), witness_key(1).public().clone());
    assert_eq!(Trust::new(ORIGIN, vec![], vec![], 0), Err(TrustError::NoKey));
    let swapped = Trust::new(ORIGIN, vec![witness.clone()], vec![], 0);
    assert_eq!(swapped, Err(TrustError::Kind("witness.example/w1".to_owned())));
    assert_eq!(
        Trust::new(ORIGIN, vec![log.clone()], vec![log.clone()], 0),
        Err(TrustError::Kind(ORIGIN.to_owned()))
    );
    let greedy = Trust::new(ORIGIN, vec![log], vec![witness], 2);
    assert_eq!(greedy, Err(TrustError::Quorum { asked: 2, known: 1 }));
}

proptest! {
    #[test]
    fn a_checkpoint_comes_back_as_it_was_written(origin in "[^\\x00-\\x1f\\x7f-\\x9f]{1,60}", size in 1..=LARGEST, root: [u8; 32]) {
        let checkpoint = Checkpoint::new(&origin, Head { size, root: Hash::from_bytes(root) }).unwrap();
        prop_assert_eq!(Checkpoint::parse(&checkpoint.to_string()), Ok(checkpoint));
    }
}
