//! Score sheets.

use crate::{
    Reader, Work,
    batch::next_id,
    day::read_date,
    error::{Result, StoreError},
    locate::located,
    programmes::listed::{Listed, listed},
    schema::{account, round, round_activity, seminar, sheet, unit},
    score::read_score,
    sessions::standing::session_stands,
};
use diesel::{dsl::exists, prelude::*};
use earnest_model::{
    action::Action,
    assessing::sheet::{HeardSession, OnSession, Sheet},
    fraction::Fraction,
    id::{ObservationId, RoundId, SeminarId, SheetId, SpotCheckId, StandardId},
    permit::{FillSheet, Permit, ReadAssessments, RecordSeminar},
    programmes::standard::SheetKind,
    sessions::{heard::Heard, seminar::SessionKind},
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

/// A sheet in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetBrief {
    /// Its key.
    pub id: SheetId,
    /// On what it was filled.
    pub kind: SheetKind,
    /// Number of the round.
    pub round: i32,
    /// That round.
    pub of: RoundId,
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
    /// The kind of the session on which it is, as its record says now, and whether that record stands.
    pub at: Option<(SessionKind, bool)>,
}

/// A sheet to write.
#[derive(Debug, Clone, Copy)]
pub struct NewSheet<'a> {
    /// Its round.
    pub round: RoundId,
    /// The version of the standard that it was filled by.
    pub standard: StandardId,
    /// Marks, vetoes, remarks.
    pub sheet: &'a Sheet,
}

/// A record on which a sheet is filled.
pub trait MarkedOn: Copy + crate::locate::sealed::Sealed {
    /// The occasion that it is.
    fn occasion(self) -> Occasion;
}

impl MarkedOn for ObservationId {
    fn occasion(self) -> Occasion {
        Occasion::Observation(self)
    }
}

impl MarkedOn for SpotCheckId {
    fn occasion(self) -> Occasion {
        Occasion::SpotCheck(self)
    }
}

located!(SheetId, sheet);

#[derive(Queryable)]
struct BriefRow {
    id: i64,
    kind: String,
    round: i32,
    of: i64,
    code: String,
    name: String,
    assessor: String,
    score: String,
    submitted_at: String,
}

impl TryFrom<BriefRow> for SheetBrief {
    type Error = StoreError;
    fn try_from(row: BriefRow) -> Result<Self> {
        Ok(Self {
            id: SheetId(row.id),
            kind: SheetKind::parse(&row.kind)
                .ok_or_else(|| StoreError::meaningless(row.kind, "a kind of sheet"))?,
            round: row.round,
            of: RoundId(row.of),
            code: row.code,
            name: row.name,
            assessor: row.assessor,
            score: read_score(&row.score)?,
            submitted_at: row.submitted_at,
        })
    }
}

/// A whole sheet as it is selected.
#[derive(Queryable)]
struct WholeRow {
    brief: BriefRow,
    round: i64,
    standard: i64,
    marks: String,
    vetoes: String,
    remarks: String,
    minutes: Option<i32>,
    heard: Option<String>,
    seminar: Option<i64>,
    heard_on: Option<String>,
}

impl TryFrom<WholeRow> for StoredSheet {
    type Error = StoreError;
    fn try_from(row: WholeRow) -> Result<Self> {
        let brief = SheetBrief::try_from(row.brief)?;
        let sheet = Sheet {
            kind: brief.kind,
            marks: read_json(&row.marks)?,
            vetoes: read_json(&row.vetoes)?,
            remarks: row.remarks,
            heard: row.heard.map_or_else(|| Ok(Heard::default()), |heard| read_json(&heard))?,
            on: row
                .heard_on
                .map(|day| {
                    Ok::<_, StoreError>(OnSession {
                        session: row.seminar.map(SeminarId),
                        day: read_date(&day)?,
                    })
                })
                .transpose()?,
            score: brief.score,
            minutes: row.minutes,
        };
        Ok(Self { brief, round: RoundId(row.round), standard: StandardId(row.standard), sheet, at: None })
    }
}

fn read_kind(kind: String) -> Result<SessionKind> {
    SessionKind::parse(&kind).map_err(|_| StoreError::meaningless(kind, "a kind of session"))
}

fn read_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|_| StoreError::meaningless(text, "a part of a sheet"))
}

fn write_json<T: serde::Serialize>(part: &T) -> Result<String> {
    serde_json::to_string(part)
        .map_err(|fault| StoreError::meaningless(fault.to_string(), "a part of a sheet"))
}

/// The columns of a sheet in a list, in the order of [`BriefRow`].
macro_rules! brief_columns {
    () => {
        (
            sheet::id,
            sheet::kind,
            round::number,
            sheet::round_id,
            unit::code,
            unit::name,
            account::title,
            sheet::score,
            sheet::submitted_at,
        )
    };
}

/// Sheets that count for their unit on a day: one on a session counts while what it was heard at stands as the seminar of the
/// round. What an observer heard of something else is kept, and is no seminar; where the unit made no record yet, the
/// observer's word stands.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn sheet_counted(day: String) -> _ {
    let seminar: &'static str = SessionKind::Seminar.key();
    let stands = seminar::ended_on.is_null().or(seminar::ended_on.assume_not_null().gt(day));
    sheet::seminar_id.is_null().or(exists(
        seminar::table
            .filter(seminar::id.nullable().eq(sheet::seminar_id).and(seminar::kind.eq(seminar)))
            .filter(seminar::round_id.eq(sheet::round_id.nullable()))
            .filter(stands),
    ))
}

/// Sheets that are neither on these spot checks nor on these observations; and one's own, which tell nobody what others made of
/// the same.
#[diesel::dsl::auto_type(no_type_alias)]
fn shown(checks: Vec<i64>, sessions: Vec<i64>, own: i64) -> _ {
    let check = sheet::spot_check_id.is_null().or(sheet::spot_check_id.ne_all(checks).assume_not_null());
    let session =
        sheet::observation_id.is_null().or(sheet::observation_id.ne_all(sessions).assume_not_null());
    sheet::assessor_id.eq(own).or(check.and(session))
}

/// The key of the account of a permit; of nobody that of none.
fn account_of<A: Action, K: Copy>(permit: &Permit<A, K>) -> i64 {
    permit.account().map_or(-1, |account| account.0)
}

impl Reader<'_> {
    /// Whether the permit's account has assessed its spot check already.
    pub fn assessed_by_me(&mut self, permit: &Permit<FillSheet, SpotCheckId>) -> Result<bool> {
        let found: i64 = sheet::table
            .filter(sheet::spot_check_id.eq(permit.key().0).and(sheet::assessor_id.eq(account_of(permit))))
            .filter(sheet::unit_id.eq(permit.unit().0))
            .count()
            .first(self.connection)?;
        Ok(found > 0)
    }

    /// Seminars of the permit's unit that are recorded for a round, and what else somebody may be sent to, the oldest first.
    pub fn sessions_to_hear(
        &mut self,
        permit: &Permit<FillSheet, ObservationId>,
        round: RoundId,
    ) -> Result<Vec<HeardSession>> {
        let observed = exists(
            round_activity::table
                .filter(round_activity::round_id.eq(round.0).and(round_activity::kind.eq(seminar::kind)))
                .filter(round_activity::observed.eq(true)),
        );
        let rows: Vec<(i64, String, String, i32)> = seminar::table
            .filter(seminar::unit_id.eq(permit.unit().0).and(seminar::round_id.eq(round.0)))
            .filter(session_stands().and(seminar::kind.eq(SessionKind::Seminar.key()).or(observed)))
            .order((seminar::held_on.asc(), seminar::id.asc()))
            .select((seminar::id, seminar::kind, seminar::held_on, seminar::minutes))
            .load(self.connection)?;
        let heard = |(id, kind, day, minutes): (i64, String, String, i32)| {
            let (kind, day) = (read_kind(kind)?, read_date(&day)?);
            Ok(HeardSession { session: SeminarId(id), kind, day, minutes })
        };
        rows.into_iter().map(heard).collect()
    }

    /// Sessions of the permit's unit in a round of which the permit's account has handed in a sheet.
    pub fn sessions_told(
        &mut self,
        permit: &Permit<FillSheet, ObservationId>,
        round: RoundId,
    ) -> Result<Vec<OnSession>> {
        let rows: Vec<(Option<i64>, Option<String>)> = sheet::table
            .filter(sheet::unit_id.eq(permit.unit().0).and(sheet::round_id.eq(round.0)))
            .filter(sheet::assessor_id.eq(account_of(permit)).and(sheet::observation_id.is_not_null()))
            .order(sheet::id.asc())
            .select((sheet::seminar_id, sheet::heard_on))
            .load(self.connection)?;
        // Sheets from before they named their session have no day.
        let told = |(session, day): (Option<i64>, Option<String>)| Some((session.map(SeminarId), day?));
        let told = rows.into_iter().filter_map(told);
        told.map(|(session, day)| Ok(OnSession { session, day: read_date(&day)? })).collect()
    }

    /// The permit's sheet, unless who asks marks the same blind and it is another's.
    pub fn sheet(&mut self, permit: &Permit<ReadAssessments, SheetId>) -> Result<StoredSheet> {
        let blind = self.marks_blind(permit)?;
        let row: Option<WholeRow> = sheet::table
            .inner_join(unit::table)
            .inner_join(round::table)
            .inner_join(account::table)
            .filter(sheet::id.eq(permit.key().0).and(sheet::unit_id.eq(permit.unit().0)))
            .filter(shown(blind.checks(), blind.sessions(), account_of(permit)))
            .select((
                brief_columns!(),
                sheet::round_id,
                sheet::standard_id,
                sheet::marks,
                sheet::vetoes,
                sheet::remarks,
                sheet::minutes,
                sheet::heard,
                sheet::seminar_id,
                sheet::heard_on,
            ))
            .first(self.connection)
            .optional()?;
        let mut stored: StoredSheet = row.ok_or(StoreError::NotFound)?.try_into()?;
        if let Some(session) = stored.sheet.on.and_then(|on| on.session) {
            let found: Option<(String, bool)> = seminar::table
                .filter(seminar::id.eq(session.0).and(seminar::unit_id.eq(permit.unit().0)))
                .select((seminar::kind, seminar::ended_on.is_null()))
                .first(self.connection)
                .optional()?;
            stored.at =
                found.map(|(kind, stands)| Ok::<_, StoreError>((read_kind(kind)?, stands))).transpose()?;
        }
        Ok(stored)
    }

    /// How many sheets were handed in on the permit's session.
    pub fn sheets_on(&mut self, permit: &Permit<RecordSeminar, SeminarId>) -> Result<u64> {
        let found: i64 = sheet::table
            .filter(sheet::seminar_id.eq(permit.key().0).and(sheet::unit_id.eq(permit.unit().0)))
            .count()
            .get_result(self.connection)?;
        Ok(u64::try_from(found).unwrap_or_default())
    }

    /// Sheets on units within the permit's subtree, newest first, before the key `before`; `mine`: only those of
    /// the permit's account.
    pub fn sheets(
        &mut self,
        permit: &Permit<ReadAssessments>,
        (mine, of): (bool, Listed),
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
            .filter(shown(blind.checks(), blind.sessions(), account_of(permit)))
            .into_boxed();
        if mine {
            query = query.filter(sheet::assessor_id.eq(account_of(permit)));
        }
        let query = listed!(query, of);
        let rows: Vec<BriefRow> =
            query.order(sheet::id.desc()).limit(limit).select(brief_columns!()).load(self.connection)?;
        rows.into_iter().map(SheetBrief::try_from).collect()
    }
}

impl Work<'_> {
    /// Writes a sheet of the permit's account on the permit's observation or spot check.
    pub fn sheet_insert<K: MarkedOn>(
        &mut self,
        permit: &Permit<FillSheet, K>,
        new: &NewSheet<'_>,
    ) -> Result<SheetId> {
        let assessor = permit.account().ok_or(StoreError::NotFound)?;
        let at = self.at().to_string();
        let connection = self.under(permit);
        let id = next_id!(connection, sheet);
        let filled = new.sheet;
        let (observation, spot_check) = match permit.key().occasion() {
            Occasion::Observation(id) => (Some(id.0), None),
            Occasion::SpotCheck(id) => (None, Some(id.0)),
        };
        let heard = (!filled.heard.is_empty()).then(|| write_json(&filled.heard)).transpose()?;
        diesel::insert_into(sheet::table)
            .values((
                sheet::id.eq(id),
                sheet::kind.eq(filled.kind.key()),
                sheet::round_id.eq(new.round.0),
                sheet::unit_id.eq(permit.unit().0),
                sheet::observation_id.eq(observation),
                sheet::spot_check_id.eq(spot_check),
                sheet::assessor_id.eq(assessor.0),
                sheet::standard_id.eq(new.standard.0),
                sheet::marks.eq(write_json(&filled.marks)?),
                sheet::vetoes.eq(write_json(&filled.vetoes)?),
                sheet::remarks.eq(&filled.remarks),
                sheet::score.eq(filled.score.to_string()),
                sheet::submitted_at.eq(at),
                sheet::entered_on.eq(permit.on().to_string()),
                sheet::seminar_id.eq(filled.on.and_then(|on| on.session).map(|session| session.0)),
                sheet::heard_on.eq(filled.on.map(|on| on.day.to_string())),
                sheet::minutes.eq(filled.minutes),
                sheet::heard.eq(heard),
            ))
            .execute(connection)?;
        Ok(SheetId(id))
    }
}
