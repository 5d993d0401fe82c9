//! What is worth asking about, and what was asked: for those above with the way to ask, for the unit with the way to reply.

use super::look::{Looked, look};
use crate::{AppError, Context, Result, home::home, permit, permit_at};
use earnest_model::{
    Date,
    ledger::inquiries::{
        alike::{SharedText, TextKind},
        inquiry::{AskedInquiry, Worth},
    },
    permit::{Inquire, KeepSource, Permit, ReadLedger, ReadProgramme, ReplyInquiry},
    units::unit::Unit,
};
use earnest_store::SeenUnit;
use std::collections::HashMap;

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

/// A text that many units have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedByMany {
    /// The text, as it was written first.
    pub text: String,
    /// How many units have it.
    pub units: u32,
    /// Of how many that have any text.
    pub of: u32,
    /// Code of the unit that had it first.
    pub first_code: String,
    /// Name of that unit.
    pub first_name: String,
    /// Since when.
    pub since: Date,
    /// Whether others had it on the same day, so that nobody was first.
    pub together: bool,
    /// Whether most have it, so that it counts as no sign.
    pub of_most: bool,
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
    /// Texts that many units beneath have, those of the most first.
    pub shared: Vec<SharedByMany>,
    /// How many there are in all.
    pub shared_in_all: usize,
    /// What counts as sent out.
    pub sources: Vec<String>,
    /// Since when the texts stand that questions are about.
    pub since: HashMap<(TextKind, i64), Date>,
    /// Whether the actor may add to that, for the unit that is shown.
    pub may_keep: bool,
}

/// The most texts of many units that a page shows; it says how many there are.
const MOST_SHARED: usize = 50;

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
    let own = home(context, &mut reader)?;
    let asked = reader.inquiries(&permit, MOST)?;
    let looked = look(&mut reader, &permit)?;
    let worth = looked.worth();
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
        shared: shared(&looked),
        since: looked.seen.texts.iter().map(|text| ((text.kind, text.record), text.since)).collect(),
        shared_in_all: looked.seen.alike.shared.len(),
        sources: looked.sources.iter().map(|source| source.body.clone()).collect(),
        may_keep: own.is_some_and(|own| own.unit == permit.unit())
            && permit_at::<KeepSource>(context, permit.target()).is_ok(),
    })
}

fn shared(looked: &Looked) -> Vec<SharedByMany> {
    let found = &looked.seen.alike;
    let one = |one: &SharedText| {
        let text = looked.seen.texts.get(one.first)?;
        let first = looked.units.get(&text.unit)?;
        Some(SharedByMany {
            text: text.text.clone(),
            units: one.units,
            of: found.of_units,
            first_code: first.code.clone(),
            first_name: first.name.clone(),
            since: text.since,
            together: one.together,
            of_most: one.of_most,
        })
    };
    found.shared.iter().filter_map(one).take(MOST_SHARED).collect()
}
