//! Forms that are not handed in yet, and forms that are handed in once.

use crate::{id::AccountId, message::Message};

/// The most bytes that a draft may have.
pub const DRAFT_BYTES: usize = 128 * 1024;
/// The most drafts that an account keeps; the oldest make room.
pub const DRAFTS_EACH: usize = 40;
/// How many days a draft is kept after it was last saved.
pub const DRAFT_DAYS: i64 = 30;
/// How many days a form that was sent is known by its token.
pub const SENT_DAYS: i64 = 21;
/// After how many seconds a form that was never answered may be sent anew.
pub const SENDING_SECONDS: i64 = 60;

/// Which form a draft is of: the address under which the form opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormKey(String);

impl FormKey {
    /// Takes an address of our own, of at most 300 visible characters.
    pub fn parse(text: &str) -> Result<Self, Message> {
        let ours = text.starts_with('/') && !text.starts_with("//");
        let plain = text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        if ours && plain && text.len() <= 300 {
            Ok(Self(text.to_owned()))
        } else {
            Err(Message::new("error-draft-form"))
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The token that tells one filling of a form from another: 32 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormToken(String);

impl FormToken {
    /// Reads it; a form with anything else has none.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        digits.then(|| Self(text.to_ascii_lowercase()))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A form on its way, as its acts note it: what was taken is known even where its answer got lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sending {
    /// Whose it is.
    pub account: AccountId,
    /// Its token.
    pub token: FormToken,
    /// The digest of what was filled in: the same token with other words is another act.
    pub content: String,
}

/// Whether a draft may be written over: whoever writes says which version they began from. Nothing stored, the same
/// version, or a person who saw both (`*`) may.
pub fn may_replace(stored: Option<&str>, base: &str) -> bool {
    stored.is_none_or(|stored| base == "*" || base == stored)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_form_is_known_by_an_address_of_our_own() {
        for good in ["/sheets/new?observation=12", "/seminars/new"] {
            assert_eq!(FormKey::parse(good).unwrap().as_str(), good);
        }
        let long = format!("/{}", "a".repeat(300));
        for bad in
            ["", "sheets", "//elsewhere", "https://elsewhere/", "/a b", "/a\r\nb", "/a\\b", "/表", &long]
        {
            assert_eq!(FormKey::parse(bad).unwrap_err().key, "error-draft-form", "{bad}");
        }
    }

    #[test]
    fn a_draft_saved_elsewhere_since_is_not_written_over_unseen() {
        assert!(may_replace(None, "") && may_replace(None, "x"));
        assert!(may_replace(Some("x"), "x") && may_replace(Some("x"), "*"));
        assert!(!may_replace(Some("y"), "x") && !may_replace(Some("y"), ""));
    }

    proptest! {
        #[test]
        fn a_token_is_32_hexadecimal_digits_and_nothing_else(text in "[0-9a-fA-F]{32}", other in ".{0,40}") {
            let token = FormToken::parse(&text).unwrap();
            prop_assert_eq!(token.as_str(), text.to_ascii_lowercase());
            let hexadecimal = other.len() == 32 && other.bytes().all(|byte| byte.is_ascii_hexdigit());
            prop_assert_eq!(FormToken::parse(&other).is_some(), hexadecimal);
        }
    }
}
