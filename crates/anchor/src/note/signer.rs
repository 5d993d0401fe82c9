//! Keys that sign.

use super::{
    KeyError, Kind, Signature, VerifierKey,
    key::{cosigned, hexadecimal, parts, write},
};
use ed25519_dalek::Signer;
use std::fmt;

/// What a secret key's text begins with (golang.org/x/mod/sumdb/note).
const SECRET: &str = "PRIVATE+KEY+";

/// A secret key with the name of its holder. Its bytes are wiped from memory when it goes, and never shown by `Debug`.
pub struct SigningKey {
    public: VerifierKey,
    secret: ed25519_dalek::SigningKey,
}

impl SigningKey {
    /// The key of 32 random bytes (RFC 8032, 5.1.5), which must come from a source fit for secrets. Errors:
    /// [`KeyError::Name`].
    pub fn from_seed(name: &str, kind: Kind, seed: &[u8; 32]) -> Result<Self, KeyError> {
        let secret = ed25519_dalek::SigningKey::from_bytes(seed);
        Ok(Self { public: VerifierKey::new(name, kind, secret.verifying_key().as_bytes())?, secret })
    }

    /// Reads `PRIVATE+KEY+name+id+base64`. Errors: [`KeyError`] except `Time`.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let (name, id, kind, seed) = parts(text.strip_prefix(SECRET).ok_or(KeyError::Form)?)?;
        let key = Self::from_seed(name, kind, &seed)?;
        if id == hexadecimal(key.public.id()) { Ok(key) } else { Err(KeyError::Id) }
    }

    /// The key as text, for its keeper alone: `PRIVATE+KEY+name+id+base64`.
    pub fn secret_text(&self) -> String {
        let public = &self.public;
        format!("{SECRET}{}", write(public.name(), public.id(), public.kind(), self.secret.as_bytes()))
    }

    /// The public key that verifies what this one signs.
    pub fn public(&self) -> &VerifierKey {
        &self.public
    }

    /// Signs a text (c2sp.org/signed-note). Errors: [`KeyError::Kind`] for a key of a witness.
    pub fn sign(&self, text: &str) -> Result<Signature, KeyError> {
        self.needs(Kind::Log)?;
        Ok(self.signature(&[], text))
    }

    /// Cosigns the text of a checkpoint at `time`, in seconds since 1970 (c2sp.org/tlog-cosignature).
    ///
    /// It says that this is the largest tree that the holder has seen, and that it extends all those before it; only
    /// [`Witness`](crate::witness::Witness) knows whether that is so.
    ///
    /// Errors: [`KeyError::Kind`] for a key of a log, [`KeyError::Time`].
    pub fn cosign(&self, text: &str, time: u64) -> Result<Signature, KeyError> {
        self.needs(Kind::Witness)?;
        i64::try_from(time).map_err(|_| KeyError::Time)?;
        Ok(self.signature(&time.to_be_bytes(), &cosigned(text, time)))
    }

    fn needs(&self, kind: Kind) -> Result<(), KeyError> {
        if self.public.kind() == kind { Ok(()) } else { Err(KeyError::Kind) }
    }

    fn signature(&self, before: &[u8], message: &str) -> Signature {
        let signature = self.secret.sign(message.as_bytes()).to_bytes();
        let bytes = before.iter().chain(&signature).copied().collect();
        Signature { name: self.public.name().to_owned(), id: self.public.id(), bytes }
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.public)
    }
}
