//! What hangs on a unit: every column of the register that names one, with what becomes of it when the unit is closed. A test
//! holds the list against the tables, so that no new kind of record is forgotten.

use crate::{
    Reader,
    connection::AnyConnection,
    contents::pairs,
    error::{Result, StoreError},
};
use earnest_model::{
    Date,
    id::UnitId,
    ledger::measures::measure::MeasureState,
    permit::{ChangeUnits, Permit},
    span::Span,
    units::{
        change::{Hang, HangRule},
        unit::Unit,
    },
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

impl Hanging {
    /// Which of its rows are open on a day, in the words of both engines.
    fn open_on(&self, day: Date) -> String {
        match self.open {
            NEVER => "1 = 0".to_owned(),
            HELD => HELD.replace("''", &format!("'{day}'")),
            OPEN_MEASURE | OPEN_PROBLEM => {
                let closed = MeasureState::closed_keys().join("', '");
                self.open.replace(":closed", &format!("'{closed}'"))
            }
            open => open.to_owned(),
        }
    }
}

/// Keys of what is open of a column that names a unit: what is told of it before a change and what goes over at the change are
/// the same.
pub(crate) fn open_of(
    connection: &mut AnyConnection,
    (table, column): (&str, &str),
    (unit, day): (UnitId, Date),
) -> Result<Vec<i64>> {
    let Some(one) = HANGING.iter().find(|one| one.table == table && one.column == column) else {
        return Ok(Vec::new());
    };
    let (open, unit) = (one.open_on(day), unit.0);
    let rows = pairs(
        connection,
        &format!(
            "SELECT CAST(t.id AS TEXT) AS one, '' AS two FROM \"{table}\" t WHERE t.{column} = {unit} AND ({open}) ORDER BY t.id"
        ),
    )?;
    Ok(rows.into_iter().filter_map(|row| row.one.parse().ok()).collect())
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
/// Of a problem that goes along; `:closed` stands for the words of what counts as closed. What is settled of it stays, and so does what is said of a person.
const OPEN_MEASURE: &str = "t.state NOT IN (:closed) AND EXISTS (SELECT 1 FROM problem p WHERE p.id = t.problem_id \
     AND p.level <> 'person' AND p.state IN ('reported', 'signed', 'returned'))";
const OPEN_PROBLEM: &str = "t.level <> 'person' AND t.state IN ('reported', 'signed', 'returned') AND (EXISTS (SELECT 1 \
     FROM measure m WHERE m.problem_id = t.id AND m.state NOT IN (:closed)) OR NOT EXISTS (SELECT 1 FROM measure m \
     WHERE m.problem_id = t.id))";
const OPEN_TASK: &str = "t.state <> 'done'";
/// What a visit left that its unit owes an answer to, and that no problem takes up yet.
const OPEN_ITEM: &str = "t.withdrawn_on IS NULL AND t.replied_on IS NULL AND t.kind <> 'support' AND \
     (t.reply_due_on IS NOT NULL OR t.kind = 'finding') AND EXISTS (SELECT 1 FROM visit v WHERE v.id = t.visit_id AND \
     v.state = 'made') AND NOT EXISTS (SELECT 1 FROM origin o WHERE \
     o.kind = 'visit-item' AND o.record_id = t.id AND o.undone_on IS NULL)";
/// What is accepted, too: once published, the unit would owe an answer that nobody is there to give.
const OPEN_PASSAGE: &str =
    "EXISTS (SELECT 1 FROM circular_draft d WHERE d.id = t.draft_id AND d.state = 'checking')";
const OPEN_CRITICISM: &str = "t.polarity = 'criticism' AND t.reply_due_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM \
     origin o WHERE o.kind = 'mention' AND o.record_id = t.id AND o.undone_on IS NULL)";
const OPEN_QUESTION: &str =
    "EXISTS (SELECT 1 FROM burden_request r WHERE r.question_id = t.id AND r.answered_on IS NULL)";
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
        on(("round", "organiser_id"), H::OwnRounds, ("t.state NOT IN ('closed', 'called-off')", Settle)),
        on(("joint_body", "unit_id"), H::Bodies, ("t.until_on IS NULL", Settle)),
        beside("standard", "organiser_id"),
        beside("standard_draft", "organiser_id"),
        on(
            ("round_owing", "unit_id"),
            H::Rounds,
            (
                "EXISTS (SELECT 1 FROM round r WHERE r.id = t.round_id AND r.state NOT IN ('closed', 'called-off'))",
                Stays,
            ),
        ),
        beside("session_excuse", "unit_id"),
        on(("plan_draft", "unit_id"), H::Plans, ("1 = 1", Stays)),
        on(("plan", "unit_id"), H::Plans, ("t.state = 'submitted'", Stays)),
        beside("plan_review", "unit_id"),
        on(("seminar", "unit_id"), H::Sessions, (NEVER, Stays)),
        beside("seminar", "organiser_id"),
        on(("self_evaluation", "unit_id"), H::Sessions, (NEVER, Stays)),
        beside("activity_plan", "unit_id"),
        on(("resolution", "unit_id"), H::Resolutions, ("t.state = 'open'", Follows)),
        on(("observation", "unit_id"), H::Sessions, ("t.state = 'sent'", Stays)),
        on(("draw", "organiser_id"), H::Draws, ("t.state = 'frozen'", Settle)),
        on(("look_back_draw", "organiser_id"), H::Draws, ("t.state = 'frozen'", Settle)),
        on(("spot_check", "unit_id"), H::Checks, ("t.state = 'drawn'", Settle)),
        on(("sheet", "unit_id"), H::Assessments, (NEVER, Stays)),
        on(("rating", "unit_id"), H::Assessments, (NEVER, Stays)),
        on(("appeal", "unit_id"), H::Appeals, ("t.decided_on IS NULL", Settle)),
        beside("second_mark", "unit_id"),
        beside("recount", "unit_id"),
        beside("call_up", "unit_id"),
        beside("first_mark", "unit_id"),
        on(("problem", "unit_id"), H::Problems, (OPEN_PROBLEM, Follows)),
        on(("measure", "unit_id"), H::Measures, (OPEN_MEASURE, Follows)),
        beside("measure_step", "unit_id"),
        beside("measure_change", "unit_id"),
        beside("origin", "unit_id"),
        beside("problem_counted", "unit_id"),
        beside("measure_standing", "unit_id"),
        on(("manifestation", "unit_id"), H::Ledger, (NEVER, Stays)),
        on(("inquiry", "unit_id"), H::Ledger, (NEVER, Stays)),
        beside("inquiry_text", "other_id"),
        on(("look_back", "unit_id"), H::Ledger, (NEVER, Stays)),
        on(("circular_draft", "organiser_id"), H::Drafts, ("t.state IN ('writing', 'checking')", Settle)),
        on(("circular", "organiser_id"), H::Circulars, (NEVER, Stays)),
        beside("mention", "unit_id"),
        on(("mention", "answerer_id"), H::Criticisms, (OPEN_CRITICISM, Follows)),
        on(("passage", "unit_id"), H::Passages, (OPEN_PASSAGE, Settle)),
        beside("row_check", "unit_id"),
        beside("receipt", "unit_id"),
        on(("obligation", "unit_id"), H::Requirements, ("t.answered_on IS NULL", Follows)),
        on(("tour", "organiser_id"), H::Tours, (NEVER, Stays)),
        on(("visit", "unit_id"), H::Visits, ("t.state = 'planned'", Follows)),
        beside("meeting", "unit_id"),
        beside("interview", "unit_id"),
        on(("visit_item", "unit_id"), H::VisitItems, (OPEN_ITEM, Settle)),
        beside("guidance_read", "unit_id"),
        on(("task", "unit_id"), H::Tasks, (OPEN_TASK, Follows)),
        on(("task", "sender_id"), H::TasksSent, (OPEN_TASK, Follows)),
        on(("question", "unit_id"), H::QuestionsAsked, (OPEN_QUESTION, Follows)),
        on(("burden_request", "unit_id"), H::Questions, ("t.answered_on IS NULL", Follows)),
        beside("burden_request", "issuer_id"),
        on(("burden_report", "unit_id"), H::Burden, (NEVER, Stays)),
        on(("burden_report", "issuer_id"), H::Burden, ("t.answered_on IS NULL", Follows)),
        beside("burden_minutes", "unit_id"),
        beside("burden_budget", "unit_id"),
        beside("burden_past", "unit_id"),
        beside("burden_past_budget", "unit_id"),
        beside("burden_past_minutes", "unit_id"),
        on(("case_study", "unit_id"), H::Cases, (NEVER, Stays)),
        beside("case_use", "unit_id"),
        on(("suggestion", "unit_id"), H::Cases, (NEVER, Stays)),
        beside("suggestion", "from_unit_id"),
        on(("comment", "unit_id"), H::Comments, (NEVER, Stays)),
        on(("attachment", "unit_id"), H::Papers, (NEVER, Stays)),
        on(("source_text", "unit_id"), H::Papers, (NEVER, Stays)),
        on(("report_frozen", "unit_id"), H::Papers, (NEVER, Stays)),
        beside("report_template", "unit_id"),
        beside("interest", "unit_id"),
        beside("work_taken", "unit_id"),
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
            let open = one.open_on(day);
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

    /// What stands open between a unit of the permit's subtree with all beneath it and those who would stand above it no more, once
    /// it stands beneath `above`: directions, and requirements and criticisms of circulars without an answer.
    pub fn left_above(
        &mut self,
        permit: &Permit<ChangeUnits>,
        (moved, above): (&Unit, &Unit),
    ) -> Result<(i64, i64)> {
        if !permit.span().covers(moved.span) || !permit.span().covers(above.span) {
            return Err(StoreError::NotFound);
        }
        let (Span { lo, hi }, at) = (moved.span, above.span);
        let beneath = format!("u.lo BETWEEN {lo} AND {hi}");
        let no_more =
            format!("s.lo NOT BETWEEN {lo} AND {hi} AND NOT (s.lo <= {} AND s.hi >= {})", at.lo, at.hi);
        let count =
            |from: &str| format!("CAST((SELECT count(*) FROM {from} AND {beneath} AND {no_more}) AS TEXT)");
        let tasks = count(&format!(
            "task t JOIN unit u ON u.id = t.unit_id JOIN unit s ON s.id = t.sender_id WHERE {OPEN_TASK}"
        ));
        let owed = count(
            "obligation t JOIN unit u ON u.id = t.unit_id JOIN circular c ON c.id = t.circular_id \
             JOIN unit s ON s.id = c.organiser_id WHERE t.answered_on IS NULL",
        );
        let named = count(&format!(
            "mention t JOIN unit u ON u.id = t.answerer_id JOIN circular c ON c.id = t.circular_id \
             JOIN unit s ON s.id = c.organiser_id WHERE {OPEN_CRITICISM}"
        ));
        let row = pairs(self.connection, &format!("SELECT {tasks} AS one, {owed} || ' ' || {named} AS two"))?;
        let number = |text: &str| text.parse::<i64>().unwrap_or_default();
        Ok(row.first().map_or((0, 0), |row| (number(&row.one), row.two.split(' ').map(number).sum())))
    }
}
