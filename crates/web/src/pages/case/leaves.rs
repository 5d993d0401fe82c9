//! What a case holds, page by page: what is to be done, and what is read beside it.

use crate::{
    frame::{address::Asking, call::Call, reply::Fault},
    pages::{
        paths,
        shared::owed::{about, href, item},
    },
};
use earnest_app::{
    case::case_pack::{Packed, pack_case},
    desk::desk_show::OwedKind,
};
use earnest_model::{
    desk::case::PAGES,
    id::ObservationId,
    ledger::measures::measure::MeasureState,
    permit::{ActionKind, may_somewhere},
};
use std::collections::HashSet;

/// A page of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// Its address.
    pub at: String,
    /// Whether it is work; what is not is read beside it.
    pub work: bool,
    /// What it is, in words; empty where the page's own heading says it.
    pub words: String,
    /// What it is about.
    pub about: String,
    /// By when, short.
    pub mark: String,
    /// Whether it waits today or is late.
    pub now: bool,
}

/// The pages of the case of whoever asks, each once: the work first.
pub fn leaves(call: &Call<'_>) -> Result<Vec<Leaf>, Fault> {
    let packed = pack_case(&call.context())?;
    let (mut seen, mut all) = (HashSet::new(), Vec::new());
    let work = packed.iter().map(|one| work(call, one));
    for leaf in work.chain(packed.iter().flat_map(|one| beside(call, one))) {
        if all.len() < PAGES && seen.insert(leaf.at.clone()) {
            all.push(leaf);
        }
    }
    Ok(all)
}

fn work(call: &Call<'_>, packed: &Packed) -> Leaf {
    let shown = item(call, &packed.owed);
    Leaf {
        at: href(&packed.owed),
        work: true,
        words: shown.words,
        about: about(&packed.owed).unwrap_or_default(),
        mark: shown.mark,
        now: shown.now,
    }
}

/// What is read beside a thing: where it is to be done, the plan, the unit, what is open there.
fn beside(call: &Call<'_>, packed: &Packed) -> Vec<Leaf> {
    let (owed, code) = (&packed.owed, packed.owed.unit_code.as_str());
    let sent = (owed.kind == OwedKind::Sheet).then(|| paths::assessing::observation(ObservationId(owed.id)));
    let plan = packed.plan.map(paths::plans::plan);
    let visits =
        matches!(owed.kind, OwedKind::VisitPlanned | OwedKind::LookBack | OwedKind::ClosureVerification);
    let may = |kind| may_somewhere(kind, call.actor, call.today);
    let unit = (visits && may(ActionKind::ReadFigures)).then(|| paths::units::unit(code));
    let open = visits || matches!(owed.kind, OwedKind::Sheet | OwedKind::MeasureDue);
    let ledger = (open && may(ActionKind::ReadLedger)).then(|| open_measures(code));
    let read = |at: String| Leaf {
        at,
        work: false,
        words: String::new(),
        about: owed.unit.clone(),
        mark: String::new(),
        now: false,
    };
    [sent, plan, unit, ledger].into_iter().flatten().map(read).collect()
}

/// The measures of a unit that are not closed.
fn open_measures(code: &str) -> String {
    let open = MeasureState::ALL.iter().filter(|state| !state.is_closed());
    open.fold(paths::ledger::ledger().asking("unit", code), |at, state| at.asking("state", state.key()))
}
