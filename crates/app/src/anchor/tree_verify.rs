//! Hold the journal against the register's own checkpoints, and the kept hashes of the tree against the journal.

use super::{
    checkpoint_sign::head_of,
    tree::{act, broken, salt},
};
use crate::Result;
use earnest_anchor::{
    Hash,
    tree::{Frontier, Head, Node},
};
use earnest_model::contents::ContentsFault;
use earnest_store::Reader;
use std::collections::{BTreeMap, HashMap};

/// Entries read at once.
const PAGE: i64 = 2_000;

/// What does not fit. Whether a checkpoint was signed by the register's key is for whoever has the public key.
pub(crate) fn verify_tree(reader: &mut Reader<'_>) -> Result<Vec<ContentsFault>> {
    let mut faults = Vec::new();
    let mut heads = BTreeMap::new();
    for signed in reader.checkpoints()? {
        match head_of(&signed.note).ok().filter(|head| i64::try_from(head.size) == Ok(signed.size)) {
            Some(head) => drop(heads.insert(signed.size, head)),
            None => faults.push(ContentsFault::NoCheckpoint(signed.size)),
        }
    }
    let kept = reader.all_tile_roots()?;
    let Some(secret) = reader.tree_secret()? else {
        let is_needed = !heads.is_empty() || !kept.is_empty();
        faults.extend(is_needed.then_some(ContentsFault::NoTreeSecret));
        return Ok(faults);
    };
    let mut growth = Growth { secret, heads, kept, tree: Frontier::default(), faults };
    let mut entries = 0;
    loop {
        let hashes = reader.entry_hashes(entries, PAGE)?;
        if hashes.is_empty() {
            break;
        }
        for hash in &hashes {
            entries += 1;
            growth.append(entries, hash)?;
        }
    }
    Ok(growth.ended(entries))
}

/// The tree as it grows again, beside what was kept of it.
struct Growth {
    secret: String,
    /// The signed heads that were not reached yet, by size.
    heads: BTreeMap<i64, Head>,
    /// The kept hashes that were not reached yet, by level of tiles and place.
    kept: HashMap<(i32, i64), Option<Hash>>,
    tree: Frontier,
    faults: Vec<ContentsFault>,
}

impl Growth {
    fn append(&mut self, place: i64, hash: &str) -> Result<()> {
        let leaf = Hash::leaf(act(&salt(&self.secret, place), hash).as_bytes());
        for (node, hash) in self.tree.append(leaf).map_err(broken)? {
            self.hold(node, hash)?;
        }
        if let Some(signed) = self.heads.remove(&place)
            && signed != self.tree.head()
        {
            self.faults.push(ContentsFault::Rewritten(place));
        }
        Ok(())
    }

    fn hold(&mut self, node: Node, hash: Hash) -> Result<()> {
        if node.level == 0 || !node.level.is_multiple_of(8) {
            return Ok(());
        }
        let at = (i32::from(node.level / 8), i64::try_from(node.index).map_err(broken)?);
        if self.kept.remove(&at).is_some_and(|kept| kept != Some(hash)) {
            self.faults.push(ContentsFault::TreeHash { level: at.0, place: at.1 });
        }
        Ok(())
    }

    fn ended(mut self, entries: i64) -> Vec<ContentsFault> {
        let cut = self.heads.into_keys().map(|size| ContentsFault::Cut { size, entries });
        self.faults.extend(cut);
        let mut over: Vec<(i32, i64)> = self.kept.into_keys().collect();
        over.sort_unstable();
        let over = over.into_iter().map(|(level, place)| ContentsFault::TreeHash { level, place });
        self.faults.extend(over);
        self.faults
    }
}
