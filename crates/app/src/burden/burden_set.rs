//! Set what requests cost and how much the units beneath may be asked for.

use crate::{Context, Result, burden::burden_weigh::rules, permit, permit_at};
use earnest_model::{
    burden::{
        acts::BurdenAct,
        budget::{OfficeRules, Rules},
    },
    pack::Pack,
    permit::{ReadProgramme, SetBurden},
    units::unit::Unit,
};

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
    let rules = rules(&mut reader, &permit, Some(pack))?.on(context.today);
    Ok(Settings { unit: reader.unit(&permit_at::<ReadProgramme>(context, permit.target())?)?, rules })
}

/// Writes the rules of an office for the units beneath it: from today on. Days before keep what stood then.
pub fn set_burden(context: &Context<'_>, unit: &str, rules: &OfficeRules) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit::<SetBurden>(context, &mut work.reader(), unit)?;
    work.burden_rules_write(&permit, rules)?;
    let minutes = rules.minutes.iter().map(|(kind, minutes)| (kind.key(), *minutes)).collect();
    let budgets = rules
        .budgets
        .iter()
        .map(|(tier, budget)| (*tier, budget.week, budget.month, budget.on_excess.key()))
        .collect();
    Ok(work.commit(&permit.act(BurdenAct::BurdenSet { minutes, budgets }))?)
}
