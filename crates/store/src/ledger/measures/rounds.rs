//! Rounds as problems name them, to narrow a ledger by.

use crate::schema::round;
use diesel::prelude::*;
use earnest_model::id::ProgrammeId;

/// The rounds with a topic, as problems name them.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn rounds_of_topic(topic: &str) -> _ {
    let topic: String = topic.to_owned();
    round::table.filter(round::topic.eq(topic)).select(round::id.nullable())
}

/// The rounds of programmes, as problems name them.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn rounds_of_programmes(of: &[ProgrammeId]) -> _ {
    let keys: Vec<i64> = of.iter().map(|programme| programme.0).collect();
    round::table.filter(round::programme_id.eq_any(keys)).select(round::id.nullable())
}
