//! Read attached files: a record's list of them, and one with its bytes. Whoever may see the record may see them.

use crate::{AppError, Context, Result, ledger::attachments::storage::Files, permit_at};
use earnest_model::{
    id::{AttachmentId, MeasureId},
    ledger::attachments::attachment::{Attachment, Holder, digest},
    permit::{AttachFile, Permit, ReadAssessments, ReadLedger, ReadPlans, ReadProgramme, Target},
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

/// Says whether the actor may see a record that holds files: by the permit to read its kind, and for a measure by
/// whether its problem may be seen.
pub(crate) fn see_holder(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    target: Target,
    holder: Holder,
    record: i64,
) -> Result<()> {
    match holder {
        Holder::Measure => {
            let permit = permit_at::<ReadLedger>(context, target)?;
            reader.measure(&permit, MeasureId(record))?;
        }
        Holder::Plan => drop(permit_at::<ReadPlans>(context, target)?),
        Holder::Seminar => drop(permit_at::<ReadAssessments>(context, target)?),
    }
    Ok(())
}

/// The files of a record, for its page.
pub fn files_of(context: &Context<'_>, holder: Holder, record: i64) -> Result<FilesView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let target = reader.locate_holder(holder, record)?.ok_or(AppError::NotFound)?;
    see_holder(context, &mut reader, target, holder, record)?;
    let permit = permit_at::<ReadProgramme>(context, target)?;
    Ok(FilesView {
        unit: reader.unit(&permit)?,
        files: reader.attachments(&permit, holder, record)?,
        may_attach: may_attach(context, &mut reader, target, holder, record),
    })
}

fn may_attach(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    target: Target,
    holder: Holder,
    record: i64,
) -> bool {
    let Ok(permit): Result<Permit<AttachFile>> = permit_at(context, target) else { return false };
    let measure = |reader: &mut Reader<'_>| reader.measure(&permit, MeasureId(record));
    holder != Holder::Measure || measure(reader).is_ok_and(|measure| measure.state.is_open())
}

/// A file with its bytes, which are those that were attached, or it is refused.
pub fn read_file(
    context: &Context<'_>,
    files: &dyn Files,
    id: AttachmentId,
) -> Result<(Attachment, Vec<u8>)> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let (target, holder, record) = reader.locate_attachment(id)?.ok_or(AppError::NotFound)?;
    see_holder(context, &mut reader, target, holder, record)?;
    let permit = permit_at::<ReadProgramme>(context, target)?;
    let all = reader.attachments(&permit, holder, record)?;
    let file = all.into_iter().find(|one| one.id == id).ok_or(AppError::NotFound)?;
    let bytes = files.get(&file.sha256)?.ok_or_else(|| AppError::refused("error-attachment-missing"))?;
    if digest(&bytes) != file.sha256 {
        return Err(AppError::refused("error-attachment-changed"));
    }
    Ok((file, bytes))
}
