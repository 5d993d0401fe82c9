//! The tree over the acts as it is read from the register. A leaf says nothing of its act to whoever does not know it:
//! before an act's hash goes into the tree, it is hashed with a salt of its own that the register keeps.

use crate::{AppError, Result};
use earnest_anchor::{
    Hash,
    tile::{self, ReadError, Tile, WIDTH},
    tree::{self, Frontier, Node},
};
use earnest_model::hash::{sha256, sha256_hex};
use earnest_store::{Reader, Store, StoreError, TileRoot};
use std::collections::HashMap;

/// Levels of tiles above the leaves.
const LEVELS: u8 = 7;
/// Hashes of full tiles that are kept in one statement of work.
const AT_ONCE: usize = 1_000;

/// The salt of the act at a place.
pub(super) fn salt(secret: &str, place: i64) -> String {
    sha256_hex(format!("{secret}:{place}").as_bytes())
}

/// What stands for an act in the tree: the data of its leaf.
pub(super) fn act(salt: &str, hash: &str) -> Hash {
    Hash::from_bytes(sha256(format!("{salt}:{hash}").as_bytes()))
}

pub(super) fn broken(what: impl ToString) -> AppError {
    AppError::Store(StoreError::meaningless(what.to_string(), "a tree over the acts"))
}

/// The tree of a register's acts.
pub(super) struct Acts<'r, 'c> {
    pub reader: &'r mut Reader<'c>,
    pub secret: &'r str,
    /// Tiles from which nodes were read: many proofs are made of few tiles.
    kept: HashMap<Tile, Vec<u8>>,
}

impl<'r, 'c> Acts<'r, 'c> {
    pub fn new(reader: &'r mut Reader<'c>, secret: &'r str) -> Self {
        Self { reader, secret, kept: HashMap::new() }
    }
}

impl Acts<'_, '_> {
    /// The bytes of a tile.
    pub fn tile(&mut self, tile: Tile) -> Result<Vec<u8>> {
        let first = tile.nodes().next().ok_or_else(|| broken("an empty tile"))?;
        let from = i64::try_from(first.index).map_err(broken)?;
        let limit = i64::from(tile.width());
        let hashes: Vec<Hash> = match first.level / 8 {
            0 => {
                let entries = self.reader.entry_hashes(from, limit)?;
                let leaf = |(place, hash): (i64, String)| {
                    Hash::leaf(act(&salt(self.secret, place), &hash).as_bytes())
                };
                (from + 1..).zip(entries).map(leaf).collect()
            }
            level => self.reader.tile_roots(level, from, limit)?,
        };
        tile.bytes(&hashes).map_err(broken)
    }

    /// The hash of a node of the tree of the first `size` acts.
    pub fn node(&mut self, node: Node, size: u64) -> Result<Hash> {
        let read = |tile| match self.kept.get(&tile) {
            Some(bytes) => Ok(bytes.clone()),
            None => {
                let bytes = self.tile(tile)?;
                self.kept.insert(tile, bytes.clone());
                Ok(bytes)
            }
        };
        tile::node(node, size, read).map_err(|fault| match fault {
            ReadError::Fetch(fault) => fault,
            other => broken(other),
        })
    }

    /// The root of the tree of the first `size` acts.
    pub fn root(&mut self, size: u64) -> Result<Hash> {
        tree::root(size, |node| self.node(node, size))
    }
}

/// Keeps the hashes of the tiles that have become full.
pub(super) fn grow(store: &Store, secret: &str) -> Result<u64> {
    let mut size = 0;
    for level in 1..=LEVELS {
        loop {
            let mut snapshot = store.snapshot()?;
            let mut reader = snapshot.reader();
            size = reader.entry_count()?;
            let full = size >> (8 * u32::from(level));
            let kept = reader.tile_roots_kept(level)?;
            if kept >= full {
                break;
            }
            let mut roots = Vec::new();
            let mut acts = Acts::new(&mut reader, secret);
            for place in (kept..full).take(AT_ONCE) {
                let index = u64::try_from(place).map_err(broken)?;
                let beneath = Tile::new(level - 1, index, WIDTH).map_err(broken)?;
                let hashes = beneath.hashes(&acts.tile(beneath)?).map_err(broken)?;
                roots.push(TileRoot { level, place, hash: root_of(&hashes)? });
            }
            drop(snapshot);
            store.tile_roots_keep(&roots)?;
        }
    }
    u64::try_from(size).map_err(broken)
}

fn root_of(hashes: &[Hash]) -> Result<Hash> {
    let mut subtree = Frontier::default();
    for hash in hashes {
        subtree.append(*hash).map_err(broken)?;
    }
    Ok(subtree.head().root)
}
