//! What is worth asking about, and what was asked: for those above with the way to ask, for the unit with the way to reply.

use crate::{AppError, Context, Result, home::home, permit, permit_at};
use earnest_model::{
    ledger::inquiries::inquiry::{AskedInquiry, Worth, worth_asking},
    permit::{Inquire, Permit, ReadLedger, ReadProgramme, ReplyInquiry},
    units::unit::Unit,
};
use earnest_store::{Reader, SeenUnit};

/// Something worth asking, with the unit's code and name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorthAsking {
    /// What.
    pub worth: Worth,
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// Whether the actor may ask it: above the unit.
    pub may_ask: bool,
}

/// The page of questions.
#[derive(Debug, Clone)]
pub struct Inquiries {
    /// The unit whose subtree it is of.
    pub unit: Unit,
    /// Asked questions, those without a reply first; each with whether the actor may reply.
    pub asked: Vec<(AskedInquiry, bool)>,
    /// What is worth asking beneath the unit and is not asked yet.
    pub worth: Vec<WorthAsking>,
}

/// The most questions of a page.
const MOST: i64 = 200;

/// Shows the questions within a unit, or within the actor's home.
pub fn show_inquiries(context: &Context<'_>, unit: Option<&str>) -> Result<Inquiries> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit: Permit<ReadLedger> = match unit {
        Some(code) => permit(context, &mut reader, code)?,
        None => permit_at(context, home(context, &mut reader)?.ok_or(AppError::NotFound)?)?,
    };
    let asked = reader.inquiries(&permit, MOST)?;
    let worth = worth_beneath(&mut reader, &permit)?;
    let mut all = Vec::with_capacity(worth.len());
    for (worth, SeenUnit { code, name, target }) in worth {
        let same = |one: &AskedInquiry| one.unit == worth.unit && one.kind == worth.kind;
        // What waits for its reply, or was replied to and has not changed since, is not asked again.
        if asked.iter().any(|one| same(one) && (one.reply.is_none() || one.here == worth.here)) {
            continue;
        }
        let may_ask = permit_at::<Inquire>(context, target).is_ok();
        all.push(WorthAsking { worth, code, name, may_ask });
    }
    let replies = context.places::<ReplyInquiry>();
    let may_reply =
        |one: &AskedInquiry| one.reply.is_none() && replies.iter().any(|place| place.unit == one.unit);
    Ok(Inquiries {
        unit: reader.unit(&permit_at::<ReadProgramme>(context, permit.target())?)?,
        asked: asked.into_iter().map(|one| (one.clone(), may_reply(&one))).collect(),
        worth: all,
    })
}

/// What is worth asking of the units beneath the permit's unit, each with its unit.
pub(crate) fn worth_beneath(
    reader: &mut Reader<'_>,
    permit: &Permit<ReadLedger>,
) -> Result<Vec<(Worth, SeenUnit)>> {
    let (seen, units) = reader.seen_measures(permit)?;
    let named = |worth: Worth| {
        let unit = units.get(&worth.unit)?.clone();
        Some((worth, unit))
    };
    Ok(worth_asking(&seen).into_iter().filter_map(named).collect())
}
