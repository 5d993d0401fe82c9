//! Drafts of standards: one of an organiser at a time, kept as it was written until it is published.

use crate::{
    Reader, Work,
    day::read_date,
    error::{Result, StoreError},
    opens::opens,
    programmes::standard::PublishedStandard,
    schema::{standard, standard_draft, unit},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    id::{ProgrammeId, UnitId},
    permit::{AgreeStandard, DraftStandard, Permit, PublishStandard, ReadPublished},
    programmes::{bodies::draft_hash, standard::StandardForm},
    span::Span,
};

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandardDraft {
    /// Its programme.
    pub programme: ProgrammeId,
    /// How often it was kept: who writes into it says which state they saw.
    pub revision: i32,
    /// What it says.
    pub form: StandardForm,
    /// When it was last kept (RFC 3339, UTC).
    pub changed_at: String,
    /// The hash of the state that was put before the bodies, and the day.
    pub asked: Option<(String, Date)>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = standard_draft)]
struct DraftRow {
    programme_id: i64,
    revision: i32,
    body: String,
    changed_at: String,
    asked_sha256: Option<String>,
    asked_on: Option<String>,
}

impl TryFrom<DraftRow> for StandardDraft {
    type Error = StoreError;
    fn try_from(row: DraftRow) -> Result<Self> {
        let asked = match (row.asked_sha256, row.asked_on) {
            (Some(sha256), Some(on)) => Some((sha256, read_date(&on)?)),
            _ => None,
        };
        Ok(Self {
            programme: ProgrammeId(row.programme_id),
            revision: row.revision,
            form: serde_json::from_str(&row.body)
                .map_err(|_| StoreError::meaningless(row.body, "a draft of a standard"))?,
            changed_at: row.changed_at,
            asked,
        })
    }
}

opens! {
    /// Opens the standards in force above a unit: for whoever drafts or publishes one there, and whoever reads it.
    OpensStandards: DraftStandard, PublishStandard, ReadPublished
}

impl Work<'_> {
    /// Keeps the draft of the permit's unit, over what stood there.
    pub fn standard_draft_write(
        &mut self,
        permit: &Permit<DraftStandard>,
        programme: ProgrammeId,
        revision: i32,
        form: &StandardForm,
    ) -> Result<()> {
        let at = self.at().to_string();
        let next = self.reader().standard_of(permit.unit())?.map_or(1, |standard| standard.version + 1);
        let connection = self.under(permit);
        let body = serde_json::to_string(form)
            .map_err(|fault| StoreError::meaningless(fault.to_string(), "a draft of a standard"))?;
        // What was put before the bodies is before them no longer once it changes.
        let asked: Option<(Option<String>, Option<String>)> = standard_draft::table
            .find(permit.unit().0)
            .select((standard_draft::asked_sha256, standard_draft::asked_on))
            .first(connection)
            .optional()?;
        let hash = form.parse().ok().map(|standard| draft_hash(&standard, next));
        let still = asked.filter(|(sha256, _)| sha256.is_some() && *sha256 == hash);
        let (asked_sha256, asked_on) = still.unwrap_or_default();
        diesel::delete(standard_draft::table.find(permit.unit().0)).execute(connection)?;
        diesel::insert_into(standard_draft::table)
            .values((
                standard_draft::organiser_id.eq(permit.unit().0),
                standard_draft::programme_id.eq(programme.0),
                standard_draft::revision.eq(revision),
                standard_draft::body.eq(body),
                standard_draft::changed_at.eq(at),
                standard_draft::changed_by.eq(permit.account().map(|account| account.0)),
                standard_draft::asked_sha256.eq(asked_sha256),
                standard_draft::asked_on.eq(asked_on),
            ))
            .execute(connection)?;
        Ok(())
    }

    /// Writes that the draft of the permit's unit, in the state with this hash, was put before the bodies.
    pub fn standard_draft_ask(&mut self, permit: &Permit<DraftStandard>, sha256: &str) -> Result<()> {
        let changed = diesel::update(standard_draft::table.find(permit.unit().0))
            .set((
                standard_draft::asked_sha256.eq(sha256),
                standard_draft::asked_on.eq(permit.on().to_string()),
            ))
            .execute(self.under(permit))?;
        if changed == 1 { Ok(()) } else { Err(StoreError::NotFound) }
    }

    /// Takes the draft of the permit's unit away, if there is one: it is published.
    pub fn standard_draft_delete(&mut self, permit: &Permit<PublishStandard>) -> Result<()> {
        diesel::delete(standard_draft::table.find(permit.unit().0)).execute(self.under(permit))?;
        Ok(())
    }
}

impl Reader<'_> {
    /// The draft of the permit's unit, if it has one.
    pub fn standard_draft(&mut self, permit: &Permit<DraftStandard>) -> Result<Option<StandardDraft>> {
        self.draft_of(permit.unit())
    }

    /// The draft of the organiser that the permit's body is asked about; only once it was put before the bodies.
    pub fn standard_draft_asked(&mut self, permit: &Permit<AgreeStandard>) -> Result<Option<StandardDraft>> {
        Ok(self.draft_of(permit.unit())?.filter(|draft| draft.asked.is_some()))
    }

    fn draft_of(&mut self, organiser: UnitId) -> Result<Option<StandardDraft>> {
        let row: Option<DraftRow> = standard_draft::table
            .find(organiser.0)
            .select(DraftRow::as_select())
            .first(self.connection)
            .optional()?;
        row.map(StandardDraft::try_from).transpose()
    }

    /// The standards in force of all organisers strictly above the permit's unit, the nearest first.
    pub fn standards_above<A: OpensStandards>(
        &mut self,
        permit: &Permit<A>,
    ) -> Result<Vec<PublishedStandard>> {
        let Span { lo, hi } = permit.span();
        let organisers: Vec<i64> = standard::table
            .inner_join(unit::table.on(unit::id.eq(standard::organiser_id)))
            .filter(unit::lo.lt(lo).and(unit::hi.ge(hi)))
            .order(unit::lo.desc())
            .select(unit::id)
            .load(self.connection)?;
        let mut found: Vec<PublishedStandard> = Vec::new();
        // As many as there are tiers.
        for organiser in organisers.into_iter().map(UnitId) {
            if !found.iter().any(|known| known.organiser == organiser) {
                found.extend(self.standard_of(organiser)?);
            }
        }
        Ok(found)
    }

    /// The published versions of the permit's unit's standard, the newest first: key, version, day.
    pub fn standard_versions(&mut self, permit: &Permit<ReadPublished>) -> Result<Vec<(i64, i32, String)>> {
        Ok(standard::table
            .filter(standard::organiser_id.eq(permit.unit().0))
            .order((standard::programme_id.desc(), standard::version.desc()))
            .limit(200)
            .select((standard::id, standard::version, standard::published_on))
            .load(self.connection)?)
    }
}
