//! Keys for tests, and what is signed with them.

use earnest_anchor::{
    checkpoint::Checkpoint,
    note::{Kind, Note, SigningKey},
    tree::Head,
    trust::Trust,
};

pub const ORIGIN: &str = "register.example/journal";

pub fn log_key() -> SigningKey {
    SigningKey::from_seed(ORIGIN, Kind::Log, &[1; 32]).unwrap()
}

pub fn witness_key(number: u8) -> SigningKey {
    SigningKey::from_seed(&format!("witness.example/w{number}"), Kind::Witness, &[100 + number; 32]).unwrap()
}

/// Trusts the log of [`log_key`] and the first witnesses.
pub fn trust(witnesses: u8, quorum: usize) -> Trust {
    let witnesses = (1..=witnesses).map(|number| witness_key(number).public().clone()).collect();
    Trust::new(ORIGIN, vec![log_key().public().clone()], witnesses, quorum).unwrap()
}

pub fn checkpoint(head: Head) -> Checkpoint {
    Checkpoint::new(ORIGIN, head).unwrap()
}

/// A checkpoint signed by the log, and cosigned by the first witnesses, each at its own second.
pub fn signed(head: Head, witnesses: u8) -> Note {
    let checkpoint = checkpoint(head);
    let mut note = checkpoint.sign(&log_key()).unwrap();
    for number in 1..=witnesses {
        let line = witness_key(number).cosign(note.text(), 1_448_236_800 + u64::from(number)).unwrap();
        note.add(line).unwrap();
    }
    note
}
