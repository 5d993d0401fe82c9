//! Appeals against ratings.

use crate::{
    Reader, Work,
    batch::next_id,
    day::read_date,
    error::{Result, StoreError, one},
    locate::located,
    opens::opens,
    schema::{appeal, circular, rating, sheet, unit},
    score::read_score,
};
use diesel::{dsl::min, prelude::*};
use earnest_model::{
    Date,
    assessing::appeal::{AppealState, Decision},
    fraction::Fraction,
    id::{AccountId, AppealId, RatingId, RoundId},
    permit::{AppealRating, DecideAppeal, Permit, ReadAssessments},
};

/// An appeal as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppealStored {
    /// Its key.
    pub id: AppealId,
    /// The rating.
    pub rating: RatingId,
    /// How far it has come.
    pub state: AppealState,
    /// Why.
    pub reason: String,
    /// When.
    pub lodged_on: Date,
    /// Why it was decided so.
    pub decision: Option<String>,
    /// The score that counts since.
    pub score: Option<Fraction>,
    /// Its grade.
    pub grade: Option<String>,
    /// When it was decided.
    pub decided_on: Option<Date>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = appeal)]
struct Row {
    id: i64,
    rating_id: i64,
    state: String,
    reason: String,
    lodged_on: String,
    decision: Option<String>,
    score: Option<String>,
    grade: Option<String>,
    decided_on: Option<String>,
}

impl TryFrom<Row> for AppealStored {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: AppealId(row.id),
            rating: RatingId(row.rating_id),
            state: AppealState::parse(&row.state)
                .map_err(|_| StoreError::meaningless(row.state, "a state of an appeal"))?,
            reason: row.reason,
            lodged_on: read_date(&row.lodged_on)?,
            decision: row.decision,
            score: row.score.as_deref().map(read_score).transpose()?,
            grade: row.grade,
            decided_on: row.decided_on.as_deref().map(read_date).transpose()?,
        })
    }
}

located!(AppealId, appeal);

opens! {
    /// What shows the appeal against a rating: reading it, and lodging one.
    OpensAppeal: ReadAssessments, AppealRating
}

/// Appeals that wait for a decision.
#[diesel::dsl::auto_type(no_type_alias)]
fn appeal_open() -> _ {
    let lodged: &'static str = AppealState::Lodged.key();
    appeal::state.eq(lodged)
}

/// Who made a rating, and who marked what it was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raters {
    /// Who rated.
    pub rated_by: Option<AccountId>,
    /// Who marked the unit in that round.
    pub marked_by: Vec<AccountId>,
}

impl Work<'_> {
    /// Writes an appeal against the permit's rating.
    pub fn appeal_insert(
        &mut self,
        permit: &Permit<AppealRating, RatingId>,
        reason: &str,
    ) -> Result<AppealId> {
        let connection = self.under(permit);
        let round: Option<i64> = rating::table
            .filter(rating::id.eq(permit.key().0).and(rating::unit_id.eq(permit.unit().0)))
            .select(rating::round_id)
            .first(connection)
            .optional()?;
        let id = next_id!(connection, appeal);
        diesel::insert_into(appeal::table)
            .values((
                appeal::id.eq(id),
                appeal::rating_id.eq(permit.key().0),
                appeal::round_id.eq(round.ok_or(StoreError::NotFound)?),
                appeal::unit_id.eq(permit.unit().0),
                appeal::state.eq(AppealState::Lodged.key()),
                appeal::reason.eq(reason),
                appeal::lodged_on.eq(permit.on().to_string()),
                appeal::lodged_by.eq(permit.account().map(|account| account.0)),
            ))
            .execute(connection)?;
        Ok(AppealId(id))
    }

    /// Writes a decision; the rating itself stays as it is.
    pub fn appeal_decide(
        &mut self,
        permit: &Permit<DecideAppeal, AppealId>,
        decision: &Decision,
        grade: Option<&str>,
    ) -> Result<()> {
        let waiting = appeal::table
            .filter(appeal::id.eq(permit.key().0).and(appeal::unit_id.eq(permit.unit().0)))
            .filter(appeal_open());
        let set = (
            appeal::state.eq(decision.outcome.key()),
            appeal::decision.eq(Some(decision.reason.as_str())),
            appeal::score.eq(decision.score.map(|score| score.to_string())),
            appeal::grade.eq(grade),
            appeal::decided_on.eq(Some(permit.on().to_string())),
            appeal::decided_by.eq(permit.account().map(|account| account.0)),
        );
        one(diesel::update(waiting).set(set).execute(self.under(permit))?)
    }
}

impl Reader<'_> {
    /// The permit's appeal.
    pub fn appeal(&mut self, permit: &Permit<DecideAppeal, AppealId>) -> Result<AppealStored> {
        let row: Option<Row> = appeal::table
            .filter(appeal::id.eq(permit.key().0).and(appeal::unit_id.eq(permit.unit().0)))
            .select(Row::as_select())
            .first(self.connection)
            .optional()?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// The appeal against the permit's rating.
    pub fn appeal_of<A: OpensAppeal>(
        &mut self,
        permit: &Permit<A, RatingId>,
    ) -> Result<Option<AppealStored>> {
        let row: Option<Row> = appeal::table
            .filter(appeal::rating_id.eq(permit.key().0).and(appeal::unit_id.eq(permit.unit().0)))
            .select(Row::as_select())
            .first(self.connection)
            .optional()?;
        row.map(AppealStored::try_from).transpose()
    }

    /// Appeals of a round within the permit's subtree.
    pub fn appeals(&mut self, permit: &Permit<ReadAssessments>, round: RoundId) -> Result<Vec<AppealStored>> {
        let span = permit.span();
        let rows: Vec<Row> = appeal::table
            .inner_join(unit::table)
            .filter(appeal::round_id.eq(round.0))
            .filter(unit::lo.between(span.lo, span.hi))
            .order(appeal::id.asc())
            .select(Row::as_select())
            .load(self.connection)?;
        rows.into_iter().map(AppealStored::try_from).collect()
    }

    /// Who made the permit's rating, and who marked the unit in that round: they don't decide.
    pub fn raters(&mut self, permit: &Permit<DecideAppeal, RatingId>) -> Result<Raters> {
        let row: Option<(i64, Option<i64>)> = rating::table
            .filter(rating::id.eq(permit.key().0).and(rating::unit_id.eq(permit.unit().0)))
            .select((rating::round_id, rating::rated_by))
            .first(self.connection)
            .optional()?;
        let (round, rated_by) = row.ok_or(StoreError::NotFound)?;
        let marked: Vec<i64> = sheet::table
            .filter(sheet::round_id.eq(round).and(sheet::unit_id.eq(permit.unit().0)))
            .select(sheet::assessor_id)
            .load(self.connection)?;
        let marked_by = marked.into_iter().map(AccountId).collect();
        Ok(Raters { rated_by: rated_by.map(AccountId), marked_by })
    }

    /// The day of the first circular on the round of the permit's rating, whose last day for appeals it decides.
    pub fn first_published(&mut self, permit: &Permit<ReadAssessments, RatingId>) -> Result<Option<Date>> {
        let day: Option<String> = circular::table
            .inner_join(rating::table.on(rating::round_id.eq(circular::round_id)))
            .filter(rating::id.eq(permit.key().0).and(rating::unit_id.eq(permit.unit().0)))
            .select(min(circular::published_on))
            .first(self.connection)?;
        day.as_deref().map(read_date).transpose()
    }
}
