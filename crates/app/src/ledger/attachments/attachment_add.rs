//! Attach files to a record: the bytes first, whole and on the disk, then the record with its event. What is refused
//! leaves nothing behind; what breaks in between leaves a file that nothing names, and the operator sweeps it away.

use crate::{
    AppError, Context, Result,
    ledger::attachments::{
        file_holder::{FileHolder, ready},
        storage::Files,
    },
};
use earnest_model::{
    id::{AttachmentId, MeasureId, PlanId, SeminarId, SpotCheckId},
    ledger::{
        acts::LedgerAct,
        attachments::attachment::{
            Attachment, CheckedFile, Holder, MOST_AT_ONCE, MOST_FILES, current, too_large,
        },
    },
    message::{FieldErrors, Message},
};

/// A file as a form brings it.
#[derive(Debug, Clone, Copy)]
pub struct NewFile<'a> {
    /// What it is called there.
    pub name: &'a str,
    /// Its bytes, as far as they were read.
    pub bytes: &'a [u8],
    /// Whether it was larger than is read.
    pub too_large: bool,
}

/// Attaches files to a record of one's own unit; with `previous`, one file as a later revision of it.
/// Faults stand at the field `files`, one of `previous` at `previous`.
pub fn attach_files(
    context: &Context<'_>,
    files: &dyn Files,
    (holder, record): (Holder, i64),
    new: &[NewFile<'_>],
    previous: Option<AttachmentId>,
) -> Result<Vec<AttachmentId>> {
    match holder {
        Holder::Measure => attach(context, files, MeasureId(record), new, previous),
        Holder::Plan => attach(context, files, PlanId(record), new, previous),
        Holder::Seminar => attach(context, files, SeminarId(record), new, previous),
        Holder::SpotCheck => attach(context, files, SpotCheckId(record), new, previous),
    }
}

fn attach<K: FileHolder>(
    context: &Context<'_>,
    files: &dyn Files,
    key: K,
    new: &[NewFile<'_>],
    previous: Option<AttachmentId>,
) -> Result<Vec<AttachmentId>> {
    let mut snapshot = context.store.snapshot()?;
    let permit = ready(context, &mut snapshot.reader(), key)?;
    let checked = check(new, previous)?;
    // Before anything is written: what is refused leaves nothing behind.
    room(&snapshot.reader().attachments(&permit)?, &checked, previous)?;
    drop(snapshot);
    let mut written = Vec::new();
    for (file, new) in checked.iter().zip(new) {
        if files.get(&file.sha256)?.is_none() {
            written.push(file.sha256.as_str());
        }
        files.put(&file.sha256, new.bytes)?;
    }
    let end = record(context, key, &checked, previous);
    if end.is_err() {
        // The record moved on meanwhile. What nothing names yet is nobody's.
        for sha256 in written {
            files.remove(sha256)?;
        }
    }
    end
}

/// Whether the record has room for the files, and the file that one of them replaces is there; gives that one.
fn room(
    there: &[Attachment],
    new: &[CheckedFile],
    previous: Option<AttachmentId>,
) -> Result<Option<Attachment>> {
    if there.len() + new.len() > MOST_FILES {
        let message = Message::new("error-attachment-many").with("limit", MOST_FILES);
        return Err(AppError::field("files", message));
    }
    let replaced = previous.map(|id| current(there).into_iter().find(|one| one.id == id).cloned());
    match replaced {
        Some(None) => Err(AppError::field("previous", Message::new("error-attachment-previous"))),
        found => Ok(found.flatten()),
    }
}

/// Records files that were written, with their events.
fn record<K: FileHolder>(
    context: &Context<'_>,
    key: K,
    checked: &[CheckedFile],
    previous: Option<AttachmentId>,
) -> Result<Vec<AttachmentId>> {
    let mut work = context.begin()?;
    let permit = ready(context, &mut work.reader(), key)?;
    let there = work.reader().attachments(&permit)?;
    let replaced = room(&there, checked, previous)?.map(|one| one.sha256);
    let (mut ids, mut events) = (Vec::new(), Vec::new());
    for file in checked {
        let id = work.attachment_insert(&permit, file, previous)?;
        // The journal has more readers than the record: it keeps the hash, and no name.
        let told = LedgerAct::FileAttached {
            record: K::HOLDER.key(),
            record_number: key.number(),
            sha256: file.sha256.clone(),
            size: file.size,
            previous_sha256: replaced.clone(),
        };
        events.push(permit.act_on(id, told));
        ids.push(id);
    }
    match events.split_first() {
        Some((first, rest)) => work.commit_all(first, rest)?,
        None => return Err(AppError::field("files", Message::new("error-attachment-none"))),
    }
    Ok(ids)
}

fn check(new: &[NewFile<'_>], previous: Option<AttachmentId>) -> Result<Vec<CheckedFile>> {
    let mut errors = FieldErrors::new();
    if new.is_empty() {
        errors.add("files", Message::new("error-attachment-none"));
    }
    if new.len() > MOST_AT_ONCE {
        errors.add("files", Message::new("error-attachment-at-once").with("limit", MOST_AT_ONCE));
    }
    if previous.is_some() && new.len() > 1 {
        errors.add("previous", Message::new("error-attachment-one"));
    }
    let look = |file: &NewFile<'_>| {
        if file.too_large { Err(too_large(file.name)) } else { CheckedFile::check(file.name, file.bytes) }
    };
    let checked: Vec<_> = new.iter().filter_map(|file| errors.take("files", look(file))).collect();
    if errors.is_empty() { Ok(checked) } else { Err(AppError::Form(errors)) }
}
