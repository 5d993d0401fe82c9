//! Sheets that were handed in, and those that are owed.

use crate::{
    AppError, Context, Result,
    home::home,
    nearest::{OfList, listed},
    permit_at, permit_on,
};
use earnest_model::{
    id::{SheetId, UnitId},
    permit::{ActionKind, ReadAssessments, ReadDesk, may_somewhere},
};
use earnest_store::Listed;
pub use earnest_store::{OwedSheet, PublishedStandard, SheetBrief, StoredSheet, WaitingCheck};

/// The list of sheets.
#[derive(Debug, Clone, Default)]
pub struct SheetList {
    /// Sheets that the actor owes.
    pub owed: Vec<OwedSheet>,
    /// Drawn units beneath the actor's whose materials wait.
    pub waiting: Vec<WaitingCheck>,
    /// Sheets handed in that the actor may read, newest first.
    pub sheets: Vec<SheetBrief>,
    /// Where the next page begins.
    pub next: Option<SheetId>,
}

/// Most units in the lists of what is owed.
const OWED: i64 = 100;

/// Lists the sheets of the actor's whole scope: that of the widest of their holdings, of the programme that is named or in which the
/// actor is. What the actor owes is of all programmes.
pub fn list_sheets(
    context: &Context<'_>,
    mine: bool,
    asked: impl Into<OfList<SheetId>>,
    limit: i64,
) -> Result<SheetList> {
    let asked: OfList<_> = asked.into();
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let own = home(context, &mut reader)?.ok_or(AppError::NotFound)?;
    let desk = permit_at::<ReadDesk>(context, own)?;
    let permit = permit_at::<ReadAssessments>(context, own)?;
    let of = listed(context, &mut reader, (asked.of(), Listed::InUse))?;
    let mut sheets = reader.sheets(&permit, (mine, of), asked.before, limit + 1)?;
    let more = sheets.len() as i64 > limit;
    sheets.truncate(usize::try_from(limit).unwrap_or_default());
    let assesses = may_somewhere(ActionKind::FillSheet, context.actor, context.today);
    let ours: Vec<UnitId> = context.actor.holdings(context.today).map(|holding| holding.unit).collect();
    let waiting = if assesses { reader.waiting_checks(&permit, &ours, OWED)? } else { Vec::new() };
    Ok(SheetList {
        owed: reader.owed_sheets(&desk, OWED)?,
        waiting,
        next: sheets.last().filter(|_| more).map(|last| last.id),
        sheets,
    })
}

/// A sheet with the standard that it was filled by.
pub fn show_sheet(context: &Context<'_>, id: SheetId) -> Result<(StoredSheet, PublishedStandard)> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadAssessments, _>(context, &mut reader, id)?;
    let sheet = reader.sheet(&permit)?;
    let standard = reader.standard(sheet.standard)?;
    Ok((sheet, standard))
}
