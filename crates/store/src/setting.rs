//! Settings of the organisation.

use crate::{Reader, Work, error::Result, schema::setting};
use diesel::prelude::*;
use earnest_model::permit::{HoldDay, ImportUnits, Permit, Writes};

/// A setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// The columns of the file of units, so that an export gives the same file back.
    UnitLayout,
    /// The day that is held still.
    HeldDay,
}

impl Setting {
    fn key(self) -> &'static str {
        match self {
            Self::UnitLayout => "unit-layout",
            Self::HeldDay => "held-day",
        }
    }
}

/// An action that writes a setting: one that comes with it, and no other.
pub trait Sets: Writes {
    /// Which.
    const SETTING: Setting;
}

impl Sets for ImportUnits {
    const SETTING: Setting = Setting::UnitLayout;
}

impl Sets for HoldDay {
    const SETTING: Setting = Setting::HeldDay;
}

impl Reader<'_> {
    /// A setting's value. It is asked for before anybody may do anything.
    pub fn setting(&mut self, setting: Setting) -> Result<Option<String>> {
        let value = setting::table.find(setting.key()).select(setting::value);
        Ok(value.first(self.connection).optional()?)
    }
}

impl Work<'_> {
    /// Writes the setting that the permit's action is for.
    pub fn setting_write<A: Sets>(&mut self, permit: &Permit<A>, value: &str) -> Result<()> {
        let (key, connection) = (A::SETTING.key(), self.under(permit));
        let changed =
            diesel::update(setting::table.find(key)).set(setting::value.eq(value)).execute(connection)?;
        if changed == 0 {
            diesel::insert_into(setting::table)
                .values((setting::key.eq(key), setting::value.eq(value)))
                .execute(connection)?;
        }
        Ok(())
    }
}
