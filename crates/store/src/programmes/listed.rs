//! Of which programmes the records of rounds are that a list shows.

use earnest_model::{figures::scope::OfProgramme, id::RoundId};

/// Of which programmes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// Of those that are not archived, and what belongs to none: what stands in lists of today.
    InUse,
    /// Of one, of all, or what belongs to none.
    Of(OfProgramme),
    /// Of one round.
    Round(RoundId),
}

/// Rounds of these programmes alone: a boxed query in which `round` stands. A record of a round is always of a programme.
macro_rules! listed {
    ($query:expr, $listed:expr) => {{
        use $crate::{
            programmes::{going::programme_in_use, listed::Listed},
            schema::{programme, round},
        };
        match $listed {
            Listed::InUse => {
                let in_use = programme::table.filter(programme_in_use()).select(programme::id);
                $query.filter(round::programme_id.eq_any(in_use))
            }
            Listed::Of(earnest_model::figures::scope::OfProgramme::All) => $query,
            Listed::Round(id) => $query.filter(round::id.eq(id.0)),
            Listed::Of(of) => $query.filter(round::programme_id.eq(of.id().map_or(-1, |id| id.0))),
        }
    }};
}
pub(crate) use listed;
