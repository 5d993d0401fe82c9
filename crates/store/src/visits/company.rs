//! Who goes along on a tour, and which programmes a visit is for.

use crate::{
    Reader,
    batch::insert_batch,
    connection::AnyConnection,
    error::Result,
    programmes::{going::programme_going, titles::called_apart},
    schema::{post, programme, tour, tour_team, unit, visit, visit_programme, visit_team},
};
use diesel::prelude::*;
use earnest_model::{
    id::{PostId, ProgrammeId},
    permit::{Permit, PlanTour},
};

/// Who went along on the tour of a visit, and which programmes it was for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Company {
    /// Titles of the posts that go along with the one that leads.
    pub team: Vec<String>,
    /// Titles of those that were to go along and are not held on the day of the visit.
    pub absent: Vec<String>,
    /// The programmes: key and title.
    pub programmes: Vec<(ProgrammeId, String)>,
}

#[derive(Insertable)]
#[diesel(table_name = tour_team)]
struct TeamRow {
    tour_id: i64,
    post_id: i64,
}

#[derive(Insertable)]
#[diesel(table_name = visit_team)]
struct JoinedRow {
    visit_id: i64,
    post_id: i64,
}

#[derive(Insertable)]
#[diesel(table_name = visit_programme)]
struct ProgrammeRow {
    visit_id: i64,
    programme_id: i64,
}

/// Reads the company of a visit as it was on its day: who goes along on the whole tour, and who joined for this visit alone.
pub(crate) fn company(connection: &mut AnyConnection, id: i64) -> Result<Company> {
    let (tour, leader, day): (i64, Option<i64>, String) = visit::table
        .inner_join(tour::table)
        .filter(visit::id.eq(id))
        .select((visit::tour_id, tour::post_id, visit::visited_on))
        .first(connection)?;
    let along = tour_team::table.filter(tour_team::tour_id.eq(tour)).select(tour_team::post_id);
    let joined = visit_team::table.filter(visit_team::visit_id.eq(id)).select(visit_team::post_id);
    // Whoever leads does not go along besides.
    let going: Vec<(String, String, Option<String>)> = post::table
        .filter(post::id.eq_any(along).or(post::id.eq_any(joined)))
        .filter(post::id.ne(leader.unwrap_or_default()))
        .order(post::id.asc())
        .select((post::title, post::from_on, post::until_on))
        .load(connection)?;
    let holds = |(_, from, until): &(String, String, Option<String>)| {
        *from <= day && until.as_ref().is_none_or(|until| *until >= day)
    };
    let (held, not_held): (Vec<_>, Vec<_>) = going.into_iter().partition(holds);
    let titles = |posts: Vec<(String, String, Option<String>)>| posts.into_iter().map(|(title, ..)| title);
    let (team, absent) = (titles(held).collect(), titles(not_held).collect());
    let programmes: Vec<(i64, String)> = visit_programme::table
        .inner_join(programme::table)
        .filter(visit_programme::visit_id.eq(id))
        .order(programme::id.asc())
        .select((programme::id, programme::title))
        .load(connection)?;
    let programmes = programmes.into_iter().map(|(id, title)| (ProgrammeId(id), title)).collect();
    Ok(Company { team, absent, programmes })
}

/// Writes who goes along on a tour.
pub(crate) fn team_insert(connection: &mut AnyConnection, tour_id: i64, team: &[PostId]) -> Result<()> {
    let rows: Vec<_> = team.iter().map(|post| TeamRow { tour_id, post_id: post.0 }).collect();
    insert_batch!(connection, tour_team::table, &rows, 2);
    Ok(())
}

/// Writes which programmes a visit is for.
pub(crate) fn programmes_insert(
    connection: &mut AnyConnection,
    visit_id: i64,
    programmes: &[ProgrammeId],
) -> Result<()> {
    let rows: Vec<_> = programmes.iter().map(|one| ProgrammeRow { visit_id, programme_id: one.0 }).collect();
    insert_batch!(connection, visit_programme::table, &rows, 2);
    Ok(())
}

/// Whoever was to make a visit goes along on the one that it became, and on no other of that tour: the team, and the post
/// that was to lead.
pub(crate) fn team_join(
    connection: &mut AnyConnection,
    (visit, tour): (i64, i64),
    (into, into_tour): (i64, i64),
) -> Result<()> {
    let leader = |tour: i64| tour::table.find(tour).select(tour::post_id);
    let mut going = team(connection, visit, tour)?;
    going.extend(leader(tour).first::<Option<i64>>(connection)?);
    let mut there = team(connection, into, into_tour)?;
    there.extend(leader(into_tour).first::<Option<i64>>(connection)?);
    // A visit that goes over itself takes its own company along already.
    if visit == into {
        there.extend(joined(connection, visit)?);
    }
    let mut rows: Vec<JoinedRow> = Vec::new();
    for post_id in going {
        if !there.contains(&post_id) {
            there.push(post_id);
            rows.push(JoinedRow { visit_id: into, post_id });
        }
    }
    insert_batch!(connection, visit_team::table, &rows, 2);
    Ok(())
}

/// The posts that go along on a visit of a tour, without the one that leads.
fn team(connection: &mut AnyConnection, visit: i64, tour: i64) -> Result<Vec<i64>> {
    let mut posts: Vec<i64> = tour_team::table
        .filter(tour_team::tour_id.eq(tour))
        .order(tour_team::post_id.asc())
        .select(tour_team::post_id)
        .load(connection)?;
    posts.extend(joined(connection, visit)?);
    Ok(posts)
}

/// The posts that joined for a visit alone.
fn joined(connection: &mut AnyConnection, visit: i64) -> Result<Vec<i64>> {
    Ok(visit_team::table
        .filter(visit_team::visit_id.eq(visit))
        .order(visit_team::post_id.asc())
        .select(visit_team::post_id)
        .load(connection)?)
}

/// Gives the programmes of a planned visit to another one.
pub(crate) fn programmes_join(connection: &mut AnyConnection, from: i64, to: i64) -> Result<()> {
    let of = |visit: i64| {
        visit_programme::table
            .filter(visit_programme::visit_id.eq(visit))
            .order(visit_programme::programme_id.asc())
            .select(visit_programme::programme_id)
    };
    let theirs: Vec<i64> = of(to).load(connection)?;
    let mut new: Vec<i64> = of(from).load(connection)?;
    new.retain(|programme| !theirs.contains(programme));
    let new: Vec<_> = new.into_iter().map(ProgrammeId).collect();
    programmes_insert(connection, to, &new)
}

impl Reader<'_> {
    /// Programmes that a tour of the permit's unit can be for, the latest first: its own and those of units above it that go on.
    pub fn programmes_to_visit_for(
        &mut self,
        permit: &Permit<PlanTour>,
    ) -> Result<Vec<(ProgrammeId, String)>> {
        let span = permit.span();
        let rows: Vec<(i64, String, String, String)> = programme::table
            .inner_join(unit::table)
            .filter(unit::lo.le(span.lo).and(unit::hi.ge(span.hi)).and(programme_going()))
            .order(programme::id.desc())
            .limit(30)
            .select((programme::id, programme::title, unit::name, programme::started_on))
            .load(self.connection)?;
        let mut apart = called_apart(self.connection, &rows)?;
        let called =
            |row: &(i64, String, String, String)| apart.remove(&row.0).map(|name| (ProgrammeId(row.0), name));
        Ok(rows.iter().filter_map(called).collect())
    }
}
