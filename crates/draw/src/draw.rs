//! The draw itself: in each stratum the units with the smallest tickets.

use crate::{
    frame::Frame,
    rate::Take,
    ticket::{Seed, Ticketer},
};

/// What was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// Strata in byte order.
    pub strata: Vec<DrawnStratum>,
}

/// What was drawn from a stratum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnStratum {
    /// The stratum.
    pub stratum: String,
    /// Units in the frame.
    pub size: usize,
    /// The units drawn, in the order of their tickets.
    pub drawn: Vec<DrawnUnit>,
}

/// A unit drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnUnit {
    /// Its place in the order of the stratum, from 1.
    pub order: usize,
    /// Its id.
    pub id: String,
    /// Its ticket.
    pub ticket: String,
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
pub fn draw(frame: &Frame, seed: &Seed, take: Take) -> Result<Drawn, DrawError> {
    let ticketer = Ticketer::new(seed);
    let mut strata = Vec::new();
    for (stratum, ids) in frame.strata() {
        let Some(quota) = take.quota(ids.len() as u64) else {
            let take = if let Take::Count(count) = take { count } else { 0 };
            return Err(DrawError::TooFew { stratum: stratum.to_owned(), size: ids.len(), take });
        };
        let quota = usize::try_from(quota).unwrap_or(ids.len());
        let drawn = first_by_ticket(ids, quota, &ticketer);
        strata.push(DrawnStratum { stratum: stratum.to_owned(), size: ids.len(), drawn });
    }
    Ok(Drawn { strata })
}

/// The `quota` units with the smallest (ticket, id), in that order.
///
/// Nine digits of the ticket decide nearly always; whole tickets are written for the drawn units and where nine
/// digits are equal.
fn first_by_ticket(ids: &[String], quota: usize, ticketer: &Ticketer) -> Vec<DrawnUnit> {
    // The key in the upper half, the place in the lower: sorting needs no other memory.
    let mut keys: Vec<u64> =
        ids.iter().enumerate().map(|(place, id)| u64::from(ticketer.key(id)) << 32 | place as u64).collect();
    let quota = quota.min(keys.len());
    if let Some(boundary) = quota.checked_sub(1).filter(|_| quota < keys.len()) {
        let (_, last, _) = keys.select_nth_unstable(boundary);
        // Units outside that share the boundary's digits stay in until whole tickets are compared.
        let limit = *last >> 32;
        keys.retain(|key| key >> 32 <= limit);
    }
    keys.sort_unstable();
    let mut units = Vec::with_capacity(keys.len());
    for group in keys.chunk_by(|a, b| a >> 32 == b >> 32) {
        let places = group.iter().map(|key| (key & 0xffff_ffff) as usize);
        let mut same: Vec<_> =
            places.filter_map(|place| ids.get(place)).map(|id| (ticketer.ticket(id), id)).collect();
        same.sort_unstable();
        units.extend(same);
    }
    units.truncate(quota);
    let numbered = units.into_iter().enumerate();
    numbered.map(|(place, (ticket, id))| DrawnUnit { order: place + 1, id: id.clone(), ticket }).collect()
}
