//! Give a tile of the tree to whoever asks: hashes alone, from which nothing of any act can be learnt.

use super::tree::Acts;
use crate::{AppError, Context, Result};
use earnest_anchor::tile::{Tile, tiles};

/// The bytes of the tile at a path such as `tile/0/000.p/12`, if the last checkpoint's tree has it.
pub fn show_tile(context: &Context<'_>, path: &str) -> Result<Vec<u8>> {
    let tile = Tile::parse(path).map_err(|_| AppError::NotFound)?;
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let size = reader.last_checkpoint()?.map_or(0, |checkpoint| checkpoint.size);
    let secret = reader.tree_secret()?.ok_or(AppError::NotFound)?;
    let end = tile.nodes().last().map_or(0, |node| (node.index + 1) << node.level);
    if end > u64::try_from(size).unwrap_or_default() {
        return Err(AppError::NotFound);
    }
    Acts::new(&mut reader, &secret).tile(tile)
}

/// All tiles of the last checkpoint's tree with their paths: for a copy that is served elsewhere.
pub fn all_tiles(context: &Context<'_>, old: u64) -> Result<Vec<(String, Vec<u8>)>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let size = reader.last_checkpoint()?.map_or(0, |checkpoint| checkpoint.size);
    let Some(secret) = reader.tree_secret()? else { return Ok(Vec::new()) };
    let mut acts = Acts::new(&mut reader, &secret);
    tiles(old, u64::try_from(size).unwrap_or_default())
        .map(|tile| Ok((tile.path(), acts.tile(tile)?)))
        .collect()
}
