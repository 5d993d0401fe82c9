//! Bring a register's tables up to date. What a migration changes in the records is taken under the chain by an act of
//! its own; what did not agree with the journal before stays a fault.

use crate::{Context, Result, permit_at};
use earnest_model::{contents::ContentsFault, mark::Mark, permit::SealContents, units::acts::UnitsAct};
use std::collections::HashSet;

/// What was done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Migrated {
    /// How many migrations ran.
    pub migrations: usize,
    /// How many records were taken under the chain as they stand.
    pub sealed: u64,
    /// How many records did not agree with the journal before, and are left as faults.
    pub faults: usize,
}

/// Does it: all of it or nothing. A register without a mark is given this one.
pub fn migrate_register(context: &Context<'_>, mark: &Mark) -> Result<Migrated> {
    let store = context.store;
    store.must_be_register()?;
    if store.pending_migrations()? == 0 {
        store.mark(mark, context.now)?;
        return Ok(Migrated::default());
    }
    let doubted: HashSet<(String, String)> = if store.keeps_contents()? {
        let verified = store.snapshot()?.reader().verify_journal()?;
        verified
            .faults
            .iter()
            .filter_map(ContentsFault::record)
            .map(|(table, key)| (table.to_owned(), key.to_owned()))
            .collect()
    } else {
        HashSet::new()
    };
    let (mut work, migrations) = store.begin_migrated(context.now)?;
    work.mark(mark)?;
    let Some(root) = work.reader().root()? else {
        work.close_migrated()?;
        return Ok(Migrated { migrations, sealed: 0, faults: doubted.len() });
    };
    let permit = permit_at::<SealContents>(context, root)?;
    let records = work.seal_contents(&permit, &doubted)?;
    if records > 0 {
        work.commit(&permit.act(UnitsAct::ContentsSealed { records, migrations }))?;
    } else {
        work.close_migrated()?;
    }
    Ok(Migrated { migrations, sealed: records, faults: doubted.len() })
}
