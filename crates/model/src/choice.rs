//! Answers of one word that several subjects ask for.

use crate::words::words;

words! {
    /// A word on what somebody asked for.
    YesNo, "error-choice" {
        /// It is granted.
        Yes = "yes",
        /// It is not.
        No = "no",
    }
}

words! {
    /// What a head does with a list that waits for a signature.
    Gate, "error-choice" {
        /// It is signed.
        Sign = "sign",
        /// It goes back with what is missing.
        Return = "return",
    }
}

words! {
    /// What is done with the draft of a standard.
    Keeping, "error-choice" {
        /// It is kept.
        Keep = "keep",
        /// It is kept with everything that was taken over from above.
        TakeOver = "take-over",
        /// It is kept and published.
        Publish = "publish",
    }
}

words! {
    /// What is done with a file that was sent.
    Looking, "error-choice" {
        /// What it would change is shown.
        Look = "look",
        /// It is brought in.
        Bring = "bring",
    }
}
