//! Which round a page shows to whom asks for none.

use earnest_model::{
    actor::Actor,
    id::{ProgrammeId, RoundId},
    permit::Target,
};
use earnest_store::RoundName;

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

impl WhichRound {
    /// Whose programme it is of: the one that is named goes before the one in which the actor is.
    pub(crate) fn programme_of(self, actor: &Actor) -> Option<ProgrammeId> {
        self.programme.or_else(|| actor.programme())
    }

    /// The round that is shown: the one that is named; of a programme the newest, and none where it has none; of no programme the
    /// nearest.
    pub(crate) fn shown(self, rounds: &[RoundName], actor: &Actor, home: Target) -> Option<RoundId> {
        if self.round.is_some() {
            return self.round;
        }
        match self.programme_of(actor) {
            // Newest first.
            Some(programme) => rounds.iter().find(|round| round.of == programme).map(|round| round.id),
            None => nearest(rounds, home),
        }
    }
}

/// The round that a page shows to whom asks for none: of those of the nearest organiser at or above the person's home the
/// newest; where there is none, of the highest beneath.
fn nearest(rounds: &[RoundName], home: Target) -> Option<RoundId> {
    // Newest first, and the first of the nearest is kept.
    let above = rounds.iter().filter(|round| round.span.covers(home.span));
    let beneath = || rounds.iter().min_by_key(|round| std::cmp::Reverse(width(round)));
    above.min_by_key(|round| width(round)).or_else(beneath).map(|round| round.id)
}

fn width(round: &RoundName) -> i64 {
    round.span.hi - round.span.lo
}

#[cfg(test)]
mod tests {
    use super::*;
    use earnest_model::{id::UnitId, span::Span};

    fn round(id: i64, lo: i64, hi: i64) -> RoundName {
        let (number, topic, organiser) = (1, "t".to_owned(), "o".to_owned());
        RoundName {
            id: RoundId(id),
            of: ProgrammeId(1),
            number,
            topic,
            organiser,
            span: Span { lo, hi },
            programme: None,
            put_away: false,
        }
    }

    fn nearest_to(home: (i64, i64), rounds: &[RoundName]) -> Option<i64> {
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
}
