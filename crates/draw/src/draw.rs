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
    let unit = |key: &u64| {
        let id = ids.get((key & 0xffff_ffff) as usize)?.as_str();
        Some(DrawnUnit { order: 0, id, ticket: ticketer.ticket(id) })
    };
    let mut units: Vec<_> = keys.iter().filter_map(unit).collect();
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
