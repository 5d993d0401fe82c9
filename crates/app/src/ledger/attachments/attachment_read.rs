//! Read attached files: a record's list of them, and one with its bytes. Whoever may see the record may see them.

use crate::{
    AppError, Context, Result,
    home::home,
    ledger::attachments::{
        file_holder::{FileHolder, ready},
        storage::Files,
    },
    permit_at, permit_on,
};
use earnest_model::{
    id::{AttachmentId, MeasureId, PlanId, SeminarId, SpotCheckId},
    ledger::attachments::attachment::{Attachment, Holder, digest},
    permit::{ReadExemplars, ReadProgramme},
    units::unit::Unit,
};
use earnest_store::Reader;

/// The files of a record.
#[derive(Debug, Clone)]
pub struct FilesView {
    /// The unit that the record belongs to.
    pub unit: Unit,
    /// The files, earlier revisions included, the oldest first.
    pub files: Vec<Attachment>,
    /// Whether the actor may attach more now.
    pub may_attach: bool,
}

/// The files of a record, earlier revisions included, for whoever may see it.
pub(crate) fn seen<K: FileHolder>(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    key: K,
) -> Result<Vec<Attachment>> {
    let permit = permit_on::<K::Sees, K>(context, reader, key)?;
    Ok(reader.attachments(&permit)?)
}

/// The files of a record, for its page.
pub fn files_of(context: &Context<'_>, holder: Holder, record: i64) -> Result<FilesView> {
    match holder {
        Holder::Measure => files(context, MeasureId(record)),
        Holder::Plan => files(context, PlanId(record)),
        Holder::Seminar => files(context, SeminarId(record)),
        Holder::SpotCheck => files(context, SpotCheckId(record)),
    }
}

fn files<K: FileHolder>(context: &Context<'_>, key: K) -> Result<FilesView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let files = seen(context, &mut reader, key)?;
    let at = reader.at(key)?.ok_or(AppError::NotFound)?;
    Ok(FilesView {
        unit: reader.unit(&permit_at::<ReadProgramme>(context, at.target())?)?,
        files,
        may_attach: ready(context, &mut reader, key).is_ok(),
    })
}

/// A file of a record that the actor may see.
fn own_file(context: &Context<'_>, reader: &mut Reader<'_>, id: AttachmentId) -> Result<Attachment> {
    let permit = permit_on::<ReadProgramme, _>(context, reader, id)?;
    let (holder, record) = reader.attachment_holder(&permit)?;
    let all = match holder {
        Holder::Measure => seen(context, reader, MeasureId(record))?,
        Holder::Plan => seen(context, reader, PlanId(record))?,
        Holder::Seminar => seen(context, reader, SeminarId(record))?,
        Holder::SpotCheck => seen(context, reader, SpotCheckId(record))?,
    };
    all.into_iter().find(|one| one.id == id).ok_or(AppError::NotFound)
}

/// A file of a session that is held up as an example, for whoever may read that.
fn exemplar_file(context: &Context<'_>, reader: &mut Reader<'_>, id: AttachmentId) -> Result<Attachment> {
    let own = home(context, reader)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadExemplars>(context, own).map_err(|_| AppError::NotFound)?;
    Ok(reader.exemplar_file(&permit, id)?)
}

/// A file with its bytes, which are those that were attached, or it is refused.
pub fn read_file(
    context: &Context<'_>,
    files: &dyn Files,
    id: AttachmentId,
) -> Result<(Attachment, Vec<u8>)> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let file = match own_file(context, &mut reader, id) {
        Err(AppError::NotFound | AppError::Denied(_)) => exemplar_file(context, &mut reader, id)?,
        file => file?,
    };
    let bytes = files.get(&file.sha256)?.ok_or_else(|| AppError::refused("error-attachment-missing"))?;
    if digest(&bytes) != file.sha256 {
        return Err(AppError::refused("error-attachment-changed"));
    }
    Ok((file, bytes))
}
