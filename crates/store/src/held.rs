//! Posts that are held.

use crate::schema::holding;
use diesel::prelude::*;

/// Posts that are held on a day.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn in_force<'d>(day: &'d str) -> _ {
    holding::from_on.le(day).and(holding::until_on.is_null().or(holding::until_on.assume_not_null().ge(day)))
}
