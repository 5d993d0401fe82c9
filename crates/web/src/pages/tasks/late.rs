//! What is late, by unit: each number opens to exactly its records.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Cell, Counted, Nav, Notice, Shell, State, Table, Tone},
    pages::{
        paths,
        shared::of_programme::{kept, programmes_beside},
    },
};
use askama::Template;
use earnest_app::{
    AppError, LateRecord,
    tasks::tasks_show::{list_late, list_late_own, show_late},
};
use earnest_model::{
    figures::count::Count,
    id::{
        BurdenReportId, CircularId, MeasureId, PlanId, QuestionId, ResolutionId, RoundId, SpotCheckId,
        TaskId, VisitId,
    },
    permit::{ActionKind, may_somewhere},
    tasks::task::LateKind,
};

#[derive(Template)]
#[template(path = "pages/tasks/late.html")]
struct LatePage {
    shell: Shell,
    table: Table,
    remind: Option<String>,
}

/// Records that a page lists.
const PAGE: i64 = 2_000;

pub(super) fn late(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    call.only(&["unit", "programme", "sort", "hide", "has"])?;
    let programme = call.asked("programme")?.unwrap_or_default();
    let found = show_late(&call.context(), call.query.find("unit"), programme)?;
    let mut table = Table::new(tr.late_caption()).column(tr.ledger_column_unit()).by("unit");
    // A page leaves out what nobody is late with, which its file has: so many columns are wider than a screen.
    let is_file = !call.query.get("as").is_empty();
    let all = || std::iter::once(&found.own).chain(found.rows.iter().map(|(_, counts)| counts));
    let is_late = |place: usize| all().any(|counts| counts.get(place).is_some_and(|count| count.value() > 0));
    let any = (0..LateKind::ALL.len()).any(is_late);
    let shown = |place: usize| is_file || !any || is_late(place);
    for (_, kind) in LateKind::ALL.iter().enumerate().filter(|(place, _)| shown(*place)) {
        table = table.numbers(call.word_of(*kind)).by(kind.key());
    }
    let counts = |counts: &[Count<LateKind>], code: &str, own: bool| -> Vec<Cell> {
        let of_kind = |(kind, count): (&LateKind, &Count<LateKind>)| {
            let records = paths::tasks::late_records().asking("unit", code).asking("kind", kind.key());
            let mut records = kept(call, records);
            if own {
                records = records.asking("own", "1");
            }
            let count_of_kind = Counted::new(tr, count, records);
            match count.value() {
                0 => Cell::from(count_of_kind),
                _ => Cell::count(count_of_kind, State::trouble),
            }
        };
        let kinds = LateKind::ALL.iter().zip(counts).enumerate();
        kinds.filter(|(place, _)| shown(*place)).map(|(_, of)| of_kind(of)).collect()
    };
    let own = found.own.iter().any(|count| count.value() > 0).then(|| {
        let (name, code) = (found.unit.name.as_str(), found.unit.code.as_str());
        let mut cells = vec![Cell::link(tr.late_own(name), paths::units::unit(code))];
        cells.extend(counts(&found.own, code, true));
        cells
    });
    let rows = found.rows.iter().map(|(child, of_child)| {
        let code = child.unit.code.as_str();
        let way = if child.beneath > 0 {
            kept(call, paths::tasks::late().asking("unit", code))
        } else {
            paths::units::unit(code)
        };
        let mut cells = vec![Cell::link(child.unit.name.as_str(), way)];
        cells.extend(counts(of_child, code, false));
        cells
    });
    let table = table.rows(own.into_iter().chain(rows)).or_say(Notice::new(Tone::Done, tr.late_nothing()));
    let table = call.arranged(table)?;
    let name = found.unit.name.as_str();
    let shell = call
        .shell_of_list(Some(Nav::Visits), tr.late_title(name))
        .lede(tr.late_lede(tr.date_long(call.today)))
        .listed(programmes_beside(call)?)
        .crumb(tr.task_title(), Some(&paths::tasks::tasks()))
        .crumb(name, Some(&paths::units::unit(&found.unit.code)));
    if let Some(file) = call.file(&shell, ("late", false), [&table])? {
        return Ok(file);
    }
    page(&LatePage { shell, table, remind: None })
}

pub(super) fn records(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    call.only(&["unit", "kind", "own", "programme", "sort", "hide", "has"])?;
    let programme = call.asked("programme")?.unwrap_or_default();
    let kind = LateKind::parse(call.query.get("kind")).map_err(|_| AppError::NotFound)?;
    let list = if call.query.get("own") == "1" { list_late_own } else { list_late };
    let (unit, records) =
        list(&call.context(), call.query.find("unit"), (kind, programme), call.rows(PAGE) + 1)?;
    let more = records.len() as i64 > call.rows(PAGE);
    let shown = usize::try_from(call.rows(PAGE)).unwrap_or_default();
    let rows = records.iter().take(shown).map(|record| {
        [
            Cell::link(label(call, record), href(record)),
            Cell::link(record.name.as_str(), paths::units::unit(&record.code)),
            Cell::from(tr.date_iso(record.due_on)),
            Cell::from(tr.late_days(i64::from((call.today - record.due_on).get_days()))),
        ]
    });
    let title = call.word_of(kind);
    let table = Table::new(title.as_str())
        .column(tr.figure_column_record())
        .by("record")
        .column(tr.ledger_column_unit())
        .by("unit")
        .column(tr.task_due())
        .by("due")
        .numbers(tr.late_since())
        .by("late")
        .rows(rows)
        .or_say(Notice::new(Tone::Done, tr.late_nothing()));
    let table = call.arranged(table)?;
    let name = unit.name.as_str();
    let shell = call
        .shell_of_list(Some(Nav::Visits), title)
        .lede(tr.late_records_lede(records.len().min(shown), name))
        .crumb(tr.late_title(name), Some(&kept(call, paths::tasks::late().asking("unit", &unit.code))));
    if let Some(file) = call.file(&shell, ("late-records", more), [&table])? {
        return Ok(file);
    }
    let sends = may_somewhere(ActionKind::SendTask, call.actor, call.today);
    page(&LatePage {
        shell,
        table,
        remind: sends.then(|| paths::tasks::task_new().asking("kind", "reminder").asking("unit", &unit.code)),
    })
}

fn label(call: &Call<'_>, record: &LateRecord) -> String {
    match record.kind {
        LateKind::Reply => call.word(&format!("visit-item-kind-{}", record.label)),
        LateKind::Duty => call.word(&format!("duty-kind-{}", record.label)),
        LateKind::Activity => call.word(&format!("session-kind-{}", record.label)),
        LateKind::Inquiry => call.word(&format!("inquiry-kind-{}", record.label)),
        LateKind::Task
        | LateKind::Help
        | LateKind::Plan
        | LateKind::Measure
        | LateKind::Obligation
        | LateKind::Criticism
        | LateKind::Receipt
        | LateKind::CallUp
        | LateKind::Question
        | LateKind::Burden
        | LateKind::Resolution
        | LateKind::Session
        | LateKind::Sheet => record.label.clone(),
    }
}

fn href(record: &LateRecord) -> String {
    match record.kind {
        LateKind::Task => paths::tasks::task(TaskId(record.id)),
        LateKind::Activity => paths::sessions::activities(),
        LateKind::Resolution => paths::sessions::resolution(ResolutionId(record.id)),
        LateKind::Measure => paths::ledger::measure(MeasureId(record.id)),
        LateKind::Session => paths::plans::plan(PlanId(record.parent)),
        LateKind::Sheet => paths::assessing::observations(),
        LateKind::Inquiry => paths::ledger::inquiries(),
        LateKind::Plan => paths::plans::latest(&record.code, RoundId(record.id)),
        LateKind::Reply | LateKind::Help => paths::visits::visit(VisitId(record.parent)),
        LateKind::Duty => paths::duties::duties(&record.code),
        // What is owed is answered by the unit alone; whoever looks from above reads how it is followed up.
        LateKind::Obligation | LateKind::Criticism => paths::circulars::follow_up(CircularId(record.parent)),
        LateKind::Receipt => paths::circulars::circular(CircularId(record.id)),
        LateKind::CallUp => paths::draws::call_up(SpotCheckId(record.id)),
        LateKind::Question => paths::burden::question(QuestionId(record.parent)),
        LateKind::Burden => paths::burden::report(BurdenReportId(record.id)),
    }
}
