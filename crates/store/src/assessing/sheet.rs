//! Score sheets, and the spot checks whose materials they assess.

use crate::{
    Reader, Work,
    batch::next_id,
    desk::owed::for_anybody_or,
    draws::draw::read_check_state,
    error::{Result, StoreError},
    schema::{account, first_mark, round, sheet, spot_check, unit},
};
use diesel::prelude::*;
use earnest_model::{
    assessing::{sheet::Sheet, spot_check::SpotCheckState},
    fraction::Fraction,
    id::{ObservationId, RoundId, SheetId, SpotCheckId, StandardId, UnitId},
    permit::{Action, FillSheet, Permit, ReadAssessments, Target},
    programmes::standard::SheetKind,
    sessions::heard::Heard,
    span::Span,
};

/// On what a sheet is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// A session that was observed.
    Observation(ObservationId),
    /// Materials that were called up.
    SpotCheck(SpotCheckId),
}

impl Occasion {
    /// The kind of sheet that fits it.
    pub fn kind(self) -> SheetKind {
        match self {
            Self::Observation(_) => SheetKind::Observation,
            Self::SpotCheck(_) => SheetKind::Materials,
        }
    }
}

/// A spot check as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpotCheck {
    /// Its key.
    pub id: SpotCheckId,
    /// Its round.
    pub round: RoundId,
    /// The unit.
    pub unit: UnitId,
    /// How far it has come.
    pub state: SpotCheckState,
}

/// A drawn unit whose materials wait for an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingCheck {
    /// The spot check.
    pub id: SpotCheckId,
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// Its class.
    pub class: String,
    /// Number of the round.
    pub round: i32,
}

/// A sheet in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetBrief {
    /// Its key.
    pub id: SheetId,
    /// On what it was filled.
    pub kind: SheetKind,
    /// Number of the round.
    pub round: i32,
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// Role title of the assessor.
    pub assessor: String,
    /// The score out of 100.
    pub score: Fraction,
    /// When it was handed in (RFC 3339, UTC).
    pub submitted_at: String,
}

/// A whole sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSheet {
    /// What the list shows.
    pub brief: SheetBrief,
    /// Its round.
    pub round: RoundId,
    /// The version of the standard that it was filled by.
    pub standard: StandardId,
    /// Marks, vetoes, remarks.
    pub sheet: Sheet,
}

type Brief = (i64, String, i32, String, String, String, String, String);

fn read_brief((id, kind, round, code, name, assessor, score, submitted_at): Brief) -> Result<SheetBrief> {
    Ok(SheetBrief {
        id: SheetId(id),
        kind: SheetKind::parse(&kind).ok_or_else(|| StoreError::meaningless(kind, "a kind of sheet"))?,
        round,
        code,
        name,
        assessor,
        score: read_score(&score)?,
        submitted_at,
    })
}

pub(crate) fn read_score(text: &str) -> Result<Fraction> {
    Fraction::parse(text).map_err(|_| StoreError::meaningless(text, "a score"))
}

fn read_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|_| StoreError::meaningless(text, "a part of a sheet"))
}

/// The columns of a sheet in a list, in the order of [`Brief`].
macro_rules! brief_columns {
    () => {
        (
            sheet::id,
            sheet::kind,
            round::number,
            unit::code,
            unit::name,
            account::title,
            sheet::score,
            sheet::submitted_at,
        )
    };
}

/// Sheets that are neither on these spot checks nor on these observations.
#[diesel::dsl::auto_type(no_type_alias)]
fn shown(checks: Vec<i64>, sessions: Vec<i64>) -> _ {
    let check = sheet::spot_check_id.is_null().or(sheet::spot_check_id.ne_all(checks).assume_not_null());
    let session =
        sheet::observation_id.is_null().or(sheet::observation_id.ne_all(sessions).assume_not_null());
    check.and(session)
}

impl Reader<'_> {
    /// Where the unit of a spot check stands, to ask for a permit.
    pub fn locate_spot_check(&mut self, id: SpotCheckId) -> Result<Option<Target>> {
        let row: Option<(i64, i64, i64)> = spot_check::table
            .inner_join(unit::table)
            .filter(spot_check::id.eq(id.0))
            .select((unit::id, unit::lo, unit::hi))
            .first(self.connection)
            .optional()?;
        Ok(row.map(|(unit, lo, hi)| Target { unit: UnitId(unit), span: Span { lo, hi } }))
    }

    /// A spot check of the permit's unit.
    pub fn spot_check<A: Action>(&mut self, permit: &Permit<A>, id: SpotCheckId) -> Result<SpotCheck> {
        let row: Option<(i64, i64, i64, String)> = spot_check::table
            .filter(spot_check::id.eq(id.0).and(spot_check::unit_id.eq(permit.unit().0)))
            .select((spot_check::id, spot_check::round_id, spot_check::unit_id, spot_check::state))
            .first(self.connection)
            .optional()?;
        let (id, round, unit, state) = row.ok_or(StoreError::NotFound)?;
        let state = read_check_state(&state)?;
        Ok(SpotCheck { id: SpotCheckId(id), round: RoundId(round), unit: UnitId(unit), state })
    }

    /// Whether the permit's account has assessed a spot check already.
    pub fn assessed_by_me(&mut self, permit: &Permit<FillSheet>, id: SpotCheckId) -> Result<bool> {
        let assessor = permit.account().map_or(-1, |account| account.0);
        let found: i64 = sheet::table
            .filter(sheet::spot_check_id.eq(id.0).and(sheet::assessor_id.eq(assessor)))
            .count()
            .first(self.connection)?;
        Ok(found > 0)
    }

    /// Drawn units beneath the permit's unit whose materials no sheet assesses yet, after the key `after`.
    pub fn waiting_checks(
        &mut self,
        permit: &Permit<ReadAssessments>,
        after: i64,
        limit: i64,
    ) -> Result<Vec<WaitingCheck>> {
        let span = permit.span();
        let rows: Vec<(i64, String, String, String, i32)> = spot_check::table
            .inner_join(unit::table)
            .inner_join(round::table)
            .filter(unit::lo.gt(span.lo).and(unit::lo.le(span.hi)))
            .left_join(first_mark::table)
            .filter(for_anybody_or(permit.account()))
            .filter(spot_check::state.eq(SpotCheckState::Drawn.key()))
            .filter(round::state.eq_any(["open", "assessing"]))
            .filter(spot_check::id.gt(after))
            .order(spot_check::id.asc())
            .limit(limit)
            .select((spot_check::id, unit::code, unit::name, spot_check::class, round::number))
            .load(self.connection)?;
        let waiting =
            |(id, code, name, class, round)| WaitingCheck { id: SpotCheckId(id), code, name, class, round };
        Ok(rows.into_iter().map(waiting).collect())
    }

    /// Where the unit of a sheet stands, to ask for a permit.
    pub fn locate_sheet(&mut self, id: SheetId) -> Result<Option<Target>> {
        let row: Option<(i64, i64, i64)> = sheet::table
            .inner_join(unit::table)
            .filter(sheet::id.eq(id.0))
            .select((unit::id, unit::lo, unit::hi))
            .first(self.connection)
            .optional()?;
        Ok(row.map(|(unit, lo, hi)| Target { unit: UnitId(unit), span: Span { lo, hi } }))
    }

    /// A sheet of the permit's unit.
    pub fn sheet(&mut self, permit: &Permit<ReadAssessments>, id: SheetId) -> Result<StoredSheet> {
        type Row = (Brief, i64, i64, String, String, String, Option<i32>, Option<String>);
        let blind = self.marks_blind(permit)?;
        let row: Option<Row> = sheet::table
            .inner_join(unit::table)
            .inner_join(round::table)
            .inner_join(account::table)
            .filter(sheet::id.eq(id.0).and(sheet::unit_id.eq(permit.unit().0)))
            .filter(shown(blind.checks(), blind.sessions()))
            .select((
                brief_columns!(),
                sheet::round_id,
                sheet::standard_id,
                sheet::marks,
                sheet::vetoes,
                sheet::remarks,
                sheet::minutes,
                sheet::heard,
            ))
            .first(self.connection)
            .optional()?;
        let (brief, round, standard, marks, vetoes, remarks, minutes, heard) =
            row.ok_or(StoreError::NotFound)?;
        let brief = read_brief(brief)?;
        let sheet = Sheet {
            kind: brief.kind,
            marks: read_json(&marks)?,
            vetoes: read_json(&vetoes)?,
            remarks,
            heard: heard.map_or_else(|| Ok(Heard::default()), |heard| read_json(&heard))?,
            score: brief.score,
            minutes,
        };
        Ok(StoredSheet { brief, round: RoundId(round), standard: StandardId(standard), sheet })
    }

    /// Sheets on units within the permit's subtree, newest first, before the key `before`; `mine`: only those of
    /// the permit's account.
    pub fn sheets(
        &mut self,
        permit: &Permit<ReadAssessments>,
        mine: bool,
        before: Option<SheetId>,
        limit: i64,
    ) -> Result<Vec<SheetBrief>> {
        let span = permit.span();
        let blind = self.marks_blind(permit)?;
        let mut query = sheet::table
            .inner_join(unit::table)
            .inner_join(round::table)
            .inner_join(account::table)
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(sheet::id.lt(before.map_or(i64::MAX, |id| id.0)))
            .filter(shown(blind.checks(), blind.sessions()))
            .into_boxed();
        if mine {
            query = query.filter(sheet::assessor_id.eq(permit.account().map_or(-1, |account| account.0)));
        }
        let rows: Vec<Brief> =
            query.order(sheet::id.desc()).limit(limit).select(brief_columns!()).load(self.connection)?;
        rows.into_iter().map(read_brief).collect()
    }
}

impl Work<'_> {
    /// Writes a sheet of the permit's account on the permit's unit.
    pub fn sheet_insert(
        &mut self,
        permit: &Permit<FillSheet>,
        round: RoundId,
        occasion: Occasion,
        standard: StandardId,
        filled: &Sheet,
    ) -> Result<SheetId> {
        let assessor = permit.account().ok_or(StoreError::NotFound)?;
        let id = next_id!(self.connection, sheet);
        let json = |value: serde_json::Result<String>| {
            value.map_err(|fault| StoreError::meaningless(fault.to_string(), "a part of a sheet"))
        };
        let (observation, spot_check) = match occasion {
            Occasion::Observation(id) => (Some(id.0), None),
            Occasion::SpotCheck(id) => (None, Some(id.0)),
        };
        let heard =
            (!filled.heard.is_empty()).then(|| json(serde_json::to_string(&filled.heard))).transpose()?;
        diesel::insert_into(sheet::table)
            .values((
                sheet::id.eq(id),
                sheet::kind.eq(filled.kind.key()),
                sheet::round_id.eq(round.0),
                sheet::unit_id.eq(permit.unit().0),
                sheet::observation_id.eq(observation),
                sheet::spot_check_id.eq(spot_check),
                sheet::assessor_id.eq(assessor.0),
                sheet::standard_id.eq(standard.0),
                sheet::marks.eq(json(serde_json::to_string(&filled.marks))?),
                sheet::vetoes.eq(json(serde_json::to_string(&filled.vetoes))?),
                sheet::remarks.eq(&filled.remarks),
                sheet::score.eq(filled.score.to_string()),
                sheet::submitted_at.eq(self.at().to_string()),
                sheet::entered_on.eq(permit.on().to_string()),
                sheet::minutes.eq(filled.minutes),
                sheet::heard.eq(heard),
            ))
            .execute(&mut *self.connection)?;
        Ok(SheetId(id))
    }

    /// Writes the state of a spot check of the permit's unit.
    pub fn spot_check_state_write(
        &mut self,
        permit: &Permit<FillSheet>,
        id: SpotCheckId,
        state: SpotCheckState,
    ) -> Result<()> {
        let own =
            spot_check::table.filter(spot_check::id.eq(id.0).and(spot_check::unit_id.eq(permit.unit().0)));
        diesel::update(own).set(spot_check::state.eq(state.key())).execute(&mut *self.connection)?;
        Ok(())
    }
}
