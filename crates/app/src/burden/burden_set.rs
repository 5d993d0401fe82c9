//! Set what requests cost and how much the units beneath may be asked for.

use crate::{Context, Result, burden::burden_weigh::rules, permit, permit_at};
use earnest_model::{
    burden::budget::{OfficeRules, Rules},
    event::Subject,
    pack::Pack,
    permit::{ReadProgramme, SetBurden},
    units::unit::Unit,
};
use serde_json::json;

/// What an office may change: its unit, and what is in force for the units beneath.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The unit of the office.
    pub unit: Unit,
    /// Its own rules where it has some; otherwise those from above.
    pub rules: Rules,
}

impl Settings {
    /// The rules that the office set itself.
    pub fn own(&self) -> Option<&OfficeRules> {
        self.rules.offices.iter().find(|office| office.span == Some(self.unit.span))
    }
}

/// Shows what is set.
pub fn show_settings(context: &Context<'_>, pack: &Pack, unit: &str) -> Result<Settings> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit::<SetBurden>(context, &mut reader, unit)?;
    let rules = rules(&mut reader, &permit, Some(pack))?;
    Ok(Settings { unit: reader.unit(&permit_at::<ReadProgramme>(context, permit.target())?)?, rules })
}

/// Writes the rules of an office for the units beneath it.
pub fn set_burden(context: &Context<'_>, unit: &str, rules: &OfficeRules) -> Result<()> {
    let mut work = context.store.begin(context.now)?;
    let permit = permit::<SetBurden>(context, &mut work.reader(), unit)?;
    work.burden_rules_write(&permit, rules)?;
    let minutes: serde_json::Map<_, _> =
        rules.minutes.iter().map(|(kind, minutes)| (kind.key().to_owned(), json!(minutes))).collect();
    let budgets: Vec<_> = rules
        .budgets
        .iter()
        .map(|(tier, budget)| json!([tier, budget.week, budget.month, budget.on_excess.key()]))
        .collect();
    let detail = json!({ "minutes": minutes, "budgets": budgets });
    let office = permit.unit().0;
    work.commit(&permit.event(Subject::new("unit", office), detail))?;
    Ok(())
}
