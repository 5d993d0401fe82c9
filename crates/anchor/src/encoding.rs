//! Bytes as text.

use base64ct::{Base64, Encoding};

/// Base64 of RFC 4648, 4, with padding; in constant time, because keys are written so, too.
pub(crate) fn base64(bytes: &[u8]) -> String {
    Base64::encode_string(bytes)
}

/// Reads base64; `Base64` itself refuses a second way of writing the same bytes.
pub(crate) fn bytes(text: &str) -> Option<Vec<u8>> {
    Base64::decode_vec(text).ok()
}
