//! What is true in the demonstration and what nobody in it knows: how good every unit is and how severe every assessor,
//! so that what the statistics say can be held against it.

use earnest_model::id::SpotCheckId;

/// How much more or less than is due each assessor gives, in hundredths.
pub const SEVERITY: [i64; 12] = [0, 4, -5, 2, -2, 6, -7, 1, -1, 3, -4, 5];

/// How good the session of the direct subordinate at a place is, in hundredths: 62 to 97, the same whoever looks.
pub fn of_session(place: usize) -> i64 {
    quality(i64::try_from(place).unwrap_or_default() + 1)
}

/// How good the materials of a drawn unit are, in hundredths.
pub fn of_materials(check: SpotCheckId) -> i64 {
    quality(check.0 + 100)
}

fn quality(key: i64) -> i64 {
    62 + (key * 7_919 + 13).rem_euclid(36)
}
