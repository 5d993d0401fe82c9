//! Settings of the organisation.

use crate::{Reader, Work, error::Result, schema::setting};
use diesel::prelude::*;
use earnest_model::permit::{ImportUnits, Permit};

impl Reader<'_> {
    /// A setting's value.
    pub fn setting(&mut self, key: &str) -> Result<Option<String>> {
        Ok(setting::table.find(key).select(setting::value).first(self.connection).optional()?)
    }
}

impl Work<'_> {
    /// Writes a setting that comes with the units: the columns of their file, the pack.
    pub fn setting_write(&mut self, _: &Permit<ImportUnits>, key: &str, value: &str) -> Result<()> {
        let connection = &mut *self.connection;
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
