//! Declared interests, and lots by which assessors were chosen.

use crate::{
    Reader, Work,
    batch::next_id,
    error::{Result, StoreError},
    schema::{account, assessor_lot, interest, round, unit},
    units::unit::read_date,
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    assessing::interest::{Interest, NewInterest, Reach},
    id::{AccountId, InterestId, LotId, RoundId, UnitId},
    permit::{Action, DeclareInterest, Permit, ReadAssessors, Target},
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

/// A lot by which assessors were chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssessorLot {
    /// Its key.
    pub id: LotId,
    /// The seed that was made in public.
    pub seed: String,
    /// The certificate, to be verified like that of a draw.
    pub certificate: String,
    /// When (RFC 3339, UTC).
    pub drawn_at: String,
}

type Row = (i64, i64, String, String, String, Option<String>, i64, i64, i64, String, String, String, i64);

/// The columns of an interest in a list, in the order of [`Row`].
macro_rules! columns {
    () => {
        (
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
        )
    };
}

fn read(row: Row) -> Result<InterestLine> {
    let (id, account, reach, reason, from, until, unit, lo, hi, title, code, name, by) = row;
    let declared = NewInterest {
        reach: Reach::parse(&reach)
            .map_err(|_| StoreError::meaningless(reach, "the reach of an interest"))?,
        reason: Line::parse(&reason).map_err(|_| StoreError::meaningless(reason, "an interest"))?,
        from: read_date(&from)?,
        until: until.as_deref().map(read_date).transpose()?,
    };
    let at = Target { unit: UnitId(unit), span: Span { lo, hi } };
    let interest = Interest { id: InterestId(id), account: AccountId(account), at, declared };
    Ok(InterestLine { interest, title, code, name, by: AccountId(by) })
}

impl Reader<'_> {
    /// The interests of some accounts, to ask whether they must stay away.
    pub fn interests_of<A: Action>(
        &mut self,
        _: &Permit<A>,
        accounts: &[AccountId],
    ) -> Result<Vec<Interest>> {
        let accounts: Vec<i64> = accounts.iter().map(|account| account.0).collect();
        let rows: Vec<Row> = interest::table
            .inner_join(unit::table)
            .inner_join(account::table)
            .filter(interest::account_id.eq_any(accounts))
            .order(interest::id.asc())
            .select(columns!())
            .load(self.connection)?;
        rows.into_iter().map(|row| Ok(read(row)?.interest)).collect()
    }

    /// An interest, to ask for a permit at its unit.
    pub fn interest_line(&mut self, id: InterestId) -> Result<Option<InterestLine>> {
        let row: Option<Row> = interest::table
            .inner_join(unit::table)
            .inner_join(account::table)
            .filter(interest::id.eq(id.0))
            .select(columns!())
            .first(self.connection)
            .optional()?;
        row.map(read).transpose()
    }

    /// What the permit's account declared, the newest first.
    pub fn own_interests(
        &mut self,
        permit: &Permit<DeclareInterest>,
        limit: i64,
    ) -> Result<Vec<InterestLine>> {
        let Some(own) = permit.account() else { return Ok(Vec::new()) };
        let rows: Vec<Row> = interest::table
            .inner_join(unit::table)
            .inner_join(account::table)
            .filter(interest::account_id.eq(own.0))
            .order(interest::id.desc())
            .limit(limit)
            .select(columns!())
            .load(self.connection)?;
        rows.into_iter().map(read).collect()
    }

    /// Interests in units within the permit's subtree, the newest first.
    pub fn interests_within(
        &mut self,
        permit: &Permit<ReadAssessors>,
        limit: i64,
    ) -> Result<Vec<InterestLine>> {
        let span = permit.span();
        let rows: Vec<Row> = interest::table
            .inner_join(unit::table)
            .inner_join(account::table)
            .filter(unit::lo.between(span.lo, span.hi))
            .order(interest::id.desc())
            .limit(limit)
            .select(columns!())
            .load(self.connection)?;
        rows.into_iter().map(read).collect()
    }

    /// Role titles of some accounts.
    pub fn account_titles<A: Action>(
        &mut self,
        _: &Permit<A>,
        accounts: &[AccountId],
    ) -> Result<Vec<(AccountId, String)>> {
        let accounts: Vec<i64> = accounts.iter().map(|account| account.0).collect();
        let rows: Vec<(i64, String)> = account::table
            .filter(account::id.eq_any(accounts))
            .order((account::title.asc(), account::id.asc()))
            .select((account::id, account::title))
            .load(self.connection)?;
        Ok(rows.into_iter().map(|(id, title)| (AccountId(id), title)).collect())
    }

    /// Where the organiser of a lot's round stands, to ask for a permit; with the round and the purpose.
    pub fn locate_lot(&mut self, id: LotId) -> Result<Option<(Target, RoundId, String)>> {
        let row: Option<(i64, i64, i64, i64, String)> = assessor_lot::table
            .inner_join(round::table.inner_join(unit::table))
            .filter(assessor_lot::id.eq(id.0))
            .select((unit::id, unit::lo, unit::hi, round::id, assessor_lot::purpose))
            .first(self.connection)
            .optional()?;
        Ok(row.map(|(unit, lo, hi, round, purpose)| {
            (Target { unit: UnitId(unit), span: Span { lo, hi } }, RoundId(round), purpose)
        }))
    }

    /// The lots of a round of the permit's unit for a purpose, the newest first.
    pub fn assessor_lots<A: Action>(
        &mut self,
        permit: &Permit<A>,
        round: RoundId,
        purpose: &str,
    ) -> Result<Vec<AssessorLot>> {
        let rows: Vec<(i64, String, String, String)> = assessor_lot::table
            .inner_join(round::table)
            .filter(assessor_lot::round_id.eq(round.0).and(round::organiser_id.eq(permit.unit().0)))
            .filter(assessor_lot::purpose.eq(purpose))
            .order(assessor_lot::id.desc())
            .limit(50)
            .select((assessor_lot::id, assessor_lot::seed, assessor_lot::certificate, assessor_lot::drawn_at))
            .load(self.connection)?;
        let lot =
            |(id, seed, certificate, drawn_at)| AssessorLot { id: LotId(id), seed, certificate, drawn_at };
        Ok(rows.into_iter().map(lot).collect())
    }
}

impl Work<'_> {
    /// Writes an interest of an account in the permit's unit.
    pub fn interest_insert<A: Action>(
        &mut self,
        permit: &Permit<A>,
        of: AccountId,
        new: &NewInterest,
    ) -> Result<InterestId> {
        let by = permit.account().ok_or(StoreError::NotFound)?;
        let id = next_id!(self.connection, interest);
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
            .execute(&mut *self.connection)?;
        Ok(InterestId(id))
    }

    /// Writes the last day of an interest in the permit's unit; the record stays.
    pub fn interest_end<A: Action>(&mut self, permit: &Permit<A>, id: InterestId, until: Date) -> Result<()> {
        let own = interest::table.filter(interest::id.eq(id.0).and(interest::unit_id.eq(permit.unit().0)));
        diesel::update(own).set(interest::until_on.eq(until.to_string())).execute(&mut *self.connection)?;
        Ok(())
    }

    /// Writes a lot by which assessors were chosen, in a round of an organiser that covers the permit's unit.
    pub fn assessor_lot_insert<A: Action>(
        &mut self,
        _: &Permit<A>,
        round: RoundId,
        purpose: &str,
        (seed, certificate): (&str, &str),
    ) -> Result<LotId> {
        let at = self.at().to_string();
        let id = next_id!(self.connection, assessor_lot);
        diesel::insert_into(assessor_lot::table)
            .values((
                assessor_lot::id.eq(id),
                assessor_lot::round_id.eq(round.0),
                assessor_lot::purpose.eq(purpose),
                assessor_lot::seed.eq(seed),
                assessor_lot::certificate.eq(certificate),
                assessor_lot::drawn_at.eq(at),
            ))
            .execute(&mut *self.connection)?;
        Ok(LotId(id))
    }
}
