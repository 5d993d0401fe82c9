//! Who goes along on a tour, and which programmes a visit is for.

use crate::{
    Reader,
    batch::insert_batch,
    connection::AnyConnection,
    error::{Result, any},
    schema::{post, programme, tour, tour_team, unit, visit, visit_programme},
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
#[diesel(table_name = visit_programme)]
struct ProgrammeRow {
    visit_id: i64,
    programme_id: i64,
}

/// Reads the company of a visit.
pub(crate) fn company(connection: &mut AnyConnection, id: i64) -> Result<Company> {
    let of = visit::table.filter(visit::id.eq(id)).select(visit::tour_id);
    let team: Vec<String> = tour_team::table
        .inner_join(post::table)
        .filter(tour_team::tour_id.eq_any(of))
        .order(post::id.asc())
        .select(post::title)
        .load(connection)?;
    let programmes: Vec<(i64, String)> = visit_programme::table
        .inner_join(programme::table)
        .filter(visit_programme::visit_id.eq(id))
        .order(programme::id.asc())
        .select((programme::id, programme::title))
        .load(connection)?;
    let programmes = programmes.into_iter().map(|(id, title)| (ProgrammeId(id), title)).collect();
    Ok(Company { team, programmes })
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

/// Whoever was to go on one tour goes along on the other: its team, and the post that was to lead it.
pub(crate) fn team_join(connection: &mut AnyConnection, from: i64, to: i64) -> Result<()> {
    let leader = |tour: i64| tour::table.find(tour).select(tour::post_id);
    let mut going: Vec<i64> = tour_team::table
        .filter(tour_team::tour_id.eq(from))
        .order(tour_team::post_id.asc())
        .select(tour_team::post_id)
        .load(connection)?;
    let led: Option<i64> = leader(from).first(connection)?;
    going.extend(led);
    let leads: Option<i64> = leader(to).first(connection)?;
    let mut there: Vec<i64> =
        tour_team::table.filter(tour_team::tour_id.eq(to)).select(tour_team::post_id).load(connection)?;
    there.extend(leads);
    let mut new: Vec<PostId> = Vec::new();
    for post in going {
        if !there.contains(&post) {
            there.push(post);
            new.push(PostId(post));
        }
    }
    team_insert(connection, to, &new)
}

/// Takes the team of a tour away that is gone into another one.
pub(crate) fn team_delete(connection: &mut AnyConnection, tour: i64) -> Result<()> {
    any(diesel::delete(tour_team::table.filter(tour_team::tour_id.eq(tour))).execute(connection)?);
    Ok(())
}

/// Gives the programmes of a planned visit to another one, and takes them from it.
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
    any(diesel::delete(visit_programme::table.filter(visit_programme::visit_id.eq(from)))
        .execute(connection)?);
    let new: Vec<_> = new.into_iter().map(ProgrammeId).collect();
    programmes_insert(connection, to, &new)
}

impl Reader<'_> {
    /// Programmes that a tour of the permit's unit can be for, the latest first: its own and those of units above it.
    pub fn programmes_to_visit_for(
        &mut self,
        permit: &Permit<PlanTour>,
    ) -> Result<Vec<(ProgrammeId, String)>> {
        let span = permit.span();
        let rows: Vec<(i64, String)> = programme::table
            .inner_join(unit::table)
            .filter(unit::lo.le(span.lo).and(unit::hi.ge(span.hi)))
            .order(programme::id.desc())
            .limit(30)
            .select((programme::id, programme::title))
            .load(self.connection)?;
        Ok(rows.into_iter().map(|(id, title)| (ProgrammeId(id), title)).collect())
    }
}
