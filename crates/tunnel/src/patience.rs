//! How long is waited.

use std::time::Duration;

/// How long the way waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For the server to answer at all, and again for its part of the greeting.
    pub connect: Duration,
    /// For the server's machine to say that it has what was sent; then the connection is given up.
    pub silent: Duration,
}
