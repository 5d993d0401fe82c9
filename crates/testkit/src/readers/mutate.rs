//! Bytes changed at a few places: what a property test makes of the corpus.

/// One change; places are taken modulo the length.
#[derive(Debug, Clone)]
pub enum Change {
    /// Another byte.
    Put(usize, u8),
    /// Bytes come in between.
    Insert(usize, Vec<u8>),
    /// Bytes are left out: from where, how many.
    Leave(usize, usize),
    /// Bytes stand once more: from where, how many, to where.
    Repeat(usize, usize, usize),
    /// The rest is left out.
    Cut(usize),
}

/// The bytes after all changes.
#[must_use]
pub fn changed(seed: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for change in changes {
        let length = bytes.len();
        let at = |place: usize| if length == 0 { 0 } else { place % length };
        match change {
            Change::Put(place, byte) => {
                if let Some(old) = bytes.get_mut(at(*place)) {
                    *old = *byte;
                }
            }
            Change::Insert(place, more) => {
                bytes.splice(at(*place)..at(*place), more.iter().copied());
            }
            Change::Leave(place, many) => {
                let (from, to) = (at(*place), (at(*place) + many % 64).min(length));
                bytes.drain(from..to);
            }
            Change::Repeat(place, many, to) => {
                let (from, end) = (at(*place), (at(*place) + many % 512).min(length));
                let piece = bytes.get(from..end).unwrap_or_default().to_vec();
                bytes.splice(at(*to)..at(*to), piece);
            }
            Change::Cut(place) => bytes.truncate(at(*place)),
        }
    }
    bytes
}
