//! In whose hands the things are that the desk of a unit asks of several people.

use crate::{
    Reader, Work,
    batch::next_id,
    day::read_date,
    error::{Result, one},
    held::in_force,
    people::account::read_role,
    schema::{account, holding, journal, work_taken},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    actor::Role,
    id::AccountId,
    permit::{Permit, ReadDesk, TakeWork},
};

/// A thing that is in somebody's hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InHand {
    /// The word of the kind of work.
    pub work: String,
    /// Which thing of that kind.
    pub thing: String,
    /// In whose.
    pub account: AccountId,
    /// Their role title.
    pub title: String,
    /// Since when.
    pub since: Date,
}

/// An act by which a thing came into somebody's hands, or out of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandAct {
    /// The word of the act.
    pub word: String,
    /// Whether the permit's holder did it.
    pub own: bool,
    /// Its content, as the journal keeps it.
    pub detail: String,
}

/// The words of these acts.
const HANDS: [&str; 3] = ["work-taken", "work-handed-on", "work-put-back"];
/// The most of them that are looked at.
const MOST: i64 = 1_000;

/// Somebody who holds a post at a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Their account.
    pub account: AccountId,
    /// Their role title.
    pub title: String,
    /// The role that they hold there.
    pub role: Role,
}

impl Reader<'_> {
    /// What is in somebody's hands at the permit's unit.
    pub fn in_hand(&mut self, permit: &Permit<ReadDesk>) -> Result<Vec<InHand>> {
        let rows: Vec<(String, String, i64, String, String)> = work_taken::table
            .inner_join(account::table)
            .filter(work_taken::unit_id.eq(permit.unit().0))
            .select((work_taken::work, work_taken::thing, account::id, account::title, work_taken::since_on))
            .load(self.connection)?;
        let read = |(work, thing, account, title, since): (String, String, i64, String, String)| {
            Ok(InHand { work, thing, account: AccountId(account), title, since: read_date(&since)? })
        };
        rows.into_iter().map(read).collect()
    }

    /// The acts by which things of the permit's unit changed hands, the latest of them, the oldest first.
    pub fn hand_acts(&mut self, permit: &Permit<ReadDesk>) -> Result<Vec<HandAct>> {
        let own = permit.account().map(|account| format!("account:{}", account.0));
        let rows: Vec<(String, String, String)> = journal::table
            .filter(journal::unit_id.eq(permit.unit().0).and(journal::word.eq_any(HANDS)))
            .order(journal::place.desc())
            .limit(MOST)
            .select((journal::word, journal::actor, journal::detail))
            .load(self.connection)?;
        let read = |(word, actor, detail)| HandAct { word, own: Some(actor) == own, detail };
        Ok(rows.into_iter().rev().map(read).collect())
    }

    /// Who holds a post at the permit's unit and may sign in, by title.
    pub fn colleagues(&mut self, permit: &Permit<ReadDesk>) -> Result<Vec<Colleague>> {
        self.remembered("colleagues", &(permit), |reader| reader.colleagues_now(permit))
    }

    fn colleagues_now(&mut self, permit: &Permit<ReadDesk>) -> Result<Vec<Colleague>> {
        let day = permit.on().to_string();
        let rows: Vec<(i64, String, String)> = holding::table
            .inner_join(account::table)
            .filter(holding::unit_id.eq(permit.unit().0).and(account::disabled.eq(false)))
            .filter(in_force(&day))
            .order((account::title.asc(), account::id.asc()))
            .select((account::id, account::title, holding::role))
            .load(self.connection)?;
        let read = |(account, title, role): (i64, String, String)| {
            Ok(Colleague { account: AccountId(account), title, role: read_role(role)? })
        };
        rows.into_iter().map(read).collect()
    }
}

impl Work<'_> {
    /// Puts a thing of the permit's unit into somebody's hands from today on, or into nobody's.
    pub fn put_in_hand(
        &mut self,
        permit: &Permit<TakeWork>,
        (work, thing): (&str, &str),
        account: Option<AccountId>,
    ) -> Result<()> {
        let (unit, today) = (permit.unit().0, permit.on().to_string());
        let connection = self.under(permit);
        let kept = work_taken::table
            .filter(work_taken::unit_id.eq(unit).and(work_taken::work.eq(work)))
            .filter(work_taken::thing.eq(thing));
        let holder = account.map(|account| account.0);
        let known: Option<i64> = kept.select(work_taken::id).first(connection).optional()?;
        if let Some(id) = known {
            let set = (work_taken::account_id.eq(holder), work_taken::since_on.eq(today));
            return one(diesel::update(work_taken::table.find(id)).set(set).execute(connection)?);
        }
        let id = next_id!(connection, work_taken);
        diesel::insert_into(work_taken::table)
            .values((
                work_taken::id.eq(id),
                work_taken::unit_id.eq(unit),
                work_taken::work.eq(work),
                work_taken::thing.eq(thing),
                work_taken::account_id.eq(holder),
                work_taken::since_on.eq(today),
            ))
            .execute(connection)?;
        Ok(())
    }
}
