//! Keys and their texts.

use crate::signers::{log_key, witness_key};
use earnest_anchor::note::{KeyError, Kind, SigningKey, VerifierKey};

const PUBLIC: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const SECRET: &str = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

/// Every part of the text that is not the whole, and every text with one character changed.
fn mangled(text: &str) -> Vec<String> {
    let parts = (0..text.len()).flat_map(|from| (from..=text.len()).map(move |to| (from, to)));
    let parts = parts.filter(|part| *part != (0, text.len())).map(|(from, to)| text[from..to].to_owned());
    let next = |letter: char| char::from_u32(u32::from(letter) + 1).unwrap();
    let changed = (0..text.len()).map(|at| {
        let letters = text.chars().enumerate();
        letters.map(|(place, letter)| if place == at { next(letter) } else { letter }).collect()
    });
    parts.chain(changed).collect()
}

#[test]
fn a_mangled_public_key_is_refused() {
    assert!(VerifierKey::parse(PUBLIC).is_ok());
    for text in mangled(PUBLIC) {
        assert!(VerifierKey::parse(&text).is_err(), "{text}");
    }
}

#[test]
fn a_mangled_secret_key_is_refused() {
    assert!(SigningKey::parse(SECRET).is_ok());
    for text in mangled(SECRET) {
        assert!(SigningKey::parse(&text).is_err(), "{text}");
    }
}

#[test]
fn a_key_says_why_it_is_refused() {
    let why = |text: &str| VerifierKey::parse(text).unwrap_err();
    assert_eq!(why("PeterNeumann"), KeyError::Form);
    // The two of golang.org/x/mod/sumdb/note, note_test.go: too long, and of an unknown kind, both with fitting ids.
    let long = "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==";
    assert_eq!(why(long), KeyError::Form);
    let unknown = "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    assert_eq!(why(unknown), KeyError::Kind);
    assert_eq!(why(&PUBLIC.replace("c74f20a3", "C74F20A3")), KeyError::Id);
    assert_eq!(why(&PUBLIC.replace("PeterN", "Peter N")), KeyError::Name);
}

#[test]
fn names_that_could_not_be_parted_again_are_refused() {
    for name in ["", "a b", "a+b", "a\u{3000}b", "a\nb", "a\u{7f}", &"n".repeat(256)] {
        let key = SigningKey::from_seed(name, Kind::Log, &[7; 32]);
        assert_eq!(key.unwrap_err(), KeyError::Name, "{name:?}");
    }
    assert!(SigningKey::from_seed("省级登记册.example/日志", Kind::Log, &[7; 32]).is_ok());
}

#[test]
fn points_that_verify_nearly_anything_are_refused() {
    // The neutral element, a point of order 2, one of order 4, and bytes that are no point.
    let mut one = [0; 32];
    one[0] = 1;
    let mut minus_one = [0xff; 32];
    (minus_one[0], minus_one[31]) = (0xec, 0x7f);
    let mut none = [0; 32];
    none[0] = 2;
    for bytes in [one, minus_one, [0; 32], none] {
        assert_eq!(VerifierKey::new("log", Kind::Log, &bytes), Err(KeyError::Public));
    }
}

#[test]
fn the_same_bytes_as_log_and_as_witness_are_two_keys() {
    let [log, witness] =
        [Kind::Log, Kind::Witness].map(|kind| SigningKey::from_seed("a.example", kind, &[7; 32]).unwrap());
    assert_eq!(log.public().public(), witness.public().public());
    assert_ne!(log.public().id(), witness.public().id());
    for key in [log, witness] {
        assert_eq!(VerifierKey::parse(&key.public().to_string()).as_ref(), Ok(key.public()));
        assert_eq!(SigningKey::parse(&key.secret_text()).unwrap().public(), key.public());
    }
}

#[test]
fn a_key_signs_only_as_its_kind_signs() {
    assert_eq!(witness_key(1).sign("text\n"), Err(KeyError::Kind));
    assert_eq!(log_key().cosign("text\n", 1), Err(KeyError::Kind));
    assert_eq!(witness_key(1).cosign("text\n", 1 << 63), Err(KeyError::Time));
    assert!(witness_key(1).cosign("text\n", (1 << 63) - 1).is_ok());
}

#[test]
fn a_secret_key_does_not_show_itself() {
    let key = SigningKey::parse(SECRET).unwrap();
    assert_eq!(format!("{key:?}"), format!("SigningKey({PUBLIC})"));
}
