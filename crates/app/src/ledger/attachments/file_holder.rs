//! Records that take files: who sees them, and whether one takes more now.

use crate::{AppError, Context, Result, permit_on};
use earnest_model::{
    id::{MeasureId, PlanId, SeminarId, SpotCheckId},
    permit::{AttachFile, Permit, ReadAssessments, ReadLedger, ReadPlans},
};
use earnest_store::{HoldsFiles, OpensFiles, Reader};

/// A key of a record that takes files: who may see them, and whether it takes more now.
pub(crate) trait FileHolder: HoldsFiles {
    /// The action that reads the record, and with it its files.
    type Sees: OpensFiles;

    /// Refuses more files where the record takes none now.
    fn check_takes(_: &mut Reader<'_>, _: &Permit<AttachFile, Self>) -> Result<()> {
        Ok(())
    }
}

impl FileHolder for MeasureId {
    type Sees = ReadLedger;

    fn check_takes(reader: &mut Reader<'_>, permit: &Permit<AttachFile, Self>) -> Result<()> {
        if reader.measure(permit)?.state.is_open() {
            return Ok(());
        }
        Err(AppError::refused("error-attachment-measure"))
    }
}

impl FileHolder for PlanId {
    type Sees = ReadPlans;
}

impl FileHolder for SeminarId {
    type Sees = ReadAssessments;
}

impl FileHolder for SpotCheckId {
    type Sees = ReadAssessments;

    /// What is called up is shown until it is assessed.
    fn check_takes(reader: &mut Reader<'_>, permit: &Permit<AttachFile, Self>) -> Result<()> {
        reader.call_up(permit)?.ok_or(AppError::NotFound)?;
        if reader.spot_check(permit)?.state.is_waiting() {
            return Ok(());
        }
        Err(AppError::refused("error-call-up-late"))
    }
}

/// The permit, if the actor may attach to this record and the record takes files now.
pub(crate) fn ready<K: FileHolder>(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    key: K,
) -> Result<Permit<AttachFile, K>> {
    let permit = permit_on::<AttachFile, K>(context, reader, key)?;
    permit_on::<K::Sees, K>(context, reader, key)?;
    K::check_takes(reader, &permit)?;
    Ok(permit)
}
