//! What was asked for already: whoever holds two posts owes a thing once.

use super::owed::OwedKind;
use earnest_model::{desk::owed::Reach, permit::Target};

/// Which kinds were asked of which posts.
#[derive(Debug, Default)]
pub(super) struct Asked(Vec<(OwedKind, Target)>);

impl Asked {
    /// Whether a kind was not asked for yet where a post is held; it is from now on.
    pub(super) fn is_new(&mut self, kind: OwedKind, at: Target) -> bool {
        let covers = |asked: &Target| match kind.reach() {
            Reach::Person => true,
            Reach::Unit => asked.unit == at.unit,
            Reach::Beneath => asked.span.covers(at.span),
        };
        let is_new = !self.0.iter().any(|(one, asked)| *one == kind && covers(asked));
        if is_new {
            self.0.push((kind, at));
        }
        is_new
    }
}
