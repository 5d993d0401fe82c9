//! What the picture of visits draws: the units with visits beneath them.

use crate::{
    Reader, counting,
    error::Result,
    schema::{tour, unit, visit},
};
use diesel::{dsl::count_star, prelude::*};
use earnest_model::{
    figures::{
        figure::{Trace, Traced},
        figure_name::FigureName,
        scope::Scope,
    },
    id::UnitId,
    permit::{Permit, ReadFigures},
    span::Span,
    visits::tour::VisitState,
};

/// A unit with visits in its subtree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitedUnit {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Tier.
    pub tier: i32,
    /// Its interval.
    pub span: Span,
    /// The visits of the tours that the unit of the picture sent.
    pub visits: Traced,
}

/// A unit with visits beneath it: tier, first and last place, key, code, name.
type VisitedRow = (i32, i64, i64, i64, String, String);

impl Reader<'_> {
    /// The units of these tiers within the subtree that have visits beneath them, in the order of the tree: visits of the
    /// tours that an organiser sent, as the figure counts them.
    pub fn picture_visits(
        &mut self,
        permit: &Permit<ReadFigures>,
        organiser: UnitId,
        tiers: &[i32],
    ) -> Result<Vec<VisitedUnit>> {
        self.remembered("picture_visits", &(permit, organiser, tiers), |reader| {
            reader.picture_visits_now(permit, organiser, tiers)
        })
    }

    fn picture_visits_now(
        &mut self,
        permit: &Permit<ReadFigures>,
        organiser: UnitId,
        tiers: &[i32],
    ) -> Result<Vec<VisitedUnit>> {
        let (span, day) = (permit.span(), permit.on());
        let whole = Scope { organiser: Some(organiser), ..Scope::of(permit.target()) };
        let whole = Trace { name: FigureName::Visits, scope: whole, day, since: false };
        let tours = tour::table.filter(tour::organiser_id.eq(organiser.0)).select(tour::id);
        let visited: Vec<(i64, i64)> = visit::table
            .inner_join(unit::table)
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(visit::state.eq(VisitState::Made.key()).and(visit::tour_id.eq_any(tours)))
            .filter(visit::visited_on.le(day.to_string()).and(visit::entered_on.le(day.to_string())))
            .group_by(unit::lo)
            .select((unit::lo, count_star()))
            .load(self.connection)?;
        let mut units: Vec<VisitedRow> = Vec::new();
        // Whoever has visits beneath them: a unit of these tiers whose interval holds the place of a visited one.
        for some in visited.chunks(400) {
            let places: Vec<i64> = some.iter().map(|(lo, _)| *lo).collect();
            let below = diesel::alias!(unit as visited_unit);
            let found: Vec<VisitedRow> = unit::table
                .inner_join(
                    below.on(below.field(unit::lo).ge(unit::lo).and(below.field(unit::lo).le(unit::hi))),
                )
                .filter(unit::tier.eq_any(tiers.to_vec()).and(unit::lo.between(span.lo, span.hi)))
                .filter(below.field(unit::lo).eq_any(places))
                .select((unit::tier, unit::lo, unit::hi, unit::id, unit::code, unit::name))
                .distinct()
                .load(self.connection)?;
            units.extend(found);
        }
        units.sort();
        units.dedup();
        let told = |(tier, lo, hi, id, code, name): VisitedRow| {
            let span = Span { lo, hi };
            let within = visited.iter().filter(|(place, _)| (lo..=hi).contains(place));
            let scope = Scope { unit: UnitId(id), span, ..whole.scope.clone() };
            let visits =
                counting::traced(Trace { scope, ..whole.clone() }, within.map(|(_, count)| count).sum());
            VisitedUnit { code, name, tier, span, visits }
        };
        Ok(units.into_iter().map(told).collect())
    }
}
