//! What the text formats have in common. Everything has one way of being written; any other way is refused.

use crate::Hash;

/// The most hashes that a proof can have: a tree has at most 2^63 - 1 leaves.
const LONGEST_PROOF: usize = 63;

/// Why the lines of a proof are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// It is longer than anything honest could be.
    #[error("the text is too long")]
    TooLong,
    /// It is not UTF-8.
    #[error("the text is not UTF-8")]
    NotText,
    /// The first lines are not those of this format.
    #[error("the text does not begin as this format does")]
    Head,
    /// A line is no hash in base64.
    #[error("line {0} of the proof is no hash in base64")]
    Hash(usize),
    /// There are more than 63 hashes.
    #[error("the proof has more than 63 hashes")]
    TooMany,
    /// No empty line ends the proof.
    #[error("no empty line stands between the proof and the checkpoint")]
    NoEnd,
}

/// A number in decimal digits without sign or leading zero.
pub(crate) fn number(text: &str) -> Option<u64> {
    text.parse().ok().filter(|number: &u64| number.to_string() == text)
}

/// The bytes as text, if they are at most `limit`.
pub(crate) fn text(bytes: &[u8], limit: usize) -> Result<&str, LineError> {
    if bytes.len() > limit {
        return Err(LineError::TooLong);
    }
    std::str::from_utf8(bytes).map_err(|_| LineError::NotText)
}

/// Reads hashes, one a line, up to the empty line, and gives them with what stands behind it.
pub(crate) fn hashes(mut text: &str) -> Result<(Vec<Hash>, &str), LineError> {
    let mut hashes = Vec::new();
    while let Some((line, rest)) = text.split_once('\n') {
        if line.is_empty() {
            return Ok((hashes, rest));
        }
        if hashes.len() == LONGEST_PROOF {
            return Err(LineError::TooMany);
        }
        hashes.push(Hash::parse(line).ok_or(LineError::Hash(hashes.len() + 1))?);
        text = rest;
    }
    Err(LineError::NoEnd)
}

/// Writes hashes, one a line, and the empty line.
pub(crate) fn write_hashes(hashes: &[Hash]) -> String {
    hashes.iter().map(|hash| format!("{hash}\n")).chain(["\n".to_owned()]).collect()
}
