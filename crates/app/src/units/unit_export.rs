//! Give the file of units back.

use crate::{Context, Result, permit_at};
use earnest_model::{
    permit::ReadProgramme,
    units::unit::{Layout, Tiers, write_table},
};
use earnest_store::Setting;

/// The units as a file with the columns that the first import had, and their classes if any has one of its own: from that
/// import alone, the same file.
pub fn export_units(context: &Context<'_>, tiers: &Tiers) -> Result<Vec<u8>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let Some(root) = reader.root()? else {
        return Ok(write_table(Layout::Plain, std::iter::empty()));
    };
    let permit = permit_at::<ReadProgramme>(context, root)?;
    let mut rows: Vec<[String; 5]> = Vec::new();
    reader.export(&permit, |code, name, parent, tier, class| {
        let tier = tiers.key(tier).unwrap_or_default();
        let class = if class == tier { "" } else { class };
        rows.push([code, name, parent, tier, class].map(str::to_owned));
    })?;
    // What no column was there for at first has come since: a class is never left behind.
    let with_class = reader.setting(Setting::UnitLayout)?.as_deref() == Some("with-class");
    let with_class = with_class || rows.iter().any(|[.., class]| !class.is_empty());
    let layout = if with_class { Layout::WithClass } else { Layout::Plain };
    Ok(write_table(layout, rows.iter().map(|row| row.each_ref().map(String::as_str))))
}
