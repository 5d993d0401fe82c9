//! What a change of a unit would do, or did.

use crate::{AppError, Result};
use earnest_model::{
    hash::sha256_hex,
    message::Message,
    text::Line,
    units::{
        change::{ChangeKind, HangRule},
        unit::Unit,
    },
};
use earnest_store::Hangs;

/// What a change would do, or did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// What is done.
    pub kind: ChangeKind,
    /// The unit; a new one as it will be.
    pub unit: Unit,
    /// What it is called from then on, if it is renamed.
    pub name: Option<String>,
    /// The unit above from then on, or the one that takes its place.
    pub other: Option<Unit>,
    /// The day of the order.
    pub ordered_on: jiff::civil::Date,
    /// What hangs on the unit itself.
    pub hangs: Vec<Hangs>,
    /// How many units stand beneath it.
    pub beneath: i64,
    /// How many draws lose a unit of their frozen frames by it.
    pub frames: i64,
    /// Directions that are not done, from units that stand above it no more, to it or a unit beneath it: their senders go on
    /// reading and finishing them.
    pub left_tasks: i64,
    /// Requirements and criticisms without an answer, of circulars of such units: who published them goes on reading the answers.
    pub left_owed: i64,
}

impl Changed {
    /// What becomes of what hangs there: where the unit goes on, it stays with it, and nothing is told.
    pub fn becomes(&self, hangs: &Hangs) -> Option<HangRule> {
        matches!(self.kind, ChangeKind::Close | ChangeKind::Merge).then_some(hangs.rule)
    }

    /// A mark of what was told: where it is another one later, something was changed in between. Places in the walk of the tree
    /// are left out; they shift with every change anywhere.
    pub fn mark(&self) -> String {
        let unit = |unit: &Unit| (unit.code.clone(), unit.name.clone(), unit.parent, unit.closed);
        let other = self.other.as_ref().map(unit);
        let own = match self.kind {
            // A new unit is known by what was sent.
            ChangeKind::Open => None,
            _ => Some(unit(&self.unit)),
        };
        let hangs: Vec<_> =
            self.hangs.iter().map(|hangs| (hangs.kind, hangs.rule, hangs.open, hangs.all)).collect();
        let counts = (self.beneath, self.frames, self.left_tasks, self.left_owed);
        sha256_hex(format!("{:?}", (self.kind, own, other, hangs, counts)).as_bytes())
    }
}

/// That a unit beside it has the name.
pub(super) fn name_taken(name: &Line) -> Message {
    Message::new("error-change-name-taken").with("name", name.as_str())
}

/// Refuses what has to be settled before: the first kind of it is told.
pub(super) fn settled(changed: &Changed, bars: impl Fn(HangRule) -> bool) -> Result<()> {
    let open = changed.hangs.iter().find(|hangs| hangs.open > 0 && bars(hangs.rule));
    let Some(hangs) = open else { return Ok(()) };
    let said = Message::new(hangs.kind.unsettled()).with("unit", changed.unit.code.as_str());
    Err(AppError::Refused(said.with("count", hangs.open)))
}
