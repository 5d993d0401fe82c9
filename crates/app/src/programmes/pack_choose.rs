//! By which pack a new programme runs: the one in use, or another that the register holds and that names its units.

use crate::{AppError, Context};
use crate::{Result, permit_at};
use earnest_model::{
    id::PackId,
    message::Message,
    pack::Pack,
    permit::{Permit, ReadPacks, Target},
};
use earnest_store::{PackStored, Programme, Reader};

/// A pack by which a programme may run.
#[derive(Debug, Clone)]
pub struct Offered {
    /// Its version in the register.
    pub stored: PackStored,
    /// What it says.
    pub pack: Pack,
}

/// The packs by which a programme may run, the one in use first; of every other one the newest version. One that does not name
/// every tier and class of the one in use is left out: units would have no names in it. None in a register that was not founded.
pub(crate) fn offered(context: &Context<'_>, reader: &mut Reader<'_>, at: Target) -> Result<Vec<Offered>> {
    let Some(organisation) = reader.organisation()? else { return Ok(Vec::new()) };
    let Ok(permit) = permit_at::<ReadPacks>(context, at) else {
        return Ok(Vec::new());
    };
    let (stored, files) = reader.pack(organisation.pack)?.ok_or(AppError::NotFound)?;
    let in_use = Offered { stored, pack: Pack::kept(&files).map_err(AppError::Pack)? };
    let mut all = vec![in_use];
    for stored in newest(reader, &permit)? {
        let known = all.iter().any(|one| one.stored.key == stored.key);
        if known {
            continue;
        }
        let Some((stored, files)) = reader.pack(stored.id)? else { continue };
        let Ok(pack) = Pack::of(&files) else { continue };
        if all.first().is_some_and(|in_use| in_use.pack.names_units_of(&pack).is_ok()) {
            all.push(Offered { stored, pack });
        }
    }
    Ok(all)
}

/// The newest version of every pack.
fn newest(reader: &mut Reader<'_>, permit: &Permit<ReadPacks>) -> Result<Vec<PackStored>> {
    let mut all = reader.packs(permit)?;
    all.dedup_by(|later, first| later.key == first.key);
    Ok(all)
}

/// The version that new programmes of a pack run by: the one in use, or of another pack the newest.
pub(crate) fn version_for(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    (at, key): (Target, &str),
) -> Result<Option<PackId>> {
    let Some(organisation) = reader.organisation()? else { return Ok(None) };
    let (in_use, _) = reader.pack(organisation.pack)?.ok_or(AppError::NotFound)?;
    if in_use.key == key {
        return Ok(Some(in_use.id));
    }
    let permit = permit_at::<ReadPacks>(context, at)?;
    Ok(newest(reader, &permit)?.into_iter().find(|one| one.key == key).map(|one| one.id))
}

/// The version by which a programme runs; none in a register that was not founded.
pub(crate) fn run_by(reader: &mut Reader<'_>, programme: &Programme) -> Result<Option<Offered>> {
    let Some(id) = programme.pack else { return Ok(None) };
    let (stored, files) = reader.pack(id)?.ok_or(AppError::NotFound)?;
    Ok(Some(Offered { stored, pack: Pack::kept(&files).map_err(AppError::Pack)? }))
}

/// The one of those offered that is meant; the first one where none is named.
///
/// # Errors
/// None of them has that key.
pub(crate) fn meant(offered: Vec<Offered>, key: &str) -> Result<Option<Offered>> {
    if key.is_empty() {
        return Ok(offered.into_iter().next());
    }
    let found = offered.into_iter().find(|one| one.stored.key == key);
    let unknown = || AppError::field("pack", Message::new("error-programme-pack").with("pack", key));
    found.map(Some).ok_or_else(unknown)
}
