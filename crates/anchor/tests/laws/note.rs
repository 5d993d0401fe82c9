//! Notes and their signatures.

use crate::signers::{log_key, witness_key};
use earnest_anchor::{
    LineError,
    note::{Kind, MOST_BYTES, MOST_SIGNATURES, Note, NoteError, Signature, SigningKey},
};
use proptest::prelude::*;

const TEXT: &str = "one\n\ntwo\n";

fn note() -> Note {
    Note::new(TEXT, log_key().sign(TEXT).unwrap()).unwrap()
}

fn line() -> String {
    log_key().sign(TEXT).unwrap().to_string()
}

#[test]
fn the_text_ends_at_the_last_empty_line() {
    let read = Note::parse(note().to_string().as_bytes()).unwrap();
    assert_eq!((read.text(), read.signatures().len()), (TEXT, 1));
    assert_eq!(read.verify([log_key().public()]).unwrap().len(), 1);
}

#[test]
fn a_note_says_why_it_is_refused() {
    let why = |note: &str| Note::parse(note.as_bytes()).unwrap_err();
    let line = line();
    assert_eq!(why(""), NoteError::Parts);
    assert_eq!(why(TEXT), NoteError::Line(1));
    assert_eq!(why(&format!("{TEXT}\n{line}")), NoteError::Parts);
    assert_eq!(why(&format!("{TEXT}\n{line}\nmore\n")), NoteError::Line(2));
    assert_eq!(why(&format!("{TEXT}\n{}\n", line.replace('—', "-"))), NoteError::Line(1));
    assert_eq!(why(&format!("{TEXT}\n{}\n", line.replace("/journal ", "/my journal "))), NoteError::Line(1));
    assert_eq!(why(&format!("{TEXT}\n— a.example AAAAAA==\n")), NoteError::Line(1));
    assert_eq!(why(&format!("\u{1}{TEXT}\n{line}\n")), NoteError::Control);
    assert_eq!(why(&format!("{TEXT}\r\n{line}\r\n")), NoteError::Control);
    assert_eq!(Note::parse(b"\xff\n\n").unwrap_err(), NoteError::Lines(LineError::NotText));
    assert_eq!(why(&"x".repeat(MOST_BYTES + 1)), NoteError::Lines(LineError::TooLong));
    let many = format!("{line}\n").repeat(MOST_SIGNATURES + 1);
    assert_eq!(why(&format!("{TEXT}\n{many}")), NoteError::TooMany);
}

#[test]
fn sixteen_signatures_of_five_thousand_bytes_are_read_and_carried_along() {
    let mut text = format!("{TEXT}\n");
    for number in 0..16 {
        let bytes = vec![number; 5004];
        text += &format!("— quantum.example/{number} {}\n", base64(&bytes));
    }
    let read = Note::parse(text.as_bytes()).unwrap();
    assert_eq!(read.to_string(), text);
    assert_eq!(read.verify([log_key().public()]), Ok(vec![]));
}

fn base64(bytes: &[u8]) -> String {
    use base64ct::Encoding;
    base64ct::Base64::encode_string(bytes)
}

#[test]
fn base64_has_one_way_of_writing() {
    let line = line();
    // The signature has 68 bytes, so that the last letter before the padding has four bits to spare.
    let (head, _) = line.split_once('=').unwrap();
    let (head, last) = head.split_at(head.len() - 1);
    let spare = char::from_u32(u32::from(last.chars().next().unwrap()) + 1).unwrap();
    assert_eq!(Signature::parse(&format!("{head}{spare}=")), None);
    assert_eq!(Signature::parse(&format!("{head}{last}")), None);
    assert_eq!(Signature::parse(&format!("{head}{last}==")), None);
    assert!(Signature::parse(&line).is_some());
}

#[test]
fn a_text_that_is_none_is_not_made_a_note() {
    let signature = note().signatures()[0].clone();
    assert_eq!(Note::new("no end", signature.clone()), Err(NoteError::Parts));
    assert_eq!(Note::new("", signature.clone()), Err(NoteError::Parts));
    assert_eq!(Note::new("a\tb\n", signature.clone()), Err(NoteError::Control));
    let long = format!("{}\n", "x".repeat(MOST_BYTES));
    assert_eq!(Note::new(&long, signature), Err(NoteError::Lines(LineError::TooLong)));
}

#[test]
fn a_signature_of_another_text_refuses_the_note() {
    let note = Note::new("other\n", log_key().sign(TEXT).unwrap()).unwrap();
    assert_eq!(note.verify([log_key().public()]), Err(NoteError::False(log_key().public().to_string())));
}

#[test]
fn one_false_line_under_a_known_key_refuses_the_note_even_beside_a_true_one() {
    let other = log_key().sign("other\n").unwrap();
    let both = format!("{}{other}\n", note());
    let read = Note::parse(both.as_bytes()).unwrap();
    assert!(matches!(read.verify([log_key().public()]), Err(NoteError::False(_))));
}

#[test]
fn lines_of_unknown_keys_are_ignored_even_under_a_known_name() {
    let namesake = SigningKey::from_seed(log_key().public().name(), Kind::Log, &[9; 32]).unwrap();
    let mut note = note();
    note.add(namesake.sign("other\n").unwrap()).unwrap();
    assert_eq!(note.signatures().len(), 2);
    assert_eq!(note.verify([log_key().public()]).unwrap().len(), 1);
    assert!(note.verify([namesake.public()]).is_err());
    assert_eq!(note.verify([witness_key(1).public()]), Ok(vec![]));
}

#[test]
fn a_key_that_signed_twice_counts_once_and_with_its_latest_time() {
    let key = witness_key(1);
    let lines = [30, 50, 40].map(|time| key.cosign(TEXT, time).unwrap().to_string());
    let text = format!("{TEXT}\n{}\n", lines.join("\n"));
    let read = Note::parse(text.as_bytes()).unwrap();
    let signed = read.verify([key.public()]).unwrap();
    assert_eq!(signed.iter().map(|by| by.time).collect::<Vec<_>>(), [Some(50)]);
}

#[test]
fn a_new_signature_replaces_the_old_one_of_its_key() {
    let key = witness_key(1);
    let mut note = note();
    note.add(key.cosign(TEXT, 1).unwrap()).unwrap();
    note.add(key.cosign(TEXT, 2).unwrap()).unwrap();
    assert_eq!(note.signatures().len(), 2);
    assert_eq!(note.verify([key.public()]).unwrap()[0].time, Some(2));
}

#[test]
fn a_note_takes_no_more_signatures_than_can_be_read() {
    let mut note = note();
    for number in 1..MOST_SIGNATURES {
        let seed = [u8::try_from(number).unwrap(); 32];
        note.add(SigningKey::from_seed("x", Kind::Log, &seed).unwrap().sign(TEXT).unwrap()).unwrap();
    }
    assert_eq!(note.add(witness_key(1).cosign(TEXT, 1).unwrap()), Err(NoteError::TooMany));
    assert_eq!(Note::parse(note.to_string().as_bytes()), Ok(note));
}

#[test]
fn the_time_of_a_cosignature_cannot_be_changed() {
    let line = witness_key(1).cosign(TEXT, 1_448_236_800).unwrap().to_string();
    let (head, encoded) = line.rsplit_once(' ').unwrap();
    let mut bytes = <base64ct::Base64 as base64ct::Encoding>::decode_vec(encoded).unwrap();
    for (at, bit) in [(11, 1), (4, 0x80)] {
        bytes[at] ^= bit;
        let changed = Signature::parse(&format!("{head} {}", base64(&bytes))).unwrap();
        let note = Note::new(TEXT, changed).unwrap();
        assert!(note.verify([witness_key(1).public()]).is_err());
        bytes[at] ^= bit;
    }
}

#[test]
fn a_time_beyond_what_a_cosignature_can_say_is_false_even_if_signed() {
    use ed25519_dalek::Signer;
    let (key, secret) = (witness_key(1), ed25519_dalek::SigningKey::from_bytes(&[101; 32]));
    for (time, holds) in [((1_u64 << 63) - 1, true), (1 << 63, false)] {
        let signature = secret.sign(format!("cosignature/v1\ntime {time}\n{TEXT}").as_bytes());
        let bytes = [&key.public().id()[..], &time.to_be_bytes(), &signature.to_bytes()].concat();
        let line = Signature::parse(&format!("— {} {}", key.public().name(), base64(&bytes))).unwrap();
        let note = Note::new(TEXT, line).unwrap();
        assert_eq!(note.verify([key.public()]).is_ok(), holds, "{time}");
    }
}

#[test]
fn a_signature_of_another_length_is_false() {
    let key = witness_key(1);
    let line = key.cosign(TEXT, 1).unwrap().to_string();
    let (head, encoded) = line.rsplit_once(' ').unwrap();
    let bytes = <base64ct::Base64 as base64ct::Encoding>::decode_vec(encoded).unwrap();
    for length in [5, 12, 75] {
        let cut = Signature::parse(&format!("{head} {}", base64(&bytes[..length]))).unwrap();
        assert!(Note::new(TEXT, cut).unwrap().verify([key.public()]).is_err());
    }
}

proptest! {
    #[test]
    fn whatever_is_signed_comes_back_and_verifies(text in "([^\\x00-\\x1f]|\n){0,200}", time in 0_u64..1 << 63) {
        let text = format!("{text}\n");
        let mut note = Note::new(&text, log_key().sign(&text).unwrap()).unwrap();
        note.add(witness_key(1).cosign(&text, time).unwrap()).unwrap();
        let read = Note::parse(note.to_string().as_bytes()).unwrap();
        prop_assert_eq!(&read, &note);
        let (log, witness) = (log_key(), witness_key(1));
        let signed = read.verify([log.public(), witness.public()]).unwrap();
        prop_assert_eq!(signed.iter().map(|by| by.time).collect::<Vec<_>>(), [None, Some(time)]);
    }
}
