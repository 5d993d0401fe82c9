//! Tiles: where they are, what is in them, and proofs from them.

use crate::definition::{head, leaves, nodes};
use earnest_anchor::{
    Hash,
    tile::{ReadError, Tile, TileError, node, tiles},
    tree::{Frontier, LARGEST, Node, consistency, inclusion, root, verify_consistency, verify_inclusion},
};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// The files of a tree, as they are published while it grows through these sizes.
fn published(leaves: &[Hash], sizes: &[usize]) -> BTreeMap<String, Vec<u8>> {
    let mut stored = BTreeMap::new();
    let mut tree = Frontier::default();
    let mut files = BTreeMap::new();
    let mut old = 0;
    for size in sizes {
        for leaf in &leaves[old..*size] {
            stored.extend(tree.append(*leaf).unwrap());
        }
        for tile in tiles(old as u64, *size as u64) {
            let hashes: Vec<_> = tile.nodes().map(|node| stored[&node]).collect();
            files.insert(tile.path(), tile.bytes(&hashes).unwrap());
        }
        old = *size;
    }
    files
}

fn paths(old: u64, new: u64) -> Vec<String> {
    tiles(old, new).map(|tile| tile.path()).collect()
}

#[test]
fn the_tree_of_the_specification_has_its_tiles() {
    let all: Vec<_> = tiles(0, 70_000).collect();
    let count = |prefix: &str, full: bool| {
        all.iter().filter(|tile| tile.path().starts_with(prefix) && (tile.width() == 256) == full).count()
    };
    assert_eq!((count("tile/0/", true), count("tile/0/", false)), (273, 1));
    assert_eq!((count("tile/1/", true), count("tile/1/", false)), (1, 1));
    assert_eq!((count("tile/2/", true), count("tile/2/", false)), (0, 1));
    for path in ["tile/0/272", "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"] {
        assert!(all.contains(&Tile::parse(path).unwrap()), "{path}");
    }
    assert_eq!(all.len(), 277);
    assert_eq!(paths(0, 256), ["tile/0/000", "tile/1/000.p/1"]);
    assert_eq!(Tile::new(0, 1_234_067, 256).unwrap().path(), "tile/0/x001/x234/067");
}

#[test]
fn growing_writes_only_what_is_new() {
    assert_eq!(paths(0, 0), Vec::<String>::new());
    assert_eq!(paths(5, 5), Vec::<String>::new());
    assert_eq!(paths(7, 5), Vec::<String>::new());
    assert_eq!(paths(5, 7), ["tile/0/000.p/7"]);
    assert_eq!(paths(250, 260), ["tile/0/000", "tile/0/001.p/4", "tile/1/000.p/1"]);
    assert_eq!(paths(256, 257), ["tile/0/001.p/1"]);
    assert_eq!(paths(65_535, 65_536), ["tile/0/255", "tile/1/000", "tile/2/000.p/1"]);
    assert_eq!(tiles(LARGEST - 1, LARGEST).map(|tile| tile.path()).collect::<Vec<_>>().len(), 1);
    assert_eq!(tiles(LARGEST, u64::MAX).count(), 0);
}

#[test]
fn paths_have_one_way_of_writing() {
    for path in [
        "",
        "tile",
        "tile/0/",
        "tile/0/0",
        "tile/0/0000",
        "tile/00/000",
        "tile/0/x000/001",
        "tile/0/001/x234",
        "tile/0/x001/x234/67",
        "tile/0/-01",
        "tile/0/000.p/",
        "tile/0/000.p/05",
        "tile/0/000.p/256",
        "tile/0/000.p/5/x",
        "/tile/0/000",
        "tile/0/000/",
        "tile/0/../checkpoint",
        "tile/0/0/000",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/x999/x999/x999/x999/x999/x999/x999/x999/999",
    ] {
        let refused = Tile::parse(path).unwrap_err();
        assert_eq!(refused, TileError::Path, "{path}");
    }
}

#[test]
fn tiles_that_no_tree_has_are_refused() {
    for path in
        ["tile/8/000", "tile/63/000", "tile/0/000.p/0", "tile/0/000.p/257", "tile/7/001", "tile/7/000"]
    {
        assert_eq!(Tile::parse(path), Err(TileError::Place), "{path}");
    }
    assert!(Tile::parse("tile/7/000.p/127").is_ok());
    assert_eq!(Tile::new(0, u64::MAX, 256), Err(TileError::Place));
    assert_eq!(Tile::new(255, 0, 1), Err(TileError::Place));
}

#[test]
fn contents_are_never_named() {
    assert_eq!(Tile::parse("tile/entries/000"), Err(TileError::Entries));
    assert_eq!(Tile::parse("tile/entries/x001/234.p/5"), Err(TileError::Entries));
    assert!(tiles(0, 100_000).all(|tile| !tile.path().contains("entries")));
}

#[test]
fn bytes_of_another_length_are_no_tile() {
    let tile = Tile::new(0, 0, 3).unwrap();
    let hashes = leaves(3, 0);
    let bytes = tile.bytes(&hashes).unwrap();
    assert_eq!((bytes.len(), tile.hashes(&bytes).unwrap()), (96, hashes.clone()));
    assert_eq!(tile.bytes(&hashes[..2]), Err(TileError::Length { width: 3, found: 2 }));
    for length in [0, 64, 95] {
        assert_eq!(tile.hashes(&bytes[..length]), Err(TileError::Length { width: 3, found: length }));
    }
    assert!(tile.hashes(&[0; 97]).is_err());
}

#[test]
fn proofs_from_published_tiles_hold_for_every_size_that_was_published() {
    let sizes = [1, 2, 255, 256, 257, 600, 70_000];
    let leaves = leaves(70_000, 0);
    let files = published(&leaves, &sizes);
    let mut grown = Frontier::default();
    let mut heads = Vec::new();
    for (at, leaf) in leaves.iter().enumerate() {
        grown.append(*leaf).unwrap();
        if sizes.contains(&(at + 1)) {
            heads.push(grown.head());
        }
    }
    let fetch = |tile: Tile| files.get(&tile.path()).cloned().ok_or(tile);
    for tree in &heads {
        let stored = |at: Node| node(at, tree.size, fetch);
        assert_eq!(root(tree.size, stored).unwrap(), tree.root);
        for index in [0, tree.size / 3, tree.size / 2, tree.size - 1] {
            let proof = inclusion(index, tree.size, stored).unwrap();
            let leaf = leaves[usize::try_from(index).unwrap()];
            assert_eq!(verify_inclusion(leaf, index, *tree, &proof), Ok(()));
        }
        for old in heads.iter().filter(|old| old.size <= tree.size) {
            let proof = consistency(old.size, tree.size, stored).unwrap();
            assert_eq!(verify_consistency(*old, *tree, &proof), Ok(()));
        }
    }
}

#[test]
fn a_node_that_the_tree_does_not_have_is_not_asked_for() {
    let fetch = |_: Tile| -> Result<Vec<u8>, ()> { panic!("asked") };
    for (level, index) in
        [(0, 300), (1, 150), (8, 1), (9, 0), (64, 0), (255, 0), (0, u64::MAX), (255, u64::MAX)]
    {
        let missing = Node { level, index };
        assert_eq!(node(missing, 300, fetch), Err(ReadError::Outside { node: missing, size: 300 }));
    }
}

#[test]
fn a_tile_that_cannot_be_read_or_is_too_short_breaks_off() {
    let first = Node { level: 0, index: 0 };
    assert_eq!(node(first, 3, |_| Err("gone")), Err(ReadError::Fetch("gone")));
    let short = node(first, 3, |_| Ok::<_, ()>(vec![0; 64]));
    assert_eq!(short, Err(ReadError::Tile(TileError::Length { width: 3, found: 64 })));
}

proptest! {
    #[test]
    fn every_tile_comes_back_from_its_path(level in 0_u8..8, index: u64, width in 1_u16..=256) {
        let index = index >> (9 + 8 * u32::from(level)).min(63);
        if let Ok(tile) = Tile::new(level, index, width) {
            prop_assert_eq!(Tile::parse(&tile.path()), Ok(tile));
        }
    }

    #[test]
    fn nodes_from_tiles_are_those_of_the_tree(size in 1_usize..700, level in 0_u8..10, index in 0_u64..700) {
        let leaves = leaves(size as u64, 0);
        let files = published(&leaves, &[size]);
        let wanted = Node { level, index: index % (size as u64 >> level).max(1) };
        let found = node(wanted, size as u64, |tile| files.get(&tile.path()).cloned().ok_or(()));
        if size as u64 >> level == 0 {
            prop_assert_eq!(found, Err(ReadError::Outside { node: wanted, size: size as u64 }));
        } else {
            prop_assert_eq!(found, Ok(nodes(&leaves)(wanted).unwrap()));
        }
    }

    #[test]
    fn a_spoilt_tile_gives_no_proof_that_holds(size in 2_usize..700, index in 0_usize..700, byte in 0_usize..8192) {
        let leaves = leaves(size as u64, 0);
        let index = index % size;
        let mut files = published(&leaves, &[size]);
        let width = 256.min(size - index / 256 * 256);
        let sibling = (index ^ 1) % 256;
        prop_assume!(sibling < width);
        let tile = Tile::new(0, index as u64 / 256, u16::try_from(width).unwrap()).unwrap();
        files.get_mut(&tile.path()).unwrap()[sibling * 32 + byte % 32] ^= 1;
        let stored = |at| node(at, size as u64, |tile| files.get(&tile.path()).cloned().ok_or(()));
        let proof = inclusion(index as u64, size as u64, stored).unwrap();
        prop_assert!(verify_inclusion(leaves[index], index as u64, head(&leaves), &proof).is_err());
    }
}
