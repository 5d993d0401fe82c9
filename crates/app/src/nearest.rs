//! Which round a page shows to whom asks for none, and of which programme a list is.

use crate::{AppError, Context, Result, permit_on};
use earnest_model::{
    Date,
    actor::Actor,
    figures::{
        question::malformed,
        scope::{NONE, OfProgramme},
    },
    id::{ProgrammeId, RoundId},
    permit::{ReadProgramme, Target},
    programmes::at_hand::AtHand,
    span::Span,
};
use earnest_store::{Listed, Reader, RoundName};

/// Which round is asked for, and of which programme.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WhichRound {
    /// The round.
    pub round: Option<RoundId>,
    /// The programme; where neither is named, the one in which the actor is.
    pub programme: Option<ProgrammeId>,
}

impl From<Option<RoundId>> for WhichRound {
    fn from(round: Option<RoundId>) -> Self {
        Self { round, programme: None }
    }
}

/// A page of a list of records of rounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfList<I> {
    /// Of which programme; where nothing is said, of the one in which the actor is.
    pub programme: Option<OfProgramme>,
    /// Of one round alone.
    pub round: Option<RoundId>,
    /// Before which record the page begins; the newest first if absent.
    pub before: Option<I>,
}

impl<I> From<Option<I>> for OfList<I> {
    fn from(before: Option<I>) -> Self {
        Self { programme: None, round: None, before }
    }
}

impl<I> From<RoundId> for OfList<I> {
    fn from(round: RoundId) -> Self {
        Self { programme: None, round: Some(round), before: None }
    }
}

impl<I> OfList<I> {
    /// Of what the records are that are listed.
    pub(crate) fn of(&self) -> OfWhat {
        OfWhat { programme: self.programme, round: self.round }
    }
}

/// Of which programme or round the records of a list are.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct OfWhat {
    /// Of which programme.
    pub programme: Option<OfProgramme>,
    /// Of which round.
    pub round: Option<RoundId>,
}

impl From<Option<OfProgramme>> for OfWhat {
    fn from(programme: Option<OfProgramme>) -> Self {
        Self { programme, round: None }
    }
}

/// Of which programmes a list shows records, where some may belong to none. Who is in none sees `otherwise`.
///
/// # Errors
/// A programme that the actor may not read, and a round that is not of the programme beside it, are as if they were not there.
pub(crate) fn listed_with_none(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    (asked, otherwise): (impl Into<OfWhat>, Listed),
) -> Result<Listed> {
    let OfWhat { programme: asked, round } = asked.into();
    if let Some(id) = asked.and_then(OfProgramme::id) {
        permit_on::<ReadProgramme, _>(context, reader, id)?;
    }
    if let Some(id) = round {
        // Rounds are public within the organisation; what is listed of one is what the actor may read anyhow.
        let (round, _) = reader.locate_round(id)?.ok_or(AppError::NotFound)?;
        let fits = asked.and_then(OfProgramme::id).is_none_or(|programme| programme == round.programme);
        return if fits { Ok(Listed::Round(id)) } else { Err(AppError::NotFound) };
    }
    let here = || context.actor.programme().map(OfProgramme::This);
    Ok(asked.or_else(here).map_or(otherwise, Listed::Of))
}

/// The same of records each of which is of a round.
///
/// # Errors
/// As above; what belongs to no programme is refused at `programme`.
pub(crate) fn listed(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    (asked, otherwise): (impl Into<OfWhat>, Listed),
) -> Result<Listed> {
    let asked = asked.into();
    if asked.programme.is_some_and(OfProgramme::is_none) {
        return Err(AppError::field("programme", malformed("programme", NONE)));
    }
    listed_with_none(context, reader, (asked, otherwise))
}

/// A round among which one is chosen.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Among {
    /// Its key.
    pub id: RoundId,
    /// The key of its programme.
    pub programme: ProgrammeId,
    /// Where its organiser stands.
    pub organiser: Span,
    /// Whether it was opened.
    pub begun: bool,
    /// Whether its programme is archived.
    pub put_away: bool,
    /// Since when it is under way.
    pub under_way: Option<Date>,
}

impl From<&RoundName> for Among {
    /// Of a round with records: it was opened.
    fn from(round: &RoundName) -> Self {
        let RoundName { id, of, span, put_away, under_way, .. } = *round;
        Self { id, programme: of, organiser: span, begun: true, put_away, under_way }
    }
}

impl WhichRound {
    /// Whose programme it is of: the one that is named goes before the one in which the actor is.
    pub(crate) fn programme_of(self, actor: &Actor) -> Option<ProgrammeId> {
        self.programme.or_else(|| actor.programme())
    }

    /// The same where rounds with records are chosen from.
    ///
    /// # Errors
    /// A programme that the actor may not read, and a round that is not of the programme beside it, are as if they were not there.
    pub(crate) fn of_records(
        self,
        context: &Context<'_>,
        reader: &mut Reader<'_>,
        (rounds, home): (&[RoundName], Target),
    ) -> Result<Option<RoundId>> {
        if let Some(programme) = self.programme {
            permit_on::<ReadProgramme, _>(context, reader, programme)?;
            if let Some(round) = self.round {
                let (round, _) = reader.locate_round(round)?.ok_or(AppError::NotFound)?;
                (round.programme == programme).then_some(()).ok_or(AppError::NotFound)?;
            }
        }
        Ok(self.shown(rounds, context.actor, home))
    }

    /// The round that is shown: the one that is named; of a programme the latest that was opened, or the first before any is, and
    /// none where it has none; of no programme that of the one at hand of the nearest organiser.
    pub(crate) fn shown<'r, R: 'r>(self, rounds: &'r [R], actor: &Actor, home: Target) -> Option<RoundId>
    where
        Among: From<&'r R>,
    {
        if self.round.is_some() {
            return self.round;
        }
        let rounds: Vec<_> = rounds.iter().map(Among::from).collect();
        match self.programme_of(actor) {
            Some(programme) => latest(rounds.iter().filter(|round| round.programme == programme)),
            None => nearest(&rounds, home),
        }
    }
}

/// The latest round that was opened; before any is, the first.
fn latest<'r>(rounds: impl Iterator<Item = &'r Among> + Clone) -> Option<RoundId> {
    let opened = rounds.clone().filter(|round| round.begun).max_by_key(|round| (round.programme, round.id));
    opened.or_else(|| rounds.min_by_key(|round| (round.programme, round.id))).map(|round| round.id)
}

/// The round that a page shows to whom asks for none: the latest of the nearest organiser at or above the person's home; where
/// there is none, of the highest beneath. What is archived is shown where nothing else is.
fn nearest(rounds: &[Among], home: Target) -> Option<RoundId> {
    let far = |round: &&Among| {
        let above = round.organiser.covers(home.span);
        let width = round.organiser.hi - round.organiser.lo;
        // Of those beneath the highest is the nearest.
        (round.put_away, if above { (0, width, round.organiser.lo) } else { (1, -width, round.organiser.lo) })
    };
    let found = rounds.iter().map(|round| far(&round)).min()?;
    let theirs = rounds.iter().filter(|round| far(round) == found);
    let meant = theirs.clone().map(|round| round.programme).min_by_key(|id| at_hand(rounds, *id).order())?;
    latest(theirs.filter(|round| round.programme == meant))
}

/// What decides between programmes, as far as their rounds tell it.
fn at_hand(rounds: &[Among], programme: ProgrammeId) -> AtHand {
    let own = rounds.iter().filter(|round| round.programme == programme);
    AtHand {
        programme,
        put_away: own.clone().any(|round| round.put_away),
        over: false,
        under_way: own.clone().filter_map(|round| round.under_way).min(),
        opened: own.clone().any(|round| round.begun),
        started_on: Date::MIN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use earnest_model::id::UnitId;

    fn round(id: i64, lo: i64, hi: i64) -> Among {
        let (organiser, programme) = (Span { lo, hi }, ProgrammeId(1));
        Among { id: RoundId(id), programme, organiser, begun: true, put_away: false, under_way: None }
    }

    fn nearest_to(home: (i64, i64), rounds: &[Among]) -> Option<i64> {
        nearest(rounds, Target { unit: UnitId(1), span: Span { lo: home.0, hi: home.1 } }).map(|id| id.0)
    }

    #[test]
    fn ones_own_organiser_comes_before_those_beneath_and_the_newest_round_before_older_ones() {
        // A county's, a prefecture's and twice the province's, newest first.
        let rounds = [round(6, 20, 30), round(5, 20, 60), round(4, 1, 100), round(1, 1, 100)];
        assert_eq!(nearest_to((1, 100), &rounds), Some(4), "the province");
        assert_eq!(nearest_to((20, 60), &rounds), Some(5), "the prefecture");
        assert_eq!(nearest_to((22, 22), &rounds), Some(6), "a township");
        assert_eq!(nearest_to((70, 80), &rounds), Some(4), "a unit beside");
        assert_eq!(nearest_to((1, 100), &rounds[..2]), Some(5), "nothing of one's own yet");
        assert_eq!(nearest_to((1, 100), &[]), None);
    }

    #[test]
    fn the_latest_that_was_opened_is_shown_the_first_before_any_is_and_what_is_archived_after_all_others() {
        let planned = |id| Among { begun: false, ..round(id, 1, 100) };
        assert_eq!(nearest_to((1, 100), &[round(1, 1, 100), planned(2), planned(3)]), Some(1));
        assert_eq!(nearest_to((1, 100), &[planned(2), planned(3)]), Some(2));
        let archived = Among { put_away: true, ..round(4, 1, 100) };
        assert_eq!(nearest_to((1, 100), &[archived, planned(2), planned(3)]), Some(2));
        assert_eq!(nearest_to((1, 100), &[archived]), Some(4));
    }
}
