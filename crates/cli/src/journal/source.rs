//! Where a checkpoint and tiles are read from: an address or a folder.

use crate::failure::Failure;
use earnest_anchor::{Hash, tile, tree};
use std::{collections::HashMap, fs, path::PathBuf, time::Duration};

/// The longest answer that is read: a tile has 8 KiB, a checkpoint less than 256.
const LONGEST: u64 = 256 * 1024;

/// Where.
#[derive(Debug)]
pub enum Source {
    Address(String),
    Folder(PathBuf),
}

impl Source {
    pub fn of(text: &str) -> Self {
        if text.starts_with("http://") || text.starts_with("https://") {
            Self::Address(text.trim_end_matches('/').to_owned())
        } else {
            Self::Folder(PathBuf::from(text))
        }
    }

    /// The bytes at a path below it.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, Failure> {
        match self {
            Self::Folder(folder) => {
                let file = folder.join(path);
                fs::read(&file).map_err(|fault| Failure::file(&file, fault))
            }
            Self::Address(address) => {
                let agent: ureq::Agent = ureq::Agent::config_builder()
                    .timeout_global(Some(Duration::from_secs(30)))
                    .build()
                    .into();
                let url = format!("{address}/{path}");
                let failed = |fault: ureq::Error| Failure::new(format!("{url}: {fault}"));
                let mut answer = agent.get(&url).call().map_err(failed)?;
                answer.body_mut().with_config().limit(LONGEST).read_to_vec().map_err(failed)
            }
        }
    }

    /// The proof that the tree of `old` acts is the beginning of that of `new`, made from tiles.
    pub fn consistency(&self, old: u64, new: u64) -> Result<Vec<Hash>, Failure> {
        if old == 0 || old >= new {
            return Ok(Vec::new());
        }
        let mut had: HashMap<tile::Tile, Vec<u8>> = HashMap::new();
        tree::consistency(old, new, |node| {
            tile::node(node, new, |tile| {
                if let Some(bytes) = had.get(&tile) {
                    return Ok(bytes.clone());
                }
                let bytes = self.read(&tile.path())?;
                had.insert(tile, bytes.clone());
                Ok::<_, Failure>(bytes)
            })
        })
        .map_err(Failure::new)
    }
}
