//! The file that a unit keeps.

use crate::{
    definition::{head, nodes, slow_inclusion},
    signers::{signed, trust},
};
use earnest_anchor::{
    Hash, LineError,
    checkpoint::CheckpointError,
    note::NoteError,
    proof::{Proof, ProofError},
    tree::{VerifyError, inclusion},
};
use proptest::prelude::*;

/// Hashes as acts have them, and the leaves over them.
fn acts(count: u8) -> (Vec<Hash>, Vec<Hash>) {
    let acts: Vec<_> = (0..count).map(|act| Hash::leaf(&[b'a', act])).collect();
    let leaves = acts.iter().map(|act| Hash::leaf(act.as_bytes())).collect();
    (acts, leaves)
}

fn proof(index: usize, count: u8, witnesses: u8) -> Proof {
    let (acts, leaves) = acts(count);
    let path = inclusion(index as u64, leaves.len() as u64, nodes(&leaves)).unwrap();
    Proof { act: acts[index], index: index as u64, path, note: signed(head(&leaves), witnesses) }
}

#[test]
fn a_kept_file_shows_that_the_act_is_in_the_journal() {
    let proof = proof(4, 11, 2);
    let file = proof.to_string();
    let read = Proof::parse(file.as_bytes()).unwrap();
    let opened = read.verify(acts(11).0[4], &trust(2, 2)).unwrap();
    assert_eq!((opened.checkpoint.head().size, opened.witnessed.len()), (11, 2));
}

#[test]
fn a_journal_of_one_act_needs_no_hashes() {
    let proof = proof(0, 1, 0);
    assert_eq!(proof.path, []);
    assert!(Proof::parse(proof.to_string().as_bytes()).unwrap().verify(proof.act, &trust(0, 0)).is_ok());
}

#[test]
fn a_file_of_another_act_is_refused() {
    let proof = proof(4, 11, 0);
    let other = acts(11).0[5];
    assert_eq!(proof.verify(other, &trust(0, 0)), Err(ProofError::OtherAct(proof.act)));
    let relabelled = Proof { act: other, ..proof };
    assert_eq!(relabelled.verify(other, &trust(0, 0)), Err(ProofError::NotIn(VerifyError::Root)));
}

#[test]
fn a_node_of_the_tree_does_not_pass_for_an_act() {
    let (_, leaves) = acts(4);
    let path = vec![*slow_inclusion(0, &leaves).last().unwrap()];
    let inner = Hash::node(leaves[0], leaves[1]);
    let proof = Proof { act: inner, index: 0, path, note: signed(head(&leaves), 0) };
    assert!(matches!(proof.verify(inner, &trust(0, 0)), Err(ProofError::NotIn(_))));
}

#[test]
fn a_file_without_enough_witnesses_is_refused() {
    let proof = proof(4, 11, 1);
    let refused = proof.verify(proof.act, &trust(2, 2)).unwrap_err();
    assert_eq!(refused, ProofError::Checkpoint(CheckpointError::Quorum { found: 1, asked: 2 }));
}

#[test]
fn a_file_says_why_it_is_refused() {
    let file = proof(4, 11, 0).to_string();
    let why = |file: &str| Proof::parse(file.as_bytes()).unwrap_err();
    let head = NoteError::Lines(LineError::Head);
    assert_eq!(why(""), head);
    assert_eq!(why(&file.replace("@v1", "@v2")), head);
    assert_eq!(why(&file.replace("extra ", "extra  ")), head);
    assert_eq!(why(&file.replace("index 4", "index 04")), head);
    assert_eq!(why(&file.replace("index 4", "index -1")), head);
    assert_eq!(why(&file.replace("\nindex 4\n", "\nindex 4\nAAAA\n")), NoteError::Lines(LineError::Hash(1)));
    assert_eq!(why(file.split("\n\n").next().unwrap()), NoteError::Lines(LineError::NoEnd));
    let many = format!("\nindex 4\n{}", format!("{}\n", Hash::of_nothing()).repeat(64));
    assert_eq!(why(&file.replace("\nindex 4\n", &many)), NoteError::Lines(LineError::TooMany));
    assert_eq!(why(&format!("{file}{}", " ".repeat(1 << 20))), NoteError::Lines(LineError::TooLong));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn one_letter_changed_in_a_file_is_found(count in 1_u8..40, index in 0_usize..40, at in 0_usize..2000, letter in "[A-Za-z0-9+/= \n]") {
        let good = proof(index % usize::from(count), count, 1);
        let mut file = good.to_string().into_bytes();
        let at = at % file.len();
        prop_assume!(file[at] != letter.as_bytes()[0]);
        file[at] = letter.as_bytes()[0];
        let found = Proof::parse(&file).map(|read| read.verify(good.act, &trust(1, 1)));
        prop_assert!(!matches!(found, Ok(Ok(_))), "{}", String::from_utf8_lossy(&file));
    }
}
