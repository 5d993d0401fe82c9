//! How programmes hang together from tier to tier, their calendars, and who has taken up the duties for them.

use crate::{
    Reader, Work,
    error::{Result, StoreError},
    opens::opens,
    programmes::{
        going::{programme_going, programme_in_use},
        programme::{Programme, ProgrammeRow, RoundOf, RoundRow, RowOf},
        round::round_running,
    },
    schema::{duty, programme, round, round_owing, unit},
};
use diesel::prelude::*;
use earnest_model::{
    id::{ProgrammeId, RoundId},
    permit::{Permit, ReadDuties, ReadProgramme, RescheduleRound, SetUpProgramme, Target},
    programmes::{life::ProgrammeState, programme::Calendar, round::Round},
    span::Span,
};

/// A programme with its organiser's code and name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitProgramme {
    /// The programme.
    pub programme: Programme,
    /// Code of the organiser.
    pub code: String,
    /// Name of the organiser.
    pub organiser: String,
    /// Where the organiser stands.
    pub target: Target,
}

/// A unit on which duties are laid, and how many of them it has taken up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenUp {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Duties laid on it.
    pub laid: u64,
    /// Of these, acknowledged.
    pub acknowledged: u64,
}

impl TakenUp {
    /// Whether nothing is left to acknowledge.
    pub fn is_whole(&self) -> bool {
        self.acknowledged == self.laid
    }
}

impl Work<'_> {
    /// Changes the days of the permit's round.
    pub fn round_calendar_write(
        &mut self,
        permit: &Permit<RescheduleRound, RoundId>,
        calendar: Calendar,
    ) -> Result<()> {
        let changed = diesel::update(round::table.find(permit.key().0))
            .set((
                round::opens_on.eq(calendar.opens_on.to_string()),
                round::plans_due_on.eq(calendar.plans_due_on.to_string()),
                round::ends_on.eq(calendar.ends_on.to_string()),
            ))
            .execute(self.under(permit))?;
        if changed == 1 { Ok(()) } else { Err(StoreError::NotFound) }
    }
}

opens! {
    /// Opens what stands above or at the permit's unit: for whoever sets up, changes or answers to a programme there.
    OpensAbove: SetUpProgramme, RescheduleRound, AgreeStandard
}

impl Reader<'_> {
    /// The permit's programme.
    pub fn programme_of(&mut self, permit: &Permit<ReadProgramme, ProgrammeId>) -> Result<Programme> {
        let row: Option<ProgrammeRow> = programme::table
            .find(permit.key().0)
            .select(ProgrammeRow::as_select())
            .first(self.connection)
            .optional()?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// The programmes of the organisers strictly above the permit's unit that are not archived, the nearest organiser's first and of
    /// its programmes those that run, the newest before the others; at most 200.
    pub fn programmes_above<A: OpensAbove>(&mut self, permit: &Permit<A>) -> Result<Vec<UnitProgramme>> {
        let span = permit.span();
        let rows: Vec<UnitProgrammeRow> = programme::table
            .inner_join(unit::table)
            .filter(unit::lo.lt(span.lo).and(unit::hi.ge(span.hi)).and(programme_in_use()))
            .order((unit::lo.desc(), programme_going().desc(), programme::id.desc()))
            .limit(200)
            .select((ProgrammeRow::as_select(), unit::code, unit::name, unit::lo, unit::hi))
            .load(self.connection)?;
        rows.into_iter().map(unit_programme).collect()
    }

    /// The programmes that the permit's unit may carry out: those that run, of which a round is not over, of the nearest organiser
    /// strictly above that has any, but for those that it carries out already. The newest first. One that was ended early is carried
    /// out no more.
    pub fn programmes_to_carry_out(&mut self, permit: &Permit<SetUpProgramme>) -> Result<Vec<UnitProgramme>> {
        let span = permit.span();
        let running = round::table.filter(round::programme_id.eq(programme::id).and(round_running()));
        let rows: Vec<UnitProgrammeRow> = programme::table
            .inner_join(unit::table)
            .filter(unit::lo.lt(span.lo).and(unit::hi.ge(span.hi)).and(programme_going()))
            .filter(diesel::dsl::exists(running))
            .order((unit::lo.desc(), programme::id.desc()))
            .limit(200)
            .select((ProgrammeRow::as_select(), unit::code, unit::name, unit::lo, unit::hi))
            .load(self.connection)?;
        let ended: &'static str = ProgrammeState::Ended.key();
        let carried: Vec<Option<i64>> = programme::table
            .filter(programme::organiser_id.eq(permit.unit().0).and(programme::state.ne(ended)))
            .filter(programme::superior_id.is_not_null())
            .select(programme::superior_id)
            .load(self.connection)?;
        let mut all = rows.into_iter().map(unit_programme).collect::<Result<Vec<_>>>()?;
        let nearest = all.first().map(|first| first.programme.organiser);
        all.retain(|one| {
            Some(one.programme.organiser) == nearest && !carried.contains(&Some(one.programme.id.0))
        });
        Ok(all)
    }

    /// The programmes that the permit's unit itself organises and that are not archived: those that run before those that are over,
    /// the newest first.
    pub fn programmes_own<A: OpensAbove>(&mut self, permit: &Permit<A>) -> Result<Vec<ProgrammeId>> {
        let rows: Vec<i64> = programme::table
            .filter(programme::organiser_id.eq(permit.unit().0).and(programme_in_use()))
            .order((programme_going().desc(), programme::id.desc()))
            .select(programme::id)
            .load(self.connection)?;
        Ok(rows.into_iter().map(ProgrammeId).collect())
    }

    /// The programmes that carry the permit's programme out, in the order of the tree; at most 500.
    pub fn programmes_carrying_out(
        &mut self,
        permit: &Permit<ReadProgramme, ProgrammeId>,
    ) -> Result<Vec<UnitProgramme>> {
        let span = permit.span();
        let rows: Vec<UnitProgrammeRow> = programme::table
            .inner_join(unit::table)
            .filter(programme::superior_id.eq(permit.key().0))
            .filter(unit::lo.between(span.lo, span.hi))
            .order((unit::lo.asc(), programme::id.asc()))
            .limit(500)
            .select((ProgrammeRow::as_select(), unit::code, unit::name, unit::lo, unit::hi))
            .load(self.connection)?;
        rows.into_iter().map(unit_programme).collect()
    }

    /// The programmes of the permit's unit of which a round is not over, each with the key of its pack.
    pub fn programmes_running(
        &mut self,
        permit: &Permit<SetUpProgramme>,
    ) -> Result<Vec<(ProgrammeId, String)>> {
        let running = round::table.filter(round::programme_id.eq(programme::id).and(round_running()));
        let rows: Vec<(i64, String)> = programme::table
            .filter(programme::organiser_id.eq(permit.unit().0).and(programme_going()))
            .filter(diesel::dsl::exists(running))
            .order(programme::id.asc())
            .select((programme::id, programme::pack))
            .load(self.connection)?;
        Ok(rows.into_iter().map(|(id, pack)| (ProgrammeId(id), pack)).collect())
    }

    /// The programme that follows the permit's one, a year later; of several the newest that was not ended early.
    pub fn programme_after(
        &mut self,
        permit: &Permit<ReadProgramme, ProgrammeId>,
    ) -> Result<Option<Programme>> {
        let ended: &'static str = ProgrammeState::Ended.key();
        let row: Option<ProgrammeRow> = programme::table
            .filter(programme::follows_id.eq(permit.key().0).and(programme::state.ne(ended)))
            .order(programme::id.desc())
            .select(ProgrammeRow::as_select())
            .first(self.connection)
            .optional()?;
        row.map(Programme::try_from).transpose()
    }

    /// The programmes that a programme of the permit's line follows, the latest first.
    pub fn programmes_before(
        &mut self,
        permit: &Permit<ReadProgramme, ProgrammeId>,
    ) -> Result<Vec<ProgrammeId>> {
        let (mut before, mut at) = (Vec::new(), permit.key().0);
        loop {
            let follows: Option<i64> = programme::table
                .find(at)
                .select(programme::follows_id)
                .first(self.connection)
                .optional()?
                .flatten();
            match follows {
                // A programme follows one that was there before it: the keys fall.
                Some(follows) if follows < at => {
                    before.push(ProgrammeId(follows));
                    at = follows;
                }
                _ => return Ok(before),
            }
        }
    }

    /// The rounds of the permit's programme, by number.
    pub fn rounds_of_programme(&mut self, permit: &Permit<ReadProgramme, ProgrammeId>) -> Result<Vec<Round>> {
        let rows: Vec<RoundRow> = round::table
            .filter(round::programme_id.eq(permit.key().0))
            .order(round::number.asc())
            .select(RoundRow::as_select())
            .load(self.connection)?;
        rows.into_iter().map(Round::try_from).collect()
    }

    /// The rounds of which the permit's unit can be part: of organisers at or above it. First those that it owes, then those of
    /// the nearest organiser; the newest programme of each before its others.
    pub fn rounds_in_line(&mut self, permit: &Permit<ReadProgramme>) -> Result<Vec<RoundOf>> {
        let span = permit.span();
        let rows: Vec<RowOf> = round::table
            .inner_join(unit::table.on(unit::id.eq(round::organiser_id)))
            .inner_join(programme::table)
            .filter(unit::lo.le(span.lo).and(unit::hi.ge(span.hi)))
            .filter(programme_in_use())
            .order((unit::lo.desc(), round::programme_id.desc(), round::number.asc()))
            .limit(500)
            .select((RoundRow::as_select(), unit::code, unit::name, programme::state, (unit::lo, unit::hi)))
            .load(self.connection)?;
        let rounds = self.told_of(rows)?;
        let keys: Vec<i64> = rounds.iter().map(|found| found.round.id.0).collect();
        let owed: Vec<i64> = round_owing::table
            .filter(round_owing::unit_id.eq(permit.unit().0).and(round_owing::round_id.eq_any(keys)))
            .select(round_owing::round_id)
            .load(self.connection)?;
        let (mut first, rest): (Vec<_>, Vec<_>) =
            rounds.into_iter().partition(|found| owed.contains(&found.round.id.0));
        first.extend(rest);
        Ok(first)
    }

    /// The direct subordinates of the permit's unit on which duties are laid, in order, and how far each took them up.
    pub fn duties_taken_up(&mut self, permit: &Permit<ReadDuties>) -> Result<Vec<TakenUp>> {
        let rows: Vec<(String, String, Option<String>)> = duty::table
            .inner_join(unit::table.on(unit::id.eq(duty::unit_id)))
            .filter(unit::parent_id.eq(permit.unit().0).and(unit::closed_on.is_null()))
            .order((unit::seq.asc(), duty::id.asc()))
            .select((unit::code, unit::name, duty::acknowledged_on))
            .load(self.connection)?;
        let mut units: Vec<TakenUp> = Vec::new();
        for (code, name, acknowledged_on) in rows {
            if units.last().is_none_or(|unit| unit.code != code) {
                units.push(TakenUp { code, name, laid: 0, acknowledged: 0 });
            }
            if let Some(unit) = units.last_mut() {
                unit.laid += 1;
                unit.acknowledged += u64::from(acknowledged_on.is_some());
            }
        }
        Ok(units)
    }

    /// How many direct subordinates of the permit's unit have units of their own beneath them.
    pub fn organisers_beneath(&mut self, permit: &Permit<ReadProgramme>) -> Result<usize> {
        let found: i64 = unit::table
            .filter(unit::parent_id.eq(permit.unit().0).and(unit::hi.gt(unit::lo)))
            .filter(unit::closed_on.is_null())
            .count()
            .first(self.connection)?;
        Ok(usize::try_from(found).unwrap_or_default())
    }

    /// Whether any unit stands beneath the permit's unit: only then it can organise a round.
    pub fn has_beneath(&mut self, permit: &Permit<SetUpProgramme>) -> Result<bool> {
        let found: i64 =
            unit::table.filter(unit::parent_id.eq(permit.unit().0)).count().first(self.connection)?;
        Ok(found > 0)
    }
}

/// A programme with its organiser.
#[derive(Queryable)]
struct UnitProgrammeRow {
    programme: ProgrammeRow,
    code: String,
    organiser: String,
    lo: i64,
    hi: i64,
}

fn unit_programme(row: UnitProgrammeRow) -> Result<UnitProgramme> {
    let programme = Programme::try_from(row.programme)?;
    let target = Target { unit: programme.organiser, span: Span { lo: row.lo, hi: row.hi } };
    Ok(UnitProgramme { programme, code: row.code, organiser: row.organiser, target })
}
