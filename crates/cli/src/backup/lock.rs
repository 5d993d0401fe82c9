//! Backups that nobody reads without a passphrase or a key: the form is that of age-encryption.org/v1, so the program
//! `age` opens them, too.

use crate::failure::Failure;
use age::{
    Decryptor, Encryptor, Identity, Recipient, scrypt,
    secrecy::{ExposeSecret as _, SecretString},
    stream::StreamWriter,
    x25519,
};
use clap::Args;
use std::{
    fs,
    io::{self, BufRead as _, Read, Write},
    path::{Path, PathBuf},
};

/// How a backup is locked.
#[derive(Debug, Clone, Args)]
pub struct LockWith {
    /// Encrypt with the passphrase in the first line of this file; - reads it from standard input.
    #[arg(long, value_name = "FILE", env = "EARNEST_BACKUP_PASSPHRASE_FILE", conflicts_with = "to")]
    passphrase_file: Option<PathBuf>,
    /// Encrypt to this public key (age1…), whose secret need not be on this machine. Made by: earnest backup key.
    #[arg(long, value_name = "PUBLIC-KEY", env = "EARNEST_BACKUP_TO")]
    to: Option<String>,
}

/// How a locked backup is opened.
#[derive(Debug, Clone, Default, Args)]
pub struct OpenWith {
    /// The passphrase stands in the first line of this file; - reads it from standard input.
    #[arg(long, value_name = "FILE", env = "EARNEST_BACKUP_PASSPHRASE_FILE", conflicts_with = "key")]
    passphrase_file: Option<PathBuf>,
    /// The file of the secret key.
    #[arg(long, value_name = "FILE", env = "EARNEST_BACKUP_KEY")]
    key: Option<PathBuf>,
}

/// A lock.
pub enum Lock {
    /// Everybody who has the file reads it.
    Open,
    /// Whoever knows the passphrase.
    Passphrase(SecretString),
    /// Whoever has the key.
    To(x25519::Recipient),
}

/// What opens a lock.
pub enum Unlock {
    /// Nothing.
    Nothing,
    /// A passphrase.
    Passphrase(SecretString),
    /// A key.
    Key(x25519::Identity),
}

/// 2 to this power are the blocks that guessing a passphrase once costs: 128 MiB of memory.
const WORK: u8 = 17;
/// More is not spent on a file from elsewhere.
const MOST_WORK: u8 = 20;

fn passphrase(path: &Path) -> Result<SecretString, Failure> {
    let mut line = String::new();
    if path == Path::new("-") {
        io::stdin().lock().read_line(&mut line).map_err(Failure::new)?;
    } else {
        let text = fs::read_to_string(path).map_err(|fault| Failure::file(path, fault))?;
        text.lines().next().unwrap_or_default().clone_into(&mut line);
    }
    // Editors of Windows begin a file with a sign that nobody typed.
    match line.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']) {
        "" => Err(Failure::file(path, "the first line is empty; a passphrase is wanted there")),
        words => Ok(SecretString::from(words.to_owned())),
    }
}

impl LockWith {
    /// A passphrase for both ways, or none.
    pub fn words(file: Option<PathBuf>) -> (Self, OpenWith) {
        (Self { passphrase_file: file.clone(), to: None }, OpenWith { passphrase_file: file, key: None })
    }

    /// Reads what was named.
    pub fn lock(&self) -> Result<Lock, Failure> {
        match (&self.passphrase_file, &self.to) {
            (Some(path), _) => Ok(Lock::Passphrase(passphrase(path)?)),
            (None, Some(key)) => Ok(Lock::To(key.trim().parse().map_err(|fault| {
                Failure::new(format!("`{key}` is no public key of a backup (age1…): {fault}"))
            })?)),
            (None, None) => Ok(Lock::Open),
        }
    }
}

impl OpenWith {
    /// Reads what was named.
    pub fn unlock(&self) -> Result<Unlock, Failure> {
        match (&self.passphrase_file, &self.key) {
            (Some(path), _) => Ok(Unlock::Passphrase(passphrase(path)?)),
            (None, Some(path)) => Ok(Unlock::Key(read_key(path)?)),
            (None, None) => Ok(Unlock::Nothing),
        }
    }
}

/// Makes a key; gives its secret text and its public one.
pub fn new_key() -> (String, String) {
    let key = x25519::Identity::generate();
    (key.to_string().expose_secret().to_owned(), key.to_public().to_string())
}

fn read_key(path: &Path) -> Result<x25519::Identity, Failure> {
    let text = fs::read_to_string(path).map_err(|fault| Failure::file(path, fault))?;
    let line = text.lines().find(|line| !line.is_empty() && !line.starts_with('#')).unwrap_or_default();
    line.trim().parse().map_err(|fault| Failure::file(path, format!("this is no key of backups: {fault}")))
}

/// Writes through a lock; must be finished.
pub enum LockingWriter<W: Write> {
    /// As it is.
    Open(W),
    /// Encrypted.
    Locked(StreamWriter<W>),
}

impl<W: Write> LockingWriter<W> {
    /// Writes what a lock wants at the beginning.
    pub fn new(lock: &Lock, inner: W) -> io::Result<Self> {
        let with = |recipient: &dyn Recipient| Encryptor::with_recipients(std::iter::once(recipient));
        let encryptor = match lock {
            Lock::Open => return Ok(Self::Open(inner)),
            Lock::To(recipient) => with(recipient),
            Lock::Passphrase(words) => {
                let mut recipient = scrypt::Recipient::new(words.clone());
                recipient.set_work_factor(WORK);
                with(&recipient)
            }
        };
        Ok(Self::Locked(encryptor.map_err(io::Error::other)?.wrap_output(inner)?))
    }

    /// Writes the end and gives back what is beneath.
    pub fn finish(self) -> io::Result<W> {
        match self {
            Self::Open(inner) => Ok(inner),
            Self::Locked(inner) => inner.finish(),
        }
    }
}

impl<W: Write> Write for LockingWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Open(inner) => inner.write(bytes),
            Self::Locked(inner) => inner.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Open(inner) => inner.flush(),
            Self::Locked(inner) => inner.flush(),
        }
    }
}

/// How a locked file begins.
const LOCKED: &[u8] = b"age-encryption.org/";

/// Reads what may be locked.
pub fn open_locked<'r>(unlock: &Unlock, inner: impl Read + 'r) -> Result<Box<dyn Read + 'r>, Failure> {
    let mut inner = io::BufReader::with_capacity(1 << 16, inner);
    if !inner.fill_buf().map_err(Failure::new)?.starts_with(LOCKED) {
        return Ok(Box::new(inner));
    }
    let wrong = |fault: age::DecryptError| {
        Failure::new(format!("the backup is encrypted, and this does not open it: {fault}"))
    };
    let decryptor = Decryptor::new_buffered(inner).map_err(wrong)?;
    let mut by_words;
    let identity: &dyn Identity = match unlock {
        Unlock::Nothing => {
            return Err(Failure::new(
                "the backup is encrypted: name the passphrase (--passphrase-file) or the key (--key)",
            ));
        }
        Unlock::Key(key) => key,
        Unlock::Passphrase(words) => {
            by_words = scrypt::Identity::new(words.clone());
            by_words.set_max_work_factor(MOST_WORK);
            &by_words
        }
    };
    Ok(Box::new(decryptor.decrypt(std::iter::once(identity)).map_err(wrong)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locked(lock: &Lock, content: &[u8]) -> Vec<u8> {
        let mut writer = LockingWriter::new(lock, Vec::new()).unwrap();
        writer.write_all(content).unwrap();
        writer.finish().unwrap()
    }

    fn opened(unlock: &Unlock, bytes: &[u8]) -> Result<Vec<u8>, Failure> {
        let mut content = Vec::new();
        open_locked(unlock, bytes)?.read_to_end(&mut content).map_err(Failure::new)?;
        Ok(content)
    }

    #[test]
    fn the_right_key_alone_opens_and_no_byte_can_be_changed() {
        let (own, other) = (x25519::Identity::generate(), x25519::Identity::generate());
        let mut bytes = locked(&Lock::To(own.to_public()), b"a register");
        assert!(!bytes.windows(8).any(|part| part == b"register"));
        assert!(opened(&Unlock::Nothing, &bytes).is_err());
        assert!(opened(&Unlock::Key(other), &bytes).is_err());
        let key = Unlock::Key(own);
        assert_eq!(opened(&key, &bytes).unwrap(), b"a register");
        for place in LOCKED.len()..bytes.len() {
            bytes[place] ^= 1;
            assert!(opened(&key, &bytes).is_err(), "byte {place}");
            bytes[place] ^= 1;
        }
        assert!(opened(&key, &bytes[..bytes.len() - 1]).is_err(), "cut off");
    }

    #[test]
    fn the_right_passphrase_alone_opens() {
        let words = |text: &str| SecretString::from(text.to_owned());
        let bytes = locked(&Lock::Passphrase(words("right")), b"a register");
        assert_eq!(opened(&Unlock::Passphrase(words("right")), &bytes).unwrap(), b"a register");
        let wrong = opened(&Unlock::Passphrase(words("wrong")), &bytes).unwrap_err().to_string();
        assert!(wrong.contains("does not open it"), "{wrong}");
    }
}
