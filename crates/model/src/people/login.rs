//! Logins: as they are kept, and as they are compared.

use crate::{message::Message, signs::meant};

/// A login as it is compared: as it is meant ([`meant`]), in small letters. A phone writes it with a capital or a blank, a
/// Chinese keyboard in full width.
pub fn fold_login(text: &str) -> String {
    meant(&meant(text).to_lowercase())
}

/// Reads a new login: 2 to 64 letters, digits, `.`, `_`, `-` or `@`; it is kept as it is compared.
pub fn parse_login(text: &str) -> Result<String, Message> {
    let login = fold_login(text);
    let length = login.chars().count();
    let allowed = login.chars().all(|c| c.is_alphanumeric() || "._-@".contains(c));
    if (2..=64).contains(&length) && allowed { Ok(login) } else { Err(Message::new("error-login")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_login_is_the_same_however_a_phone_writes_it() {
        for written in [
            "officer",
            "Officer",
            "OFFICER ",
            " officer",
            "ｏｆｆｉｃｅｒ",
            "\u{3000}officer\u{200b}",
            "oﬃcer",
        ] {
            assert_eq!(fold_login(written), "officer", "{written}");
        }
        assert_eq!(parse_login("A.B-c_9@x").unwrap(), "a.b-c_9@x");
        for bad in ["", "a", "a b", "a/b", &"x".repeat(65)] {
            assert_eq!(parse_login(bad).unwrap_err().key, "error-login", "{bad}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in ".{0,20}") {
            let once = fold_login(&text);
            prop_assert_eq!(fold_login(&once), once);
        }
    }
}
