//! The frame: the units that can be drawn, by stratum. Frozen and hashed before there is a seed.

use crate::ticket::sha256_hex;
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
    pub fn new<S: Into<String>, I: Into<String>>(
        entries: impl IntoIterator<Item = (S, I)>,
    ) -> Result<Self, FrameError> {
        let mut strata: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for (place, (stratum, id)) in entries.into_iter().enumerate() {
            let (id, place) = (id.into(), place + 1);
            if id.is_empty() {
                return Err(FrameError::EmptyId(place));
            }
            if let Some(first) = places.insert(id.clone(), place) {
                return Err(FrameError::DuplicateId { id, first, second: place });
            }
            strata.entry(stratum.into()).or_default().push(id);
        }
        if strata.is_empty() {
            return Err(FrameError::Empty);
        }
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
        let mut text = String::from("stratum,id\n");
        for (stratum, ids) in &self.strata {
            for id in ids {
                push_field(&mut text, stratum);
                text.push(',');
                push_field(&mut text, id);
                text.push('\n');
            }
        }
        text
    }

    /// SHA-256 of [`Frame::csv`]: what `sha256sum` says of the published file.
    pub fn hash(&self) -> String {
        sha256_hex(self.csv().as_bytes())
    }
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
