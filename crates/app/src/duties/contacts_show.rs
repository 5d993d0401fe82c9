//! The contact list of a unit: which units beneath it are whose contact unit today, and which are nobody's.

use crate::{Context, Result, home::permit_or_home, permit_at};
use earnest_model::{
    id::UnitId,
    permit::{ReadDuties, ReadProgramme},
    units::unit::Unit,
    visits::tour::ChargeKind,
};
use earnest_store::Charge;

/// The most units of a list.
const MOST: i64 = 2_000;

/// A unit and in whose charge it is today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether it stands directly beneath.
    pub beneath: bool,
    /// Charges by contact list: one at most on any day.
    pub contact: Vec<Charge>,
    /// Charges by portfolio.
    pub portfolio: Vec<Charge>,
}

/// The contact list of a unit.
#[derive(Debug, Clone)]
pub struct Contacts {
    /// The unit.
    pub unit: Unit,
    /// The units directly beneath it in their order, then others that are in somebody's charge.
    pub contacts: Vec<Contact>,
    /// Whether there are more units than a list holds.
    pub more: bool,
}

/// Shows the contact list of a unit, or of the actor's home; of the units without a contact leader alone if `without`.
pub fn list_contacts(context: &Context<'_>, unit: Option<&str>, without: bool) -> Result<Contacts> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_or_home::<ReadDuties>(context, &mut reader, unit)?;
    let programme = permit_at::<ReadProgramme>(context, permit.target())?;
    let mut charges = reader.charges(&permit, None)?;
    charges.retain(|charge| charge.holds(context.today));
    let children = reader.children(&programme, i64::MIN, MOST + 1)?;
    let more = children.len() > usize::try_from(MOST).unwrap_or(usize::MAX);
    let there = |unit: &Unit| unit.closed.is_none_or(|day| context.today < day);
    let mut units: Vec<(UnitId, String, String, bool)> = Vec::new();
    for child in children.into_iter().filter(|child| there(&child.unit)) {
        units.push((child.unit.id, child.unit.code, child.unit.name, true));
    }
    for charge in &charges {
        if units.iter().all(|(id, ..)| *id != charge.unit) {
            units.push((charge.unit, charge.code.clone(), charge.name.clone(), false));
        }
    }
    let of = |id: UnitId, kind| {
        charges.iter().filter(move |charge| charge.unit == id && charge.kind == kind).cloned().collect()
    };
    let contact = |(id, code, name, beneath): (UnitId, String, String, bool)| Contact {
        code,
        name,
        beneath,
        contact: of(id, ChargeKind::Contact),
        portfolio: of(id, ChargeKind::Portfolio),
    };
    let mut contacts: Vec<_> = units.into_iter().map(contact).collect();
    contacts.retain(|one| !without || one.contact.is_empty());
    Ok(Contacts { unit: reader.unit(&programme)?, contacts, more })
}
