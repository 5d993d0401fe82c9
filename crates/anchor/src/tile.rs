//! Tiles (c2sp.org/tlog-tiles): the tree as files that never change, from which anybody makes proofs.
//!
//! A tile has the hashes of up to 256 full subtrees side by side: leaves at level 0, and at each level above subtrees 256
//! times as large. Bundles of entries, which the specification has for contents, are never written, named or read.

use crate::{
    Hash,
    lines::number,
    tree::{Frontier, LARGEST, Node},
};

/// Hashes of a full tile.
pub const WIDTH: u16 = 256;
/// The height of a tile: 2^8 hashes.
const HEIGHT: u8 = 8;
/// The highest level that a tree of at most [`LARGEST`] leaves has.
const TOP: u8 = 7;
/// The longest path that is read.
const LONGEST_PATH: usize = 64;

/// Where a tile is, and how many hashes it has. Full tiles have 256, the last one of a level fewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    level: u8,
    index: u64,
    width: u16,
}

/// Why there is no such tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TileError {
    /// No tree has a tile there, or not of that width.
    #[error("no tree has such a tile")]
    Place,
    /// The path is none of a tile in its one way of writing.
    #[error("the path is none of a tile")]
    Path,
    /// Bundles of entries would be contents; there are none.
    #[error("contents of acts are not given away")]
    Entries,
    /// The bytes are not as many as the tile has hashes.
    #[error("{found} bytes or hashes are not a tile of {width} hashes")]
    Length {
        /// Hashes of the tile.
        width: u16,
        /// How many bytes, or hashes, there are.
        found: usize,
    },
}

/// Why a node can't be had from tiles. `E` is what reading tiles fails with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError<E> {
    /// The tree does not have the node.
    #[error("a tree of {size} leaves does not have the node {node:?}")]
    Outside {
        /// The node.
        node: Node,
        /// Leaves of the tree.
        size: u64,
    },
    /// A tile can't be read.
    #[error("a tile can't be read: {0}")]
    Fetch(E),
    /// A tile is none.
    #[error(transparent)]
    Tile(#[from] TileError),
}

impl Tile {
    /// The tile with this number at this level. Errors: [`TileError::Place`].
    pub fn new(level: u8, index: u64, width: u16) -> Result<Self, TileError> {
        let end = u128::from(index) * u128::from(WIDTH) + u128::from(width);
        let known = level <= TOP && (1..=WIDTH).contains(&width);
        let fits = known && end <= u128::from(LARGEST) >> (HEIGHT * level);
        if fits { Ok(Self { level, index, width }) } else { Err(TileError::Place) }
    }

    /// How many hashes it has.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// The nodes whose hashes it has, from the left to the right.
    pub fn nodes(&self) -> impl Iterator<Item = Node> + use<> {
        let (level, first) = (self.level * HEIGHT, self.index * u64::from(WIDTH));
        (0..u64::from(self.width)).map(move |offset| Node { level, index: first + offset })
    }

    /// Where it is served, such as `tile/0/x001/x234/067` or, if it is not full, `tile/1/003.p/17`.
    pub fn path(&self) -> String {
        let mut rest = self.index;
        let mut number = format!("{:03}", rest % 1000);
        while rest >= 1000 {
            rest /= 1000;
            number = format!("x{:03}/{number}", rest % 1000);
        }
        let part = if self.width == WIDTH { String::new() } else { format!(".p/{}", self.width) };
        format!("tile/{}/{number}{part}", self.level)
    }

    /// Reads such a path. Errors: [`TileError::Path`], [`TileError::Place`], [`TileError::Entries`].
    pub fn parse(path: &str) -> Result<Self, TileError> {
        let rest =
            path.strip_prefix("tile/").filter(|_| path.len() <= LONGEST_PATH).ok_or(TileError::Path)?;
        let (level, rest) = rest.split_once('/').ok_or(TileError::Path)?;
        if level == "entries" {
            return Err(TileError::Entries);
        }
        let (index, width) = match rest.split_once(".p/") {
            Some((index, width)) => (index, number(width).ok_or(TileError::Path)?),
            None => (rest, u64::from(WIDTH)),
        };
        let level = number(level).and_then(|level| level.try_into().ok()).ok_or(TileError::Path)?;
        let digits: String = index.chars().filter(char::is_ascii_digit).collect();
        let index = digits.parse().map_err(|_| TileError::Path)?;
        let tile = Self::new(level, index, width.try_into().map_err(|_| TileError::Place)?)?;
        // Whatever is not written as `path` writes it is another path.
        if tile.path() == path { Ok(tile) } else { Err(TileError::Path) }
    }

    /// The bytes of its file. Errors: [`TileError::Length`] for another number of hashes.
    pub fn bytes(&self, hashes: &[Hash]) -> Result<Vec<u8>, TileError> {
        if hashes.len() != usize::from(self.width) {
            return Err(TileError::Length { width: self.width, found: hashes.len() });
        }
        Ok(hashes.iter().flat_map(|hash| *hash.as_bytes()).collect())
    }

    /// The hashes in the bytes of its file. Errors: [`TileError::Length`].
    pub fn hashes(&self, bytes: &[u8]) -> Result<Vec<Hash>, TileError> {
        let (hashes, rest) = bytes.as_chunks();
        if !rest.is_empty() || hashes.len() != usize::from(self.width) {
            return Err(TileError::Length { width: self.width, found: bytes.len() });
        }
        Ok(hashes.iter().map(|hash| Hash::from_bytes(*hash)).collect())
    }
}

/// The tiles to be written when a tree of `old` leaves has grown to `new`; from 0 on they are all tiles of the tree.
///
/// Among them are the full ones in whose place the smaller tree had one that was not full; that may be deleted then.
pub fn tiles(old: u64, new: u64) -> impl Iterator<Item = Tile> {
    let width = u64::from(WIDTH);
    (0..=TOP).flat_map(move |level| {
        let [old, new] = [old, new].map(|size| size.min(LARGEST) >> (HEIGHT * level));
        let end = if new > old { new.div_ceil(width) } else { 0 };
        (old / width..end).filter_map(move |index| {
            let left = u16::try_from(width.min(new - index * width)).ok()?;
            Tile::new(level, index, left).ok()
        })
    })
}

/// The hash of a full subtree of a tree of `size` leaves, from its tiles: what [`crate::tree`] makes proofs from.
///
/// `fetch` gives the bytes of a tile of this tree; it is asked for one, and should keep what it had to read. What tiles
/// say is checked by nobody but who verifies the proof against a checkpoint. Errors: [`ReadError`].
pub fn node<E>(
    node: Node,
    size: u64,
    mut fetch: impl FnMut(Tile) -> Result<Vec<u8>, E>,
) -> Result<Hash, ReadError<E>> {
    let outside = || ReadError::Outside { node, size };
    let (level, rise) = (node.level / HEIGHT, node.level % HEIGHT);
    let row = size.min(LARGEST).checked_shr(u32::from(HEIGHT * level)).ok_or_else(outside)?;
    let end = (u128::from(node.index) + 1) << rise;
    if level > TOP || end > u128::from(row) {
        return Err(outside());
    }
    let (width, first) = (u64::from(WIDTH), node.index << rise);
    let index = first / width;
    let left = u16::try_from(width.min(row - index * width)).map_err(|_| outside())?;
    let tile = Tile::new(level, index, left)?;
    let hashes = tile.hashes(&fetch(tile).map_err(ReadError::Fetch)?)?;
    let beneath = hashes.iter().skip(usize::try_from(first % width).unwrap_or(usize::MAX)).take(1 << rise);
    let mut subtree = Frontier::default();
    for hash in beneath {
        subtree.append(*hash).map_err(|_| outside())?;
    }
    Ok(subtree.head().root)
}
