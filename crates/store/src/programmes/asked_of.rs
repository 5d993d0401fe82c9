//! Which records are asked for by programme, in queries of records that may be of a round, of a visit, or of nothing that belongs to
//! a programme.

use crate::schema::round;
use earnest_model::figures::scope::OfProgramme;

diesel::alias!(round as asked_round: AskedRound);

/// Which programmes are asked, in queries: all of them, the key of one, or whether what belongs to none is.
#[derive(Clone, Copy)]
pub(crate) struct Asked {
    /// All of them.
    pub all: bool,
    /// The key of one; of none otherwise.
    pub of: i64,
    /// What belongs to none.
    pub none: bool,
}

impl From<OfProgramme> for Asked {
    fn from(programme: OfProgramme) -> Self {
        let of = programme.id().map_or(-1, |programme| programme.0);
        Self { all: programme.is_all(), of, none: programme.is_none() }
    }
}

/// Whether a record of a round is asked for.
macro_rules! of_round {
    ($asked:expr) => {
        $asked.all.into_sql::<diesel::sql_types::Bool>().or($crate::schema::round::programme_id.eq($asked.of))
    };
}

/// Whether a record is asked for that belongs to no programme.
macro_rules! of_none {
    ($asked:expr) => {
        ($asked.all || $asked.none).into_sql::<diesel::sql_types::Bool>()
    };
}

/// Whether a record is asked for that may be of a round, whose key stands in a column.
macro_rules! of_some_round {
    ($asked:expr, $round:expr) => {
        $asked
            .all
            .into_sql::<diesel::sql_types::Bool>()
            .or($round.is_null().and($asked.none.into_sql::<diesel::sql_types::Bool>()))
            .or($round.is_not_null().and(
                $round.assume_not_null().eq_any(
                    $crate::programmes::asked_of::asked_round
                        .filter(
                            $crate::programmes::asked_of::asked_round
                                .field($crate::schema::round::programme_id)
                                .eq($asked.of),
                        )
                        .select($crate::programmes::asked_of::asked_round.field($crate::schema::round::id)),
                ),
            ))
    };
}

/// Whether a visit is asked for: of a programme that it is for, or of none.
macro_rules! of_visit {
    ($asked:expr, $visit:expr) => {
        $asked
            .all
            .into_sql::<diesel::sql_types::Bool>()
            .or(diesel::dsl::exists(
                $crate::schema::visit_programme::table.filter(
                    $crate::schema::visit_programme::visit_id
                        .eq($visit)
                        .and($crate::schema::visit_programme::programme_id.eq($asked.of)),
                ),
            ))
            .or($asked.none.into_sql::<diesel::sql_types::Bool>().and(diesel::dsl::not(diesel::dsl::exists(
                $crate::schema::visit_programme::table
                    .filter($crate::schema::visit_programme::visit_id.eq($visit)),
            ))))
    };
}

/// Whether a duty is asked for: one for a programme, or for none.
macro_rules! of_duty {
    ($asked:expr) => {
        $asked
            .all
            .into_sql::<diesel::sql_types::Bool>()
            .or($crate::schema::duty::programme_id
                .is_null()
                .and($asked.none.into_sql::<diesel::sql_types::Bool>()))
            .or($crate::schema::duty::programme_id
                .is_not_null()
                .and($crate::schema::duty::programme_id.assume_not_null().eq($asked.of)))
    };
}

pub(crate) use {of_duty, of_none, of_round, of_some_round, of_visit};
