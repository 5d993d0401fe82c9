//! Taking the records under the chain that it does not tell of yet: those of a register from before, and those whose
//! canonical texts a migration changed.

use super::{catalogue, digest};
use crate::{Work, connection::AnyConnection, error::Result, schema::written};
use diesel::prelude::*;
use earnest_model::{
    contents::{GONE, Written},
    permit::{Permit, SealContents},
};
use std::collections::{HashMap, HashSet};

/// The last digest of each record of a table, by key, with the entry that wrote it.
pub(super) fn last_lines(
    connection: &mut AnyConnection,
    table: &str,
) -> Result<HashMap<String, (String, i64)>> {
    let rows: Vec<(String, String, i64)> = written::table
        .filter(written::record.eq(table))
        .order((written::record_key.asc(), written::place.asc()))
        .select((written::record_key, written::digest, written::place))
        .load(connection)?;
    Ok(rows.into_iter().map(|(key, digest, place)| (key, (digest, place))).collect())
}

impl Work<'_> {
    /// Takes every record whose digest the journal does not have as it stands under this unit of work's act, but for those
    /// that are doubted (table and key); returns how many there were.
    pub fn seal_contents(
        &mut self,
        permit: &Permit<SealContents>,
        doubted: &HashSet<(String, String)>,
    ) -> Result<u64> {
        let connection = self.under(permit);
        let mut lines = Vec::new();
        for table in catalogue::tables(connection)? {
            let told = last_lines(connection, &table.name)?;
            let here = digest::of_table(connection, &table)?;
            let gone = told.iter().filter(|(key, (digest, _))| digest != GONE && !here.contains_key(*key));
            let gone = gone.map(|(key, _)| (key.clone(), GONE.to_owned()));
            let changed =
                here.iter().filter(|(key, digest)| told.get(*key).is_none_or(|(last, _)| last != *digest));
            let changed = changed.map(|(key, digest)| (key.clone(), digest.clone()));
            lines.extend(changed.chain(gone).map(|(key, digest)| Written {
                table: table.name.clone(),
                key,
                digest,
            }));
        }
        lines.retain(|line| !doubted.contains(&(line.table.clone(), line.key.clone())));
        lines.sort();
        let count = lines.len() as u64;
        self.sealed = lines;
        Ok(count)
    }
}
