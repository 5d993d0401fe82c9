//! Tickets: what the seed and a unit's code alone decide.

use crate::decimal::{first_digits, reversed_decimal};
use sha2::{Digest, Sha256, block_api::compress256};

/// The public seed: text, to the letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seed(String);

/// A seed that can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the seed is empty; throw dice or draw digits in public and enter them as text")]
pub struct SeedError;

impl Seed {
    /// Takes the text as it is: no trimming.
    pub fn new(text: impl Into<String>) -> Result<Self, SeedError> {
        let text = text.into();
        if text.is_empty() { Err(SeedError) } else { Ok(Self(text)) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Lower-case hexadecimal SHA-256 of the text: 64 characters, exactly one block of SHA-256.
    pub fn hash(&self) -> String {
        hex(&Sha256::digest(self.0.as_bytes()).into())
    }
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8; 32]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| char::from(DIGITS.get(usize::from(value)).copied().unwrap_or(b'0'));
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Lower-case hexadecimal SHA-256.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes).into())
}

/// Writes tickets for one seed. The seed's hash fills the first block, so its compression is done once.
#[derive(Debug, Clone)]
pub(crate) struct Ticketer {
    seed_hash: String,
    after_seed: [u32; 8],
}

/// Initial state of SHA-256 (FIPS 180-4, section 5.3.3).
const INITIAL: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

/// The longest id that fits one block with the padding: 64 − 1 − 8 bytes.
const SHORT: usize = 55;

impl Ticketer {
    pub fn new(seed: &Seed) -> Self {
        let seed_hash = seed.hash();
        let mut block = [0; 64];
        for (place, byte) in block.iter_mut().zip(seed_hash.bytes()) {
            *place = byte;
        }
        let mut after_seed = INITIAL;
        compress256(&mut after_seed, &[block]);
        Self { seed_hash, after_seed }
    }

    /// SHA-256 of the seed's hash followed by the id, as words.
    pub fn digest(&self, id: &str) -> [u32; 8] {
        let bytes = id.as_bytes();
        let mut block = [0; 64];
        let (Some(place), Some(_)) = (block.get_mut(..bytes.len()), (bytes.len() <= SHORT).then_some(()))
        else {
            return self.digest_long(id);
        };
        place.copy_from_slice(bytes);
        if let Some(end) = block.get_mut(bytes.len()) {
            *end = 0x80;
        }
        let bits = (64 + bytes.len() as u64) * 8;
        if let Some(length) = block.last_chunk_mut::<8>() {
            *length = bits.to_be_bytes();
        }
        let mut state = self.after_seed;
        compress256(&mut state, &[block]);
        state
    }

    fn digest_long(&self, id: &str) -> [u32; 8] {
        let mut hasher = Sha256::new();
        hasher.update(self.seed_hash.as_bytes());
        hasher.update(id.as_bytes());
        let digest: [u8; 32] = hasher.finalize().into();
        let mut words = [0; 8];
        for (word, chunk) in words.iter_mut().zip(digest.chunks_exact(4)) {
            *word = chunk.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte));
        }
        words
    }

    /// The ticket of an id.
    pub fn ticket(&self, id: &str) -> Ticket {
        Ticket(self.digest(id))
    }
}

/// A ticket. Written out it is `0.` and the digits of the digest, reversed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ticket([u32; 8]);

impl Ticket {
    /// Its first nine digits as a number; see [`first_digits`].
    pub(crate) fn first_digits(&self) -> u32 {
        first_digits(&self.0)
    }
}

impl std::fmt::Display for Ticket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "0.{}", reversed_decimal(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_published_check_value_holds() {
        let seed = Seed::new("01382438112797316654").unwrap();
        let expected = "0.26299714122838008416507544297546663599715395525154425586041245287750224561854";
        assert_eq!(Ticketer::new(&seed).ticket("AB-130").to_string(), expected);
    }

    #[test]
    fn an_empty_seed_is_refused_and_blanks_count() {
        assert_eq!(Seed::new(""), Err(SeedError));
        assert_ne!(Seed::new("1 ").unwrap().hash(), Seed::new("1").unwrap().hash());
    }

    proptest! {
        #[test]
        fn the_short_way_gives_the_digest_of_the_whole_text(seed in ".{1,20}", id in ".{0,80}") {
            let ticketer = Ticketer::new(&Seed::new(seed).unwrap());
            prop_assert_eq!(ticketer.digest(&id), ticketer.digest_long(&id));
        }
    }
}
