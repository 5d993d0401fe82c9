//! Rounds by their names: whose they are, and of which programme.

use crate::{
    Reader,
    connection::AnyConnection,
    day::read_date,
    error::Result,
    programmes::{
        going::{programme_in_use, round_shut},
        titles::{ProgrammeTitle, titles_beside},
    },
    schema::{programme, round, round_step, unit},
};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use earnest_model::{
    Date,
    id::{ProgrammeId, RoundId},
    permit::{Permit, ReadProgramme},
    programmes::round::RoundState,
    span::Span,
};
use std::collections::HashMap;

/// A round to choose from a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundName {
    /// Its key.
    pub id: RoundId,
    /// Number.
    pub number: i32,
    /// Topic.
    pub topic: String,
    /// Name of its organiser: rounds of different organisers have one number and one topic.
    pub organiser: String,
    /// Where its organiser stands.
    pub span: Span,
    /// The key of its programme.
    pub of: ProgrammeId,
    /// Its programme, where its organiser has more than one.
    pub programme: Option<ProgrammeTitle>,
    /// Whether its programme is archived: lists of today leave it out.
    pub put_away: bool,
    /// Since when it is under way; none where it is not.
    pub under_way: Option<Date>,
}

/// Since when each of the rounds is under way: those that were opened and not closed.
pub(crate) fn rounds_under_way(connection: &mut AnyConnection, ids: &[i64]) -> Result<HashMap<i64, Date>> {
    let open: &'static str = RoundState::Open.key();
    let rows: Vec<(i64, String)> = round_step::table
        .inner_join(round::table.on(round::id.eq(round_step::round_id)))
        .filter(round::id.eq_any(ids).and(round_step::state.eq(open)))
        .filter(not(exists(round_shut!("9999-12-31"))))
        .select((round::id, round_step::taken_on))
        .load(connection)?;
    rows.into_iter().map(|(id, day)| Ok((id, read_date(&day)?))).collect()
}

/// A round with the key of its organiser, as queries of rounds to choose from find it.
pub(crate) type OrganisedRow = (i64, i32, String, i64);

impl RoundName {
    /// The rounds with their organisers' names; those of archived programmes after the others.
    pub(crate) fn all(connection: &mut AnyConnection, rows: Vec<OrganisedRow>) -> Result<Vec<Self>> {
        let organisers: Vec<i64> = rows.iter().map(|row| row.3).collect();
        let units: Vec<(i64, String, i64, i64)> = unit::table
            .filter(unit::id.eq_any(organisers.clone()))
            .select((unit::id, unit::name, unit::lo, unit::hi))
            .load(connection)?;
        let keys: Vec<i64> = rows.iter().map(|row| row.0).collect();
        let titles = titles_beside(connection, &organisers)?;
        let since = rounds_under_way(connection, &keys)?;
        let of: Vec<(i64, i64, bool)> = round::table
            .inner_join(programme::table)
            .filter(round::id.eq_any(keys))
            .select((round::id, round::programme_id, programme_in_use()))
            .load(connection)?;
        let named = |(id, number, topic, organiser): OrganisedRow| {
            let (_, name, lo, hi) = units.iter().find(|unit| unit.0 == organiser)?;
            let span = Span { lo: *lo, hi: *hi };
            let (_, of, in_use) = of.iter().find(|round| round.0 == id)?;
            let (programme, put_away) = (titles.get(of).cloned(), !in_use);
            let of = ProgrammeId(*of);
            Some(Self {
                id: RoundId(id),
                of,
                number,
                topic,
                organiser: name.clone(),
                span,
                programme,
                put_away,
                under_way: since.get(&id).copied(),
            })
        };
        let mut all: Vec<Self> = rows.into_iter().filter_map(named).collect();
        all.sort_by_key(|round| round.put_away);
        Ok(all)
    }
}

/// The most rounds of a list to choose from.
pub(crate) const MOST_ROUNDS: i64 = 200;

impl Reader<'_> {
    /// The names of those of the rounds whose organisers stand above, at or beneath the permit's unit.
    pub fn round_names(&mut self, permit: &Permit<ReadProgramme>, ids: &[RoundId]) -> Result<Vec<RoundName>> {
        let (span, mut rows) = (permit.span(), Vec::new());
        for some in ids.chunks(500) {
            let found: Vec<OrganisedRow> = round::table
                .inner_join(unit::table)
                .filter(round::id.eq_any(some.iter().map(|id| id.0)))
                .filter(unit::lo.between(span.lo, span.hi).or(unit::lo.le(span.lo).and(unit::hi.ge(span.hi))))
                .select((round::id, round::number, round::topic, round::organiser_id))
                .load(self.connection)?;
            rows.extend(found);
        }
        RoundName::all(self.connection, rows)
    }
}
