//! The certificate: one JSON file that stands alone, and its verifier.

use crate::{
    draw::{DrawError, draw},
    frame::{Frame, FrameError},
    rate::{RateError, Take},
    ticket::{Seed, SeedError, sha256_hex},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the file says it is.
const FORMAT: &str = "earnest-draw/1";
/// The algorithm, by name.
const ALGORITHM: &str = "consistent sampling without replacement, SHA-256";

/// A draw with everything that a verifier needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    format: String,
    algorithm: String,
    /// Free words: title, organiser, when the frame was frozen and the draw was made.
    about: BTreeMap<String, String>,
    take: String,
    seed: String,
    seed_hash: String,
    frame_hash: String,
    strata: Vec<CertifiedStratum>,
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
struct CertifiedStratum {
    stratum: String,
    size: usize,
    quota: usize,
    drawn: Vec<CertifiedUnit>,
    frame: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CertifiedUnit {
    order: usize,
    id: String,
    ticket: String,
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

impl Certificate {
    /// The certificate of a draw, made here and now from its frame, seed and take.
    pub fn new(
        frame: &Frame,
        seed: &Seed,
        take: Take,
        about: BTreeMap<String, String>,
    ) -> Result<Self, DrawError> {
        let drawn = draw(frame, seed, take)?;
        let strata = drawn.strata.into_iter().zip(frame.strata()).map(|(drawn, (_, ids))| CertifiedStratum {
            stratum: drawn.stratum.to_owned(),
            size: drawn.size,
            quota: drawn.drawn.len(),
            frame: ids.to_vec(),
            drawn: drawn
                .drawn
                .into_iter()
                .map(|unit| CertifiedUnit {
                    order: unit.order,
                    id: unit.id.to_owned(),
                    ticket: unit.ticket.to_string(),
                })
                .collect(),
        });
        let mut certificate = Self {
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
        };
        certificate.digest = sha256_hex(certificate.json().as_bytes());
        Ok(certificate)
    }

    /// The file: JSON with two blanks of indentation and a line feed at the end.
    pub fn json(&self) -> String {
        // Strings, numbers and maps with string keys always serialise.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// Recomputes a certificate from its frame and seed alone. Any changed byte is refused.
pub fn verify(file: &[u8]) -> Result<Verified, VerifyError> {
    let said: Certificate =
        serde_json::from_slice(file).map_err(|fault| VerifyError::Unreadable(fault.to_string()))?;
    if said.format != FORMAT || said.algorithm != ALGORITHM {
        return Err(VerifyError::Format(said.format));
    }
    let seed = Seed::new(said.seed.clone())?;
    let take: Take = said.take.parse()?;
    let rows = said
        .strata
        .iter()
        .flat_map(|stratum| stratum.frame.iter().map(|id| (stratum.stratum.as_str(), id.as_str())));
    let frame = Frame::new(rows)?;
    let mut found = Certificate::new(&frame, &seed, take, said.about.clone())?;
    found.checkpoint.clone_from(&said.checkpoint);
    compare(&said, &found)?;
    // What is left are the digest, blanks, the order of keys and other ways of writing the same.
    if found.json().as_bytes() != file {
        return Err(VerifyError::Changed);
    }
    let ids = |stratum: CertifiedStratum| {
        (stratum.stratum, stratum.drawn.into_iter().map(|unit| unit.id).collect())
    };
    let drawn = found.strata.into_iter().map(ids).collect();
    let Certificate { about, checkpoint, .. } = said;
    Ok(Verified { frame_hash: found.frame_hash, frame, seed, drawn, about, checkpoint })
}

/// The file with what it stands on put beside it; `None` for what is no certificate.
pub fn with_checkpoint(file: &str, stands_on: StandsOn) -> Option<String> {
    let mut said: Certificate = serde_json::from_str(file).ok()?;
    said.checkpoint = Some(stands_on);
    Some(said.json())
}

fn compare(said: &Certificate, found: &Certificate) -> Result<(), VerifyError> {
    same("the hash of the seed", &said.seed_hash, &found.seed_hash)?;
    same("the hash of the frame", &said.frame_hash, &found.frame_hash)?;
    same("the number of strata", &said.strata.len(), &found.strata.len())?;
    for (said, found) in said.strata.iter().zip(&found.strata) {
        let of = |what: &str| format!("{what} of stratum `{}`", found.stratum);
        same("the name of a stratum", &said.stratum, &found.stratum)?;
        same(&of("the size"), &said.size, &found.size)?;
        same(&of("the quota"), &said.quota, &found.quota)?;
        same(&of("the number of units drawn"), &said.drawn.len(), &found.drawn.len())?;
        for (said, found) in said.drawn.iter().zip(&found.drawn) {
            same(&of(&format!("unit {}", found.order)), &said.id, &found.id)?;
            same(&of(&format!("the ticket of `{}`", found.id)), &said.ticket, &found.ticket)?;
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
