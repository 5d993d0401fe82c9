//! Verify the attached files: each lies there, holds what it held when it was attached, and is what the journal swore.
//! And sweep away what nothing names.

use crate::{AppError, Context, Result, ledger::attachments::storage::Files};
use earnest_model::{
    Timestamp,
    id::AttachmentId,
    ledger::attachments::attachment::{Attachment, digest},
    permit::{Permit, ReadJournal, decide},
};
use earnest_store::Reader;
use std::collections::{BTreeMap, BTreeSet};

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilesCheck {
    /// How many attachments the register names.
    pub attachments: usize,
    /// How many files lie there.
    pub lying: usize,
    /// Attachments whose file is not there.
    pub missing: Vec<AttachmentId>,
    /// Attachments whose file holds something else.
    pub changed: Vec<AttachmentId>,
    /// Attachments of which the journal says something else, or nothing.
    pub unsworn: Vec<AttachmentId>,
    /// Files that no attachment names.
    pub orphans: Vec<String>,
}

impl FilesCheck {
    /// Whether every attachment is there, unchanged and sworn. Files that nothing names do no harm.
    pub fn is_well(&self) -> bool {
        self.missing.is_empty() && self.changed.is_empty() && self.unsworn.is_empty()
    }
}

/// Whether the register names any file: then there has to be a place where it lies.
pub fn names_files(context: &Context<'_>) -> Result<bool> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let Some(root) = reader.root()? else { return Ok(false) };
    let permit = decide::<ReadJournal>(context.actor, root, context.today).map_err(AppError::from)?;
    Ok(!reader.attachments_after(&permit, 0, 1)?.is_empty())
}

/// How many are looked at in one go.
const PAGE: i64 = 500;

/// Verifies all attachments. `whole`: every file is read and its hash computed anew; otherwise it is enough that it lies there.
pub fn verify_files(context: &Context<'_>, files: &dyn Files, whole: bool) -> Result<FilesCheck> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let lying: BTreeSet<String> = files.list()?.into_iter().map(|file| file.sha256).collect();
    let mut check = FilesCheck { lying: lying.len(), ..FilesCheck::default() };
    let mut named = BTreeSet::new();
    each_page(context, &mut reader, |reader, permit, page| {
        let sworn = sworn(reader, permit, page)?;
        for one in page {
            check.attachments += 1;
            if sworn.get(&one.id.0) != Some(&one.sha256) {
                check.unsworn.push(one.id);
            }
            let first = named.insert(one.sha256.clone());
            if !lying.contains(&one.sha256) {
                check.missing.push(one.id);
            } else if whole
                && first
                && files.get(&one.sha256)?.map(|bytes| digest(&bytes)) != Some(one.sha256.clone())
            {
                check.changed.push(one.id);
            }
        }
        Ok(())
    })?;
    check.orphans = lying.difference(&named).cloned().collect();
    Ok(check)
}

/// Removes the files that no attachment names and that were written before `before`: a younger one may belong to an
/// attachment that is just being written. Gives their names.
pub fn sweep_files(context: &Context<'_>, files: &dyn Files, before: Timestamp) -> Result<Vec<String>> {
    // The list first: what is attached after it is not on it.
    let lying = files.list()?;
    let mut snapshot = context.store.snapshot()?;
    let mut named = BTreeSet::new();
    each_page(context, &mut snapshot.reader(), |_, _, page| {
        named.extend(page.iter().map(|one| one.sha256.clone()));
        Ok(())
    })?;
    let mut removed = Vec::new();
    for file in lying {
        if file.written_at < before && !named.contains(&file.sha256) {
            files.remove(&file.sha256)?;
            removed.push(file.sha256);
        }
    }
    Ok(removed)
}

fn each_page(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    mut act: impl FnMut(&mut Reader<'_>, &Permit<ReadJournal>, &[Attachment]) -> Result<()>,
) -> Result<()> {
    let Some(root) = reader.root()? else { return Ok(()) };
    let permit = decide::<ReadJournal>(context.actor, root, context.today).map_err(AppError::from)?;
    let mut after = 0;
    loop {
        let page = reader.attachments_after(&permit, after, PAGE)?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.id.0;
        act(reader, &permit, &page)?;
    }
}

/// The hashes that the journal swore to, by attachment.
fn sworn(
    reader: &mut Reader<'_>,
    permit: &Permit<ReadJournal>,
    page: &[Attachment],
) -> Result<BTreeMap<i64, String>> {
    let (Some(first), Some(last)) = (page.first(), page.last()) else { return Ok(BTreeMap::new()) };
    let events = reader.attachments_sworn(permit, first.id, last.id)?;
    let hash = |detail: &str| {
        let detail: serde_json::Value = serde_json::from_str(detail).ok()?;
        Some(detail.get("sha256")?.as_str()?.to_owned())
    };
    Ok(events.into_iter().filter_map(|(id, detail)| Some((id, hash(&detail)?))).collect())
}
