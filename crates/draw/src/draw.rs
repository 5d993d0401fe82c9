//! The draw itself: in each stratum the units with the smallest tickets.

use crate::{
    frame::Frame,
    rate::Take,
    ticket::{Seed, Ticket, Ticketer},
};

/// What was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn<'f> {
    /// Strata in byte order.
    pub strata: Vec<DrawnStratum<'f>>,
}

/// What was drawn from a stratum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnStratum<'f> {
    /// The stratum.
    pub stratum: &'f str,
    /// Units in the frame.
    pub size: usize,
    /// The units drawn, in the order of their tickets.
    pub drawn: Vec<DrawnUnit<'f>>,
}

/// A unit drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnUnit<'f> {
    /// Its place in the order of the stratum, from 1.
    pub order: usize,
    /// Its id.
    pub id: &'f str,
    /// Its ticket; `to_string` writes it out.
    pub ticket: Ticket,
}

/// A draw that can't be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DrawError {
    /// A stratum is smaller than what is to be taken from it.
    #[error("stratum `{stratum}` has {size} units, fewer than the {take} to be taken")]
    TooFew {
        /// The stratum.
        stratum: String,
        /// Its units.
        size: usize,
        /// What was asked for.
        take: u64,
    },
}

/// Draws. The same frame, seed and take give the same units, whoever does it and in whatever order the frame came.
pub fn draw<'f>(frame: &'f Frame, seed: &Seed, take: Take) -> Result<Drawn<'f>, DrawError> {
    let ticketer = Ticketer::new(seed);
    let mut strata = Vec::new();
    for (stratum, ids) in frame.strata() {
        let Some(quota) = take.quota(ids.len() as u64) else {
            let take = if let Take::Count(count) = take { count } else { 0 };
            return Err(DrawError::TooFew { stratum: stratum.to_owned(), size: ids.len(), take });
        };
        let quota = usize::try_from(quota).unwrap_or(ids.len());
        let drawn = first_by_ticket(ids, quota, &ticketer);
        strata.push(DrawnStratum { stratum, size: ids.len(), drawn });
    }
    Ok(Drawn { strata })
}

/// The `quota` units with the smallest (ticket, id), in that order.
///
/// Nine digits of the ticket decide nearly always; whole tickets are compared where nine digits are equal.
fn first_by_ticket<'f>(ids: &'f [String], quota: usize, ticketer: &Ticketer) -> Vec<DrawnUnit<'f>> {
    let quota = quota.min(ids.len());
    // Tickets are spread evenly: the number of units below a limit strays from its mean by less than the root of the
    // quota, seldom by three times that. The margin only spares work; it decides nothing about who is drawn.
    let mut wanted = quota + 3 * quota.isqrt() + 2;
    let (mut keys, found) = loop {
        let (keys, found) = about_first(wanted, ids, ticketer);
        if keys.len() >= quota {
            break (keys, found);
        }
        wanted = wanted.saturating_mul(2);
    };
    keys.sort_unstable();
    let mut units: Vec<_> =
        keys.iter().filter_map(|key| found.get((key & 0xffff_ffff) as usize)).cloned().collect();
    let mut start = 0;
    for group in keys.chunk_by(|a, b| a >> 32 == b >> 32) {
        if let Some(same) = units.get_mut(start..start + group.len()).filter(|same| same.len() > 1) {
            same.sort_by_cached_key(|unit| (unit.ticket.to_string(), unit.id));
        }
        start += group.len();
    }
    units.truncate(quota);
    for (place, unit) in units.iter_mut().enumerate() {
        unit.order = place + 1;
    }
    units
}

/// All units whose first nine digits are at most a limit below which about `wanted` lie, in the order of the frame;
/// and a key for each: the nine digits in the upper half, its place among them in the lower.
fn about_first<'f>(wanted: usize, ids: &'f [String], ticketer: &Ticketer) -> (Vec<u64>, Vec<DrawnUnit<'f>>) {
    let limit = wanted as u128 * 1_000_000_000 / ids.len().max(1) as u128;
    let limit = u32::try_from(limit).unwrap_or(u32::MAX);
    let room = wanted.min(ids.len());
    let (mut keys, mut units) = (Vec::with_capacity(room), Vec::with_capacity(room));
    for id in ids {
        let ticket = ticketer.ticket(id);
        let digits = ticket.first_digits();
        if digits <= limit {
            keys.push(u64::from(digits) << 32 | units.len() as u64);
            units.push(DrawnUnit { order: 0, id: id.as_str(), ticket });
        }
    }
    (keys, units)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_short_cut_gives_what_sorting_all_whole_tickets_gives(units in 0_usize..300, quota in 0_usize..300, seed in ".{1,9}") {
            let ids: Vec<String> = (0..units).map(|unit| format!("{unit}")).collect();
            let ticketer = Ticketer::new(&Seed::new(seed).unwrap());
            let mut all: Vec<_> = ids.iter().map(|id| (ticketer.ticket(id).to_string(), id.as_str())).collect();
            all.sort();
            all.truncate(quota);
            let found = first_by_ticket(&ids, quota, &ticketer);
            prop_assert!(found.iter().map(|unit| unit.order).eq(1..=quota.min(units)));
            let found: Vec<_> = found.iter().map(|unit| (unit.ticket.to_string(), unit.id)).collect();
            prop_assert_eq!(found, all);
        }

        #[test]
        fn every_unit_left_out_has_a_larger_ticket_than_those_that_stay(units in 1_usize..60, wanted in 1_usize..60) {
            let ids: Vec<String> = (0..units).map(|unit| format!("{unit}")).collect();
            let ticketer = Ticketer::new(&Seed::new("s").unwrap());
            let (keys, found) = about_first(wanted, &ids, &ticketer);
            prop_assert!(keys.iter().zip(&found).all(|(key, unit)| key >> 32 == u64::from(unit.ticket.first_digits())));
            let last = keys.iter().max().map_or(0, |key| key >> 32);
            let out = ids.iter().filter(|id| found.iter().all(|unit| unit.id != id.as_str()));
            for id in out {
                prop_assert!(u64::from(ticketer.ticket(id).first_digits()) > last);
            }
        }
    }
}
