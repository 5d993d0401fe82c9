//! What hangs on a unit: every column of the register that names one, with what becomes of it when the unit is closed. A test
//! holds the list against the tables, so that no new kind of record is forgotten.

use crate::{Reader, contents::pairs, error::Result};
use earnest_model::{
    id::UnitId,
    permit::{ChangeUnits, Permit},
    units::change::{Hang, HangRule},
};
use std::collections::BTreeMap;

/// A column that names a unit.
#[derive(Debug, Clone, Copy)]
pub struct Hanging {
    /// The table.
    pub table: &'static str,
    /// Its column.
    pub column: &'static str,
    /// What people call it; `None` for what is counted or noted beside a record that is told already.
    pub kind: Option<Hang>,
    /// Which of its rows are open, in the words of both engines, for the table `t`; none are where it is empty.
    pub open: &'static str,
    /// What becomes of those.
    pub rule: HangRule,
}

/// How much of a kind hangs on a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hangs {
    /// The kind.
    pub kind: Hang,
    /// What becomes of what is open.
    pub rule: HangRule,
    /// How many are open.
    pub open: i64,
    /// How many there are.
    pub all: i64,
}

const HELD: &str = "t.until_on IS NULL OR t.until_on >= ''";
const UNSETTLED: &str = "t.state NOT IN ('closed', 'held')";
const OPEN_PROBLEM: &str = "t.level <> 'person' AND t.state IN ('reported', 'signed', 'returned') AND (EXISTS (SELECT 1 \
     FROM measure m WHERE m.problem_id = t.id AND m.state NOT IN ('closed', 'held')) OR NOT EXISTS (SELECT 1 FROM measure m \
     WHERE m.problem_id = t.id))";
const OPEN_TASK: &str = "t.state IN ('sent', 'acknowledged', 'follow-up')";
const NEVER: &str = "";

const fn on(
    (table, column): (&'static str, &'static str),
    kind: Hang,
    (open, rule): (&'static str, HangRule),
) -> Hanging {
    Hanging { table, column, kind: Some(kind), open, rule }
}

const fn beside(table: &'static str, column: &'static str) -> Hanging {
    Hanging { table, column, kind: None, open: NEVER, rule: HangRule::Stays }
}

/// Every column that names a unit.
pub const HANGING: &[Hanging] = {
    use Hang as H;
    use HangRule::{Ends, Follows, Settle, Stays};
    &[
        on(("holding", "unit_id"), H::Roles, (HELD, Ends)),
        on(("post", "unit_id"), H::Posts, (HELD, Ends)),
        on(("charge", "unit_id"), H::Posts, (HELD, Ends)),
        on(("duty", "unit_id"), H::Duties, ("t.ended_on IS NULL", Ends)),
        beside("duty", "laid_by"),
        beside("duty_tally", "unit_id"),
        on(("programme", "organiser_id"), H::Programmes, (NEVER, Stays)),
        on(("round", "organiser_id"), H::Programmes, ("t.state <> 'closed'", Settle)),
        on(("joint_body", "unit_id"), H::Programmes, ("t.until_on IS NULL", Settle)),
        beside("standard", "organiser_id"),
        beside("standard_draft", "organiser_id"),
        on(
            ("round_owing", "unit_id"),
            H::Rounds,
            ("EXISTS (SELECT 1 FROM round r WHERE r.id = t.round_id AND r.state <> 'closed')", Stays),
        ),
        beside("session_excuse", "unit_id"),
        on(("plan_draft", "unit_id"), H::Plans, ("1 = 1", Stays)),
        on(("plan", "unit_id"), H::Plans, ("t.state = 'submitted'", Stays)),
        beside("plan_review", "unit_id"),
        on(("seminar", "unit_id"), H::Sessions, (NEVER, Stays)),
        on(("self_evaluation", "unit_id"), H::Sessions, (NEVER, Stays)),
        beside("activity_plan", "unit_id"),
        on(("resolution", "unit_id"), H::Sessions, ("t.state = 'open'", Stays)),
        on(("observation", "unit_id"), H::Sessions, ("t.state = 'sent'", Stays)),
        on(("draw", "organiser_id"), H::Draws, ("t.state = 'frozen'", Settle)),
        on(("look_back_draw", "organiser_id"), H::Draws, ("t.state = 'frozen'", Settle)),
        on(("spot_check", "unit_id"), H::Assessments, ("t.state = 'drawn'", Settle)),
        on(("sheet", "unit_id"), H::Assessments, (NEVER, Stays)),
        on(("rating", "unit_id"), H::Assessments, (NEVER, Stays)),
        on(("appeal", "unit_id"), H::Assessments, ("t.decided_on IS NULL", Settle)),
        beside("second_mark", "unit_id"),
        beside("recount", "unit_id"),
        beside("call_up", "unit_id"),
        beside("first_mark", "unit_id"),
        on(("problem", "unit_id"), H::Ledger, (OPEN_PROBLEM, Follows)),
        on(("measure", "unit_id"), H::Ledger, (UNSETTLED, Follows)),
        beside("measure_step", "unit_id"),
        beside("measure_change", "unit_id"),
        beside("origin", "unit_id"),
        beside("problem_counted", "unit_id"),
        beside("measure_standing", "unit_id"),
        on(("manifestation", "unit_id"), H::Ledger, (NEVER, Stays)),
        on(("inquiry", "unit_id"), H::Ledger, (NEVER, Stays)),
        beside("inquiry_text", "other_id"),
        on(("look_back", "unit_id"), H::Ledger, (NEVER, Stays)),
        on(("circular_draft", "organiser_id"), H::Circulars, ("t.circular_id IS NULL", Settle)),
        on(("circular", "organiser_id"), H::Circulars, (NEVER, Stays)),
        on(("mention", "unit_id"), H::Circulars, (NEVER, Stays)),
        beside("passage", "unit_id"),
        beside("receipt", "unit_id"),
        on(("obligation", "unit_id"), H::Requirements, ("t.answered_on IS NULL", Follows)),
        on(("tour", "organiser_id"), H::Visits, (NEVER, Stays)),
        on(("visit", "unit_id"), H::Visits, ("t.state = 'planned'", Follows)),
        beside("meeting", "unit_id"),
        beside("interview", "unit_id"),
        beside("visit_item", "unit_id"),
        beside("guidance_read", "unit_id"),
        on(("task", "unit_id"), H::Tasks, (OPEN_TASK, Follows)),
        on(("task", "sender_id"), H::Tasks, (OPEN_TASK, Follows)),
        on(("question", "unit_id"), H::Burden, (NEVER, Stays)),
        on(("burden_request", "unit_id"), H::Burden, (NEVER, Stays)),
        beside("burden_request", "issuer_id"),
        on(("burden_report", "unit_id"), H::Burden, (NEVER, Stays)),
        beside("burden_report", "issuer_id"),
        beside("burden_minutes", "unit_id"),
        beside("burden_budget", "unit_id"),
        beside("burden_past", "unit_id"),
        beside("burden_past_budget", "unit_id"),
        beside("burden_past_minutes", "unit_id"),
        on(("case_study", "unit_id"), H::Papers, (NEVER, Stays)),
        beside("case_use", "unit_id"),
        on(("suggestion", "unit_id"), H::Papers, (NEVER, Stays)),
        beside("suggestion", "from_unit_id"),
        on(("comment", "unit_id"), H::Papers, (NEVER, Stays)),
        on(("attachment", "unit_id"), H::Papers, (NEVER, Stays)),
        on(("source_text", "unit_id"), H::Papers, (NEVER, Stays)),
        on(("report_frozen", "unit_id"), H::Papers, (NEVER, Stays)),
        beside("report_template", "unit_id"),
        beside("interest", "unit_id"),
        beside("unit", "parent_id"),
        beside("unit_change", "unit_id"),
        beside("unit_change", "other_id"),
        beside("unit_change", "parent_before"),
        beside("unit_change", "parent_after"),
    ]
};

impl Reader<'_> {
    /// What hangs on a unit of the permit's subtree itself, by kind and rule; what is not there is left out.
    pub fn hanging(&mut self, permit: &Permit<ChangeUnits>, unit: UnitId) -> Result<Vec<Hangs>> {
        let day = permit.on();
        let parts = HANGING.iter().enumerate().filter_map(|(place, one)| {
            one.kind?;
            let open = match one.open {
                "" => "1 = 0".to_owned(),
                HELD => HELD.replace("''", &format!("'{day}'")),
                open => open.to_owned(),
            };
            let (table, column, unit) = (one.table, one.column, unit.0);
            Some(format!(
                "SELECT '{place}' AS one, CAST(coalesce(sum(CASE WHEN {open} THEN 1 ELSE 0 END), 0) AS TEXT) || ' ' || \
                 CAST(count(*) AS TEXT) AS two FROM \"{table}\" t WHERE t.{column} = {unit}"
            ))
        });
        let statement = parts.collect::<Vec<_>>().join(" UNION ALL ");
        let mut found: BTreeMap<(Hang, HangRule), (i64, i64)> = BTreeMap::new();
        for row in pairs(self.connection, &statement)? {
            let place: usize = row.one.parse().unwrap_or(usize::MAX);
            let Some(Hanging { kind: Some(kind), rule, .. }) = HANGING.get(place) else { continue };
            let (open, all) = row.two.split_once(' ').unwrap_or_default();
            let (open, all): (i64, i64) = (open.parse().unwrap_or(0), all.parse().unwrap_or(0));
            // What is settled stays, whatever becomes of the open.
            for (rule, open, all) in [(*rule, open, open), (HangRule::Stays, 0, all - open)] {
                let sum = found.entry((*kind, rule)).or_default();
                (sum.0, sum.1) = (sum.0 + open, sum.1 + all);
            }
        }
        let told =
            |((kind, rule), (open, all)): ((Hang, HangRule), (i64, i64))| Hangs { kind, rule, open, all };
        Ok(found.into_iter().map(told).filter(|hangs| hangs.all > 0).collect())
    }

    /// How many draws above a unit of the permit's subtree have a frozen frame in which it may stand.
    pub fn frames_above(&mut self, permit: &Permit<ChangeUnits>, unit: UnitId) -> Result<i64> {
        use crate::schema::{draw, unit as units};
        use diesel::prelude::*;
        let span = permit.span();
        let place: Option<(i64, i64)> = units::table
            .find(unit.0)
            .filter(units::lo.between(span.lo, span.hi))
            .select((units::lo, units::hi))
            .first(self.connection)
            .optional()?;
        let Some((lo, hi)) = place else { return Ok(0) };
        Ok(draw::table
            .inner_join(units::table)
            .filter(draw::state.eq("frozen").and(units::lo.lt(lo)).and(units::hi.ge(hi)))
            .count()
            .get_result(self.connection)?)
    }
}
