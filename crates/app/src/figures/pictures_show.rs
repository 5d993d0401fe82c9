//! Pictures of a unit's subtree, and exactly the records behind a mark.

use crate::counting::counted;
use crate::{Context, Result, home::permit_or_home, nearest::listed_with_none, permit_at};
use earnest_model::{
    Date,
    figures::count::Count,
    figures::figure::Trace,
    figures::picture::{By, Mark, Part, Series, Taken, monday, sunday},
    figures::scope::{OfProgramme, Scope},
    permit::{Permit, ReadFigures, ReadProgramme},
    units::unit::Unit,
};
use earnest_store::{FlowByDay, Listed, MarkRecord, Reader, VisitedUnit};
use std::collections::BTreeMap;

/// A group with its counts, each with the mark that opens to its records.
#[derive(Debug, Clone)]
pub struct Group {
    /// The key of the group.
    pub key: String,
    /// The counts.
    pub counts: Vec<Count<Mark>>,
}

impl Group {
    /// All of it.
    pub fn total(&self) -> u64 {
        self.counts.iter().map(Count::value).sum()
    }
}

/// A week.
#[derive(Debug, Clone)]
pub struct Week {
    /// Its Monday.
    pub from: Date,
    /// Set, closed, reopened in the week.
    pub happened: [Count<Mark>; 3],
    /// Closed and open at its end.
    pub stock: [Count<Mark>; 2],
}

/// The pictures of a unit.
#[derive(Debug, Clone)]
pub struct Pictures {
    /// The unit.
    pub unit: Unit,
    /// Of which programme they are.
    pub programme: OfProgramme,
    /// Measures by aspect, age, owner and tier.
    pub measures: Vec<(By, Vec<Group>)>,
    /// How many owners have measures beyond those that are shown.
    pub more_owners: usize,
    /// Measures week by week.
    pub weeks: Vec<Week>,
    /// Duties by tier: acknowledged, waiting.
    pub duties: Vec<(i32, Group)>,
    /// The unit itself, if its tours visited anybody, and units of the next two tiers with such visits beneath them.
    pub visited: Vec<VisitedUnit>,
}

/// Owners that are shown: those with most to do.
const OWNERS: usize = 12;
/// The most weeks of a picture: the latest.
const WEEKS: usize = 40;

/// Of which programme pictures are: of the one that is named, or in which the actor is; of all where neither is.
///
/// # Errors
/// A programme that the actor may not read is as if it were not there.
fn pictured(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    asked: Option<OfProgramme>,
) -> Result<OfProgramme> {
    match listed_with_none(context, reader, (asked, Listed::Of(OfProgramme::All)))? {
        Listed::Of(programme) => Ok(programme),
        Listed::InUse | Listed::Round(_) => Ok(OfProgramme::All),
    }
}

/// Shows the pictures of a unit, or of the actor's home: of a programme as its lists are.
pub fn show_pictures(
    context: &Context<'_>,
    unit: Option<&str>,
    asked: Option<OfProgramme>,
) -> Result<Pictures> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_or_home::<ReadFigures>(context, &mut reader, unit)?;
    let unit = reader.unit(&permit_at::<ReadProgramme>(context, permit.target())?)?;
    let programme = pictured(context, &mut reader, asked)?;
    let mut measures = Vec::new();
    let mut more_owners = 0;
    for by in By::ALL.iter().copied() {
        let parts: &[Part] = if by == By::Age { &[Part::Open, Part::Overdue] } else { Part::ALL };
        let mut groups: BTreeMap<String, Vec<i64>> = BTreeMap::new();
        for (place, part) in parts.iter().enumerate() {
            for (key, count) in reader.picture_measures(&permit, (by, *part), programme)? {
                let counts = groups.entry(key).or_insert_with(|| vec![0; parts.len()]);
                if let Some(counted) = counts.get_mut(place) {
                    *counted = count;
                }
            }
        }
        let mut groups: Vec<_> = groups
            .into_iter()
            .map(|(key, counts)| {
                let mark = |part: &Part| Mark::Measures { by, key: key.clone(), part: Some(*part) };
                let counts =
                    counts.into_iter().zip(parts).map(|(count, part)| counted(mark(part), natural(count)));
                Group { counts: counts.collect(), key: key.clone() }
            })
            .collect();
        if by == By::Owner {
            groups.sort_by_key(|group| std::cmp::Reverse((unfinished(group), group.total())));
            more_owners = groups.len().saturating_sub(OWNERS);
            groups.truncate(OWNERS);
        }
        measures.push((by, groups));
    }
    let tiers = [unit.tier.0, unit.tier.0 + 1, unit.tier.0 + 2];
    let visited = visits_of(&mut reader, &permit, (&tiers, programme))?;
    Ok(Pictures {
        programme,
        measures,
        more_owners,
        weeks: weeks(&reader.picture_flow(&permit, programme)?, context.today),
        duties: duties(&mut reader, &permit, programme)?,
        visited,
        unit,
    })
}

fn natural(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}

fn unfinished(group: &Group) -> u64 {
    let open = |mark: &Mark| !matches!(mark, Mark::Measures { part: Some(Part::Closed), .. });
    group.counts.iter().filter(|count| open(count.question())).map(Count::value).sum()
}

/// Who has visits beneath them: of a programme as its figure counts them.
fn visits_of(
    reader: &mut Reader<'_>,
    permit: &Permit<ReadFigures>,
    (tiers, programme): (&[i32], OfProgramme),
) -> Result<Vec<VisitedUnit>> {
    let visited = reader.picture_visits(permit, permit.unit(), tiers)?;
    if programme.is_all() {
        return Ok(visited);
    }
    let asked = |one: &VisitedUnit| {
        let trace = one.visits.trace().clone();
        Trace { scope: Scope { programme, ..trace.scope.clone() }, ..trace }
    };
    let traces: Vec<Trace> = visited.iter().map(asked).collect();
    let counted = reader.figures(permit, &traces)?;
    let of_programme = visited.into_iter().zip(counted).map(|(one, visits)| VisitedUnit { visits, ..one });
    Ok(of_programme.filter(|one| one.visits.value() > 0).collect())
}

fn duties(
    reader: &mut Reader<'_>,
    permit: &Permit<ReadFigures>,
    programme: OfProgramme,
) -> Result<Vec<(i32, Group)>> {
    let row = |(tier, laid, acknowledged): (i32, i64, i64)| {
        let mark = |part| Mark::Duties { tier, part: Some(part) };
        let counts = vec![
            counted(mark(Taken::Acknowledged), natural(acknowledged)),
            counted(mark(Taken::Waiting), natural(laid - acknowledged)),
        ];
        (tier, Group { key: tier.to_string(), counts })
    };
    Ok(reader.picture_duties(permit, programme)?.into_iter().map(row).collect())
}

/// The weeks from the first measure to today; of many the latest.
fn weeks(flow: &FlowByDay, today: Date) -> Vec<Week> {
    let Some(first) = flow.set.iter().map(|(day, _)| *day).min() else { return Vec::new() };
    let mut mondays = Vec::new();
    let mut week = monday(today);
    while week >= monday(first) && mondays.len() < WEEKS {
        mondays.push(week);
        week = week.saturating_sub(jiff::Span::new().days(7));
    }
    mondays.reverse();
    mondays.into_iter().map(|from| one_week(flow, from)).collect()
}

fn one_week(flow: &FlowByDay, from: Date) -> Week {
    let until = sunday(from);
    let within = |days: &[(Date, i64)]| {
        natural(days.iter().filter(|(day, _)| (from..=until).contains(day)).map(|(_, count)| count).sum())
    };
    let set: i64 = flow.set.iter().filter(|(day, _)| *day <= until).map(|(_, count)| count).sum();
    let by_then = |found: &Date, closed: &Date| *found <= until && *closed <= until;
    let closed: i64 = flow
        .closed_stock
        .iter()
        .filter(|(found, closed, _)| by_then(found, closed))
        .map(|(.., count)| count)
        .sum();
    let mark = |series| Mark::Week { series, from };
    Week {
        from,
        happened: [
            counted(mark(Series::Set), within(&flow.set)),
            counted(mark(Series::Closed), within(&flow.closed)),
            counted(mark(Series::Reopened), within(&flow.reopened)),
        ],
        stock: [
            counted(Mark::Stock { closed: true, until }, natural(closed)),
            counted(Mark::Stock { closed: false, until }, natural(set - closed)),
        ],
    }
}

/// The records behind a mark.
#[derive(Debug, Clone)]
pub struct MarkShown {
    /// The unit whose subtree is counted.
    pub unit: Unit,
    /// How many there are.
    pub count: Count<Mark>,
    /// A page of them.
    pub records: Vec<MarkRecord>,
    /// Where the next page begins, if there is one.
    pub next: Option<i64>,
}

/// Shows at most `limit` of the records behind a mark after a place.
pub fn show_mark(
    context: &Context<'_>,
    (unit, asked): (Option<&str>, Option<OfProgramme>),
    mark: &Mark,
    after: Option<i64>,
    limit: i64,
) -> Result<MarkShown> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_or_home::<ReadFigures>(context, &mut reader, unit)?;
    let programme = pictured(context, &mut reader, asked)?;
    let mut records = reader.mark_records(&permit, (mark, programme), (after.unwrap_or(0), limit + 1))?;
    let more = records.len() as i64 > limit;
    records.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(MarkShown {
        unit: reader.unit(&permit_at::<ReadProgramme>(context, permit.target())?)?,
        count: reader.mark_count(&permit, (mark, programme))?,
        next: records.last().filter(|_| more).map(|record| record.key),
        records,
    })
}
