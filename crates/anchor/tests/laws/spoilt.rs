//! Whatever comes in: nothing breaks off, and whatever is accepted is written again to the same bytes.

use crate::{
    definition::{head, leaves, nodes},
    signers::{log_key, signed, witness_key},
};
use earnest_anchor::{
    Hash,
    checkpoint::Checkpoint,
    note::{Note, Signature, SigningKey, VerifierKey},
    proof::Proof,
    tile::Tile,
    tree::{consistency, inclusion},
    witness::Request,
};
use proptest::prelude::*;

/// Gives the bytes to every reader there is.
fn read_as_everything(bytes: &[u8]) {
    let same = |what: &str, written: String| assert_eq!(written.as_bytes(), bytes, "{what}");
    if let Ok(note) = Note::parse(bytes) {
        same("note", note.to_string());
        let keys = [log_key(), witness_key(1)];
        let _ = note.verify(keys.iter().map(SigningKey::public));
    }
    if let Ok(request) = Request::parse(bytes) {
        same("request", request.to_string());
    }
    if let Ok(proof) = Proof::parse(bytes) {
        same("proof", proof.to_string());
    }
    for width in [1, 3, 256] {
        let tile = Tile::new(0, 0, width).unwrap();
        if let Ok(hashes) = tile.hashes(bytes) {
            assert_eq!(tile.bytes(&hashes).unwrap(), bytes);
        }
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(checkpoint) = Checkpoint::parse(text) {
        same("checkpoint", checkpoint.to_string());
    }
    if let Some(line) = Signature::parse(text) {
        same("signature", line.to_string());
    }
    if let Ok(key) = VerifierKey::parse(text) {
        same("public key", key.to_string());
    }
    if let Ok(key) = SigningKey::parse(text) {
        same("secret key", key.secret_text());
    }
    if let Ok(tile) = Tile::parse(text) {
        same("path", tile.path());
    }
    if let Some(hash) = Hash::parse(text) {
        same("hash", hash.to_string());
    }
}

/// One of everything that is read.
fn good() -> Vec<String> {
    let leaves = leaves(11, 0);
    let note = signed(head(&leaves), 2);
    let proof = consistency(6, 11, nodes(&leaves)).unwrap();
    let path = inclusion(4, 11, nodes(&leaves)).unwrap();
    vec![
        Request { old: 6, proof, note: note.clone() }.to_string(),
        Proof { act: leaves[0], index: 4, path, note: note.clone() }.to_string(),
        note.text().to_owned(),
        note.signatures()[1].to_string(),
        note.to_string(),
        log_key().public().to_string(),
        witness_key(1).secret_text(),
        Tile::new(2, 1_234_067, 5).unwrap().path(),
        leaves[0].to_string(),
    ]
}

#[test]
fn all_that_is_good_is_read_again() {
    for text in good() {
        read_as_everything(text.as_bytes());
    }
}

proptest! {
    #[test]
    fn arbitrary_bytes_break_nothing(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        read_as_everything(&bytes);
    }

    #[test]
    fn arbitrary_text_breaks_nothing(text in "([a-z0-9+/=— .\n]|\\PC){0,200}") {
        read_as_everything(text.as_bytes());
    }

    #[test]
    fn what_was_good_and_is_spoilt_breaks_nothing(
        which in 0_usize..9,
        changes in proptest::collection::vec((any::<usize>(), any::<u8>(), 0..5), 1..6),
    ) {
        let mut bytes = good()[which].clone().into_bytes();
        for (at, byte, how) in changes {
            let at = at % (bytes.len() + 1);
            match how {
                0 if at < bytes.len() => bytes[at] = byte,
                1 if at < bytes.len() => { bytes.remove(at); }
                2 => bytes.insert(at, byte),
                3 => bytes.insert(at, b'\n'),
                _ => bytes.truncate(at),
            }
        }
        read_as_everything(&bytes);
    }

    #[test]
    fn parts_put_together_otherwise_break_nothing(which in proptest::collection::vec(0_usize..9, 1..4)) {
        let good = good();
        let joined: Vec<&str> = which.iter().map(|at| good[*at].as_str()).collect();
        read_as_everything(joined.join("\n").as_bytes());
        read_as_everything(joined.concat().as_bytes());
    }
}
