//! The frame: the units that can be drawn, by stratum. Frozen and hashed before there is a seed.

use crate::ticket::hex;
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, HashMap};

/// The units that can be drawn. It does not remember the order in which they were given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frame {
    /// Stratum → ids in byte order.
    strata: BTreeMap<String, Vec<String>>,
}

/// A frame that can't be drawn from.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// Nobody to draw.
    #[error("the frame is empty")]
    Empty,
    /// An id that is empty text.
    #[error("entry {0} of the frame has an empty id")]
    EmptyId(usize),
    /// An id that stands twice.
    #[error("the id `{id}` stands twice in the frame, as entries {first} and {second}")]
    DuplicateId {
        /// The id.
        id: String,
        /// Place of the first, from 1.
        first: usize,
        /// Place of the second, from 1.
        second: usize,
    },
}

impl Frame {
    /// A frame of `(stratum, id)` pairs. An id stands once in the whole frame, whatever its stratum.
    pub fn new<S: AsRef<str> + Into<String>, I: Into<String>>(
        entries: impl IntoIterator<Item = (S, I)>,
    ) -> Result<Self, FrameError> {
        let entries = entries.into_iter();
        let mut given = Given::default();
        given.prints.reserve(entries.size_hint().0);
        given.of.reserve(entries.size_hint().0);
        let mut empty = None;
        for (place, (stratum, id)) in entries.enumerate() {
            let id = id.into();
            if id.is_empty() {
                empty = Some(FrameError::EmptyId(place + 1));
                break;
            }
            given.take(stratum, id);
        }
        if let Some(fault) = given.double().or(empty) {
            return Err(fault);
        }
        if given.strata.is_empty() {
            return Err(FrameError::Empty);
        }
        let mut strata: BTreeMap<String, Vec<String>> = given.strata.into_iter().collect();
        for ids in strata.values_mut() {
            ids.sort_unstable();
        }
        Ok(Self { strata })
    }

    /// Strata in byte order, each with its ids in byte order.
    pub fn strata(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.strata.iter().map(|(stratum, ids)| (stratum.as_str(), ids.as_slice()))
    }

    /// How many units it holds.
    pub fn len(&self) -> usize {
        self.strata.values().map(Vec::len).sum()
    }

    /// Whether it holds none; a frame that was made with [`Frame::new`] never does.
    pub fn is_empty(&self) -> bool {
        self.strata.is_empty()
    }

    /// The frame as it is published: `stratum,id`, UTF-8, LF, in byte order, quoted only where CSV needs it.
    pub fn csv(&self) -> String {
        let mut text = String::new();
        self.pieces(|piece| text.push_str(piece));
        text
    }

    /// SHA-256 of [`Frame::csv`]: what `sha256sum` says of the published file.
    pub fn hash(&self) -> String {
        let mut hasher = Sha256::new();
        self.pieces(|piece| hasher.update(piece.as_bytes()));
        hex(&hasher.finalize().into())
    }

    /// Gives the published file piece by piece, so that nobody has to hold all of it.
    fn pieces(&self, mut give: impl FnMut(&str)) {
        let mut piece = String::from("stratum,id\n");
        let mut begins = String::new();
        for (stratum, ids) in &self.strata {
            begins.clear();
            push_field(&mut begins, stratum);
            begins.push(',');
            for id in ids {
                piece.push_str(&begins);
                push_field(&mut piece, id);
                piece.push('\n');
                if piece.len() > PIECE {
                    give(&piece);
                    piece.clear();
                }
            }
        }
        give(&piece);
    }
}

/// About so many bytes are hashed at once.
const PIECE: usize = 32 << 10;

/// Entries as they come.
#[derive(Default)]
struct Given {
    /// Strata in the order in which they came, each with its ids.
    strata: Vec<(String, Vec<String>)>,
    /// Where each stratum stands among them.
    places: HashMap<String, usize>,
    /// Of each entry, the stratum.
    of: Vec<u32>,
    /// Of each entry, a fingerprint of its id: two ids that are one have one.
    prints: Vec<u64>,
}

impl Given {
    fn take(&mut self, stratum: impl AsRef<str> + Into<String>, id: String) {
        // Entries of a stratum mostly stand together.
        let last = self.of.last().map(|place| *place as usize);
        let same =
            last.filter(|last| self.strata.get(*last).is_some_and(|(name, _)| name == stratum.as_ref()));
        let place = same.unwrap_or_else(|| match self.places.get(stratum.as_ref()) {
            Some(place) => *place,
            None => {
                let name: String = stratum.into();
                self.places.insert(name.clone(), self.strata.len());
                self.strata.push((name, Vec::new()));
                self.strata.len() - 1
            }
        });
        self.prints.push(fingerprint(id.as_bytes()));
        // A frame of more strata than that can't be held.
        self.of.push(u32::try_from(place).unwrap_or(u32::MAX));
        if let Some((_, ids)) = self.strata.get_mut(place) {
            ids.push(id);
        }
    }

    /// The first id that stands for the second time. Fingerprints only spare work: where two are equal, the ids themselves
    /// are looked at, in the order in which they came.
    fn double(&mut self) -> Option<FrameError> {
        self.prints.sort_unstable();
        if self.prints.windows(2).all(|pair| pair.first() != pair.last()) {
            return None;
        }
        let mut seen: HashMap<&str, usize> = HashMap::new();
        let mut next = vec![0; self.strata.len()];
        for (place, of) in (1..).zip(&self.of) {
            let at = next.get_mut(*of as usize)?;
            let id = self.strata.get(*of as usize)?.1.get(*at)?;
            *at += 1;
            if let Some(first) = seen.insert(id, place) {
                return Some(FrameError::DuplicateId { id: id.clone(), first, second: place });
            }
        }
        None
    }
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo).
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// RFC 4180: a field with a comma, a quote or a line break stands in quotes, its quotes doubled.
fn push_field(text: &mut String, field: &str) {
    if field.contains([',', '"', '\n', '\r']) {
        text.push('"');
        text.push_str(&field.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(field);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_double_id_is_refused_by_name_even_across_strata() {
        let fault = Frame::new([("a", "1"), ("a", "2"), ("b", "1")]).unwrap_err();
        assert_eq!(fault, FrameError::DuplicateId { id: "1".into(), first: 1, second: 3 });
    }

    #[test]
    fn the_first_fault_is_told_whichever_it_is() {
        let twice = FrameError::DuplicateId { id: "1".into(), first: 1, second: 2 };
        assert_eq!(Frame::new([("a", "1"), ("b", "1"), ("a", "")]), Err(twice));
        assert_eq!(Frame::new([("a", "1"), ("b", ""), ("a", "1")]), Err(FrameError::EmptyId(2)));
    }

    #[test]
    fn a_long_frame_hashes_as_its_file_does() {
        let rows: Vec<_> = (0..9_000).map(|unit| (format!("s,{}", unit % 7), format!("{unit}"))).collect();
        let frame = Frame::new(rows).unwrap();
        assert!(frame.csv().len() > 2 * PIECE);
        assert_eq!(frame.hash(), crate::ticket::sha256_hex(frame.csv().as_bytes()));
    }

    #[test]
    fn the_published_file_quotes_what_needs_it() {
        let frame = Frame::new([("b,c", "2"), ("a", "1\"x")]).unwrap();
        assert_eq!(frame.csv(), "stratum,id\na,\"1\"\"x\"\n\"b,c\",2\n");
        assert_eq!(frame.hash().len(), 64);
    }

    proptest! {
        #[test]
        fn the_hash_does_not_know_the_order_of_the_rows(ids in proptest::collection::hash_set("[a-z]{1,4}", 1..30)) {
            let rows: Vec<_> = ids.iter().map(|id| (&id[..1], id.as_str())).collect();
            let backwards: Vec<_> = rows.iter().rev().copied().collect();
            prop_assert_eq!(Frame::new(rows).unwrap().hash(), Frame::new(backwards).unwrap().hash());
        }
    }
}
