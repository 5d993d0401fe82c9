//! Logins: as they are kept, and as they are compared.

use crate::message::Message;

/// A login as it is compared: without blanks around it, in half-width signs and small letters. A phone writes it with a
/// capital or a blank, a Chinese keyboard in full width.
pub fn fold_login(text: &str) -> String {
    let unseen =
        |c: char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}');
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    };
    text.trim_matches(unseen).chars().map(narrow).flat_map(char::to_lowercase).collect()
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
        for written in
            ["officer", "Officer", "OFFICER ", " officer", "ｏｆｆｉｃｅｒ", "\u{3000}officer\u{200b}"]
        {
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
