//! Show which units directly beneath have no problem list, or one that nobody has signed.

use crate::{Context, Result, home::permit_or_home, permit_at};
use earnest_model::{
    figures::count::{Count, Listed},
    permit::{ReadLedger, ReadProgramme},
    units::unit::Unit,
};
pub use earnest_store::ListedUnit;

/// The units directly beneath a unit, by their lists.
#[derive(Debug, Clone)]
pub struct Unlisted {
    /// The unit above them.
    pub unit: Unit,
    /// Those without a signed list: none at all, or one that waits.
    pub units: Vec<ListedUnit>,
    /// How many units there are directly beneath.
    pub of: Count<Listed>,
}

/// Shows them for a unit, or for the actor's home.
pub fn show_unlisted(context: &Context<'_>, unit: Option<&str>) -> Result<Unlisted> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_or_home::<ReadLedger>(context, &mut reader, unit)?;
    let mut units = reader.lists_beneath(&permit)?;
    let of = Count::of(&units);
    units.retain(|unit| unit.signed != Some(true));
    Ok(Unlisted { unit: reader.unit(&permit_at::<ReadProgramme>(context, permit.target())?)?, units, of })
}
