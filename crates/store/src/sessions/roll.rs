//! The roll of a unit: its posts with their terms, and when the holder of each was first responsible.

use crate::{
    Reader,
    connection::AnyConnection,
    day::read_date,
    error::Result,
    schema::{duty, post},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    days::Days,
    duties::duty::DutyKind,
    id::{PostId, UnitId},
    permit::{Permit, ReadDuties},
    sessions::roll::{OnRoll, Roll},
};
use std::collections::BTreeMap;

/// A post as it is selected: its unit, key, title, first and last day.
type PostRow = (i64, i64, String, String, Option<String>);

/// The rolls of some units.
pub(super) fn rolls(connection: &mut AnyConnection, units: &[i64]) -> Result<BTreeMap<UnitId, Roll>> {
    let mut rolls: BTreeMap<UnitId, Roll> = BTreeMap::new();
    for chunk in units.chunks(500) {
        let posts: Vec<PostRow> = post::table
            .filter(post::unit_id.eq_any(chunk))
            .order((post::from_on.asc(), post::id.asc()))
            .select((post::unit_id, post::id, post::title, post::from_on, post::until_on))
            .load(connection)?;
        let duties: Vec<(Option<i64>, String, Option<String>)> = duty::table
            .filter(duty::unit_id.eq_any(chunk).and(duty::kind.eq(DutyKind::First.key())))
            .filter(duty::post_id.is_not_null())
            .order(duty::id.asc())
            .select((duty::post_id, duty::laid_on, duty::ended_on))
            .load(connection)?;
        let mut terms: BTreeMap<i64, Vec<Days>> = BTreeMap::new();
        for (post, from, ended) in duties {
            let from = read_date(&from)?;
            // The day on which a duty ends is the first on which it no longer holds.
            let last = ended.as_deref().map(read_date).transpose()?.map(day_before);
            if last.is_none_or(|last| last >= from) {
                terms.entry(post.unwrap_or(-1)).or_default().push(Days::kept(from, last));
            }
        }
        for (unit, id, title, from, until) in posts {
            let days = Days::kept(read_date(&from)?, until.as_deref().map(read_date).transpose()?);
            let leads = terms.get(&id).cloned().unwrap_or_default();
            rolls.entry(UnitId(unit)).or_default().0.push(OnRoll { post: PostId(id), title, days, leads });
        }
    }
    Ok(rolls)
}

fn day_before(day: Date) -> Date {
    day.saturating_sub(jiff::Span::new().days(1))
}

impl Reader<'_> {
    /// The roll of the permit's unit.
    pub fn roll(&mut self, permit: &Permit<ReadDuties>) -> Result<Roll> {
        Ok(rolls(self.connection, &[permit.unit().0])?.remove(&permit.unit()).unwrap_or_default())
    }
}
