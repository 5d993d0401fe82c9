//! The certificate: one JSON file that stands alone, and its verifier.

use crate::{
    draw::{DrawError, Drawn, draw},
    frame::{Frame, FrameError},
    rate::{RateError, Take},
    ticket::{Seed, SeedError, hex, sha256_hex},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Visitor};
use sha2::{Digest as _, Sha256};
use std::{borrow::Cow, collections::BTreeMap};

/// What the file says it is.
const FORMAT: &str = "earnest-draw/1";
/// The algorithm, by name.
const ALGORITHM: &str = "consistent sampling without replacement, SHA-256";

/// A draw with everything that a verifier needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate<'f> {
    format: String,
    algorithm: String,
    /// Free words: title, organiser, when the frame was frozen and the draw was made.
    about: BTreeMap<String, String>,
    take: String,
    seed: String,
    seed_hash: String,
    frame_hash: String,
    #[serde(borrow)]
    strata: Vec<CertifiedStratum<'f>>,
    /// SHA-256 of the file with this field empty: a slip of a finger is told apart from a false draw.
    digest: String,
    /// Beside the certificate, and no part of what the digest is of: on what it stands in a journal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    checkpoint: Option<StandsOn>,
}

/// On what a certificate stands in the journal of whoever published it: an act, and the first checkpoint that covers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandsOn {
    /// The number of the act by which it was published.
    pub act: i64,
    /// The checkpoint, a signed note. Its signature is not looked at here.
    pub note: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CertifiedStratum<'f> {
    #[serde(borrow)]
    stratum: Text<'f>,
    size: usize,
    quota: usize,
    #[serde(borrow)]
    drawn: Vec<CertifiedUnit<'f>>,
    #[serde(borrow)]
    frame: Vec<Text<'f>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CertifiedUnit<'f> {
    order: usize,
    #[serde(borrow)]
    id: Text<'f>,
    #[serde(borrow)]
    ticket: Text<'f>,
}

/// What a verifier has recomputed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The frame.
    pub frame: Frame,
    /// The frame's hash.
    pub frame_hash: String,
    /// The seed.
    pub seed: Seed,
    /// What was drawn: stratum → ids in the order of the draw.
    pub drawn: BTreeMap<String, Vec<String>>,
    /// The free words.
    pub about: BTreeMap<String, String>,
    /// On what it says that it stands; whether that is so is for whoever has the public key of the journal.
    pub checkpoint: Option<StandsOn>,
}

/// Why a certificate is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VerifyError {
    /// It can't be read.
    #[error("the file is no certificate: {0}")]
    Unreadable(String),
    /// It is of another kind.
    #[error("the file says `{0}`, not `earnest-draw/1` with its algorithm")]
    Format(String),
    /// Its bytes are not those that were published.
    #[error("the file was changed after it was made: its digest does not fit its bytes")]
    Changed,
    /// Its frame can't be drawn from.
    #[error(transparent)]
    Frame(#[from] FrameError),
    /// Its rate is none.
    #[error(transparent)]
    Take(#[from] RateError),
    /// Its seed is none.
    #[error(transparent)]
    Seed(#[from] SeedError),
    /// The draw can't be made.
    #[error(transparent)]
    Draw(#[from] DrawError),
    /// Something recomputed is not what the file says.
    #[error("{what} is `{said}` in the file but recomputes as `{found}`")]
    Differs {
        /// What.
        what: String,
        /// What the file says.
        said: String,
        /// What recomputation gives.
        found: String,
    },
}

/// A text that lies where it was read, unless the file writes it in another way than it is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Text<'f>(Cow<'f, str>);

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de: 'f, 'f> Deserialize<'de> for Text<'f> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reading;
        impl<'de> Visitor<'de> for Reading {
            type Value = Text<'de>;
            fn expecting(&self, into: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                into.write_str("a string")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Reading)
    }
}

impl<'f> Certificate<'f> {
    /// The certificate of a draw, made here and now from its frame, seed and take.
    pub fn new(
        frame: &'f Frame,
        seed: &Seed,
        take: Take,
        about: BTreeMap<String, String>,
    ) -> Result<Self, DrawError> {
        let mut certificate = Self::unsealed(frame, &draw(frame, seed, take)?, (seed, take), about);
        certificate.digest = sha256_hex(certificate.json().as_bytes());
        Ok(certificate)
    }

    /// The file of a draw that was made from this frame with this seed and take.
    pub fn file_of(
        frame: &Frame,
        drawn: &Drawn<'_>,
        by: (&Seed, Take),
        about: BTreeMap<String, String>,
    ) -> String {
        let mut json = Certificate::unsealed(frame, drawn, by, about).json();
        let digest = sha256_hex(json.as_bytes());
        // Nothing stands behind it but the end of the file.
        json.truncate(json.len() - BEHIND.len());
        json.push_str(&digest);
        json.push_str(BEHIND);
        json
    }

    /// The certificate without its digest.
    fn unsealed(
        frame: &'f Frame,
        drawn: &Drawn<'f>,
        (seed, take): (&Seed, Take),
        about: BTreeMap<String, String>,
    ) -> Self {
        let strata = drawn.strata.iter().zip(frame.strata()).map(|(drawn, (_, ids))| CertifiedStratum {
            stratum: Text(Cow::Borrowed(drawn.stratum)),
            size: drawn.size,
            quota: drawn.drawn.len(),
            frame: ids.iter().map(|id| Text(Cow::Borrowed(id))).collect(),
            drawn: drawn
                .drawn
                .iter()
                .map(|unit| CertifiedUnit {
                    order: unit.order,
                    id: Text(Cow::Borrowed(unit.id)),
                    ticket: Text(Cow::Owned(unit.ticket.to_string())),
                })
                .collect(),
        });
        Self {
            format: FORMAT.to_owned(),
            algorithm: ALGORITHM.to_owned(),
            about,
            take: take.to_string(),
            seed: seed.as_str().to_owned(),
            seed_hash: seed.hash(),
            frame_hash: frame.hash(),
            strata: strata.collect(),
            digest: String::new(),
            checkpoint: None,
        }
    }

    /// The file: JSON with two blanks of indentation and a line feed at the end.
    pub fn json(&self) -> String {
        // Strings, numbers and maps with string keys always serialise.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// A file that is written only to be hashed, and to be held against another one.
struct Beside<'o> {
    other: &'o [u8],
    piece: Vec<u8>,
    hasher: Sha256,
    at: usize,
    /// Where both first differ.
    differs: Option<usize>,
}

impl Beside<'_> {
    fn compare(&mut self) {
        self.hasher.update(&self.piece);
        let other = self.other.get(self.at..).unwrap_or_default();
        let other = other.get(..self.piece.len()).unwrap_or(other);
        if self.differs.is_none() && other != self.piece {
            let same = self.piece.iter().zip(other).take_while(|(one, other)| one == other).count();
            self.differs = Some(self.at + same);
        }
        self.at += self.piece.len();
        self.piece.clear();
    }
}

impl std::io::Write for Beside<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() > PIECE {
            self.compare();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// About so many bytes are hashed and compared at once.
const PIECE: usize = 32 << 10;

impl Certificate<'_> {
    /// The digest of this certificate, whose own is empty, and how many bytes of its file stand before it, if `other` begins
    /// with these bytes.
    fn written_beside(&self, other: &[u8]) -> Option<(String, usize)> {
        let mut beside = Beside { other, piece: Vec::new(), hasher: Sha256::new(), at: 0, differs: None };
        serde_json::to_writer_pretty(&mut beside, self).ok()?;
        beside.piece.push(b'\n');
        beside.compare();
        let before = beside.at.checked_sub(BEHIND.len())?;
        let begins = beside.differs.is_none_or(|at| at >= before);
        begins.then(|| (hex(&beside.hasher.finalize().into()), before))
    }
}

/// What stands behind the digest in a file that stands on nothing.
const BEHIND: &str = "\"\n}\n";

/// Recomputes a certificate from its frame and seed alone. Any changed byte is refused.
pub fn verify(file: &[u8]) -> Result<Verified, VerifyError> {
    let said: Certificate<'_> =
        serde_json::from_slice(file).map_err(|fault| VerifyError::Unreadable(fault.to_string()))?;
    if said.format != FORMAT || said.algorithm != ALGORITHM {
        return Err(VerifyError::Format(said.format));
    }
    let seed = Seed::new(said.seed.clone())?;
    let take: Take = said.take.parse()?;
    let rows =
        said.strata.iter().flat_map(|stratum| stratum.frame.iter().map(|id| (&*stratum.stratum.0, &*id.0)));
    let frame = Frame::new(rows)?;
    let drawn = draw(&frame, &seed, take)?;
    let mut found = Certificate::unsealed(&frame, &drawn, (&seed, take), said.about.clone());
    compare(&said, &found)?;
    // What is left are the digest, blanks, the order of keys and other ways of writing the same.
    let (digest, before) = found.written_beside(file).ok_or(VerifyError::Changed)?;
    let drawn = std::mem::take(&mut found.strata).into_iter().map(|stratum| {
        (
            stratum.stratum.0.into_owned(),
            stratum.drawn.into_iter().map(|unit| unit.id.0.into_owned()).collect(),
        )
    });
    let drawn = drawn.collect();
    // The end of the file, as it is written where there is nothing before it.
    found.digest = digest;
    found.checkpoint.clone_from(&said.checkpoint);
    let end = found.json();
    let end = end.find(DIGEST).and_then(|at| end.get(at + DIGEST.len()..)).unwrap_or_default();
    if file.get(before..) != Some(end.as_bytes()) {
        return Err(VerifyError::Changed);
    }
    let frame_hash = found.frame_hash;
    let Certificate { about, checkpoint, .. } = said;
    Ok(Verified { frame_hash, frame, seed, drawn, about, checkpoint })
}

/// What stands before the digest: a field of the certificate itself, since it is indented so.
const DIGEST: &str = "\n  \"digest\": \"";

/// The file with what it stands on put beside it; `None` for what is no certificate.
pub fn with_checkpoint(file: &str, stands_on: StandsOn) -> Option<String> {
    let mut said: Certificate<'_> = serde_json::from_str(file).ok()?;
    said.checkpoint = Some(stands_on);
    Some(said.json())
}

fn compare(said: &Certificate<'_>, found: &Certificate<'_>) -> Result<(), VerifyError> {
    same("the hash of the seed", &said.seed_hash, &found.seed_hash)?;
    same("the hash of the frame", &said.frame_hash, &found.frame_hash)?;
    same("the number of strata", &said.strata.len(), &found.strata.len())?;
    for (said, found) in said.strata.iter().zip(&found.strata) {
        let of = |what: &str| format!("{what} of stratum `{}`", found.stratum.0);
        same("the name of a stratum", &said.stratum.0, &found.stratum.0)?;
        same(&of("the size"), &said.size, &found.size)?;
        same(&of("the quota"), &said.quota, &found.quota)?;
        same(&of("the number of units drawn"), &said.drawn.len(), &found.drawn.len())?;
        for (said, found) in said.drawn.iter().zip(&found.drawn) {
            same(&of(&format!("unit {}", found.order)), &said.id.0, &found.id.0)?;
            same(&of(&format!("the ticket of `{}`", found.id.0)), &said.ticket.0, &found.ticket.0)?;
        }
    }
    Ok(())
}

fn same<T: PartialEq + std::fmt::Display>(what: &str, said: &T, found: &T) -> Result<(), VerifyError> {
    if said == found {
        return Ok(());
    }
    Err(VerifyError::Differs { what: what.to_owned(), said: said.to_string(), found: found.to_string() })
}
