//! Words of forms that were not taken: kept for whoever typed them, within limits.

/// The most bytes that the words of a form may have to be kept.
pub const KEPT_BYTES: usize = 256 * 1024;
/// The most forms that are kept for an account; the oldest make room. Far more than anybody leaves behind in so many days.
pub const KEPT_EACH: i64 = 100;
/// How many days they are kept.
pub const KEPT_DAYS: i64 = 7;

/// Why a form was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The session had ended.
    Ended,
    /// It was filled in under an earlier sign-in.
    EarlierSignIn,
    /// It has faults, or a rule says no.
    Refused,
    /// No post was chosen under which to act.
    NoPost,
    /// Another post was chosen meanwhile.
    OtherPost,
    /// Others changed meanwhile what it was made from.
    Overtaken,
    /// What its act covers is not what was read any more.
    Changed,
    /// It does not say what it was made from.
    Unseen,
    /// It was looked at: a page said what it would do, and nothing was done yet.
    Shown,
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Ended,
        Self::EarlierSignIn,
        Self::Refused,
        Self::NoPost,
        Self::OtherPost,
        Self::Overtaken,
        Self::Changed,
        Self::Unseen,
        Self::Shown,
    ];

    /// Its key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ended => "ended",
            Self::EarlierSignIn => "earlier-sign-in",
            Self::Refused => "refused",
            Self::NoPost => "no-post",
            Self::OtherPost => "other-post",
            Self::Overtaken => "overtaken",
            Self::Changed => "changed",
            Self::Unseen => "unseen",
            Self::Shown => "shown",
        }
    }

    /// Whether the words are offered to whoever comes back: what was only looked at waits for nothing, and is given back
    /// where the page leads to it.
    pub fn is_offered(self) -> bool {
        self != Self::Shown
    }

    /// The reason with this key; a key that is none is a refusal.
    pub fn of(key: &str) -> Self {
        Self::ALL.into_iter().find(|reason| reason.key() == key).unwrap_or(Self::Refused)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_known_by_its_key() {
        for reason in Reason::ALL {
            assert_eq!(Reason::of(reason.key()), reason);
        }
    }
}
