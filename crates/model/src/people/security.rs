//! What happens at the door, for whoever watches over it.

use crate::words::words;

words! {
    /// Kinds of what happens at the door.
    SecurityKind, "error-security-kind" {
        /// Somebody signed in.
        SignedIn = "signed-in",
        /// A login and a password did not fit.
        Refused = "refused",
        /// Somebody tried too often and waits.
        Waits = "waits",
        /// Somebody signed out.
        SignedOut = "signed-out",
        /// The current password was wrong when another was to be set.
        PasswordRefused = "password-refused",
        /// A form did not come from our own page.
        Forged = "forged",
        /// A right was given, changed or taken, or a password set.
        Rights = "rights",
    }
}

/// For how many days it is kept.
pub const KEPT_DAYS: i64 = 180;

/// The most entries that are kept, however young: whoever knocks without end fills no disk.
pub const MOST: i64 = 200_000;
