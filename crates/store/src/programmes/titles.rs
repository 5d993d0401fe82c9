//! Programmes by their titles, and whose they are: an organiser with more than one is named together with the one that is
//! meant.

use crate::{
    Reader,
    connection::AnyConnection,
    day::read_date,
    error::{Result, StoreError},
    opens::opens,
    schema::{programme, round, unit},
};
use diesel::{dsl::min, prelude::*};
use earnest_model::{
    Date,
    id::ProgrammeId,
    permit::{Permit, ReadProgramme},
    programmes::called::{Among, called},
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

/// The first days of programmes: of their rounds that which opens first.
pub(crate) fn first_days(connection: &mut AnyConnection) -> Result<HashMap<i64, Date>> {
    let rows: Vec<(i64, Option<String>)> = round::table
        .group_by(round::programme_id)
        .select((round::programme_id, min(round::opens_on)))
        .load(connection)?;
    let day = |(id, day): (i64, Option<String>)| Some(read_date(&day?).map(|day| (id, day)));
    rows.into_iter().filter_map(day).collect()
}

/// What programmes are called that are named together, by key: those of one title are told apart.
pub(crate) fn called_apart(
    connection: &mut AnyConnection,
    rows: &[(i64, String, String, String)],
) -> Result<HashMap<i64, String>> {
    let mut titles: Vec<&str> = rows.iter().map(|row| row.1.as_str()).collect();
    titles.sort_unstable();
    titles.dedup();
    if titles.len() == rows.len() {
        return Ok(rows.iter().map(|row| (row.0, row.1.clone())).collect());
    }
    let days = first_days(connection)?;
    let mut all = Vec::with_capacity(rows.len());
    for (id, title, organiser, started_on) in rows {
        let from = days.get(id).copied().map_or_else(|| read_date(started_on), Ok)?;
        all.push(Among { id: ProgrammeId(*id), title, organiser, from });
    }
    Ok(rows.iter().map(|row| row.0).zip(called(&all)).collect())
}

/// The titles of the programmes, by key, of whose organisers there are several: those of one title are told apart.
pub(crate) fn titles_beside(
    connection: &mut AnyConnection,
    organisers: &[i64],
) -> Result<HashMap<i64, ProgrammeTitle>> {
    let several: Vec<i64> = several_of(connection, organisers)?.into_iter().collect();
    let rows: Vec<(i64, String, String, String)> = programme::table
        .inner_join(unit::table.on(unit::id.eq(programme::organiser_id)))
        .filter(programme::organiser_id.eq_any(several))
        .order((programme::organiser_id.asc(), programme::id.asc()))
        .select((programme::id, programme::title, unit::name, programme::started_on))
        .load(connection)?;
    let mut titles = HashMap::new();
    // They are named with their organisers anyway.
    for own in rows.chunk_by(|one, next| one.2 == next.2) {
        let called = called_apart(connection, own)?.into_iter();
        titles.extend(called.map(|(id, title)| (id, ProgrammeTitle { id: ProgrammeId(id), title })));
    }
    Ok(titles)
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
