//! Drafts of standards: of each programme of an organiser one at a time, kept as it was written until it is published.

use crate::{
    Reader, Work,
    day::read_date,
    error::{Result, StoreError, any},
    opens::opens,
    programmes::{
        going::{preferred, programme_going, programme_in_use},
        programme::{Programme, ProgrammeRow},
        standard::PublishedStandard,
    },
    schema::{programme, standard, standard_draft, unit},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    id::{ProgrammeId, UnitId},
    permit::{AgreeStandard, DraftStandard, Permit, PublishStandard, ReadPublished, SetUpProgramme},
    programmes::{bodies::draft_hash, standard::StandardForm},
    span::Span,
};

/// What is written into a draft.
#[derive(Debug, Clone, Copy)]
pub struct DraftKept<'a> {
    /// Its programme.
    pub programme: ProgrammeId,
    /// How often it was kept, with this time.
    pub revision: i32,
    /// What it says.
    pub form: &'a StandardForm,
}

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
    /// Opens the programme for which the permit's unit drafts a standard, or publishes one.
    OpensDrafted: DraftStandard, PublishStandard
}

opens! {
    /// Opens the standards in force above a unit: for whoever drafts or publishes one there, and whoever reads it.
    OpensStandards: DraftStandard, PublishStandard, ReadPublished
}

impl Work<'_> {
    /// Keeps the draft of the permit's unit for a programme, over what stood there.
    pub fn standard_draft_write(
        &mut self,
        permit: &Permit<DraftStandard>,
        kept: DraftKept<'_>,
    ) -> Result<()> {
        let DraftKept { programme, revision, form } = kept;
        let at = self.at().to_string();
        let next = self.reader().standard_next(permit.unit(), programme)?;
        let key = (permit.unit().0, programme.0);
        let connection = self.under(permit);
        let body = serde_json::to_string(form)
            .map_err(|fault| StoreError::meaningless(fault.to_string(), "a draft of a standard"))?;
        // What was put before the bodies is before them no longer once it changes.
        let asked: Option<(Option<String>, Option<String>)> = standard_draft::table
            .find(key)
            .select((standard_draft::asked_sha256, standard_draft::asked_on))
            .first(connection)
            .optional()?;
        let hash = form.parse().ok().map(|standard| draft_hash(&standard, next));
        let still = asked.filter(|(sha256, _)| sha256.is_some() && *sha256 == hash);
        let (asked_sha256, asked_on) = still.unwrap_or_default();
        diesel::delete(standard_draft::table.find(key)).execute(connection)?;
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

    /// Writes that the draft of the permit's unit for a programme, in the state with this hash, was put before the bodies.
    pub fn standard_draft_ask(
        &mut self,
        permit: &Permit<DraftStandard>,
        programme: ProgrammeId,
        sha256: &str,
    ) -> Result<()> {
        let changed = diesel::update(standard_draft::table.find((permit.unit().0, programme.0)))
            .set((
                standard_draft::asked_sha256.eq(sha256),
                standard_draft::asked_on.eq(permit.on().to_string()),
            ))
            .execute(self.under(permit))?;
        if changed == 1 { Ok(()) } else { Err(StoreError::NotFound) }
    }

    /// Takes the draft of the permit's unit for a programme away, if there is one: it is published.
    pub fn standard_draft_delete(
        &mut self,
        permit: &Permit<PublishStandard>,
        programme: ProgrammeId,
    ) -> Result<()> {
        diesel::delete(standard_draft::table.find((permit.unit().0, programme.0)))
            .execute(self.under(permit))?;
        Ok(())
    }

    /// Gives the draft that the permit's unit began for its superior's programme, before it had one of its own, to the one that
    /// carries it out.
    pub(super) fn standard_draft_follow(
        &mut self,
        permit: &Permit<SetUpProgramme>,
        (superior, own): (ProgrammeId, ProgrammeId),
    ) -> Result<()> {
        any(diesel::update(standard_draft::table.find((permit.unit().0, superior.0)))
            .set((
                standard_draft::programme_id.eq(own.0),
                // No body of the superior's has a say in it.
                standard_draft::asked_sha256.eq(None::<String>),
                standard_draft::asked_on.eq(None::<String>),
            ))
            .execute(self.under(permit))?);
        Ok(())
    }
}

impl Reader<'_> {
    /// The programme for which the permit's unit drafts a standard: the one named, if that is its own; of its own otherwise the one
    /// in which the permit's holder is, or the newest that runs. Whoever has none of its own drafts for the one of the nearest
    /// organiser above, which it is to carry out.
    pub fn programme_drafted<A: OpensDrafted>(
        &mut self,
        permit: &Permit<A>,
        named: Option<ProgrammeId>,
    ) -> Result<Option<Programme>> {
        let span = permit.span();
        let wanted = named.map_or(preferred(permit), |named| named.0);
        let row: Option<ProgrammeRow> = programme::table
            .inner_join(unit::table)
            .filter(unit::lo.le(span.lo).and(unit::hi.ge(span.hi)).and(programme_in_use()))
            .order((
                unit::lo.desc(),
                programme::id.eq(wanted).desc(),
                programme_going().desc(),
                programme::id.desc(),
            ))
            .select(ProgrammeRow::as_select())
            .first(self.connection)
            .optional()?;
        let found = row.map(Programme::try_from).transpose()?;
        Ok(found.filter(|found| named.is_none_or(|named| named == found.id)))
    }

    /// The draft of the permit's unit for a programme, if it has one.
    pub fn standard_draft(
        &mut self,
        permit: &Permit<DraftStandard>,
        programme: ProgrammeId,
    ) -> Result<Option<StandardDraft>> {
        self.draft_of(permit.unit(), programme)
    }

    /// The draft of the organiser that the permit's body is asked about; only once it was put before the bodies.
    pub fn standard_draft_asked(
        &mut self,
        permit: &Permit<AgreeStandard>,
        programme: ProgrammeId,
    ) -> Result<Option<StandardDraft>> {
        Ok(self.draft_of(permit.unit(), programme)?.filter(|draft| draft.asked.is_some()))
    }

    /// The programmes of the permit's unit whose drafts were put before the bodies, the oldest first.
    pub fn programmes_asked(&mut self, permit: &Permit<AgreeStandard>) -> Result<Vec<ProgrammeId>> {
        let asked: Vec<i64> = standard_draft::table
            .filter(standard_draft::organiser_id.eq(permit.unit().0))
            .filter(standard_draft::asked_sha256.is_not_null())
            .order(standard_draft::programme_id.asc())
            .select(standard_draft::programme_id)
            .load(self.connection)?;
        Ok(asked.into_iter().map(ProgrammeId).collect())
    }

    fn draft_of(&mut self, organiser: UnitId, programme: ProgrammeId) -> Result<Option<StandardDraft>> {
        let row: Option<DraftRow> = standard_draft::table
            .find((organiser.0, programme.0))
            .select(DraftRow::as_select())
            .first(self.connection)
            .optional()?;
        row.map(StandardDraft::try_from).transpose()
    }

    /// The standards in force of all organisers strictly above the permit's unit to which one for a programme is held, the nearest
    /// first: of each organiser that for the programme which is carried out, otherwise its latest of the same pack. What another
    /// pack asks is none of it.
    pub fn standards_above<A: OpensStandards>(
        &mut self,
        permit: &Permit<A>,
        programme: ProgrammeId,
    ) -> Result<Vec<PublishedStandard>> {
        let Span { lo, hi } = permit.span();
        let organisers: Vec<i64> = standard::table
            .inner_join(unit::table.on(unit::id.eq(standard::organiser_id)))
            .filter(unit::lo.lt(lo).and(unit::hi.ge(hi)))
            .order(unit::lo.desc())
            .select(unit::id)
            .load(self.connection)?;
        let line = self.carried_out_in_line(programme)?;
        let mut asked: Vec<i64> = Vec::new();
        let mut found: Vec<PublishedStandard> = Vec::new();
        // As many as there are tiers.
        for organiser in organisers {
            if asked.contains(&organiser) {
                continue;
            }
            asked.push(organiser);
            let of_line = line.iter().find(|(_, of)| *of == organiser).map(|(id, _)| *id);
            found.extend(self.standard_for(UnitId(organiser), of_line.unwrap_or(programme))?);
        }
        Ok(found)
    }

    /// A programme, the one that it carries out, the one that this one carries out, and so on: each with its organiser.
    fn carried_out_in_line(&mut self, programme: ProgrammeId) -> Result<Vec<(ProgrammeId, i64)>> {
        let (mut line, mut at) = (Vec::new(), Some(programme.0));
        while let Some(id) = at {
            let row: Option<(i64, Option<i64>)> = programme::table
                .find(id)
                .select((programme::organiser_id, programme::superior_id))
                .first(self.connection)
                .optional()?;
            let Some((organiser, superior)) = row else { break };
            line.push((ProgrammeId(id), organiser));
            // A programme carries out one that was there before it: the keys fall.
            at = superior.filter(|superior| *superior < id);
        }
        Ok(line)
    }

    /// The published versions of the permit's unit's standard for a programme, the newest first: key, version, day.
    pub fn standard_versions(
        &mut self,
        permit: &Permit<ReadPublished>,
        programme: ProgrammeId,
    ) -> Result<Vec<(i64, i32, String)>> {
        Ok(standard::table
            .filter(standard::organiser_id.eq(permit.unit().0).and(standard::programme_id.eq(programme.0)))
            .order(standard::version.desc())
            .limit(200)
            .select((standard::id, standard::version, standard::published_on))
            .load(self.connection)?)
    }
}
