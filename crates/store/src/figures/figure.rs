//! Figures: each name has one query; the count and the list of records come from the same one.

mod assess;
mod ledger;
mod plans;
mod units;
mod visits;

use crate::{Reader, connection::AnyConnection, error::Result};
use earnest_model::{
    figures::figure::{AnyFigure, Counted, Figure, FigureName, Record, Scope},
    id::UnitId,
    permit::{Permit, ReadFigures},
};

/// A record as a figure's query selects it: key, unit, code, name, label.
pub(crate) type Row = (i64, i64, String, String, String);

/// What is wanted of a figure's query.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Wanted {
    /// How many records.
    Count,
    /// The records after a key, at most so many.
    Records {
        /// The key.
        after: i64,
        /// The most.
        limit: i64,
    },
}

/// What a figure's query gives.
#[derive(Debug)]
pub(crate) enum Given {
    Count(i64),
    Records(Vec<Row>),
}

/// Runs a query for its count or its records. The query is written once in the caller; both uses see the same filter.
macro_rules! serve {
    ($connection:expr, $wanted:expr, $query:expr, $key:expr, $label:expr) => {{
        use diesel::prelude::*;
        match $wanted {
            $crate::figures::figure::Wanted::Count => {
                $crate::figures::figure::Given::Count($query.count().get_result($connection)?)
            }
            $crate::figures::figure::Wanted::Records { after, limit } => {
                let rows = $query
                    .filter($key.gt(after))
                    .order($key.asc())
                    .limit(limit)
                    .select(($key, unit::id, unit::code, unit::name, $label))
                    .load($connection)?;
                $crate::figures::figure::Given::Records(rows)
            }
        }
    }};
}
pub(crate) use serve;

fn run(connection: &mut AnyConnection, name: FigureName, scope: &Scope, wanted: Wanted) -> Result<Given> {
    use FigureName as N;
    match name {
        N::Units | N::PlansDue => units::run(connection, name, scope, wanted),
        N::PlansSubmitted | N::PlansReviewed | N::DutiesAssigned | N::DutiesAcknowledged => {
            plans::run(connection, name, scope, wanted)
        }
        N::SeminarsHeld
        | N::UnitsObserved
        | N::ObservationSheets
        | N::SpotChecks
        | N::UnitsSpotChecked
        | N::SpotChecksAssessed
        | N::UnitsRated
        | N::CircularsPublished => assess::run(connection, name, scope, wanted),
        N::AreaProblems
        | N::AreaAspects
        | N::Manifestations
        | N::ManifestationAspects
        | N::TeamProblems
        | N::TeamMeasures
        | N::MeasuresClosed
        | N::MeasuresOverdue
        | N::MeasuresHeld
        | N::MeasuresReopened => ledger::run(connection, name, scope, wanted),
        N::Visits
        | N::CountiesVisited
        | N::CountyDepartmentsVisited
        | N::TownshipsVisited
        | N::VillagesVisited
        | N::MeetingsHeld
        | N::InterviewsHeld
        | N::Comments => visits::run(connection, name, scope, wanted),
    }
}

impl Reader<'_> {
    /// A figure of a scope within the permit's subtree.
    pub fn figure(
        &mut self,
        permit: &Permit<ReadFigures>,
        name: FigureName,
        round: Option<i32>,
    ) -> Result<AnyFigure> {
        let scope = scope(permit, round);
        Ok(AnyFigure::counted(name, scope, self.count(name, &scope)?))
    }

    /// A figure with its type, so that it can be added to its like. `None` if the name counts something else.
    pub fn figure_of<C: Counted>(
        &mut self,
        permit: &Permit<ReadFigures>,
        name: FigureName,
        round: Option<i32>,
    ) -> Result<Option<Figure<C>>> {
        let scope = scope(permit, round);
        Ok(Figure::counted(name, scope, self.count(name, &scope)?))
    }

    /// The records behind a figure, in the order of their keys.
    pub fn figure_records(
        &mut self,
        permit: &Permit<ReadFigures>,
        name: FigureName,
        round: Option<i32>,
        after: i64,
        limit: i64,
    ) -> Result<Vec<Record>> {
        let given = run(self.connection, name, &scope(permit, round), Wanted::Records { after, limit })?;
        let Given::Records(rows) = given else { return Ok(Vec::new()) };
        let record = |(id, unit, unit_code, unit_name, label)| Record {
            kind: name.record_kind(),
            id,
            unit: UnitId(unit),
            unit_code,
            unit_name,
            label,
        };
        Ok(rows.into_iter().map(record).collect())
    }

    fn count(&mut self, name: FigureName, scope: &Scope) -> Result<u64> {
        match run(self.connection, name, scope, Wanted::Count)? {
            Given::Count(count) => Ok(u64::try_from(count).unwrap_or_default()),
            Given::Records(rows) => Ok(rows.len() as u64),
        }
    }
}

fn scope(permit: &Permit<ReadFigures>, round: Option<i32>) -> Scope {
    Scope { unit: permit.unit(), span: permit.span(), round, as_of: permit.on() }
}

/// A list that was made in memory (groups such as aspects): its count or its page.
pub(crate) fn serve_list(rows: Vec<Row>, wanted: Wanted) -> Given {
    match wanted {
        Wanted::Count => Given::Count(rows.len() as i64),
        Wanted::Records { after, limit } => {
            let page =
                rows.into_iter().filter(|row| row.0 > after).take(usize::try_from(limit).unwrap_or_default());
            Given::Records(page.collect())
        }
    }
}
