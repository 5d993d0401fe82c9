//! In which texts a token stands among the rarest.

use super::measure::Settings;
use super::records::Records;

/// A token among the rarest of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting {
    pub(super) token: u32,
    /// How many tokens the text has.
    pub(super) size: u32,
    pub(super) text: u32,
    /// How many of its tokens are rarer.
    pub(super) place: u32,
}

/// The postings of one text.
pub(super) fn of(tokens: &[u32], text: usize, settings: &Settings<'_>) -> impl Iterator<Item = Posting> {
    let size = tokens.len();
    let rarest = tokens.get(..settings.prefix(size)).unwrap_or_default();
    rarest.iter().zip(0_u32..).enumerate().filter_map(move |(at, (token, place))| {
        // A token that stands twice is asked for once.
        let again = at.checked_sub(1).and_then(|last| tokens.get(last)) == Some(token);
        let narrow = |number: usize| u32::try_from(number).ok();
        (!again).then_some(Posting { token: *token, size: narrow(size)?, text: narrow(text)?, place })
    })
}

/// All postings of some texts, by token and then by size.
pub(super) fn all(
    records: &Records,
    texts: impl Iterator<Item = usize>,
    settings: &Settings<'_>,
) -> Vec<Posting> {
    let mut postings: Vec<Posting> = Vec::new();
    let texts: Vec<usize> = texts.collect();
    postings.reserve_exact(texts.iter().map(|text| settings.prefix(records.get(*text).len())).sum());
    for text in texts {
        postings.extend(of(records.get(text), text, settings));
    }
    postings.sort_unstable();
    postings
}

/// What two lists of tokens can have in common at most, if their first common token is at these places.
pub(super) fn bound(one: (usize, usize), other: (usize, usize)) -> usize {
    (one.0 - one.1).min(other.0 - other.1)
}

/// Whether two lists have no common token before these places, so that this is where their pair is looked at.
pub(super) fn is_first(one: &[u32], other: &[u32]) -> bool {
    let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
    while let (Some(first), Some(second)) = (left.peek(), right.peek()) {
        if first == second {
            return false;
        }
        if first < second {
            left.next();
        } else {
            right.next();
        }
    }
    true
}

/// Whether two lists from a place on have so many tokens in common; gives up as soon as they can't.
pub(super) fn has_common(one: &[u32], other: &[u32], needed: usize) -> bool {
    let (mut left, mut right) = (one, other);
    let mut missing = needed;
    while missing > 0 {
        let (Some((first, behind)), Some((second, after))) = (left.split_first(), right.split_first()) else {
            return false;
        };
        if left.len().min(right.len()) < missing {
            return false;
        }
        if first == second {
            missing -= 1;
            (left, right) = (behind, after);
        } else if first < second {
            left = behind;
        } else {
            right = after;
        }
    }
    true
}
