//! A witness's own copy of the leaves of the tree, one after the other: what it needs to say which acts were rewritten.

use super::source::Source;
use crate::failure::Failure;
use earnest_anchor::{
    Hash,
    tile::{Tile, WIDTH},
    tree::{Frontier, Head},
};
use std::{fs, ops::RangeInclusive, path::PathBuf};

/// The copy as it was when the last checkpoint was cosigned.
#[derive(Debug)]
pub struct Leaves {
    file: PathBuf,
    kept: Vec<Hash>,
}

impl Leaves {
    /// Reads the copy; a witness from before copies were kept, or a new one, has none.
    pub fn read(file: PathBuf) -> Result<Self, Failure> {
        let bytes = match fs::read(&file) {
            Ok(bytes) => bytes,
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(fault) => return Err(Failure::file(&file, fault)),
        };
        let (hashes, rest) = bytes.as_chunks();
        if !rest.is_empty() {
            return Err(Failure::new(format!("{} was cut off: it is no list of hashes", file.display())));
        }
        Ok(Self { file, kept: hashes.iter().map(|hash| Hash::from_bytes(*hash)).collect() })
    }

    /// Holds what is shown against a checkpoint, and keeps it. Full tiles that were held before are not read again.
    pub fn hold(&mut self, source: &Source, head: Head) -> Result<(), Failure> {
        let width = usize::from(WIDTH);
        self.kept.truncate(self.kept.len() / width * width);
        let shown = shown(source, std::mem::take(&mut self.kept), head.size)?;
        if root(&shown)? != head {
            return Err(Failure::new(
                "the tiles do not give the root of the checkpoint; nothing is cosigned. Either they were spoilt on \
                 their way, or what this witness kept was changed",
            ));
        }
        self.kept = shown;
        let bytes: Vec<u8> = self.kept.iter().flat_map(|hash| *hash.as_bytes()).collect();
        let beside = self.file.with_extension("new");
        fs::write(&beside, bytes).map_err(|fault| Failure::file(&beside, fault))?;
        fs::rename(&beside, &self.file).map_err(|fault| Failure::file(&self.file, fault))
    }

    /// Says which of the acts that were kept are others now, or are gone.
    pub fn rewritten(&self, source: &Source, head: Head) -> Result<String, Failure> {
        if self.kept.is_empty() {
            return Ok("what was shown before was not kept, so which acts it were can't be said".to_owned());
        }
        let shown = shown(source, Vec::new(), head.size)?;
        if root(&shown)? != head {
            return Ok("the tiles do not fit this checkpoint, so which acts it were can't be said".to_owned());
        }
        Ok(match self.differing(&shown) {
            Some(acts) if acts.start() == acts.end() => {
                format!("act {} is not the one that was shown before", acts.start())
            }
            Some(acts) => format!(
                "of the acts {} to {} the first and the last are not those that were shown before",
                acts.start(),
                acts.end()
            ),
            None if shown.len() < self.kept.len() => {
                format!("the acts from {} on are gone; those before stand as they stood", shown.len() + 1)
            }
            None => "every act stands as it stood; the proof was spoilt on its way".to_owned(),
        })
    }

    /// From the first to the last act that is another one now, by place.
    fn differing(&self, shown: &[Hash]) -> Option<RangeInclusive<usize>> {
        let mut places = (1..).zip(self.kept.iter().zip(shown)).filter(|(_, (kept, shown))| kept != shown);
        let (first, _) = places.next()?;
        Some(first..=places.last().map_or(first, |(last, _)| last))
    }
}

/// The leaves of a tree of `size` acts; the first of them are known.
fn shown(source: &Source, mut leaves: Vec<Hash>, size: u64) -> Result<Vec<Hash>, Failure> {
    let width = u64::from(WIDTH);
    loop {
        let have = leaves.len() as u64;
        if have >= size {
            leaves.truncate(usize::try_from(size).unwrap_or(usize::MAX));
            return Ok(leaves);
        }
        let here = u16::try_from(width.min(size - have)).map_err(Failure::new)?;
        let tile = Tile::new(0, have / width, here).map_err(Failure::new)?;
        leaves.extend(tile.hashes(&source.read(&tile.path())?).map_err(Failure::new)?);
    }
}

fn root(leaves: &[Hash]) -> Result<Head, Failure> {
    let mut tree = Frontier::default();
    for leaf in leaves {
        tree.append(*leaf).map_err(Failure::new)?;
    }
    Ok(tree.head())
}
