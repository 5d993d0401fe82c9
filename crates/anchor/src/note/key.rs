//! Keys that verify.

use super::name::is_name;
use crate::encoding::{base64, bytes};
use sha2::{Digest, Sha256};
use std::fmt;

/// What a key's signatures say; the number is the specification's byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Ed25519 over the text (c2sp.org/signed-note): the key of a log.
    Log = 0x01,
    /// Ed25519 over the text and a time (cosignature/v1 of c2sp.org/tlog-cosignature): the key of a witness.
    Witness = 0x04,
}

/// Why a key is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The name is empty, longer than 255 bytes, or has white space, a plus or a control character.
    #[error("the name of the key is none")]
    Name,
    /// The text is not name, id and base64 with plus signs between them.
    #[error("the text is no key")]
    Form,
    /// It is of a kind that is not known here.
    #[error("the key is of an unknown kind, or of another than is needed here")]
    Kind,
    /// The bytes are no point of the curve, or one of those that verify nearly anything.
    #[error("the bytes are no public key")]
    Public,
    /// The id is not that of this name and key: a part of the text was changed or cut.
    #[error("the id of the key does not fit its name and bytes")]
    Id,
    /// The time is later than a cosignature can say.
    #[error("the time is beyond 2^63 - 1 seconds")]
    Time,
}

/// A public key with the name of its holder: `name+id+base64`, as it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    kind: Kind,
    public: ed25519_dalek::VerifyingKey,
}

impl Kind {
    pub(super) fn of_byte(byte: u8) -> Result<Self, KeyError> {
        [Self::Log, Self::Witness].into_iter().find(|kind| *kind as u8 == byte).ok_or(KeyError::Kind)
    }
}

/// The text `name+id+base64` in its three parts, the last one decoded into the kind and the 32 bytes of a key.
pub(super) fn parts(text: &str) -> Result<(&str, &str, Kind, [u8; 32]), KeyError> {
    let (name, rest) = text.split_once('+').ok_or(KeyError::Form)?;
    let (id, encoded) = rest.split_once('+').ok_or(KeyError::Form)?;
    let bytes = bytes(encoded).ok_or(KeyError::Form)?;
    let (kind, key) = bytes.split_first().ok_or(KeyError::Form)?;
    Ok((name, id, Kind::of_byte(*kind)?, key.try_into().map_err(|_| KeyError::Form)?))
}

/// The opposite of [`parts`].
pub(super) fn write(name: &str, id: [u8; 4], kind: Kind, key: &[u8; 32]) -> String {
    let bytes: Vec<u8> = [kind as u8].into_iter().chain(*key).collect();
    format!("{name}+{}+{}", hexadecimal(id), base64(&bytes))
}

/// The id as it stands in keys.
pub(super) fn hexadecimal(id: [u8; 4]) -> String {
    format!("{:08x}", u32::from_be_bytes(id))
}

/// The message that a witness signs (c2sp.org/tlog-cosignature, "Ed25519 signed message").
pub(super) fn cosigned(text: &str, time: u64) -> String {
    format!("cosignature/v1\ntime {time}\n{text}")
}

impl VerifierKey {
    /// A key of its bytes (RFC 8032, 5.1.2). Errors: [`KeyError::Name`], [`KeyError::Public`].
    pub fn new(name: &str, kind: Kind, public: &[u8; 32]) -> Result<Self, KeyError> {
        if !is_name(name) {
            return Err(KeyError::Name);
        }
        let key = ed25519_dalek::VerifyingKey::from_bytes(public).map_err(|_| KeyError::Public)?;
        if key.is_weak() {
            return Err(KeyError::Public);
        }
        Ok(Self { name: name.to_owned(), kind, public: key })
    }

    /// Reads `name+id+base64`. Errors: [`KeyError`] except `Time`.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let (name, id, kind, public) = parts(text)?;
        let key = Self::new(name, kind, &public)?;
        if id == hexadecimal(key.id()) { Ok(key) } else { Err(KeyError::Id) }
    }

    /// Who holds the key.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What its signatures say.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Its public bytes.
    pub fn public(&self) -> &[u8; 32] {
        self.public.as_bytes()
    }

    /// The first four bytes of SHA-256(name ‖ 0x0A ‖ kind ‖ public key) (c2sp.org/signed-note, "Signatures").
    pub fn id(&self) -> [u8; 4] {
        let hash = Sha256::new().chain_update(&self.name).chain_update([b'\n', self.kind as u8]);
        let hash: [u8; 32] = hash.chain_update(self.public()).finalize().into();
        let [a, b, c, d, ..] = hash;
        [a, b, c, d]
    }

    /// `None` if these bytes are no signature of the text by this key; else the time, which only witnesses give.
    pub(super) fn verify(&self, text: &str, signature: &[u8]) -> Option<Option<u64>> {
        let (time, signature) = match self.kind {
            Kind::Log => (None, signature),
            Kind::Witness => signature.split_first_chunk().map(|(time, rest)| (Some(*time), rest))?,
        };
        let time = time.map(u64::from_be_bytes);
        if time.is_some_and(|time| i64::try_from(time).is_err()) {
            return None;
        }
        let message = time.map_or_else(|| text.to_owned(), |time| cosigned(text, time));
        let signature = ed25519_dalek::Signature::from_slice(signature).ok()?;
        self.public.verify_strict(message.as_bytes(), &signature).ok().map(|()| time)
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&write(&self.name, self.id(), self.kind, self.public()))
    }
}
