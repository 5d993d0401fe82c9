//! Names of keys.

/// The longest name of a key, in bytes (c2sp.org/tlog-cosignature has one byte for its length).
const LONGEST_NAME: usize = 255;

/// A name of a key: not empty, without white space, plus and control characters.
pub(super) fn is_name(name: &str) -> bool {
    let allowed = |letter: char| !letter.is_whitespace() && !letter.is_control() && letter != '+';
    !name.is_empty() && name.len() <= LONGEST_NAME && name.chars().all(allowed)
}
