//! Posts of units: who carries what, from when to when.

use crate::{
    Reader, Work,
    batch::next_id,
    day::read_date,
    error::{Result, StoreError},
    locate::located,
    schema::{account, post},
    units::unit::units_within,
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    days::Days,
    duties::duty::{NewPost, PostKind},
    id::{AccountId, PostId, UnitId},
    permit::{AssignDuty, Permit, ReadDuties, Target},
};
use std::collections::HashMap;

/// A post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Its key.
    pub id: PostId,
    /// Its kind.
    pub kind: PostKind,
    /// Its title.
    pub title: String,
    /// First day.
    pub from: Date,
    /// Last day, if it has one.
    pub until: Option<Date>,
    /// With which account its holder signs in, where that was said: key and title.
    pub account: Option<(AccountId, String)>,
}

impl Post {
    /// The days on which it is held.
    pub const fn days(&self) -> Days {
        Days::kept(self.from, self.until)
    }

    /// Whether it is held on a day.
    pub fn holds(&self, day: Date) -> bool {
        self.days().hold(day)
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = post)]
struct PostRow {
    id: i64,
    kind: String,
    title: String,
    from_on: String,
    until_on: Option<String>,
    account_id: Option<i64>,
}

impl TryFrom<(PostRow, Option<String>)> for Post {
    type Error = StoreError;
    fn try_from((row, signs_in): (PostRow, Option<String>)) -> Result<Self> {
        let PostRow { id, kind, title, from_on, until_on, account_id } = row;
        Ok(Self {
            id: PostId(id),
            kind: PostKind::parse(&kind).map_err(|_| StoreError::meaningless(kind, "a kind of post"))?,
            title,
            from: read_date(&from_on)?,
            until: until_on.as_deref().map(read_date).transpose()?,
            account: account_id.map(AccountId).zip(signs_in),
        })
    }
}

located!(PostId, post);

impl Work<'_> {
    /// Registers a post of a unit of the permit's subtree.
    pub fn post_insert(&mut self, permit: &Permit<AssignDuty>, at: Target, new: &NewPost) -> Result<PostId> {
        if !permit.span().covers(at.span) {
            return Err(StoreError::NotFound);
        }
        let connection = self.under(permit);
        let id = next_id!(connection, post);
        diesel::insert_into(post::table)
            .values((
                post::id.eq(id),
                post::unit_id.eq(at.unit.0),
                post::kind.eq(new.kind.key()),
                post::title.eq(new.title.as_str()),
                post::from_on.eq(new.from.to_string()),
                post::until_on.eq(new.until.map(|day| day.to_string())),
            ))
            .execute(connection)?;
        Ok(PostId(id))
    }

    /// Sets the last day of a post of a unit of the permit's subtree.
    pub fn post_end(&mut self, permit: &Permit<AssignDuty>, id: PostId, last: Date) -> Result<()> {
        let own =
            post::table.filter(post::id.eq(id.0).and(post::unit_id.eq_any(units_within(permit.span()))));
        let changed =
            diesel::update(own).set(post::until_on.eq(last.to_string())).execute(self.under(permit))?;
        if changed == 1 { Ok(()) } else { Err(StoreError::NotFound) }
    }
}

impl Reader<'_> {
    /// Whether a post of this kind, title and first day is registered for a unit of the permit's subtree.
    pub fn post_like(&mut self, permit: &Permit<AssignDuty>, at: Target, new: &NewPost) -> Result<bool> {
        let like: i64 = post::table
            .filter(post::unit_id.eq(at.unit.0).and(post::unit_id.eq_any(units_within(permit.span()))))
            .filter(post::kind.eq(new.kind.key()).and(post::title.eq(new.title.as_str())))
            .filter(post::from_on.eq(new.from.to_string()))
            .count()
            .get_result(self.connection)?;
        Ok(like > 0)
    }

    /// The post of a kind that is held on a day in each of these units of the permit's subtree; the first registered
    /// where there are several.
    pub fn posts_of_kind(
        &mut self,
        permit: &Permit<AssignDuty>,
        units: &[UnitId],
        kind: PostKind,
        day: Date,
    ) -> Result<HashMap<UnitId, PostId>> {
        let mut found = HashMap::new();
        let (day, span) = (day.to_string(), permit.span());
        for chunk in units.chunks(500) {
            let rows: Vec<(i64, i64)> = post::table
                .filter(post::unit_id.eq_any(chunk.iter().map(|unit| unit.0)))
                .filter(post::unit_id.eq_any(units_within(span)))
                .filter(post::kind.eq(kind.key()).and(post::from_on.le(&day)))
                .filter(post::until_on.is_null().or(post::until_on.ge(&day)))
                .order(post::id.desc())
                .select((post::unit_id, post::id))
                .load(self.connection)?;
            found.extend(rows.into_iter().map(|(unit, id)| (UnitId(unit), PostId(id))));
        }
        Ok(found)
    }

    /// The posts of the permit's unit, the oldest first.
    pub fn posts(&mut self, permit: &Permit<ReadDuties>) -> Result<Vec<Post>> {
        let rows: Vec<(PostRow, Option<String>)> = post::table
            .left_join(account::table.on(account::id.nullable().eq(post::account_id)))
            .filter(post::unit_id.eq(permit.unit().0))
            .order((post::from_on.asc(), post::id.asc()))
            .select((PostRow::as_select(), account::title.nullable()))
            .load(self.connection)?;
        rows.into_iter().map(Post::try_from).collect()
    }
}
