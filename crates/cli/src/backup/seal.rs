//! The outer form of a backup: gzip, ended by an empty member that holds the SHA-256 of every byte before it. So any tool
//! unpacks it, and no byte of it can be changed unseen: gzip alone leaves some unguarded.

use flate2::{Compression, read::MultiGzDecoder, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::io::{self, BufReader, ErrorKind, Read, Write};

/// The last member before its hash: an extra field `EH` of 32 bytes, no name, no time.
const BEFORE: [u8; 16] = [0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255, 36, 0, b'E', b'H', 32, 0];
/// And behind it: no content, whose CRC and length are 0.
const BEHIND: [u8; 10] = [3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
/// Bytes of the last member.
const LAST: usize = BEFORE.len() + 32 + BEHIND.len();

fn last_member(hash: &[u8]) -> Vec<u8> {
    [&BEFORE[..], hash, &BEHIND[..]].concat()
}

/// Writes; must be finished.
pub struct SealingWriter<W: Write>(GzEncoder<Hashing<W>>);

struct Hashing<W> {
    inner: W,
    hash: Sha256,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.inner.write(bytes)?;
        self.hash.update(bytes.get(..taken).unwrap_or(bytes));
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<W: Write> SealingWriter<W> {
    /// Packs into what is given.
    pub fn new(inner: W) -> Self {
        Self(GzEncoder::new(Hashing { inner, hash: Sha256::new() }, Compression::fast()))
    }

    /// Writes the end and gives back what is beneath.
    pub fn finish(self) -> io::Result<W> {
        let Hashing { mut inner, hash } = self.0.finish()?;
        inner.write_all(&last_member(&hash.finalize()))?;
        Ok(inner)
    }
}

impl<W: Write> Write for SealingWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    /// Nothing is forced out before the end: a backup is read when it is whole.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Reads lines; whoever has read the end of what is within knows that every byte was as it was written.
pub fn open_sealed<'r>(inner: impl Read + 'r) -> BufReader<Box<dyn Read + 'r>> {
    let guarded = Guarded { inner, held: Vec::new(), hash: Sha256::new(), ended: false };
    // A member that ends is followed by another or by the end, so the decoder asks for the end, where the hash is held
    // against the bytes.
    BufReader::with_capacity(1 << 16, Box::new(MultiGzDecoder::new(guarded)))
}

/// Holds the last bytes back, hashes all others, and compares when there are no more.
struct Guarded<R> {
    inner: R,
    held: Vec<u8>,
    hash: Sha256,
    ended: bool,
}

impl<R: Read> Guarded<R> {
    fn fill(&mut self) -> io::Result<()> {
        let mut chunk = [0; 1 << 15];
        while !self.ended && self.held.len() <= LAST {
            let read = self.inner.read(&mut chunk)?;
            self.held.extend_from_slice(chunk.get(..read).unwrap_or_default());
            self.ended = read == 0;
        }
        Ok(())
    }

    fn compare(&self) -> io::Result<usize> {
        let hash = self.hash.clone().finalize();
        if self.held == last_member(&hash) {
            return Ok(0);
        }
        Err(io::Error::new(ErrorKind::InvalidData, "it was cut off, or a byte of it was changed"))
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.fill()?;
        let free = self.held.len().saturating_sub(LAST).min(into.len());
        if free == 0 && !into.is_empty() {
            return self.compare();
        }
        let given: Vec<u8> = self.held.drain(..free).collect();
        self.hash.update(&given);
        if let Some(place) = into.get_mut(..free) {
            place.copy_from_slice(&given);
        }
        Ok(free)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sealed(content: &[u8]) -> Vec<u8> {
        let mut writer = SealingWriter::new(Vec::new());
        writer.write_all(content).unwrap();
        writer.finish().unwrap()
    }

    fn opened(bytes: &[u8]) -> io::Result<Vec<u8>> {
        let mut content = Vec::new();
        open_sealed(bytes).read_to_end(&mut content)?;
        Ok(content)
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens_and_no_changed_or_cut_off_byte_passes(
            content in proptest::collection::vec(any::<u8>(), 0..2_000), place in any::<usize>(), by in 1_u8..=255
        ) {
            let mut bytes = sealed(&content);
            prop_assert_eq!(opened(&bytes).unwrap(), content);
            let place = place % bytes.len();
            bytes[place] ^= by;
            prop_assert!(opened(&bytes).is_err(), "byte {}", place);
            bytes[place] ^= by;
            bytes.truncate(place);
            prop_assert!(opened(&bytes).is_err(), "cut off at {}", place);
        }
    }

    #[test]
    fn every_single_bit_counts() {
        let mut bytes = sealed(b"{\"earnest-backup\":1}\n[1,\"a\"]\n[2,\"b\"]\n");
        for place in 0..bytes.len() * 8 {
            bytes[place / 8] ^= 1 << (place % 8);
            assert!(opened(&bytes).is_err(), "bit {place}");
            bytes[place / 8] ^= 1 << (place % 8);
        }
        bytes.push(0);
        assert!(opened(&bytes).is_err(), "a byte more");
    }

    #[test]
    fn any_tool_that_knows_gzip_unpacks_it() {
        let bytes = sealed(&b"a line\n".repeat(10_000));
        let mut plain = Vec::new();
        MultiGzDecoder::new(&bytes[..]).read_to_end(&mut plain).unwrap();
        assert_eq!(plain, b"a line\n".repeat(10_000));
    }
}
