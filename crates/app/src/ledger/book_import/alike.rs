//! New problems that are said already: in the register, or in another row of the same file. Nothing forbids them; whoever
//! brings them is asked.

use super::{Added, Alike};
use crate::Result;
use earnest_model::permit::{Permit, ReadLedger};
use earnest_store::Reader;
use std::collections::BTreeMap;

/// Marks what is said already of the same unit.
pub(super) fn find(reader: &mut Reader<'_>, permit: &Permit<ReadLedger>, added: &mut [Added]) -> Result<()> {
    let plain = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
    let mut bodies: Vec<String> =
        added.iter().map(|one| plain(&one.problem)).filter(|body| !body.is_empty()).collect();
    bodies.sort_unstable();
    bodies.dedup();
    let mut said: BTreeMap<(String, String), Alike> = BTreeMap::new();
    for (unit, serial, body) in reader.problems_saying(permit, &bodies)? {
        said.entry((unit, body)).or_insert(Alike::Held(serial));
    }
    for one in added {
        let key = (one.unit.clone(), plain(&one.problem));
        if key.1.is_empty() {
            continue;
        }
        one.alike = said.get(&key).cloned();
        said.entry(key).or_insert(Alike::Row(one.number));
    }
    Ok(())
}
