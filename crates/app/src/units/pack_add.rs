//! Put a version of a pack into the register.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    id::PackId,
    message::Message,
    pack::{Pack, PackFiles},
    permit::{AddPack, Permit},
    units::acts::UnitsAct,
};
use earnest_store::{NewPack, Work};

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Added {
    /// The pack's key in the register.
    pub id: PackId,
    /// Whether exactly these files were there already; then nothing was written.
    pub already: bool,
}

/// Puts it in. The same files twice are one pack; other files under the same key and version are refused.
pub fn add_pack(context: &Context<'_>, files: &PackFiles) -> Result<Added> {
    let pack = Pack::of(files).map_err(AppError::Pack)?;
    let mut work = context.begin()?;
    let root = work.reader().root()?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<AddPack>(context, root)?;
    if let Some(there) = work.reader().pack_by_hash(&files.hash())? {
        return Ok(Added { id: there.id, already: true });
    }
    let (id, act) = put_in(&mut work, &permit, (&pack, files))?;
    work.commit(&permit.act_on(id, act))?;
    Ok(Added { id, already: false })
}

/// Writes it, and gives the act that tells of it.
pub(super) fn put_in(
    work: &mut Work<'_>,
    permit: &Permit<AddPack>,
    (pack, files): (&Pack, &PackFiles),
) -> Result<(PackId, UnitsAct)> {
    let version = pack.version.get();
    if work.reader().pack_of_version(&pack.key, version)?.is_some() {
        let other = Message::new("error-pack-version").with("key", pack.key.as_str());
        return Err(AppError::Refused(other.with("version", i64::from(version))));
    }
    let id = work.pack_insert(permit, &NewPack { key: &pack.key, version, files })?;
    Ok((id, UnitsAct::PackAdded { key: pack.key.clone(), version, sha256: files.hash() }))
}
