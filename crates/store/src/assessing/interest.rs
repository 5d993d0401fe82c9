//! Declared interests.

use crate::{
    Reader, Work,
    batch::next_id,
    day::read_date,
    error::{Result, StoreError, one},
    locate::located,
    opens::opens,
    schema::{account, interest, unit},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    action::Writes,
    assessing::interest::{Interest, NewInterest, Reach},
    id::{AccountId, InterestId, UnitId},
    permit::{DeclareInterest, NoteInterest, Permit, ReadAssessors, Target},
    span::Span,
    text::Line,
};

/// An interest in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterestLine {
    /// The interest.
    pub interest: Interest,
    /// Role title of whose it is.
    pub title: String,
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// Who declared or noted it.
    pub by: AccountId,
}

located!(InterestId, interest);
opens! {
    /// What weighs whether somebody must stay away from a unit.
    WeighsInterests: ReadAssessors, ReadSector, AssignObserver, HearLeaders, FillSheet, RecountFigures, DrawSecondMarks, DrawAssessors,
    RunDraw, DeclareInterest, NoteInterest
}

/// An interest as it is selected.
#[derive(Queryable)]
struct Row {
    id: i64,
    account: i64,
    reach: String,
    reason: String,
    from: String,
    until: Option<String>,
    unit: i64,
    lo: i64,
    hi: i64,
    title: String,
    code: String,
    name: String,
    by: i64,
}

/// Interests with whose they are and in which unit, with the columns of [`Row`].
macro_rules! interests {
    () => {
        interest::table.inner_join(unit::table).inner_join(account::table).select((
            interest::id,
            interest::account_id,
            interest::reach,
            interest::reason,
            interest::from_on,
            interest::until_on,
            unit::id,
            unit::lo,
            unit::hi,
            account::title,
            unit::code,
            unit::name,
            interest::declared_by,
        ))
    };
}

impl TryFrom<Row> for InterestLine {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self> {
        let declared = NewInterest {
            reach: Reach::parse(&row.reach)
                .map_err(|_| StoreError::meaningless(row.reach, "the reach of an interest"))?,
            reason: Line::parse(&row.reason)
                .map_err(|_| StoreError::meaningless(row.reason, "an interest"))?,
            from: read_date(&row.from)?,
            until: row.until.as_deref().map(read_date).transpose()?,
        };
        let at = Target { unit: UnitId(row.unit), span: Span { lo: row.lo, hi: row.hi } };
        let interest = Interest { id: InterestId(row.id), account: AccountId(row.account), at, declared };
        let (title, code, name) = (row.title, row.code, row.name);
        Ok(Self { interest, title, code, name, by: AccountId(row.by) })
    }
}

/// Interests that an account declared for itself: such a one it ends, too.
#[diesel::dsl::auto_type(no_type_alias)]
fn declared_by(account: i64) -> _ {
    interest::account_id.eq(account).and(interest::declared_by.eq(account))
}

/// Interests of others than an account, `-1` for nobody: what an office noted or sees to.
#[diesel::dsl::auto_type(no_type_alias)]
fn of_others(account: i64) -> _ {
    interest::account_id.ne(account)
}

impl Reader<'_> {
    /// The interests of some accounts in units above, within and beneath the permit's, to ask whether they must stay away.
    pub fn interests_of<A: WeighsInterests, K: Copy>(
        &mut self,
        permit: &Permit<A, K>,
        accounts: &[AccountId],
    ) -> Result<Vec<Interest>> {
        let span = permit.span();
        let accounts: Vec<i64> = accounts.iter().map(|account| account.0).collect();
        let rows: Vec<Row> = interests!()
            .filter(interest::account_id.eq_any(accounts))
            .filter(unit::lo.le(span.hi).and(unit::hi.ge(span.lo)))
            .order(interest::id.asc())
            .load(self.connection)?;
        rows.into_iter().map(|row| Ok(InterestLine::try_from(row)?.interest)).collect()
    }

    /// The permit's interest, if its account declared it for itself.
    pub fn own_interest(
        &mut self,
        permit: &Permit<DeclareInterest, InterestId>,
    ) -> Result<Option<InterestLine>> {
        let own = permit.account().map_or(-1, |account| account.0);
        let row: Option<Row> = interests!()
            .filter(interest::id.eq(permit.key().0).and(interest::unit_id.eq(permit.unit().0)))
            .filter(declared_by(own))
            .first(self.connection)
            .optional()?;
        row.map(InterestLine::try_from).transpose()
    }

    /// The permit's interest, if it is somebody else's.
    pub fn noted_interest(
        &mut self,
        permit: &Permit<NoteInterest, InterestId>,
    ) -> Result<Option<InterestLine>> {
        let own = permit.account().map_or(-1, |account| account.0);
        let row: Option<Row> = interests!()
            .filter(interest::id.eq(permit.key().0).and(interest::unit_id.eq(permit.unit().0)))
            .filter(of_others(own))
            .first(self.connection)
            .optional()?;
        row.map(InterestLine::try_from).transpose()
    }

    /// What the permit's account declared, the newest first.
    pub fn own_interests(
        &mut self,
        permit: &Permit<DeclareInterest>,
        limit: i64,
    ) -> Result<Vec<InterestLine>> {
        let Some(own) = permit.account() else { return Ok(Vec::new()) };
        let rows: Vec<Row> = interests!()
            .filter(interest::account_id.eq(own.0))
            .order(interest::id.desc())
            .limit(limit)
            .load(self.connection)?;
        rows.into_iter().map(InterestLine::try_from).collect()
    }

    /// Interests in units within the permit's subtree, the newest first.
    pub fn interests_within(
        &mut self,
        permit: &Permit<ReadAssessors>,
        limit: i64,
    ) -> Result<Vec<InterestLine>> {
        let span = permit.span();
        let rows: Vec<Row> = interests!()
            .filter(unit::lo.between(span.lo, span.hi))
            .order(interest::id.desc())
            .limit(limit)
            .load(self.connection)?;
        rows.into_iter().map(InterestLine::try_from).collect()
    }
}

impl Work<'_> {
    /// Writes an interest of the permit's account in the permit's unit.
    pub fn interest_declare(
        &mut self,
        permit: &Permit<DeclareInterest>,
        new: &NewInterest,
    ) -> Result<InterestId> {
        let own = permit.account().ok_or(StoreError::NotFound)?;
        self.interest_insert(permit, own, new)
    }

    /// Writes an interest that somebody else has in the permit's unit.
    pub fn interest_note(
        &mut self,
        permit: &Permit<NoteInterest>,
        of: AccountId,
        new: &NewInterest,
    ) -> Result<InterestId> {
        if permit.account() == Some(of) {
            return Err(StoreError::NotFound);
        }
        self.interest_insert(permit, of, new)
    }

    fn interest_insert<A: Writes>(
        &mut self,
        permit: &Permit<A>,
        of: AccountId,
        new: &NewInterest,
    ) -> Result<InterestId> {
        let by = permit.account().ok_or(StoreError::NotFound)?;
        let connection = self.under(permit);
        let id = next_id!(connection, interest);
        diesel::insert_into(interest::table)
            .values((
                interest::id.eq(id),
                interest::account_id.eq(of.0),
                interest::unit_id.eq(permit.unit().0),
                interest::reach.eq(new.reach.key()),
                interest::reason.eq(new.reason.as_str()),
                interest::from_on.eq(new.from.to_string()),
                interest::until_on.eq(new.until.map(|day| day.to_string())),
                interest::declared_by.eq(by.0),
                interest::declared_on.eq(permit.on().to_string()),
            ))
            .execute(connection)?;
        Ok(InterestId(id))
    }

    /// Writes the last day of the permit's interest, which its account declared for itself; the record stays.
    pub fn own_interest_end(
        &mut self,
        permit: &Permit<DeclareInterest, InterestId>,
        until: Date,
    ) -> Result<()> {
        let own = permit.account().map_or(-1, |account| account.0);
        let ending = interest::table
            .filter(interest::id.eq(permit.key().0).and(interest::unit_id.eq(permit.unit().0)))
            .filter(declared_by(own));
        let set = interest::until_on.eq(until.to_string());
        one(diesel::update(ending).set(set).execute(self.under(permit))?)
    }

    /// Writes the last day of the permit's interest, which is somebody else's; the record stays.
    pub fn noted_interest_end(
        &mut self,
        permit: &Permit<NoteInterest, InterestId>,
        until: Date,
    ) -> Result<()> {
        let own = permit.account().map_or(-1, |account| account.0);
        let ending = interest::table
            .filter(interest::id.eq(permit.key().0).and(interest::unit_id.eq(permit.unit().0)))
            .filter(of_others(own));
        let set = interest::until_on.eq(until.to_string());
        one(diesel::update(ending).set(set).execute(self.under(permit))?)
    }
}
