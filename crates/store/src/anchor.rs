//! The Merkle tree over the acts as the register keeps it: leaves from the journal, hashes of full tiles, checkpoints.

use crate::{
    Reader, Store,
    batch::insert_batch,
    contents,
    error::{Result, StoreError},
    schema::{checkpoint, journal, tree_node, tree_secret, unit, written},
};
use diesel::prelude::*;
use earnest_anchor::Hash;
use earnest_model::{
    action::ActionKind,
    event::{Entry, Subject},
    id::CircularId,
    permit::{Permit, ReadJournal, ReadPublished},
};
use std::collections::HashMap;

/// Entries read at once.
const AT_ONCE: usize = 500;

/// A checkpoint as it was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCheckpoint {
    /// How many acts it covers.
    pub size: i64,
    /// The signed note.
    pub note: String,
    /// When (RFC 3339, UTC).
    pub made_at: String,
}

/// A hash of a full tile at a level of tiles above the leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TileRoot {
    /// The level of tiles at which the hash stands, from 1.
    pub level: u8,
    /// Its place there, from 0.
    pub place: i64,
    /// The hash.
    pub hash: Hash,
}

fn read_hash(text: &str) -> Result<Hash> {
    Hash::parse(text).ok_or_else(|| StoreError::meaningless(text, "a hash of the tree"))
}

impl Reader<'_> {
    /// Hashes of the entries from the place `after + 1` on, at most so many, in order.
    pub fn entry_hashes(&mut self, after: i64, limit: i64) -> Result<Vec<String>> {
        Ok(journal::table
            .filter(journal::place.gt(after))
            .order(journal::place.asc())
            .limit(limit)
            .select(journal::hash)
            .load(self.connection)?)
    }

    /// How many entries there are.
    pub fn entry_count(&mut self) -> Result<i64> {
        self.last_act()
    }

    /// Hashes of full tiles at a level of tiles, from a place on, at most so many, in order.
    pub fn tile_roots(&mut self, level: u8, from: i64, limit: i64) -> Result<Vec<Hash>> {
        let rows: Vec<String> = tree_node::table
            .filter(tree_node::level.eq(i32::from(level)).and(tree_node::place.ge(from)))
            .order(tree_node::place.asc())
            .limit(limit)
            .select(tree_node::hash)
            .load(self.connection)?;
        rows.iter().map(|text| read_hash(text)).collect()
    }

    /// How many hashes of full tiles are kept at a level of tiles without a gap: the place of the first that is missing.
    pub fn tile_roots_kept(&mut self, level: u8) -> Result<i64> {
        let places: Vec<i64> = tree_node::table
            .filter(tree_node::level.eq(i32::from(level)))
            .order(tree_node::place.asc())
            .select(tree_node::place)
            .load(self.connection)?;
        Ok((0..).zip(places).take_while(|(expected, place)| expected == place).count() as i64)
    }

    /// The hashes of full tiles that are kept, by level of tiles and place; `None` where something else stands.
    pub fn all_tile_roots(&mut self) -> Result<HashMap<(i32, i64), Option<Hash>>> {
        let rows: Vec<(i32, i64, String)> = tree_node::table
            .select((tree_node::level, tree_node::place, tree_node::hash))
            .load(self.connection)?;
        Ok(rows.iter().map(|(level, place, hash)| ((*level, *place), Hash::parse(hash))).collect())
    }

    /// All checkpoints, the smallest first.
    pub fn checkpoints(&mut self) -> Result<Vec<SignedCheckpoint>> {
        let rows: Vec<(i64, String, String)> =
            checkpoint::table.order(checkpoint::size.asc()).load(self.connection)?;
        Ok(rows.into_iter().map(signed).collect())
    }

    /// What is hashed into every leaf; `None` before the first checkpoint.
    pub fn tree_secret(&mut self) -> Result<Option<String>> {
        Ok(tree_secret::table.select(tree_secret::secret).first(self.connection).optional()?)
    }

    /// The newest checkpoint.
    pub fn last_checkpoint(&mut self) -> Result<Option<SignedCheckpoint>> {
        let row: Option<(i64, String, String)> =
            checkpoint::table.order(checkpoint::size.desc()).first(self.connection).optional()?;
        Ok(row.map(signed))
    }

    /// The first checkpoint that covers an act, by its place in the journal: the one on which the act stands.
    pub fn checkpoint_of(&mut self, place: i64) -> Result<Option<SignedCheckpoint>> {
        let row: Option<(i64, String, String)> = checkpoint::table
            .filter(checkpoint::size.ge(place))
            .order(checkpoint::size.asc())
            .first(self.connection)
            .optional()?;
        Ok(row.map(signed))
    }

    /// The checkpoint of exactly so many acts.
    pub fn checkpoint_at(&mut self, size: i64) -> Result<Option<SignedCheckpoint>> {
        let row: Option<(i64, String, String)> =
            checkpoint::table.find(size).first(self.connection).optional()?;
        Ok(row.map(signed))
    }

    /// The number of the last act of these kinds about a record.
    pub fn last_place_of(&mut self, record: &Subject, actions: &[ActionKind]) -> Result<Option<i64>> {
        let words: Vec<&str> = actions.iter().map(|action| action.key()).collect();
        Ok(journal::table
            .filter(journal::subject.eq(record.kind).and(journal::subject_id.eq(record.id)))
            .filter(journal::action.eq_any(words))
            .select(diesel::dsl::max(journal::place))
            .first(self.connection)?)
    }

    /// The number of the first act that wrote a record.
    pub fn first_place_of(&mut self, table: &str, id: i64) -> Result<Option<i64>> {
        Ok(written::table
            .filter(written::record.eq(table).and(written::record_key.eq(id.to_string())))
            .select(diesel::dsl::min(written::place))
            .first(self.connection)?)
    }

    /// The entry at a place, if it belongs to the permit's reach.
    pub fn entry_at(&mut self, permit: &Permit<ReadJournal>, place: i64) -> Result<Option<Entry>> {
        let span = permit.span();
        let row: Option<crate::journal::Row> = journal::table
            .inner_join(unit::table.on(unit::id.eq(journal::unit_id)))
            .filter(unit::lo.between(span.lo, span.hi).and(journal::place.eq(place)))
            .select(crate::journal::Row::as_select())
            .first(self.connection)
            .optional()?;
        row.map(Entry::try_from).transpose()
    }

    /// The acts about the permit's unit itself after a place, at most so many, in order: those done there, and those of
    /// others that wrote a record of it.
    pub fn entries_about(
        &mut self,
        permit: &Permit<ReadJournal>,
        after: i64,
        limit: i64,
    ) -> Result<Vec<Entry>> {
        let places = contents::places_about(self.connection, permit.unit().0, (after, limit))?;
        self.entries_at(&places)
    }

    /// The entry by which the permit's version of a circular was published.
    pub fn entry_of_circular(&mut self, permit: &Permit<ReadPublished, CircularId>) -> Result<Option<Entry>> {
        let record = Subject::from(permit.key());
        let place = self.last_place_of(&record, &[ActionKind::PublishCircular])?;
        Ok(self.entries_at(&place.into_iter().collect::<Vec<_>>())?.pop())
    }

    /// The entries at these places, in order.
    pub(crate) fn entries_at(&mut self, places: &[i64]) -> Result<Vec<Entry>> {
        let mut entries = Vec::with_capacity(places.len());
        for some in places.chunks(AT_ONCE) {
            let rows: Vec<crate::journal::Row> = journal::table
                .filter(journal::place.eq_any(some))
                .order(journal::place.asc())
                .select(crate::journal::Row::as_select())
                .load(self.connection)?;
            for row in rows {
                entries.push(Entry::try_from(row)?);
            }
        }
        Ok(entries)
    }
}

fn signed((size, note, made_at): (i64, String, String)) -> SignedCheckpoint {
    SignedCheckpoint { size, note, made_at }
}

impl Store {
    /// Keeps what is hashed into every leaf, unless it is kept already; gives what is kept.
    pub fn tree_secret_keep(&self, secret: &str) -> Result<String> {
        self.outside_journal(|connection| {
            let kept: Option<String> =
                tree_secret::table.select(tree_secret::secret).first(connection).optional()?;
            if let Some(kept) = kept {
                return Ok(kept);
            }
            diesel::insert_into(tree_secret::table)
                .values((tree_secret::id.eq(1), tree_secret::secret.eq(secret)))
                .execute(connection)?;
            Ok(secret.to_owned())
        })
    }

    /// Keeps hashes of full tiles; those that are there already stay as they are.
    pub fn tile_roots_keep(&self, roots: &[TileRoot]) -> Result<()> {
        self.outside_journal(|connection| {
            let mut new = Vec::new();
            for root in roots {
                let known: i64 = tree_node::table
                    .filter(tree_node::level.eq(i32::from(root.level)).and(tree_node::place.eq(root.place)))
                    .count()
                    .first(connection)?;
                if known == 0 {
                    new.push((
                        tree_node::level.eq(i32::from(root.level)),
                        tree_node::place.eq(root.place),
                        tree_node::hash.eq(root.hash.to_string()),
                    ));
                }
            }
            insert_batch!(connection, tree_node::table, new, 3);
            Ok(())
        })
    }

    /// Forgets the hashes of full tiles: they follow from the journal.
    pub fn tile_roots_forget(&self) -> Result<()> {
        self.outside_journal(|connection| {
            diesel::delete(tree_node::table).execute(connection)?;
            Ok(())
        })
    }

    /// Keeps a signed checkpoint; one of the same size stays as it is.
    pub fn checkpoint_keep(&self, new: &SignedCheckpoint) -> Result<()> {
        self.outside_journal(|connection| {
            let known: i64 =
                checkpoint::table.filter(checkpoint::size.eq(new.size)).count().first(connection)?;
            if known == 0 {
                diesel::insert_into(checkpoint::table)
                    .values((
                        checkpoint::size.eq(new.size),
                        checkpoint::note.eq(&new.note),
                        checkpoint::made_at.eq(&new.made_at),
                    ))
                    .execute(connection)?;
            }
            Ok(())
        })
    }
}
