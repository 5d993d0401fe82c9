//! Taking the records under the chain that it does not tell of yet: those of a register from before, and those whose
//! canonical texts a migration changed.

use super::{catalogue, digest, told};
use crate::{Work, error::Result};
use earnest_model::{
    contents::{GONE, Written},
    permit::{Permit, SealContents},
};
use std::collections::{BTreeMap, HashMap, HashSet};

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
        let tables = catalogue::tables(connection)?;
        let mut all: BTreeMap<String, Option<&catalogue::Table>> =
            told::tables(connection)?.into_iter().map(|name| (name, None)).collect();
        all.extend(tables.iter().map(|table| (table.name.clone(), Some(table))));
        let entries = told::Entries::read(connection)?;
        for (name, table) in all {
            let told = told::last_lines(connection, &entries, &name)?;
            let here = table.map_or(Ok(HashMap::new()), |table| digest::of_table(connection, table))?;
            let gone = told.iter().filter(|(key, (digest, _))| digest != GONE && !here.contains_key(*key));
            let gone = gone.map(|(key, _)| (key.clone(), GONE.to_owned()));
            let changed =
                here.iter().filter(|(key, digest)| told.get(*key).is_none_or(|(last, _)| last != *digest));
            let changed = changed.map(|(key, digest)| (key.clone(), digest.clone()));
            lines.extend(changed.chain(gone).map(|(key, digest)| Written {
                table: name.clone(),
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
