//! The posts that somebody held or is going to hold, what became of their units, and who gives posts there.

use crate::{
    Reader,
    day::read_date,
    error::Result,
    held::in_force,
    people::account::read_role,
    schema::{account, holding, unit},
    units::answering::Answering,
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    actor::Role,
    id::UnitId,
    permit::{ActionKind, Permit, ReadPublished, roles},
};

/// The most posts that are told.
const MOST: i64 = 10;
/// The most people who are named to be asked.
const ASKED: i64 = 3;

/// A post that is not held today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostNotNow {
    /// The role.
    pub role: Role,
    /// Code of its unit.
    pub code: String,
    /// Name of its unit.
    pub unit: String,
    /// Its first day.
    pub from: Date,
    /// Its last day, if it has one.
    pub until: Option<Date>,
    /// Since when the unit is there no more.
    pub closed: Option<Date>,
    /// Who took its place: name and code.
    pub successor: Option<(String, String)>,
}

impl Reader<'_> {
    /// The posts of the permit's account that are not held on its day, the last ones first.
    pub fn posts_not_now(&mut self, permit: &Permit<ReadPublished>) -> Result<Vec<PostNotNow>> {
        type Row = (String, String, Option<String>, i64, (String, String), Option<String>);
        let (day, own) = (permit.on().to_string(), permit.account().map_or(-1, |account| account.0));
        let rows: Vec<Row> = holding::table
            .inner_join(unit::table)
            .filter(holding::account_id.eq(own).and(diesel::dsl::not(in_force(&day))))
            .order((holding::from_on.desc(), holding::id.desc()))
            .limit(MOST)
            .select((
                holding::role,
                holding::from_on,
                holding::until_on,
                unit::id,
                (unit::code, unit::name),
                unit::closed_on,
            ))
            .load(self.connection)?;
        let answering = Answering::read(self.connection)?;
        let successor = |id: i64| answering.answers_for(UnitId(id)).filter(|other| other.0 != id);
        let successors: Vec<i64> = rows.iter().filter_map(|row| Some(successor(row.3)?.0)).collect();
        let named: Vec<(i64, String, String)> = unit::table
            .filter(unit::id.eq_any(successors))
            .select((unit::id, unit::name, unit::code))
            .load(self.connection)?;
        let read = |(role, from, until, id, (code, unit), closed): Row| {
            let other = successor(id).and_then(|other| named.iter().find(|one| one.0 == other.0));
            Ok(PostNotNow {
                role: read_role(role)?,
                code,
                unit,
                from: read_date(&from)?,
                until: until.as_deref().map(read_date).transpose()?,
                closed: closed.as_deref().map(read_date).transpose()?,
                successor: other.map(|(_, name, code)| (name.clone(), code.clone())),
            })
        };
        rows.into_iter().map(read).collect()
    }

    /// Who gives posts at a unit: title and unit of those who manage accounts at or above it, the nearest first. Where no unit is
    /// named, at the permit's.
    pub fn who_gives_posts(
        &mut self,
        permit: &Permit<ReadPublished>,
        code: Option<&str>,
    ) -> Result<Vec<(String, String)>> {
        let managing: Vec<&str> = roles(ActionKind::ManageAccounts).map(Role::key).collect();
        let place: Option<(i64, i64)> = match code {
            Some(code) => {
                let found = unit::table.filter(unit::code.eq(code)).select((unit::lo, unit::hi));
                found.first(self.connection).optional()?
            }
            None => None,
        };
        let (lo, hi) = place.unwrap_or((permit.span().lo, permit.span().hi));
        let day = permit.on().to_string();
        Ok(holding::table
            .inner_join(unit::table)
            .inner_join(account::table)
            .filter(holding::role.eq_any(managing).and(account::disabled.eq(false)))
            .filter(in_force(&day))
            .filter(unit::lo.le(lo).and(unit::hi.ge(hi)))
            .order((unit::lo.desc(), unit::hi.asc(), account::id.asc()))
            .limit(ASKED)
            .select((account::title, unit::name))
            .load(self.connection)?)
    }
}
