//! What a server must know of its register before anybody asks: the organisation, and the pack whose words it speaks.

use crate::{AppError, Result};
use earnest_model::{organisation::Organisation, pack::Pack};
pub use earnest_store::PackStored;
use earnest_store::{Reader, Store, StoreError};
use std::sync::Arc;

/// What a register says of itself.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The organisation.
    pub organisation: Organisation,
    /// Which pack.
    pub stored: PackStored,
    /// The pack.
    pub pack: Arc<Pack>,
}

/// Reads it; `None` for a register that has not been founded yet. The pack is parsed anew only if it is another one than
/// was known before.
pub fn load_register(store: &Store, before: Option<&Loaded>) -> Result<Option<Loaded>> {
    let mut snapshot = store.snapshot()?;
    load(&mut snapshot.reader(), before)
}

fn load(reader: &mut Reader<'_>, before: Option<&Loaded>) -> Result<Option<Loaded>> {
    let Some(organisation) = reader.organisation()? else { return Ok(None) };
    if let Some(before) = before.filter(|before| before.stored.id == organisation.pack) {
        return Ok(Some(Loaded { organisation, ..before.clone() }));
    }
    let (stored, files) = reader.pack(organisation.pack)?.ok_or(AppError::NotFound)?;
    let pack =
        Pack::of(&files).map_err(|faults| StoreError::meaningless(faults.to_string(), "a sound pack"))?;
    Ok(Some(Loaded { organisation, stored, pack: Arc::new(pack) }))
}
