//! Points in time, in the organisation's zone and the reader's words.

use crate::{frame::call::Call, look::Cell};
use earnest_model::Timestamp;

/// A stored point in time in a list, which stands there in order of time.
pub fn moment_cell(call: &Call<'_>, stored: &str) -> Cell {
    let place = stored.parse::<Timestamp>().map_or(0, Timestamp::as_second);
    Cell::Placed(moment(call, stored), place)
}

/// A stored point in time (RFC 3339, UTC) as a day and a time of the organisation; as it is if it can't be read.
pub fn moment(call: &Call<'_>, stored: &str) -> String {
    let Ok(at) = stored.parse::<Timestamp>() else { return stored.to_owned() };
    let zoned = call.zone().time(at);
    format!("{} {:02}:{:02}", call.tr.date_long(zoned.date()), zoned.hour(), zoned.minute())
}
