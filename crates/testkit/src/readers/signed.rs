//! What is signed or proves something: certificates of draws, notes, checkpoints, tiles, proofs.

use earnest_anchor::{
    checkpoint::Checkpoint,
    note::{Note, VerifierKey},
    proof::Proof,
    tile::Tile,
    witness::Request,
};
use earnest_app::anchor::proof_file::{read_proof, write_proof};

/// The certificate of a draw. Whatever is taken for one is drawn anew, so one that is believed is the one that was made.
pub fn certificate(bytes: &[u8]) {
    let Ok(verified) = earnest_draw::verify(bytes) else { return };
    let again = earnest_draw::verify(bytes).expect("it was believed before");
    assert_eq!(verified.frame_hash, again.frame_hash);
    let mut other = bytes.to_vec();
    if let Some(last) = other.last_mut() {
        *last = b' ';
    }
    assert!(earnest_draw::verify(&other).is_err(), "a changed byte is believed");
}

/// Notes, with what they hold or stand in: one way of being written, and no other is taken.
pub fn note(bytes: &[u8]) {
    let same = |written: String| assert_eq!(written.as_bytes(), bytes, "taken, but written otherwise");
    if let Ok(note) = Note::parse(bytes) {
        let _checkpoint = Checkpoint::parse(note.text());
        same(note.to_string());
    }
    if let Ok(request) = Request::parse(bytes) {
        same(request.to_string());
    }
    if let Ok(proof) = Proof::parse(bytes) {
        same(proof.to_string());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        if let Ok(checkpoint) = Checkpoint::parse(text) {
            same(checkpoint.to_string());
        }
        if let Ok(key) = VerifierKey::parse(text) {
            same(key.to_string());
        }
    }
}

/// A tile: its path is the first line, its hashes the rest.
pub fn tile(bytes: &[u8]) {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    let (path, rest) = bytes.split_at(end);
    let Ok(path) = std::str::from_utf8(path) else { return };
    let Ok(tile) = Tile::parse(path) else { return };
    assert_eq!(tile.path(), path);
    let rest = rest.get(1..).unwrap_or_default();
    if let Ok(hashes) = tile.hashes(rest) {
        assert_eq!(tile.bytes(&hashes).expect("its hashes"), rest);
    }
}

/// The file with which an act is shown to be in the journal.
pub fn proof(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(proven) = read_proof(text) {
        let written = write_proof(&proven);
        let again = read_proof(&written).expect("what was written is read");
        assert_eq!(write_proof(&again), written);
    }
}
