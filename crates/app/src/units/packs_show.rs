//! The packs that the register holds.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    id::PackId,
    pack::{Pack, PackFaults, PackFiles},
    permit::{AddPack, Permit, ReadPacks},
};
pub use earnest_store::PackStored;
use earnest_store::Reader;

/// A pack with what it holds.
#[derive(Debug, Clone)]
pub struct PackShown {
    /// Which.
    pub stored: PackStored,
    /// Its files.
    pub files: PackFiles,
    /// What this program reads in them, or why it can't.
    pub pack: std::result::Result<Pack, PackFaults>,
    /// What would be refused today: an earlier program may have asked for less.
    pub faults: Option<PackFaults>,
}

fn reading(context: &Context<'_>, reader: &mut Reader<'_>) -> Result<Permit<ReadPacks>> {
    permit_at(context, reader.root()?.ok_or(AppError::NotFound)?)
}

/// Lists them, with the one whose tiers and classes the units have.
pub fn list_packs(context: &Context<'_>) -> Result<(Vec<PackStored>, Option<PackId>)> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = reading(context, &mut reader)?;
    Ok((reader.packs(&permit)?, reader.organisation()?.map(|organisation| organisation.pack)))
}

/// Shows one.
pub fn show_pack(context: &Context<'_>, id: PackId) -> Result<PackShown> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    reading(context, &mut reader)?;
    let (stored, files) = reader.pack(id)?.ok_or(AppError::NotFound)?;
    let (pack, faults) = (Pack::kept(&files), Pack::of(&files).err());
    Ok(PackShown { stored, files, pack, faults })
}

/// Whether the actor may put packs in.
pub fn may_add(context: &Context<'_>) -> Result<bool> {
    let mut snapshot = context.store.snapshot()?;
    let root = snapshot.reader().root()?;
    Ok(root.is_some_and(|root| permit_at::<AddPack>(context, root).is_ok()))
}
