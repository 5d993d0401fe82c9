//! Why a request is answered without having been begun with.

/// Why a request was not read, or not begun with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// It is larger than it may be.
    #[error("the form is too large")]
    TooLarge,
    /// It came too slowly.
    #[error("the form came too slowly")]
    Slow,
    /// Too many bytes of others are under way.
    #[error("too much is under way")]
    Full,
    /// Others were served first for as long as one waits: so many are before, at work or waiting; 0 where that tells nothing.
    #[error("no turn came in time")]
    Busy(usize),
    /// Its page waits for what another program holds, and somebody tries it already.
    #[error("what the page needs is held by somebody else")]
    HeldUp,
    /// It holds what can be no text.
    #[error("it holds what can be no text")]
    Impossible,
}
