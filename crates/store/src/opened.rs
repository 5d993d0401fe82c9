//! Of which organisers somebody may read what is published.

use earnest_model::{organisation::Opening, span::Span};

/// Those of these organisers (key, first and last of the subtree) that are open.
pub(crate) fn opened(organisers: Vec<(i64, i64, i64)>, opening: &Opening) -> Vec<i64> {
    let open = |(id, lo, hi): (i64, i64, i64)| opening.covers(Span { lo, hi }).then_some(id);
    organisers.into_iter().filter_map(open).collect()
}
