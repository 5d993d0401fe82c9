//! What a witness cosigns.

use crate::{
    definition::{head, leaves, nodes, slow_consistency},
    signers::{ORIGIN, checkpoint, log_key, signed, trust, witness_key},
};
use earnest_anchor::{
    Hash, LineError,
    checkpoint::CheckpointError,
    note::{KeyError, Kind, Note, NoteError, SigningKey},
    tree::{Head, VerifyError, consistency},
    witness::{Refused, Request, Witness},
};
use proptest::prelude::*;

pub fn witness() -> Witness {
    Witness::new(trust(0, 0), witness_key(1)).unwrap()
}

/// What an honest log with these leaves asks, of a witness that has seen `old` of them.
pub fn request(old: usize, leaves: &[Hash]) -> Request {
    let proof = consistency(old as u64, leaves.len() as u64, nodes(leaves)).unwrap();
    Request { old: old as u64, proof, note: signed(head(leaves), 0) }
}

#[test]
fn the_first_checkpoint_is_taken_as_it_is() {
    let leaves = leaves(5, 0);
    let accepted = witness().judge(None, &request(0, &leaves), 77).unwrap();
    assert_eq!(accepted.checkpoint, checkpoint(head(&leaves)));
    let mut note = signed(head(&leaves), 0);
    note.add(accepted.cosignature).unwrap();
    assert_eq!(trust(1, 1).open(&note).unwrap().witnessed, [("witness.example/w1".to_owned(), 77)]);
}

#[test]
fn the_same_checkpoint_is_cosigned_again() {
    let leaves = leaves(5, 0);
    let last = checkpoint(head(&leaves));
    let accepted = witness().judge(Some(&last), &request(5, &leaves), 78).unwrap();
    assert_eq!(accepted.checkpoint, last);
}

#[test]
fn an_empty_journal_can_be_witnessed_and_grows_from_there() {
    let accepted = witness().judge(None, &request(0, &[]), 1).unwrap();
    assert!(witness().judge(Some(&accepted.checkpoint), &request(0, &leaves(9, 0)), 2).is_ok());
}

#[test]
fn a_proof_that_begins_elsewhere_is_asked_for_again() {
    let leaves = leaves(9, 0);
    let last = checkpoint(head(&leaves[..6]));
    for old in [0, 4, 8] {
        let refused = witness().judge(Some(&last), &request(old, &leaves), 1);
        assert_eq!(refused, Err(Refused::OtherOld { remembered: 6 }), "{old}");
    }
    assert_eq!(witness().judge(None, &request(4, &leaves), 1), Err(Refused::OtherOld { remembered: 0 }));
}

#[test]
fn a_proof_of_another_length_is_none() {
    let leaves = leaves(9, 0);
    let last = checkpoint(head(&leaves[..6]));
    let mut request = request(6, &leaves);
    request.proof.pop();
    let length = request.proof.len();
    let refused = witness().judge(Some(&last), &request, 1);
    assert_eq!(refused, Err(Refused::Proof(VerifyError::Length(length))));
}

#[test]
fn what_the_log_did_not_sign_is_not_cosigned() {
    let stranger = SigningKey::from_seed(ORIGIN, Kind::Log, &[2; 32]).unwrap();
    let leaves = leaves(3, 0);
    let note = checkpoint(head(&leaves)).sign(&stranger).unwrap();
    let refused = witness().judge(None, &Request { note, ..request(0, &leaves) }, 1);
    assert_eq!(refused, Err(Refused::Checkpoint(CheckpointError::NotSigned)));
    let text = signed(head(&leaves), 0).text().to_owned();
    let note = Note::new(&text, log_key().sign("other\n").unwrap()).unwrap();
    let refused = witness().judge(None, &Request { note, ..request(0, &leaves) }, 1);
    assert!(matches!(refused, Err(Refused::Checkpoint(CheckpointError::Note(NoteError::False(_))))));
}

#[test]
fn another_log_is_not_cosigned_under_the_same_key() {
    let head = head(&leaves(3, 0));
    let other = earnest_anchor::checkpoint::Checkpoint::new("other.example", head).unwrap();
    let note = other.sign(&log_key()).unwrap();
    let refused = witness().judge(None, &Request { old: 0, proof: vec![], note }, 1);
    assert_eq!(refused, Err(Refused::Checkpoint(CheckpointError::OtherLog("other.example".to_owned()))));
    let refused = witness().judge(Some(&other), &request(3, &leaves(3, 0)), 1);
    assert_eq!(refused, Err(Refused::Checkpoint(CheckpointError::OtherLog("other.example".to_owned()))));
}

#[test]
fn a_witness_needs_the_key_of_a_witness_and_a_time_that_can_be_written() {
    assert_eq!(Witness::new(trust(0, 0), log_key()).unwrap_err(), KeyError::Kind);
    let refused = witness().judge(None, &request(0, &leaves(3, 0)), u64::MAX);
    assert_eq!(refused, Err(Refused::Checkpoint(CheckpointError::Key(KeyError::Time))));
}

#[test]
fn a_request_is_read_as_it_is_written() {
    let request = request(6, &leaves(9, 0));
    assert_eq!(Request::parse(request.to_string().as_bytes()), Ok(request.clone()));
    let text = request.to_string();
    let why = |text: &str| Request::parse(text.as_bytes()).unwrap_err();
    assert_eq!(why(&text.replace("old 6", "old 06")), NoteError::Lines(LineError::Head));
    assert_eq!(why(&text.replace("old ", "new ")), NoteError::Lines(LineError::Head));
    assert_eq!(why("old 0\n"), NoteError::Lines(LineError::NoEnd));
    assert_eq!(why("old 0\nAAAA\n\n"), NoteError::Lines(LineError::Hash(1)));
    let many = format!("{}\n", Hash::of_nothing()).repeat(64);
    assert_eq!(why(&format!("old 1\n{many}\n")), NoteError::Lines(LineError::TooMany));
    assert_eq!(why("old 0\n\n"), NoteError::Parts);
    assert_eq!(why(&" ".repeat(1 << 20)), NoteError::Lines(LineError::TooLong));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_honest_log_is_followed_step_by_step(steps in proptest::collection::vec(0_u64..40, 1..8)) {
        let witness = witness();
        let all = leaves(steps.iter().sum(), 0);
        let (mut last, mut size) = (None, 0);
        for (time, step) in steps.into_iter().enumerate() {
            let old = size;
            size += usize::try_from(step).unwrap();
            let accepted = witness.judge(last.as_ref(), &request(old, &all[..size]), time as u64).unwrap();
            prop_assert_eq!(accepted.checkpoint.head(), head(&all[..size]));
            last = Some(accepted.checkpoint);
        }
    }

    #[test]
    fn no_proof_at_all_makes_a_witness_cosign_another_history(old in 1_usize..40, more in 0_usize..40, hashes in 0_usize..10) {
        let (seen, shown) = (leaves(old as u64, 0), leaves((old + more) as u64, 1));
        let last = checkpoint(head(&seen));
        let candidates = [
            slow_consistency(old, &shown),
            slow_consistency(old, &[seen.clone(), shown[old..].to_vec()].concat()),
            shown.iter().copied().take(hashes).collect(),
        ];
        for proof in candidates {
            let request = Request { old: old as u64, proof, note: signed(head(&shown), 0) };
            prop_assert!(witness().judge(Some(&last), &request, 1).is_err());
        }
        let shrunk = Head { size: old as u64, root: head(&shown).root };
        let other_root = Request { old: old as u64, proof: vec![], note: signed(shrunk, 0) };
        prop_assert!(witness().judge(Some(&last), &other_root, 1).is_err());
    }
}
