//! Put a version of the pack in use: new programmes run by it. What runs goes on by its own version until its office takes the
//! new one up.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    event::Subject,
    id::PackId,
    message::Message,
    organisation::Organisation,
    pack::{Difference, Pack},
    permit::{Permit, SetOrganisation},
    record::RecordKind,
    units::acts::UnitsAct,
};
use earnest_store::{PackStored, Reader};

/// A version beside the one in use.
#[derive(Debug, Clone)]
pub struct Beside {
    /// The one in use.
    pub in_use: PackStored,
    /// What the other one says otherwise.
    pub differences: Vec<Difference>,
    /// Why it can't be put in use; `None` if it can.
    pub bar: Option<Message>,
}

/// Holds a version against the one in use, for whoever may put it in use; `None` for the one in use itself and for others.
pub fn compare_pack(context: &Context<'_>, id: PackId) -> Result<Option<Beside>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let root = reader.root()?.ok_or(AppError::NotFound)?;
    if permit_at::<SetOrganisation>(context, root).is_err() {
        return Ok(None);
    }
    let organisation = reader.organisation()?.ok_or(AppError::NotFound)?;
    if organisation.pack == id {
        return Ok(None);
    }
    Ok(Some(beside(&mut reader, &organisation, id)?.1))
}

/// The version, and how it stands beside the one in use.
fn beside(reader: &mut Reader<'_>, organisation: &Organisation, id: PackId) -> Result<(PackStored, Beside)> {
    let (in_use, before) = reader.pack(organisation.pack)?.ok_or(AppError::NotFound)?;
    let (stored, files) = reader.pack(id)?.ok_or(AppError::NotFound)?;
    let before = Pack::kept(&before).map_err(AppError::Pack)?;
    // Of an earlier program's hand: what would be refused today is put in use by nobody.
    let (differences, bar) = match Pack::of(&files) {
        Ok(pack) => (before.differences(&pack), before.may_follow(&pack).err()),
        Err(_) => (Vec::new(), Some(Message::new("error-pack-unsound"))),
    };
    Ok((stored, Beside { in_use, differences, bar }))
}

/// Puts it in use.
pub fn use_pack(context: &Context<'_>, id: PackId) -> Result<()> {
    let mut work = context.begin()?;
    let root = work.reader().root()?.ok_or(AppError::NotFound)?;
    let permit: Permit<SetOrganisation> = permit_at(context, root)?;
    let organisation = work.reader().organisation()?.ok_or(AppError::NotFound)?;
    let (stored, Beside { in_use, bar, .. }) = beside(&mut work.reader(), &organisation, id)?;
    if let Some(bar) = bar {
        return Err(AppError::Refused(bar));
    }
    work.organisation_write(&permit, &Organisation { pack: id, ..organisation })?;
    let act = UnitsAct::PackPutInUse {
        key: stored.key,
        version_before: in_use.version,
        version: stored.version,
        sha256: stored.sha256,
    };
    Ok(work.commit(&permit.act_on(Subject::many(RecordKind::Organisation), act))?)
}
