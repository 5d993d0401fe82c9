//! Overall ratings: what is known of a round's units, and what they were rated.

use crate::{
    Reader, Work,
    assessing::{observation::observation_manned, sheet::sheet_counted},
    batch::{insert_batch, next_id},
    draws::check_state::spot_check_live,
    error::{Result, StoreError},
    locate::located,
    opens::opens,
    programmes::round_names::{MOST_ROUNDS, OrganisedRow, RoundName},
    schema::{observation, plan, rating, round, round_owing, session_excuse, sheet, spot_check, unit},
    score::read_score,
    units::apart::apart,
};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use earnest_model::{
    Date,
    action::Writes,
    assessing::rating::{Known, MarkedSheet, RatedPart, Rating},
    fraction::Fraction,
    id::{AccountId, RatingId, RoundId, SheetId, StandardId, UnitId},
    permit::{Permit, ReadAssessments, Target},
    plans::plan::PlanState,
    programmes::standard::SheetKind,
    span::Span,
};
use std::collections::BTreeMap;

/// A unit of a round with what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownUnit {
    /// Where it stands.
    pub target: Target,
    /// Its code.
    pub code: String,
    /// What is known.
    pub known: Known,
}

opens! {
    /// Rates: a unit beneath, or the organiser's own leading group.
    Rates: RateUnit, RateLeaders
}

/// A rating to be written, with the permit to rate its unit.
#[derive(Debug)]
pub struct NewRating<A: Rates> {
    /// The permit.
    pub permit: Permit<A>,
    /// The rating.
    pub rating: Rating,
}

/// A rating in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatingBrief {
    /// Its key.
    pub id: RatingId,
    /// The unit.
    pub unit: UnitId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its class.
    pub class: String,
    /// The score out of 100.
    pub score: Option<Fraction>,
    /// The variance of its error in squared points, where it is known.
    pub variance: Option<Fraction>,
    /// The score by the rule that doesn't count, where severity can be told.
    pub otherwise: Option<Fraction>,
    /// Key of the grade.
    pub grade: String,
    /// Key of the veto ground that decided it.
    pub veto: Option<String>,
    /// Whether it is the organiser's own leading group, told apart from the units beneath it.
    pub leads: bool,
}

/// A whole rating.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRating {
    /// What the list shows.
    pub brief: RatingBrief,
    /// Its round.
    pub round: RoundId,
    /// The version of the standard that it was made by.
    pub standard: StandardId,
    /// Its parts with their computation.
    pub parts: Vec<RatedPart>,
    /// When (RFC 3339, UTC).
    pub rated_at: String,
}

#[derive(Insertable)]
#[diesel(table_name = rating)]
struct Row {
    id: i64,
    round_id: i64,
    unit_id: i64,
    standard_id: i64,
    parts: String,
    score: Option<String>,
    variance: Option<String>,
    otherwise: Option<String>,
    grade: String,
    veto: Option<String>,
    rated_at: String,
    rated_by: Option<i64>,
    entered_on: String,
}

/// The number of columns of the table `rating`.
const COLUMNS: usize = 13;

#[derive(Queryable)]
struct BriefRow {
    id: i64,
    unit: i64,
    code: String,
    name: String,
    class: String,
    score: Option<String>,
    variance: Option<String>,
    otherwise: Option<String>,
    grade: String,
    veto: Option<String>,
    leads: bool,
}

impl TryFrom<BriefRow> for RatingBrief {
    type Error = StoreError;
    fn try_from(row: BriefRow) -> Result<Self> {
        let read = |text: Option<String>| text.as_deref().map(read_score).transpose();
        Ok(Self {
            id: RatingId(row.id),
            unit: UnitId(row.unit),
            code: row.code,
            name: row.name,
            class: row.class,
            score: read(row.score)?,
            variance: read(row.variance)?,
            otherwise: read(row.otherwise)?,
            grade: row.grade,
            veto: row.veto,
            leads: row.leads,
        })
    }
}

/// A whole rating as it is selected.
#[derive(Queryable)]
struct WholeRow {
    brief: BriefRow,
    round: i64,
    standard: i64,
    parts: String,
    rated_at: String,
}

#[derive(Queryable)]
struct PlaceRow {
    id: i64,
    parent: Option<i64>,
    lo: i64,
    hi: i64,
    code: String,
}

#[derive(Queryable)]
struct SheetRow {
    unit: i64,
    id: i64,
    assessor: i64,
    kind: String,
    score: String,
    vetoes: String,
}

located!(RatingId, rating);

/// The columns of a rating in a list, in the order of [`BriefRow`].
macro_rules! brief_columns {
    () => {
        (
            rating::id,
            unit::id,
            unit::code,
            unit::name,
            unit::class,
            rating::score,
            rating::variance,
            rating::otherwise,
            rating::grade,
            rating::veto,
            round::organiser_id.eq(unit::id),
        )
    };
}

type Units = BTreeMap<i64, Known>;

impl Reader<'_> {
    /// All units beneath the permit's unit of which a round knows something, in the order of the tree; first of all its own
    /// leading group, where it owes the round what the others owe it.
    pub fn known_units(
        &mut self,
        permit: &Permit<ReadAssessments>,
        round: RoundId,
    ) -> Result<Vec<KnownUnit>> {
        let mut units = Units::new();
        let span = permit.span();
        self.known_plans(span, round, &mut units)?;
        self.known_observers(span, round, &mut units)?;
        self.known_checks(span, round, &mut units)?;
        self.known_sheets((span, permit.on()), round, &mut units)?;
        let excused: Vec<i64> = session_excuse::table
            .filter(session_excuse::round_id.eq(round.0))
            .select(session_excuse::unit_id)
            .load(self.connection)?;
        for unit in excused {
            units.entry(unit).or_default().excused = true;
        }
        let beneath = unit::lo.gt(span.lo).and(unit::lo.le(span.hi));
        let columns = (unit::id, unit::parent_id, unit::lo, unit::hi, unit::code);
        let mut rows: Vec<PlaceRow> = unit::table
            .filter(beneath)
            .filter(unit::parent_id.eq(permit.unit().0))
            .select(columns)
            .load(self.connection)?;
        let ids: Vec<i64> = units.keys().copied().collect();
        for some in ids.chunks(10_000) {
            let deeper = unit::table
                .filter(beneath.and(unit::parent_id.ne(permit.unit().0)))
                .filter(unit::id.eq_any(some))
                .select(columns);
            rows.extend(deeper.load::<PlaceRow>(self.connection)?);
        }
        // In a round of another's the unit is one of those beneath its organiser, and no leading group of the round.
        let leads = round_owing::table
            .inner_join(round::table)
            .filter(round_owing::round_id.eq(round.0).and(round_owing::unit_id.eq(permit.unit().0)))
            .filter(round::organiser_id.eq(permit.unit().0))
            .select(round_owing::unit_id);
        let leaders = unit::table.filter(unit::id.eq_any(leads)).select(columns);
        rows.extend(leaders.load::<PlaceRow>(self.connection)?);
        rows.sort_unstable_by_key(|row| row.lo);
        let known = |row: PlaceRow| {
            let mut known = units.remove(&row.id).unwrap_or_default();
            known.owes_plan = row.parent == Some(permit.unit().0) || row.id == permit.unit().0;
            let target = Target { unit: UnitId(row.id), span: Span { lo: row.lo, hi: row.hi } };
            KnownUnit { target, code: row.code, known }
        };
        Ok(rows.into_iter().map(known).collect())
    }

    fn known_plans(&mut self, span: Span, round: RoundId, units: &mut Units) -> Result<()> {
        let rows: Vec<(i64, String, i32)> = plan::table
            .inner_join(unit::table)
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(plan::round_id.eq(round.0).and(plan::latest.eq(true)))
            .select((plan::unit_id, plan::state, plan::version))
            .load(self.connection)?;
        for (unit, state, version) in rows {
            let state = PlanState::parse(&state)
                .ok_or_else(|| StoreError::meaningless(state, "a state of a plan"))?;
            let version = u32::try_from(version).unwrap_or(1);
            units.entry(unit).or_default().plan = Some((state, version));
        }
        Ok(())
    }

    fn known_observers(&mut self, span: Span, round: RoundId, units: &mut Units) -> Result<()> {
        let rows: Vec<i64> = observation::table
            .inner_join(unit::table)
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(observation::round_id.eq(round.0).and(observation_manned()))
            .select(observation::unit_id)
            .load(self.connection)?;
        for unit in rows {
            units.entry(unit).or_default().observer_sent = true;
        }
        Ok(())
    }

    fn known_checks(&mut self, span: Span, round: RoundId, units: &mut Units) -> Result<()> {
        let rows: Vec<(i64, String)> = spot_check::table
            .inner_join(unit::table)
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(spot_check::round_id.eq(round.0))
            .filter(spot_check_live())
            .select((spot_check::unit_id, spot_check::state))
            .load(self.connection)?;
        for (unit, state) in rows {
            units.entry(unit).or_default().spot_check =
                Some(crate::draws::check_state::read_check_state(&state)?);
        }
        Ok(())
    }

    fn known_sheets(&mut self, (span, day): (Span, Date), round: RoundId, units: &mut Units) -> Result<()> {
        let rows: Vec<SheetRow> = sheet::table
            .inner_join(unit::table)
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(sheet::round_id.eq(round.0).and(sheet_counted(day.to_string())))
            .order(sheet::id.asc())
            .select((sheet::unit_id, sheet::id, sheet::assessor_id, sheet::kind, sheet::score, sheet::vetoes))
            .load(self.connection)?;
        for row in rows {
            let known = units.entry(row.unit).or_default();
            let (id, assessor) = (SheetId(row.id), AccountId(row.assessor));
            let sheet = MarkedSheet { id, score: read_score(&row.score)?, assessor };
            match SheetKind::parse(&row.kind) {
                Some(SheetKind::Observation) => known.observed.sheets.push(sheet),
                Some(SheetKind::Materials) => known.materials.sheets.push(sheet),
                None => return Err(StoreError::meaningless(row.kind, "a kind of sheet")),
            }
            let vetoes: Vec<String> = serde_json::from_str(&row.vetoes)
                .map_err(|_| StoreError::meaningless(row.vetoes, "a list of veto grounds"))?;
            known.vetoes.extend(vetoes);
        }
        Ok(())
    }

    /// Ratings of a round within the permit's subtree, by class and then in the order of the tree.
    pub fn ratings(&mut self, permit: &Permit<ReadAssessments>, round: RoundId) -> Result<Vec<RatingBrief>> {
        let span = permit.span();
        let rows: Vec<BriefRow> = rating::table
            .inner_join(unit::table)
            .inner_join(round::table)
            .filter(rating::round_id.eq(round.0))
            .filter(unit::lo.between(span.lo, span.hi))
            .order((unit::class.asc(), unit::lo.asc()))
            .select(brief_columns!())
            .load(self.connection)?;
        let mut ratings = rows.into_iter().map(RatingBrief::try_from).collect::<Result<Vec<_>>>()?;
        let codes: Vec<&str> = ratings.iter().map(|rating| rating.code.as_str()).collect();
        let mut told = apart(self.connection, &codes)?;
        for rating in &mut ratings {
            rating.name = told.remove(&rating.code).unwrap_or_else(|| std::mem::take(&mut rating.name));
        }
        Ok(ratings)
    }

    /// Units of the permit's subtree that are excused from their session of a round and not rated in it: code, name and reason,
    /// in the order of the tree.
    pub fn excused_unrated(
        &mut self,
        permit: &Permit<ReadAssessments>,
        round: RoundId,
    ) -> Result<Vec<(String, String, String)>> {
        let span = permit.span();
        let rated = rating::table.filter(
            rating::round_id.eq(session_excuse::round_id).and(rating::unit_id.eq(session_excuse::unit_id)),
        );
        Ok(session_excuse::table
            .inner_join(unit::table)
            .filter(session_excuse::round_id.eq(round.0).and(not(exists(rated))))
            .filter(unit::lo.between(span.lo, span.hi))
            .order(unit::lo.asc())
            .select((unit::code, unit::name, session_excuse::reason))
            .load(self.connection)?)
    }

    /// The permit's rating, unless who asks still marks the unit blind.
    pub fn rating(&mut self, permit: &Permit<ReadAssessments, RatingId>) -> Result<StoredRating> {
        let hidden = self.marks_blind(permit)?.rounds_of(permit.unit());
        let row: Option<WholeRow> = rating::table
            .inner_join(unit::table)
            .inner_join(round::table)
            .filter(rating::id.eq(permit.key().0).and(rating::unit_id.eq(permit.unit().0)))
            .filter(rating::round_id.ne_all(hidden))
            .select((
                brief_columns!(),
                rating::round_id,
                rating::standard_id,
                rating::parts,
                rating::rated_at,
            ))
            .first(self.connection)
            .optional()?;
        let row = row.ok_or(StoreError::NotFound)?;
        Ok(StoredRating {
            brief: row.brief.try_into()?,
            round: RoundId(row.round),
            standard: StandardId(row.standard),
            parts: serde_json::from_str(&row.parts)
                .map_err(|_| StoreError::meaningless(row.parts, "the parts of a rating"))?,
            rated_at: row.rated_at,
        })
    }

    /// Rounds that have ratings within the permit's subtree, newest first.
    pub fn rated_rounds(&mut self, permit: &Permit<ReadAssessments>) -> Result<Vec<RoundName>> {
        let span = permit.span();
        let rows: Vec<OrganisedRow> = rating::table
            .inner_join(unit::table)
            .inner_join(round::table)
            .filter(unit::lo.between(span.lo, span.hi))
            .order(round::id.desc())
            .select((round::id, round::number, round::topic, round::organiser_id))
            .distinct()
            .limit(MOST_ROUNDS)
            .load(self.connection)?;
        RoundName::all(self.connection, rows)
    }
}

impl Work<'_> {
    /// Writes ratings of a round; earlier ones of the same units give way (the journal remembers them).
    pub fn ratings_write<A: Rates + Writes>(
        &mut self,
        round: RoundId,
        standard: StandardId,
        ratings: &[NewRating<A>],
    ) -> Result<Vec<RatingId>> {
        let at = self.at().to_string();
        let Some(some) = ratings.first() else { return Ok(Vec::new()) };
        // Every rating brings the permit to rate its unit; they are all for one action.
        let connection = self.under(&some.permit);
        let units: Vec<i64> = ratings.iter().map(|new| new.permit.unit().0).collect();
        // A unit that is rated again was rated since the first time.
        let mut since = BTreeMap::new();
        for some in units.chunks(5_000) {
            let old = rating::table.filter(rating::round_id.eq(round.0).and(rating::unit_id.eq_any(some)));
            let known: Vec<(i64, String)> =
                old.clone().select((rating::unit_id, rating::entered_on)).load(connection)?;
            since.extend(known);
            diesel::delete(old).execute(connection)?;
        }
        let first = next_id!(connection, rating);
        let mut rows = Vec::with_capacity(ratings.len());
        for (id, new) in (first..).zip(ratings) {
            let unit = new.permit.unit().0;
            let parts = serde_json::to_string(&new.rating.parts)
                .map_err(|fault| StoreError::meaningless(fault.to_string(), "the parts of a rating"))?;
            rows.push(Row {
                id,
                round_id: round.0,
                unit_id: unit,
                standard_id: standard.0,
                parts,
                score: Some(new.rating.score.to_string()),
                variance: new.rating.variance.map(|variance| variance.to_string()),
                otherwise: new.rating.otherwise.map(|score| score.to_string()),
                grade: new.rating.grade.clone(),
                veto: new.rating.veto.clone(),
                rated_at: at.clone(),
                rated_by: new.permit.account().map(|account| account.0),
                entered_on: since.remove(&unit).unwrap_or_else(|| new.permit.on().to_string()),
            });
        }
        insert_batch!(connection, rating::table, &rows, COLUMNS);
        Ok(rows.iter().map(|row| RatingId(row.id)).collect())
    }
}
