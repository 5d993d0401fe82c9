//! Programmes by their titles, and whose they are: an organiser with more than one is named together with the one that is
//! meant.

use crate::{
    Reader,
    connection::AnyConnection,
    error::{Result, StoreError},
    opens::opens,
    schema::{programme, unit},
};
use diesel::prelude::*;
use earnest_model::{
    id::ProgrammeId,
    permit::{Permit, ReadProgramme},
};
use std::collections::{HashMap, HashSet};

/// A programme by its title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeTitle {
    /// Its key.
    pub id: ProgrammeId,
    /// Its title.
    pub title: String,
}

/// Whose a draw is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Code of the unit.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The programme for which it is held, where it is held for one.
    pub programme: Option<ProgrammeTitle>,
}

opens! {
    /// Says whose a draw is: its page, and whatever makes a certificate.
    NamesHolder: ReadPublished, RunDraw, DrawAssessors, DrawSecondMarks
}

/// Those of the organisers that have more than one programme.
fn several_of(connection: &mut AnyConnection, organisers: &[i64]) -> Result<HashSet<i64>> {
    let rows: Vec<i64> = programme::table
        .filter(programme::organiser_id.eq_any(organisers.to_vec()))
        .select(programme::organiser_id)
        .load(connection)?;
    let mut seen = HashSet::new();
    Ok(rows.into_iter().filter(|organiser| !seen.insert(*organiser)).collect())
}

/// The titles of the programmes, by key, of whose organisers there are several.
pub(crate) fn titles_beside(
    connection: &mut AnyConnection,
    organisers: &[i64],
) -> Result<HashMap<i64, ProgrammeTitle>> {
    let several: Vec<i64> = several_of(connection, organisers)?.into_iter().collect();
    let rows: Vec<(i64, String)> = programme::table
        .filter(programme::organiser_id.eq_any(several))
        .select((programme::id, programme::title))
        .load(connection)?;
    Ok(rows.into_iter().map(|(id, title)| (id, ProgrammeTitle { id: ProgrammeId(id), title })).collect())
}

impl Reader<'_> {
    /// The title of a programme of the permit's unit, if that unit has others beside it.
    pub fn programme_beside(
        &mut self,
        permit: &Permit<ReadProgramme>,
        id: ProgrammeId,
    ) -> Result<Option<ProgrammeTitle>> {
        Ok(titles_beside(self.connection, &[permit.unit().0])?.remove(&id.0))
    }

    /// Whose the permit's draw is: organisers and their programmes are no secret.
    pub fn holder<A: NamesHolder, K: Copy>(
        &mut self,
        permit: &Permit<A, K>,
        id: Option<ProgrammeId>,
    ) -> Result<Holder> {
        let row: Option<(String, String)> = unit::table
            .find(permit.unit().0)
            .select((unit::code, unit::name))
            .first(self.connection)
            .optional()?;
        let (code, name) = row.ok_or(StoreError::NotFound)?;
        let titled = |id: ProgrammeId| -> Result<Option<ProgrammeTitle>> {
            let title: Option<String> =
                programme::table.find(id.0).select(programme::title).first(self.connection).optional()?;
            Ok(title.map(|title| ProgrammeTitle { id, title }))
        };
        Ok(Holder { code, name, programme: id.map(titled).transpose()?.flatten() })
    }
}
