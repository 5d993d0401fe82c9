//! Posts of units: who carries what, from when to when.

use crate::{
    Reader, Work,
    batch::next_id,
    error::{Result, StoreError},
    schema::{post, unit},
    units::unit::read_date,
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    duties::duty::{NewPost, PostKind},
    id::{PostId, UnitId},
    permit::{AssignDuty, Permit, ReadDuties, Target},
    span::Span,
};

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
}

impl Post {
    /// Whether it is held on a day.
    pub fn holds(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|last| day <= last)
    }
}

type Row = (i64, String, String, String, Option<String>);

fn read((id, kind, title, from, until): Row) -> Result<Post> {
    Ok(Post {
        id: PostId(id),
        kind: PostKind::parse(&kind).map_err(|_| StoreError::meaningless(kind, "a kind of post"))?,
        title,
        from: read_date(&from)?,
        until: until.as_deref().map(read_date).transpose()?,
    })
}

impl Work<'_> {
    /// Registers a post of a unit of the permit's subtree.
    pub fn post_insert(&mut self, permit: &Permit<AssignDuty>, at: Target, new: &NewPost) -> Result<PostId> {
        if !permit.span().covers(at.span) {
            return Err(StoreError::NotFound);
        }
        let id = next_id!(self.connection, post);
        diesel::insert_into(post::table)
            .values((
                post::id.eq(id),
                post::unit_id.eq(at.unit.0),
                post::kind.eq(new.kind.key()),
                post::title.eq(new.title.as_str()),
                post::from_on.eq(new.from.to_string()),
                post::until_on.eq(new.until.map(|day| day.to_string())),
            ))
            .execute(&mut *self.connection)?;
        Ok(PostId(id))
    }

    /// Sets the last day of a post of a unit of the permit's subtree.
    pub fn post_end(
        &mut self,
        permit: &Permit<AssignDuty>,
        at: Target,
        id: PostId,
        last: Date,
    ) -> Result<()> {
        if !permit.span().covers(at.span) {
            return Err(StoreError::NotFound);
        }
        let changed = diesel::update(post::table.filter(post::id.eq(id.0).and(post::unit_id.eq(at.unit.0))))
            .set(post::until_on.eq(last.to_string()))
            .execute(&mut *self.connection)?;
        if changed == 1 { Ok(()) } else { Err(StoreError::NotFound) }
    }

    /// The post of a kind that is held on a day in each of these units; the first registered where there are several.
    pub fn posts_of_kind(
        &mut self,
        _: &Permit<AssignDuty>,
        units: &[UnitId],
        kind: PostKind,
        day: Date,
    ) -> Result<std::collections::HashMap<UnitId, PostId>> {
        let mut found = std::collections::HashMap::new();
        let day = day.to_string();
        for chunk in units.chunks(500) {
            let rows: Vec<(i64, i64)> = post::table
                .filter(post::unit_id.eq_any(chunk.iter().map(|unit| unit.0)))
                .filter(post::kind.eq(kind.key()).and(post::from_on.le(&day)))
                .filter(post::until_on.is_null().or(post::until_on.ge(&day)))
                .order(post::id.desc())
                .select((post::unit_id, post::id))
                .load(&mut *self.connection)?;
            found.extend(rows.into_iter().map(|(unit, id)| (UnitId(unit), PostId(id))));
        }
        Ok(found)
    }
}

impl Reader<'_> {
    /// Where the unit of a post stands, to ask for a permit.
    pub fn locate_post(&mut self, id: PostId) -> Result<Option<Target>> {
        let row: Option<(i64, i64, i64)> = post::table
            .inner_join(unit::table)
            .filter(post::id.eq(id.0))
            .select((unit::id, unit::lo, unit::hi))
            .first(self.connection)
            .optional()?;
        Ok(row.map(|(unit, lo, hi)| Target { unit: UnitId(unit), span: Span { lo, hi } }))
    }

    /// The posts of the permit's unit, the oldest first.
    pub fn posts(&mut self, permit: &Permit<ReadDuties>) -> Result<Vec<Post>> {
        let rows: Vec<Row> = post::table
            .filter(post::unit_id.eq(permit.unit().0))
            .order((post::from_on.asc(), post::id.asc()))
            .select((post::id, post::kind, post::title, post::from_on, post::until_on))
            .load(self.connection)?;
        rows.into_iter().map(read).collect()
    }
}
