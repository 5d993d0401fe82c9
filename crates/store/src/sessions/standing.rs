//! Which records of sessions stand, and which stood on a day: a corrected state and a withdrawn record stand no more.

use crate::schema::seminar;
use diesel::prelude::*;

/// Records that stand now.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn session_stands() -> _ {
    seminar::ended_on.is_null()
}

/// Records that stood on a day: what was said of the day on it.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn session_stood(day: String) -> _ {
    let entered: String = day.clone();
    seminar::entered_on
        .le(entered)
        .and(seminar::ended_on.is_null().or(seminar::ended_on.assume_not_null().gt(day)))
}
