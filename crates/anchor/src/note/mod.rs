//! Signed notes (c2sp.org/signed-note): a text, and lines under it by whoever vouches for it; and the keys for them.
//!
//! Two kinds of signature are known, both Ed25519: that of the specification itself, which a log gives, and the
//! timestamped one of c2sp.org/tlog-cosignature, which a witness gives. Lines by other keys are carried along unread.

mod key;
mod name;
mod signer;
mod text;

pub use key::{KeyError, Kind, VerifierKey};
pub use signer::SigningKey;
pub use text::{MOST_BYTES, MOST_SIGNATURES, Note, NoteError, Signature, Signed};
