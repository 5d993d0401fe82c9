//! A log that rewrites its past: what a witness that has seen the past makes of it.

use crate::{
    definition::{head, leaves, nodes},
    signers::{checkpoint, signed},
    witness::{request, witness},
};
use earnest_anchor::{
    Hash,
    tree::{VerifyError, consistency, verify_consistency},
    witness::{Refused, Request, Rewriting},
};
use proptest::prelude::*;

/// What a witness that has seen `seen` says when it is shown `shown` by a log whose software is in order.
fn verdict(seen: &[Hash], shown: &[Hash]) -> Option<Rewriting> {
    let proof = consistency(seen.len() as u64, shown.len() as u64, nodes(shown)).unwrap_or_default();
    let request = Request { old: seen.len() as u64, proof, note: signed(head(shown), 0) };
    match witness().judge(Some(&checkpoint(head(seen))), &request, 1) {
        Err(Refused::Rewritten(rewriting)) => Some(rewriting),
        _ => None,
    }
}

#[test]
fn a_journal_that_lost_its_end_is_smaller() {
    let leaves = leaves(9, 0);
    assert_eq!(verdict(&leaves, &leaves[..8]), Some(Rewriting::Smaller { remembered: 9, size: 8 }));
    assert_eq!(verdict(&leaves, &[]), Some(Rewriting::Smaller { remembered: 9, size: 0 }));
}

#[test]
fn a_journal_with_one_act_changed_has_another_root() {
    let (seen, mut shown) = (leaves(9, 0), leaves(9, 0));
    shown[4] = leaves(1, 1)[0];
    assert_eq!(verdict(&seen, &shown), Some(Rewriting::OtherRoot { size: 9 }));
}

#[test]
fn a_journal_that_was_changed_and_grew_is_inconsistent() {
    let (seen, mut shown) = (leaves(9, 0), leaves(20, 0));
    shown[4] = leaves(1, 1)[0];
    assert_eq!(
        verdict(&seen, &shown),
        Some(Rewriting::Inconsistent { remembered: 9, size: 20, proven: true })
    );
    shown.swap(4, 5);
    assert!(matches!(verdict(&seen, &shown), Some(Rewriting::Inconsistent { proven: true, .. })));
}

#[test]
fn where_a_full_subtree_was_remembered_the_proof_cannot_show_who_is_wrong() {
    let (seen, mut shown) = (leaves(8, 0), leaves(20, 0));
    shown[4] = leaves(1, 1)[0];
    assert_eq!(
        verdict(&seen, &shown),
        Some(Rewriting::Inconsistent { remembered: 8, size: 20, proven: false })
    );
}

#[test]
fn a_spoilt_proof_of_an_honest_log_proves_nothing_and_a_good_one_settles_it() {
    let leaves = leaves(20, 0);
    let last = checkpoint(head(&leaves[..9]));
    let mut spoilt = request(9, &leaves);
    spoilt.proof[1] = leaves[0];
    let expected = Rewriting::Inconsistent { remembered: 9, size: 20, proven: false };
    assert_eq!(witness().judge(Some(&last), &spoilt, 1), Err(Refused::Rewritten(expected)));
    assert!(witness().judge(Some(&last), &request(9, &leaves), 1).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_act_changed_left_out_put_in_or_moved_is_found(old in 2_usize..60, more in 0_usize..60, at in 0_usize..60, how in 0..4) {
        let seen = leaves(old as u64, 0);
        let mut shown = leaves((old + more + 1) as u64, 0);
        let at = at % old;
        match how {
            0 => shown[at] = leaves(1, 1)[0],
            1 => { shown.remove(at); }
            2 => shown.insert(at, leaves(1, 1)[0]),
            _ => shown.swap(at, (at + 1) % (old + 1)),
        }
        // A journal that lost its end but one act shows as inconsistent, or as one of another root.
        let found = verdict(&seen, &shown);
        prop_assert!(matches!(found, Some(Rewriting::OtherRoot { .. } | Rewriting::Inconsistent { .. })), "{found:?}");
    }

    #[test]
    fn a_proven_rewriting_can_be_shown_to_anybody(old in 3_u64..60, more in 1_u64..60, at in 0_usize..60) {
        prop_assume!(!old.is_power_of_two());
        let seen = leaves(old, 0);
        let mut shown = leaves(old + more, 0);
        shown[at % seen.len()] = leaves(1, 1)[0];
        prop_assert_eq!(verdict(&seen, &shown), Some(Rewriting::Inconsistent { remembered: old, size: old + more, proven: true }));
        let proof = consistency(old, old + more, nodes(&shown)).unwrap();
        prop_assert_eq!(verify_consistency(head(&seen), head(&shown), &proof), Err(VerifyError::OldRoot));
    }
}
