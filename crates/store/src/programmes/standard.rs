//! Published versions of standards.

use crate::{
    Reader, Work,
    batch::next_id,
    day::read_date,
    error::{Result, StoreError},
    locate::located,
    programmes::bodies_write::sign,
    schema::{programme, standard, unit},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    id::{ProgrammeId, StandardId, UnitId},
    permit::{Permit, PublishStandard},
    programmes::{bodies::NamedBody, round::Round, standard::Standard},
};

/// A published version of a standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedStandard {
    /// Its key.
    pub id: StandardId,
    /// Whose.
    pub organiser: UnitId,
    /// For which programme.
    pub programme: ProgrammeId,
    /// Version, from 1: those of each programme are counted for themselves.
    pub version: i32,
    /// The day of publication.
    pub published_on: Date,
    /// The standard.
    pub standard: Standard,
}

/// A version of a standard to be published.
#[derive(Debug, Clone, Copy)]
pub struct NewStandard<'a> {
    /// Its programme.
    pub programme: ProgrammeId,
    /// What it says.
    pub body: &'a Standard,
    /// The bodies that sign it with the organiser, and when they agreed.
    pub signed: &'a [(NamedBody, Date)],
}

/// A standard as it is stored.
#[derive(Queryable, Selectable)]
#[diesel(table_name = standard)]
struct StandardRow {
    id: i64,
    organiser_id: i64,
    programme_id: i64,
    version: i32,
    published_on: String,
    body: String,
}

impl TryFrom<StandardRow> for PublishedStandard {
    type Error = StoreError;
    fn try_from(row: StandardRow) -> Result<Self> {
        Ok(Self {
            id: StandardId(row.id),
            organiser: UnitId(row.organiser_id),
            programme: ProgrammeId(row.programme_id),
            version: row.version,
            published_on: read_date(&row.published_on)?,
            standard: serde_json::from_str(&row.body)
                .map_err(|_| StoreError::meaningless(row.body, "a standard"))?,
        })
    }
}

// A standard stands at its organiser.
located!(StandardId, |key| {
    standard::table
        .inner_join(unit::table.on(unit::id.eq(standard::organiser_id)))
        .filter(standard::id.eq(key))
        .select((unit::id, unit::lo, unit::hi))
});

impl Work<'_> {
    /// Publishes a version of the permit's unit's standard.
    pub fn standard_insert(
        &mut self,
        permit: &Permit<PublishStandard>,
        new: &NewStandard<'_>,
    ) -> Result<(StandardId, i32)> {
        let version = self.reader().standard_next(permit.unit(), new.programme)?;
        let connection = self.under(permit);
        let id = next_id!(connection, standard);
        let body = serde_json::to_string(new.body)
            .map_err(|fault| StoreError::meaningless(fault.to_string(), "a standard"))?;
        diesel::insert_into(standard::table)
            .values((
                standard::id.eq(id),
                standard::programme_id.eq(new.programme.0),
                standard::organiser_id.eq(permit.unit().0),
                standard::version.eq(version),
                standard::published_on.eq(permit.on().to_string()),
                standard::body.eq(body),
            ))
            .execute(connection)?;
        sign(connection, id, new.signed)?;
        Ok((StandardId(id), version))
    }
}

impl Reader<'_> {
    /// The standard by which a round runs; while it is planned the one in force of its programme.
    pub fn standard_of_round(&mut self, round: &Round) -> Result<Option<PublishedStandard>> {
        match round.standard {
            Some(id) => self.standard(id).map(Some),
            None => self.standard_of_programme(round.programme),
        }
    }

    /// The standard in force of a programme: its latest version. As long as it has none of its own, that of its organiser's latest
    /// programme of the same pack: next year's goes on by what this year's went by, and what another pack asks is none of it.
    pub fn standard_of_programme(&mut self, id: ProgrammeId) -> Result<Option<PublishedStandard>> {
        let organiser: Option<i64> =
            programme::table.find(id.0).select(programme::organiser_id).first(self.connection).optional()?;
        match organiser {
            Some(organiser) => self.standard_for(UnitId(organiser), id),
            None => Ok(None),
        }
    }

    /// The version that an organiser's next standard for a programme would be.
    pub fn standard_next(&mut self, organiser: UnitId, programme: ProgrammeId) -> Result<i32> {
        let last: Option<i32> = standard::table
            .filter(standard::programme_id.eq(programme.0).and(standard::organiser_id.eq(organiser.0)))
            .select(diesel::dsl::max(standard::version))
            .first(self.connection)?;
        Ok(last.unwrap_or(0) + 1)
    }

    /// The standard in force of an organiser for a programme, its own or one at which it looks from beneath: that of the programme;
    /// otherwise of the latest of the same pack for which the organiser published one.
    pub fn standard_for(
        &mut self,
        organiser: UnitId,
        programme: ProgrammeId,
    ) -> Result<Option<PublishedStandard>> {
        let pack: Option<String> =
            programme::table.find(programme.0).select(programme::pack).first(self.connection).optional()?;
        let Some(pack) = pack else { return Ok(None) };
        let row: Option<StandardRow> = standard::table
            .inner_join(programme::table)
            .filter(standard::organiser_id.eq(organiser.0).and(programme::pack.eq(pack)))
            .order((
                standard::programme_id.eq(programme.0).desc(),
                standard::programme_id.desc(),
                standard::version.desc(),
            ))
            .select(StandardRow::as_select())
            .first(self.connection)
            .optional()?;
        row.map(PublishedStandard::try_from).transpose()
    }

    /// A version of a standard. Published standards are public.
    pub fn standard(&mut self, id: StandardId) -> Result<PublishedStandard> {
        let row: Option<StandardRow> =
            standard::table.find(id.0).select(StandardRow::as_select()).first(self.connection).optional()?;
        row.map(PublishedStandard::try_from).transpose()?.ok_or(StoreError::NotFound)
    }
}
